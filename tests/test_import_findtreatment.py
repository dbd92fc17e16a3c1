"""FindTreatment.gov: what comes in, what is refused, and the traps of its public copies."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from made_imports import PEER, facility, page, read, read_one, write_export, write_json
from respite_finder.ingest.findtreatment import (
    NO_SIGN,
    read_findtreatment_csv,
    read_findtreatment_json,
)
from respite_finder.ingest.incoming import Incoming, Source

TODAY = date(2026, 11, 22)


def of(tmp_path: Path, *rows: Any, **said: Any) -> list[Incoming]:
    """The rows of one page of JSON, read."""
    return read(read_findtreatment_json, write_json(tmp_path / "ft.json", page(*rows)), **said)


def one(tmp_path: Path, **values: Any) -> Incoming:
    (record,) = of(tmp_path, facility(**values))
    return record


def test_a_facility_in_our_columns(tmp_path: Path) -> None:
    record = one(tmp_path, street2="Suite 2", intake1="(413) 555-0101 x7", website="http://")
    assert record.refused == ""
    assert record.row == 1
    assert record.key == "made health network|1 main st|01060"
    assert record.cells == {
        "name": "Made Health Network",
        "service_type": "treatment_with_peer_support",
        "status": "listed",
        "location_type": "physical",
        "street": "1 Main St Suite 2",
        "city": "Northampton",
        "state": "MA",
        "zip": "01060",
        "latitude": "42.3223",
        "longitude": "-72.6313",
        "phone": "413-555-0100",
        "phone_2": "413-555-0101",
        "phone_2_label": "intake extension 7",
        "source_name": "SAMHSA FindTreatment.gov",
        "source_url": "https://findtreatment.gov/locator",
    }


def test_csv_and_json_say_the_same(tmp_path: Path) -> None:
    ages = {"f1": "Age Groups Accepted", "f2": "AGE", "f3": "Adults; Young Adults"}
    spoken = {"f1": "Language Services", "f2": "SL", "f3": "Spanish"}
    in_json = one(tmp_path, services=[PEER, ages, spoken])
    path = write_export(tmp_path / "ft.csv", {"ADLT": "1", "YAD": 1, "SP": "1"})
    in_csv = read_one(read_findtreatment_csv, path)
    assert in_csv.cells.pop("county") == "Hampshire County"
    populations = {cells["populations"] for cells in (in_json.cells, in_csv.cells)}
    assert populations == {"adults; young adults", "young adults; adults"}
    rest = [{**cells, "populations": ""} for cells in (in_json.cells, in_csv.cells)]
    assert rest[0] == rest[1]
    assert rest[0]["languages"] == "Spanish"


@pytest.mark.parametrize(
    "services",
    [
        [{"f2": "RSS", "f3": "Recovery coach; Mentoring/peer support"}],
        [{"f2": "RSS", "f3": "Self-help groups"}],
        [{"f2": "PEER", "f3": None}],
        [{"f1": "Recovery Support Services", "f2": "SHG"}],
    ],
)
def test_a_strong_sign_of_peer_support_comes_in(tmp_path: Path, services: Any) -> None:
    assert one(tmp_path, services=services).refused == ""


@pytest.mark.parametrize(
    "services",
    [
        [{"f2": "RSS", "f3": "Recovery coach"}],
        [{"f2": "RC", "f3": "Recovery coach"}],
        [{"f2": "SG", "f3": "Peer pressure groups"}],
        [],
        None,
        "PEER",
        [["PEER"]],
        [None, 7, {"f2": 7, "f3": {"f3": "peer support"}}],
    ],
)
def test_without_a_strong_sign_it_is_refused_and_told(tmp_path: Path, services: Any) -> None:
    record = one(tmp_path, services=services)
    assert record.refused == NO_SIGN
    assert record.cells == {"name": "Made Health Network", "city": "Northampton", "state": "MA"}


@pytest.mark.parametrize(
    ("codes", "refused"),
    [({"PEER": "1"}, ""), ({"PEER": "0", "SHG": "1"}, ""), ({"PEER": "", "RC": "1"}, NO_SIGN)],
)
def test_codes_of_the_csv(tmp_path: Path, codes: dict[str, str], refused: str) -> None:
    path = write_export(tmp_path / "ft.csv", codes)
    assert read_one(read_findtreatment_csv, path).refused == refused


@pytest.mark.parametrize("name", ["Made Peer Respite", "Peer-Run Respite House"])
def test_nothing_here_is_ever_a_peer_respite(tmp_path: Path, name: str) -> None:
    assert one(tmp_path, name1=name).cells["service_type"] == "treatment_with_peer_support"


@pytest.mark.parametrize(
    ("first", "second", "cells"),
    [
        ("Made", "North Site", {"name": "Made, North Site", "organization": "Made"}),
        ("Made", "Made North", {"name": "Made North", "organization": "Made"}),
        ("Made", "MADE", {"name": "Made"}),
        ("", "North Site", {"name": "North Site"}),
        (
            "Made Inc; Ltd",
            "DBA Hope House",
            {
                "name": "Hope House",
                "organization": "Made Inc; Ltd",
                "alternate_names": "Made Inc, Ltd",
            },
        ),
    ],
)
def test_two_names(tmp_path: Path, first: str, second: str, cells: dict[str, str]) -> None:
    told = one(tmp_path, name1=first, name2=second).cells
    names = ("name", "organization", "alternate_names")
    assert {name: told[name] for name in names if name in told} == cells


def test_lost_zeros_come_back_only_where_that_zip_is_in_the_state(tmp_path: Path) -> None:
    right = one(tmp_path, zip=6708, state="CT", city="Waterbury", latitude="0", longitude="0")
    assert right.cells["zip"] == "06708"
    assert "zip: 6708 lost its zeros in front, it is 06708" in right.notes
    wrong = one(tmp_path, zip="6708")
    assert "lies in CT, the record says MA" in wrong.refused
    assert "'6708'" in wrong.refused
    nowhere = one(tmp_path, zip="0000")
    assert "there is no such ZIP code" in nowhere.refused
    assert one(tmp_path, zip="1060-1234").cells["zip"] == "01060"


def test_a_zip_in_another_state_is_refused_with_both(tmp_path: Path) -> None:
    assert one(tmp_path, zip="10001").refused == (
        "zip 10001 lies in NY, the record says MA, got '10001'"
    )


def test_the_same_facility_twice_comes_in_once(tmp_path: Path) -> None:
    again = facility(name1="MADE Health  Network", typeFacility="MH", zip="1060")
    records = of(tmp_path, facility(), again, facility(street1="2 Main St"))
    assert [r.refused for r in records] == ["", "the same record as row 1", ""]
    assert records[1].cells.keys() == {"name", "city", "state"}


def test_of_a_facility_twice_the_one_with_a_sign_comes_in(tmp_path: Path) -> None:
    records = of(tmp_path, facility(services=[]), facility())
    assert [record.refused for record in records] == [NO_SIGN, ""]


def test_a_state_other_than_asked_is_refused(tmp_path: Path) -> None:
    records = of(tmp_path, facility(), states=frozenset({"NY"}))
    assert records[0].refused == "lies in MA, asked for was NY"


@pytest.mark.parametrize(
    ("lat", "lon", "why"),
    [
        ("0", "0", "0,0 is a place in the ocean"),
        ("0.0000", 0, "0,0 is a place in the ocean"),
        ("-72.6313", "42.3223", "the wrong way round"),
        ("40.7", "-74.0", "the point is not in MA"),
        ("north", "west", "must be a number of degrees"),
        ("42.3223", None, "without a longitude"),
        ("NaN", "inf", "must be a number of degrees"),
    ],
)
def test_a_point_that_cannot_be_is_left_out_with_a_note(
    tmp_path: Path, lat: Any, lon: Any, why: str
) -> None:
    record = one(tmp_path, latitude=lat, longitude=lon)
    assert record.refused == ""
    assert not {"latitude", "longitude"} & record.cells.keys()
    assert any(why in note for note in record.notes)


@pytest.mark.parametrize(("missing", "why"), [("name1", "name"), ("state", "state")])
def test_without_a_name_or_a_state_it_is_refused(tmp_path: Path, missing: str, why: str) -> None:
    assert one(tmp_path, **{missing: None}).refused == f"{why} is missing"


@pytest.mark.parametrize(
    ("days", "values", "status"),
    [
        (30, {}, "active"),
        (1000, {}, "listed"),
        (30, {"phone": None, "website": "http://"}, "listed"),
        (30, {"phone": None}, "active"),
    ],
)
def test_active_needs_a_recent_source_and_a_way_in(
    tmp_path: Path, days: int, values: dict[str, Any], status: str
) -> None:
    path = write_json(tmp_path / "ft.json", page(facility(**values)))
    source = Source(date=(TODAY - timedelta(days)).isoformat())
    (record,) = read_findtreatment_json(path, source, today=TODAY)
    assert record.cells["status"] == status


def test_rows_of_wrong_types_come_out_too(tmp_path: Path) -> None:
    odd = [None, "text", 7, [], {}, {"name1": {"a": 1}}, facility(zip=[1], phone={"a": 1})]
    odd += [facility(name1=7, city=True, latitude=True, website=["x"], street1=1e15)]
    records = of(tmp_path, *odd)
    assert [record.row for record in records] == list(range(1, 9))
    assert all(record.refused for record in records[:6])
    assert records[6].notes[0] == "zip left out: must be one value, text or a number"
    assert "phone" not in records[6].cells
    assert records[7].cells["name"] == "7"


def test_pages(tmp_path: Path) -> None:
    first, second = page(facility(), pages=2), page(facility(street1="9 Elm St"), pages=2, number=2)
    both = read(read_findtreatment_json, write_json(tmp_path / "ft.json", [first, second]))
    assert [(r.row, r.refused) for r in both] == [(1, ""), (2, "")]
    assert both[-1].notes == ("the file says recordCount 1 and holds 2 rows",)
    bare = read(read_findtreatment_json, write_json(tmp_path / "ft.json", [facility()]))
    assert [record.notes for record in bare] == [()]
    part = page(facility(), facility(street1="9 Elm St"), pages=12)
    cut = read(read_findtreatment_json, write_json(tmp_path / "ft.json", part))
    assert [record.notes for record in cut] == [(), ("this file is page 1 of 12",)]
