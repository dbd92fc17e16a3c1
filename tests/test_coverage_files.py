"""Figures as files: the same numbers in each, rounded alike, and nothing that a reader trips on."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from typing import Any

import pandas as pd
import pytest
import shapely
from openpyxl import load_workbook

from respite_finder.coverage import (
    COUNTED_STATES,
    DETOUR,
    MEASURES,
    By,
    CoverageQuery,
    Reach,
    coverage_table,
)
from respite_finder.coverage.about import about_figures, command_of
from respite_finder.coverage.citation import citation_text, dataset_version
from respite_finder.coverage.files import (
    coverage_csv,
    coverage_excel,
    coverage_geojson,
    coverage_json,
    figures,
)
from respite_finder.coverage.scores import score_table
from respite_finder.errors import QueryError
from respite_finder.states import STATE_NAMES

QUERY = CoverageQuery()
TERRITORIES = {"AS", "GU", "MP", "VI"}


@pytest.fixture(scope="module")
def reach(places: pd.DataFrame) -> Reach:
    return Reach(places)


@pytest.fixture(scope="module")
def tables(reach: Reach) -> dict[By, pd.DataFrame]:
    sizes: tuple[By, ...] = ("state", "county", "us")
    return {by: coverage_table(reach, QUERY, by=by) for by in sizes}


def rounded(name: str, value: Any) -> Any:
    """What a file should hold, worked out anew."""
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return None
    unit = MEASURES[name].unit
    digits = {"share": 6, "per_million": 6, "miles": 2}.get(unit)
    return int(value) if digits is None else round(float(value), digits)


@pytest.mark.parametrize("by", ["state", "county", "us"])
def test_every_file_has_the_numbers_of_the_table(tables: dict[By, pd.DataFrame], by: By) -> None:
    frame = tables[by].head(60)
    names = list(frame.columns)
    expected = [[rounded(name, row[name]) for name in names] for row in frame.to_dict("records")]
    text = coverage_csv(frame).decode("utf-8")
    read = list(csv.reader(io.StringIO(text)))
    assert read[0] == names
    assert [
        [cell if isinstance(want, str) else float(cell) for cell, want in zip(*pair, strict=True)]
        for pair in zip(read[1:], expected, strict=True)
    ] == expected
    told = json.loads(coverage_json(frame, QUERY, by))
    assert [list(row.values()) for row in told["rows"]] == expected
    sheet = load_workbook(io.BytesIO(coverage_excel(frame, QUERY, by)))["Figures"]
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert cells == [names, *expected]


def test_the_first_columns_are_those_that_scripts_rely_on(tables: dict[By, pd.DataFrame]) -> None:
    header = coverage_csv(tables["state"]).decode().splitlines()[0]
    assert header.startswith("state,population,places,covered_population,covered_share,")
    assert not coverage_csv(tables["state"]).startswith(b"\xef\xbb\xbf")


def test_where_no_place_counts_miles_are_empty_and_shares_are_nought(reach: Reach) -> None:
    query = CoverageQuery(frozenset({"warmline"}))
    frame = coverage_table(reach, query, by="us")
    (row,) = csv.DictReader(io.StringIO(coverage_csv(frame).decode()))
    assert (row["places"], row["covered_share"], row["median_miles"]) == ("0", "0", "")
    assert next(figures(frame))["median_miles"] is None
    assert json.loads(coverage_json(frame, query, "us"))["rows"][0]["mean_miles"] is None
    sheet = load_workbook(io.BytesIO(coverage_excel(frame, query, "us")))["Figures"]
    head, values = sheet.iter_rows(values_only=True)
    assert dict(zip(head, values, strict=True))["p90_miles"] is None


def test_a_small_number_has_no_exponent_and_a_name_is_never_a_formula() -> None:
    frame = pd.DataFrame({"county": ["=1+1"], "state": ["MA"], "covered_share": [0.000012]})
    assert coverage_csv(frame) == b"county,state,covered_share\n'=1+1,MA,0.000012\n"


def geojson(content: bytes) -> dict[str, Any]:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    collection: dict[str, Any] = json.loads(content, parse_constant=refuse)
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    ids = [feature["id"] for feature in collection["features"]]
    assert len(set(ids)) == len(ids)
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        if feature["geometry"] is None:
            continue
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        west, south, east, north = shape.bounds
        assert (-180 <= west <= east <= 180, -90 <= south <= north <= 90) == (True, True)
        for part in getattr(shape, "geoms", [shape]):
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)
    return collection


def test_states_are_outlines_by_postal_code_with_their_measures(
    tables: dict[By, pd.DataFrame],
) -> None:
    features = geojson(coverage_geojson(tables["state"], QUERY))["features"]
    told = {feature["id"]: feature["properties"] for feature in features}
    assert set(told) == set(STATE_NAMES)
    assert all(feature["geometry"] for feature in features)
    for row in figures(tables["state"]):
        assert told[row["state"]] == row | {"name": STATE_NAMES[row["state"]]}
    for code in TERRITORIES:
        assert told[code]["population"] is None
        assert told[code]["covered_share"] is None


def test_counties_are_outlines_by_fips_and_none_of_the_table_is_lost(
    tables: dict[By, pd.DataFrame],
) -> None:
    features = geojson(coverage_geojson(tables["county"], QUERY, "county"))["features"]
    told = {feature["id"]: feature["properties"] for feature in features}
    for row in figures(tables["county"]):
        assert told[row["county_fips"]]["covered_share"] == row["covered_share"]
        assert told[row["county_fips"]]["state"] == row["state"]
    assert sum(row["population"] or 0 for row in told.values()) == tables["us"]["population"][0]
    assert {told[code]["population"] for code in set(told) - set(tables["county"]["county_fips"])} \
        == {None}  # fmt: skip


def test_asked_states_are_the_only_outlines(reach: Reach) -> None:
    frame = coverage_table(reach, QUERY, by="county", states=["MA"])
    content = coverage_geojson(frame, QUERY, "county", states=["MA"])
    features = geojson(content)["features"]
    assert {feature["properties"]["state"] for feature in features} == {"MA"}
    assert len(features) == len(frame)


def test_a_county_of_the_next_state_keeps_its_outline() -> None:
    # ZIP codes of North Dakota may belong to Clay County, Minnesota.
    clay = {"county_fips": ["27027"], "county": ["Clay County"], "state": ["MN"], "places": [1]}
    collection = geojson(coverage_geojson(pd.DataFrame(clay), QUERY, "county", states=["ND"]))
    told = {one["id"]: one for one in collection["features"]}
    assert told["27027"]["geometry"] is not None
    assert told["27027"]["properties"]["state"] == "MN"
    others = {one["properties"]["state"] for code, one in told.items() if code != "27027"}
    assert others == {"ND"}


def test_coordinates_have_at_most_six_decimals(tables: dict[By, pd.DataFrame]) -> None:
    for by in ("state", "county"):
        content = coverage_geojson(tables[by], QUERY, by)
        for feature in json.loads(content, parse_float=str)["features"]:
            text = json.dumps(feature["geometry"])
            assert not re.search(r"\.[0-9]{7,}|[eE]-", text), feature["id"]


def test_an_area_without_an_outline_stays_a_feature() -> None:
    frame = pd.DataFrame({"county_fips": ["09999"], "county": [""], "state": ["CT"], "places": [1]})
    features = geojson(coverage_geojson(frame, QUERY, "county", states=["CT"]))["features"]
    (odd,) = (feature for feature in features if feature["geometry"] is None)
    assert (odd["id"], odd["properties"]["places"]) == ("09999", 1)


def test_the_whole_country_is_no_map(tables: dict[By, pd.DataFrame]) -> None:
    with pytest.raises(QueryError, match="choose state or county"):
        coverage_geojson(tables["us"], QUERY, "us")


def test_each_file_says_what_was_asked_and_how_to_cite(tables: dict[By, pd.DataFrame]) -> None:
    query = CoverageQuery(frozenset({"clubhouse"}), frozenset({"active", "listed"}), 30, DETOUR)
    told = json.loads(coverage_json(tables["us"], query, "us"))
    assert told["query"]["service_types"] == ["clubhouse"]
    assert (told["version"], told["citation"]) == (dataset_version(), citation_text())
    collection = json.loads(coverage_geojson(tables["state"], query))
    assert collection["query"] == told["query"] | {"by": "state"}
    assert collection["command"] == command_of(query, "state")
    assert told["command"] == command_of(query, "us")
    book = load_workbook(io.BytesIO(coverage_excel(tables["state"], query)))
    assert book.sheetnames == ["Figures", "About", "Columns"]
    words = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert words["Command"] == (
        "respite-finder coverage --type clubhouse --radius 30 --by state --include-listed --road"
    )
    assert "1.417" in words["Miles"]
    assert words["Citation"] == citation_text()
    assert "CC BY-NC 4.0" in words["Licence"]
    meanings = {row[0]: row[2] for row in book["Columns"].iter_rows(values_only=True)}
    assert all(meanings[name] for name in tables["state"].columns)


def test_a_score_keeps_its_meaning_in_the_workbook(reach: Reach) -> None:
    frame = score_table(reach, QUERY, by="us")
    rows = load_workbook(io.BytesIO(coverage_excel(frame, QUERY, "us")))["Columns"]
    meanings = {row[0]: row[2] for row in rows.iter_rows(values_only=True)}
    assert all(meanings[name] for name in frame.columns)


def test_a_straight_line_says_so_and_all_states_need_no_list() -> None:
    words = dict(about_figures(QUERY, "state"))
    assert "straight line" in words["Miles"]
    assert words["Areas"] == "by state"
    assert "--road" not in command_of(QUERY, "state", list(COUNTED_STATES)[:1])
