"""Every format alike: the same bytes for the same places, and a valid document for none."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given
from openpyxl import load_workbook
from shapely import is_valid
from shapely.geometry import Point, shape

from made import frame, record
from respite_finder.export.archive import zip_archive
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.export.geojson import geojson_document
from strategies import place_frames

RFC_7946_MEMBERS = {"type", "id", "geometry", "properties"}


def geojson(places: pd.DataFrame) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(geojson_document(places))
    return document


def test_the_table_has_every_format_once() -> None:
    assert list(FORMATS) == list(FormatName)
    for part in ("title", "suffix", "media_type"):
        values = [getattr(made, part) for made in FORMATS.values()]
        assert len(set(values)) == len(values)
    assert all(made.suffix.startswith(".") for made in FORMATS.values())


@pytest.mark.parametrize("name", list(FormatName))
def test_the_same_places_give_the_same_bytes(
    name: FormatName, places: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = places.head(40)
    before = some.copy(deep=True)
    first = FORMATS[name].write(some, ())
    # A day later, the clock of a ZIP archive has gone on.
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 5, 6, 7, 8, 9, 1, 126, 0))
    assert FORMATS[name].write(some, ()) == first
    pd.testing.assert_frame_equal(some, before)


@pytest.mark.parametrize("name", list(FormatName))
def test_text_is_text_and_the_rest_says_that_it_is_not(name: FormatName) -> None:
    content = FORMATS[name].write(frame(record(name="Casa Mañana")), ())
    if FORMATS[name].binary:
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    else:
        assert "Casa Mañana" in content.decode("utf-8")
        assert content.endswith(b"\n")


def test_no_places_make_a_valid_empty_document(places: pd.DataFrame) -> None:
    none = places.head(0)
    made = {name: FORMATS[name].write(none, ()) for name in FormatName}
    assert list(csv.DictReader(io.StringIO(made[FormatName.CSV].decode()))) == []
    assert made[FormatName.CSV].startswith(b"place_id,")
    book = load_workbook(io.BytesIO(made[FormatName.EXCEL]))
    assert book["places"].max_row == 1
    assert json.loads(made[FormatName.GEOJSON]) == {"type": "FeatureCollection", "features": []}
    assert not list(ET.fromstring(made[FormatName.KML]).iter("{*}Placemark"))
    assert json.loads(made[FormatName.HSDS_JSON]) == []
    assert json.loads(made[FormatName.JSON_LD])["@graph"] == []
    with zipfile.ZipFile(io.BytesIO(made[FormatName.HSDS_PACKAGE])) as archive:
        assert json.loads(archive.read("datapackage.json"))


def test_an_archive_keeps_order_names_and_content() -> None:
    files = {"b.csv": b"1", "a/é.csv": b"", "datapackage.json": b"{}"}
    with zipfile.ZipFile(io.BytesIO(zip_archive(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert archive.namelist() == list(files)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_excel_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import respite_finder.cli.export, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "respite_finder.export.formats" in loaded
    assert not {"openpyxl", "requests", "geopy"} & loaded


@given(place_frames())
def test_geojson_is_what_rfc_7946_asks_for(made: pd.DataFrame) -> None:
    collection = geojson(made)
    assert collection.keys() == {"type", "features"}
    for feature, lon, lat in zip(
        collection["features"], made["longitude"], made["latitude"], strict=True
    ):
        assert feature.keys() == RFC_7946_MEMBERS
        if pd.isna(lon):
            assert feature["geometry"] is None
            continue
        point = shape(feature["geometry"])
        assert isinstance(point, Point)
        assert is_valid(point)
        assert (point.x, point.y) == pytest.approx((lon, lat), abs=6e-6)
        assert all(round(c, 7) == c for c in feature["geometry"]["coordinates"])


def test_geojson_of_all_we_ship_lies_in_the_united_states(places: pd.DataFrame) -> None:
    text = geojson_document(places).decode()
    assert "NaN" not in text
    points = [shape(f["geometry"]) for f in json.loads(text)["features"] if f["geometry"]]
    assert len(points) == places["latitude"].notna().sum()
    assert all(13 < point.y < 72 and (point.x < -64 or point.x > 140) for point in points)
