"""HSDS 3.0 JSON in: our own export comes back cell by cell; anybody's is read with what it has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsds_foreign import FOREIGN, foreign, of
from made import frame, record
from made_imports import read, read_one, write_json
from respite_finder import records
from respite_finder.export.hsds import hsds_services
from respite_finder.export.hsds_tables import hsds_package
from respite_finder.ids import uuid_of
from respite_finder.ingest.hsds import read_hsds_json
from respite_finder.ingest.hsds_package import read_hsds_package
from respite_finder.ingest.incoming import Source
from respite_finder.ingest.stating import incoming
from respite_finder.places import read_rows
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import FINE
from strategies import place_frames, place_records

DEGREES = ("latitude", "longitude")


def stands(row: Mapping[str, str]) -> dict[str, str | float]:
    """The known cells of a record, of a withheld one without its point; degrees as numbers."""
    gone = FINE if row.get("address_withheld") else ()
    cells = {name: cell for name, cell in row.items() if cell and name not in gone}
    return cells | {name: float(cells[name]) for name in DEGREES if name in cells}


def comes_in(told: dict[str, Any]) -> dict[str, str]:
    """A record that left, as the same checks let it in again; a withheld one without its point."""
    gone = FINE if told["address_withheld"] else ()
    cells = {name: value for name, value in told.items() if value is not False and name not in gone}
    return dict(incoming(1, cells, Source()).cells)


def test_every_record_that_we_ship_comes_back_in_both_forms(
    places: pd.DataFrame, tmp_path: Path
) -> None:
    expected = [stands(row) for _, row in read_rows(PLACES_CSV)[0]]
    package = tmp_path / "package"
    package.mkdir()
    for name, content in hsds_package(places).items():
        (package / name).write_bytes(content)
    path = write_json(tmp_path / "services.json", hsds_services(places))
    for found in (read(read_hsds_json, path), read(read_hsds_package, package)):
        assert [stands(one.cells) for one in found] == expected
        assert {(one.refused, one.notes) for one in found} == {("", ())}


@given(place_frames(min_size=1))
def test_what_comes_back_of_any_frame_is_what_left(made: pd.DataFrame) -> None:
    expected = [comes_in(told) for told in records(made)]
    with TemporaryDirectory() as folder:
        path = write_json(Path(folder) / "services.json", hsds_services(made))
        assert [dict(one.cells) for one in read(read_hsds_json, path)] == expected
        for name, content in hsds_package(made).items():
            (Path(folder) / name).write_bytes(content)
        assert [dict(one.cells) for one in read(read_hsds_package, Path(folder))] == expected


words = st.text("aE1 ';,.-=+@\"&\n", max_size=9)
ODD = ("name", "organization", "area_served", "languages", "area_states", "hours", "visitor_note")


@given(place_records(), st.fixed_dictionaries(dict.fromkeys((*ODD, "phone_2_label"), words)))
def test_odd_words_come_back_too(made: dict[str, str], odd: dict[str, str]) -> None:
    tidied = dict(incoming(1, {**made, **odd, "name": f"A{odd['name']}"}, Source()).cells)
    told = frame({**dict.fromkeys(made, ""), **made, **dict.fromkeys(odd, ""), **tidied})
    with TemporaryDirectory() as folder:
        for name, content in hsds_package(told).items():
            (Path(folder) / name).write_bytes(content)
        (found,) = read(read_hsds_package, Path(folder))
    assert dict(found.cells) == comes_in(records(told)[0])


def test_a_web_address_that_is_no_uri_comes_back(tmp_path: Path) -> None:
    """HSDS takes URIs only: what is none stands in an attribute."""
    (told,) = hsds_services(frame(record(website="https://example.org/café")))
    assert "url" not in told
    (one,) = of(tmp_path, told)
    assert one.cells["website"] == "https://example.org/café"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([FOREIGN]),
        json.dumps(FOREIGN),
        json.dumps(FOREIGN, indent=2),
        json.dumps({"total_items": 1, "contents": [FOREIGN]}),
        json.dumps({"contents": [FOREIGN], "page_number": 1}, indent=1),
        json.dumps({"services": [FOREIGN]}),
        f"{json.dumps(FOREIGN)}\n\n",
        "\ufeff" + json.dumps(FOREIGN),
        "\ufeff \n" + json.dumps([FOREIGN]),
    ],
)
def test_the_forms_in_which_services_come(text: str, tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_text(text, encoding="utf-8")
    one = read_one(read_hsds_json, path)
    assert (one.row, one.key, one.refused) == (1, FOREIGN["id"], "")


def test_a_service_a_line(tmp_path: Path) -> None:
    path = tmp_path / "services.ndjson"
    made = [foreign(id=str(number), name=f"Warmline {number}") for number in range(3)]
    path.write_text("\n".join(json.dumps(one) for one in made), encoding="utf-8")
    assert [(one.row, one.key) for one in read(read_hsds_json, path)] == [
        (1, "0"),
        (2, "1"),
        (3, "2"),
    ]


def test_what_a_service_of_others_says(tmp_path: Path) -> None:
    (one,) = of(tmp_path, FOREIGN, name="Made 211", url="https://example.org/211")
    assert dict(one.cells) == {
        "name": "River House Peer Respite",
        "organization": "Made Alliance",
        "service_type": "peer_respite",
        "status": "active",
        "description": "A made house.",
        "location_type": "physical",
        "street": "1 Main St, Floor 2",
        "city": "Northampton",
        "state": "MA",
        "zip": "01060",
        "latitude": "42.3223",
        "longitude": "-72.6313",
        "phone": "413-555-0100",
        "phone_extension": "12",
        "email": "info@example.org",
        "website": "https://example.org/river",
        "opening_hours": "Mo,Tu 09:00-17:00",
        "cost": "free",
        "age_min": "18",
        "languages": "English; Spanish",
        "source_name": "Made 211",
        "source_url": "https://example.org/211",
        "source_date": "2026-05-04",
    }
    assert one.notes == ("a phone left out: fax",)


@pytest.mark.parametrize(
    ("status", "cell"),
    [
        ("active", "active"),
        ("Active", "active"),
        ("inactive", "closed"),
        ("defunct", "closed"),
        ("temporarily closed", "closed"),
        ("open", None),
        (None, None),
    ],
)
def test_status(status: str | None, cell: str | None, tmp_path: Path) -> None:
    (one,) = of(tmp_path, foreign(status=status))
    assert one.cells.get("status") == cell


def test_two_locations_are_two_records(tmp_path: Path) -> None:
    (at,) = FOREIGN["service_at_locations"]
    address = at["location"]["addresses"][0] | {"city": "Easthampton", "postal_code": "01027"}
    phone = {"id": "x", "number": "413-555-0177"}
    other = {"id": "z", "location": {"location_type": "physical", "addresses": [address]}}
    found = of(tmp_path, foreign(service_at_locations=[at, other | {"phones": [phone]}]))
    assert [one.row for one in found] == [1, 1]
    assert [one.key for one in found] == [f"{FOREIGN['id']}/a", f"{FOREIGN['id']}/z"]
    assert [one.cells["city"] for one in found] == ["Northampton", "Easthampton"]
    assert [one.cells["phone"] for one in found] == ["413-555-0100", "413-555-0177"]


def test_a_page_of_several_says_so(tmp_path: Path) -> None:
    service = {"id": str(uuid_of("service", "x")), "name": "Made Warmline", "status": "active"}
    path = tmp_path / "page.json"
    for total, told in ((1, []), (4, ["this file is page 2 of 4"])):
        page = {"total_pages": total, "page_number": 2, "contents": [service]}
        path.write_text(json.dumps(page), encoding="utf-8")
        (record,) = read_hsds_json(path, Source())
        assert [note for note in record.notes if "page" in note] == told
