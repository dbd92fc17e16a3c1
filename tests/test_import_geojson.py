"""GeoJSON: our own export comes back cell by cell; anybody's is read with what it has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import WITHHELD, frame, record
from made_imports import collection, feature, point, read, read_one, write_json
from respite_finder import feature_collection, records
from respite_finder.boundaries import inside_state
from respite_finder.errors import FileError
from respite_finder.ingest.geojson import read_geojson
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.schema import BY_NAME
from strategies import place_records

CRS84 = "urn:ogc:def:crs:OGC:1.3:CRS84"


def cells_of(told: dict[str, Any]) -> dict[str, str]:
    """A record as it left, as the cells of places.csv: what is unknown or no is empty there."""
    cells = {}
    for name, value in told.items():
        if value is True:
            cells[name] = "yes"
        elif value not in (None, False):
            degrees = BY_NAME[name].type == "number"
            cells[name] = f"{value:.5f}".removesuffix("0") if degrees else str(value)
    return cells


def in_its_state(made: dict[str, str]) -> dict[str, str]:
    """A made record whose ZIP, county and point do not contradict its state."""
    known = {**made, "zip": "", "county": ""}
    if made["latitude"]:
        lat, lon = float(made["latitude"]), float(made["longitude"])
        if not inside_state([lat], [lon], made["state"])[0]:
            known |= {"state": "KS", "latitude": "38.5", "longitude": repr(-98 + lat / 100)}
    return known


def of(tmp_path: Path, *features: Any, **members: Any) -> list[Incoming]:
    return read(read_geojson, write_json(tmp_path / "p.geojson", collection(*features, **members)))


def test_the_whole_dataset_comes_back(places: pd.DataFrame, tmp_path: Path) -> None:
    """Withheld records too: what the export leaves of them is all that comes back."""
    path = write_json(tmp_path / "all.geojson", feature_collection(places))
    back = read(read_geojson, path)
    assert [dict(one.cells) for one in back] == [cells_of(told) for told in records(places)]
    assert [one.key for one in back] == places.index.tolist()
    assert {(one.refused, one.notes) for one in back} == {("", ())}
    assert [one.row for one in back] == list(range(1, len(places) + 1))


@given(st.lists(place_records().map(in_its_state), min_size=1, max_size=6))
def test_made_places_come_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, str]]
) -> None:
    places = frame(*made)
    path = tmp_path_factory.mktemp("made") / "made.geojson"
    back = read(read_geojson, write_json(path, feature_collection(places)))
    assert [dict(one.cells) for one in back] == [cells_of(told) for told in records(places)]
    assert {one.notes for one in back} == {()}


def test_what_a_search_adds_is_not_a_column(tmp_path: Path) -> None:
    (one,) = of(tmp_path, feature({"distance_miles": 1.5, "group": "results"}))
    assert one.notes == ()
    assert not {"distance_miles", "group"} & one.cells.keys()


def test_names_that_are_not_ours_are_told_in_one_note(tmp_path: Path) -> None:
    (one,) = of(tmp_path, feature({"Mood": "calm", "fid": 7, "city": "Northampton"}))
    assert one.notes == ("not read, because they are no columns of ours: Mood, fid",)
    assert one.cells["city"] == "Northampton"


@pytest.mark.parametrize(
    ("value", "column", "cell"),
    [
        (True, "chat", "yes"),
        (False, "chat", None),
        (None, "chat", None),
        (7, "beds", "7"),
        (7.0, "beds", "7"),
        ("7.5", "beds", None),
        ("  Made \n City ", "city", "Made City"),
        (["English", "Spanish"], "languages", "English; Spanish"),
        ("ALABAMA", "area_states", "AL"),
        (2026, "source_date", "2026"),
        ("2026-02-30", "source_date", None),
        ("", "name", None),
    ],
)
def test_values_become_cells(tmp_path: Path, value: Any, column: str, cell: str | None) -> None:
    (one,) = of(tmp_path, feature({column: value}))
    assert one.cells.get(column) == cell


@pytest.mark.parametrize("value", [{"a": 1}, ["x"], True, "\ufffd"])
def test_a_value_that_is_no_cell_is_left_out_with_a_note(tmp_path: Path, value: Any) -> None:
    (one,) = of(tmp_path, feature({"city": value}))
    assert "city" not in one.cells
    assert one.notes[0].startswith("city left out: ")


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        ({"type": "Polygon", "coordinates": [[[0, 0]]]}, "must be a Point or null, got Polygon"),
        ({"type": "Point", "coordinates": [1]}, "two numbers"),
        ({"type": "Point", "coordinates": ["-72", "42"]}, "two numbers"),
        ({"type": "Point", "coordinates": [True, False]}, "two numbers"),
        ({"type": ["Point"]}, "got nothing known"),
        ("Point", "got nothing known"),
    ],
)
def test_another_geometry_is_refused(tmp_path: Path, geometry: Any, why: str) -> None:
    (one,) = of(tmp_path, feature(geometry=geometry))
    assert why in one.refused
    assert one.cells == {"name": "Made House", "state": "MA"}


@pytest.mark.parametrize(
    ("geometry", "note"),
    [
        (point(42.3223, -72.6313), "the wrong way round, got -72.6313, 42.3223"),
        (point(0, 0), "0,0 is a place in the ocean"),
        (point(-74.0, 40.7), "the point is not in MA, got 40.7000, -74.0000"),
        (point(720, 42), "longitude left out: is outside the range"),
    ],
)
def test_a_point_elsewhere_is_left_out_with_a_note(
    tmp_path: Path, geometry: Any, note: str
) -> None:
    (one,) = of(tmp_path, feature({"precision": "address"}, geometry))
    assert one.refused == ""
    assert not {"latitude", "longitude", "precision"} & one.cells.keys()
    assert any(note in told for told in one.notes)


def test_height_is_no_trouble_and_no_point_is_none(tmp_path: Path) -> None:
    high = {"type": "Point", "coordinates": [-72.6313, 42.3223, 120.5]}
    first, second = of(tmp_path, feature(geometry=high), feature({"name": "B"}, None))
    assert first.cells["latitude"] == "42.3223"
    assert "latitude" not in second.cells


def test_what_a_withheld_address_would_tell_goes_and_is_not_said(tmp_path: Path) -> None:
    leak = {"street": "17 Hidden Lane", "zip": "01062", "precision": "address"}
    told = record(WITHHELD, **leak)
    told.pop("latitude"), told.pop("longitude")
    (one,) = of(tmp_path, feature({**told, "address_withheld": True}, point(-72.63139, 42.32237)))
    assert not {"street", "zip", "latitude", "precision"} & one.cells.keys()
    assert "the address is withheld" in one.notes[0]
    assert [word for word in ("Hidden", "01062", "72.63") if word in repr(one)] == []


def test_an_answer_about_the_address_that_nobody_understands_is_refused(tmp_path: Path) -> None:
    (one,) = of(tmp_path, feature({"address_withheld": "perhaps", "street": "17 Hidden Lane"}))
    assert one.refused.startswith("address_withheld must be yes or no")
    assert "Hidden" not in repr(one)


def test_the_id_is_the_property_or_the_feature_id(tmp_path: Path) -> None:
    made = of(tmp_path, feature(id="ma-one"), feature({"place_id": "ma-two"}), feature(id=17))
    assert [one.cells.get("place_id") for one in made] == ["ma-one", "ma-two", None]
    assert [one.key for one in made] == ["ma-one", "ma-two", "17"]


def test_two_records_with_one_id(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="row 3: two records with one id: ma-x stands in row 1 too"):
        of(tmp_path, feature(id="ma-x"), feature(), feature(id="ma-x"))


@pytest.mark.parametrize("name", [CRS84, "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_an_old_crs_that_says_wgs_84_is_read(tmp_path: Path, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    assert of(tmp_path, feature(), crs=crs)[0].cells["longitude"] == "-72.6313"


@pytest.mark.parametrize("crs", [{"properties": {"name": "EPSG:3857"}}, {"type": "link"}, "x"])
def test_another_crs_is_an_error_before_the_first_record(tmp_path: Path, crs: Any) -> None:
    path = write_json(tmp_path / "p.geojson", collection(feature(), crs=crs))
    with pytest.raises(FileError, match="convert it to WGS 84"):
        next(iter(read_geojson(path, Source())))


def test_features_that_are_none_come_out_refused(tmp_path: Path) -> None:
    odd = [None, 7, "x", [], {}, {"type": "Point"}, {"type": "Feature", "properties": None}]
    made = of(tmp_path, *odd)
    assert [one.row for one in made] == [1, 2, 3, 4, 5, 6, 7]
    assert all(one.refused for one in made)


def test_unknown_unicode_names_stay_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    text = json.dumps(collection(feature({"name": "Casa\u2028Mañana\x00"})), ensure_ascii=False)
    path.write_text(text.replace("\x00", "\\u0000"), encoding="utf-8")
    assert read_one(read_geojson, path).cells["name"] == "Casa Mañana"


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    path.write_text(json.dumps(collection(feature())), encoding="utf-8-sig")
    assert read_one(read_geojson, path).refused == ""


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(-1e9, 1e9) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*feature(), *point(0, 0), "name", "state"]), inner)
    ),
    max_leaves=8,
)


@given(st.lists(ANY_JSON | ANY_JSON.map(feature), min_size=1, max_size=4))
def test_every_feature_comes_out_once_whatever_it_is(
    tmp_path_factory: pytest.TempPathFactory, features: list[Any]
) -> None:
    told = of(tmp_path_factory.mktemp("any"), *features)
    assert [one.row for one in told] == list(range(1, len(features) + 1))
