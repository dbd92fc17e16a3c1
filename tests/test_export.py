"""What may leave: no output tells a withheld address, and every output is valid for its readers."""

from __future__ import annotations

import csv
import importlib
import json
import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from typer.testing import CliRunner

from leaky import TELLING, leaky
from made import VIRTUAL, frame, record
from respite_finder import (
    Origin,
    Query,
    feature_collection,
    load_places,
    publishable,
    records,
    search,
)
from respite_finder.cli import cli
from respite_finder.schema import COLUMN_NAMES
from strategies import place_frames, us_origins

find = importlib.import_module("respite_finder.cli.find")


@pytest.mark.parametrize("precision", ["address", "zip"])
def test_a_withheld_address_never_leaves_even_if_the_frame_holds_it(precision: str) -> None:
    made = leaky(precision)
    outputs = [
        publishable(made).to_csv(),
        repr(records(made)),
        json.dumps(feature_collection(made)),
    ]
    for output in outputs:
        assert "Made Respite" in output
        assert [secret for secret in TELLING if secret in output.replace("01027", "")] == []
        assert "1 Main St" in output


def test_a_withheld_town_stays_on_the_map() -> None:
    shown = publishable(leaky("city"))
    assert shown["street"].tolist() == ["", "1 Main St"]
    assert shown["zip"].tolist() == ["", "01027"]
    assert shown["precision"].tolist() == ["city", "zip"]
    assert shown["latitude"].notna().all()


def test_the_gate_leaves_the_frame_that_comes_in_alone() -> None:
    made = leaky("address")
    before = made.copy(deep=True)
    publishable(made)
    records(made)
    pd.testing.assert_frame_equal(made, before)


def test_the_gate_may_be_passed_twice() -> None:
    once = publishable(leaky("address"))
    pd.testing.assert_frame_equal(publishable(once), once)


@pytest.mark.parametrize("form", ["table", "json", "csv", "geojson"])
def test_the_command_line_tells_no_withheld_address(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The terminal, handed a frame that holds what no file of ours may hold."""
    origin = Origin(42.1, -72.59, "Springfield, MA", "MA", "city")
    found = search(leaky("address"), Query(origin))
    find._print(found, origin, 20, find.Format(form))
    out, err = capsys.readouterr()
    assert "Made Respite" in out
    assert "Made House" in out
    assert [secret for secret in TELLING if secret in out + err] == []


def test_no_shipped_withheld_place_leaves_with_more_than_its_town(places: pd.DataFrame) -> None:
    for told in records(places):
        if told["address_withheld"]:
            assert told["street"] is told["zip"] is None
            assert told["precision"] in ("city", "county", "none")


def test_geojson_is_longitude_first_and_of_seven_decimals_at_most(places: pd.DataFrame) -> None:
    """RFC 7946."""
    collection = feature_collection(places)
    assert collection.keys() == {"type", "features"}
    assert len(collection["features"]) == len(places)
    ids = [feature["id"] for feature in collection["features"]]
    assert ids == places.index.tolist()
    for feature, lat in zip(collection["features"], places["latitude"], strict=True):
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if math.isnan(lat):
            assert feature["geometry"] is None
        else:
            x, y = feature["geometry"]["coordinates"]
            assert feature["geometry"]["type"] == "Point"
            assert y == pytest.approx(lat, abs=1e-5)
            assert -180 <= x < -64 or x > 140
            assert (round(x, 7), round(y, 7)) == (x, y)


def test_unknown_is_none_and_never_empty(places: pd.DataFrame) -> None:
    for told in records(places):
        assert list(told) == list(COLUMN_NAMES)
        for value in told.values():
            assert value is None or isinstance(value, (str, int, float, bool))
            assert value != ""
            assert not (isinstance(value, float) and math.isnan(value))


def test_numbers_and_answers_keep_their_kind() -> None:
    made = frame(record(beds="3", chat="yes"), record(VIRTUAL))
    first, second = records(made)
    assert (first["beds"], first["chat"]) == (3, True)
    assert isinstance(first["beds"], int)
    assert (second["beds"], second["chat"], second["latitude"]) == (None, False, None)


def strict(constant: str) -> None:
    pytest.fail(f"{constant} is not JSON")


@given(place_frames(), us_origins)
def test_json_never_holds_nan_or_infinity(made: pd.DataFrame, here: Origin) -> None:
    found = search(made, Query(here, 500))
    for part in (made, found.results, found.beyond, found.statewide):
        for answer in (records(part), feature_collection(part)):
            text = json.dumps(answer, allow_nan=False)
            assert json.loads(text, parse_constant=strict) == answer


def test_csv_of_the_command_line_can_be_read_back(places_file: Callable[..., Path]) -> None:
    name = 'Casa "Mañana", Mayagüez'
    made = load_places(places_file({"name": name}))
    assert records(made)[0]["name"] == name
    run = CliRunner().invoke(cli, ["find", "00601", "--format", "csv", "--radius", "any"])
    rows = list(csv.DictReader(run.stdout.splitlines()))
    assert {row["group"] for row in rows} == {"results", "statewide"}
    assert list(rows[0]) == ["group", "distance_miles", *COLUMN_NAMES]
