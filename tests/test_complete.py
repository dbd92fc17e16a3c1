"""What follows from what a record states: point, precision, county, zone, status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from kept import HIDDEN, TELLING, TODAY, TOLD
from made import VIRTUAL, record
from respite_finder.check import check_rows
from respite_finder.schema import COLUMN_NAMES
from respite_finder.upkeep.complete import POINT, applied, complete

STATED = {
    "name": "New Center",
    "service_type": "peer_run_center",
    "state": "MA",
    "source_name": "A",
    "source_url": "https://example.org/a",
    "source_date": "2026-07-21",
    "place_id": "ma-new-center",
    "phone": "413-555-0111",
}


def errors(row: Mapping[str, str]) -> list[str]:
    found = check_rows([(2, dict(row))], today=TODAY)
    return [str(problem) for problem in found if problem.severity == "error"]


def point(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in POINT[:3])


@pytest.mark.parametrize(
    ("where", "precision"),
    [
        ({"zip": "01060"}, "zip"),
        ({"city": "Northampton"}, "city"),
        ({"county": "Hampshire County"}, "county"),
        ({"street": "1 Main St", "city": "Northampton"}, "city"),
        ({"zip": "10001", "city": "Northampton"}, "city"),
        ({"city": "Nowhere at All"}, "none"),
        ({}, "none"),
    ],
)
def test_the_point_is_the_middle_of_the_finest_area_named(
    where: dict[str, str], precision: str
) -> None:
    row = complete(STATED | where, TODAY)
    assert row["precision"] == precision
    assert bool(row["latitude"]) is (precision != "none")
    assert bool(row["coordinate_source"]) is (precision != "none")


@pytest.mark.parametrize(
    ("where", "precision"),
    [({"street": "1 Main St"}, "address"), ({"zip": "01060"}, "zip"), ({}, "city")],
)
def test_a_stated_point_stands_as_exact_as_what_is_named(
    where: dict[str, str], precision: str
) -> None:
    row = complete(STATED | where | {"latitude": "42.3190", "longitude": "-72.6300"}, TODAY)
    assert point(row) == ("42.3190", "-72.6300", precision)
    assert row["coordinate_source"] == "A"


@pytest.mark.parametrize(
    "said",
    [{"address_withheld": "yes"}, {"service_type": "peer_respite", "street": ""}],
)
def test_a_withheld_address_has_the_middle_of_its_town_whatever_was_said(
    said: dict[str, str],
) -> None:
    row = complete(STATED | {"city": "Northampton"} | TOLD | said, TODAY)
    assert (row["address_withheld"], row["precision"]) == ("yes", "city")
    assert [secret for secret in TELLING if secret in " ".join(row.values())] == []
    assert errors(row) == []


def test_a_withheld_address_of_which_nothing_else_is_known_is_nowhere() -> None:
    row = complete(STATED | TOLD | {"address_withheld": "yes"}, TODAY)
    assert point(row) == ("", "", "none")
    assert [secret for secret in TELLING if secret in " ".join(row.values())] == []


@pytest.mark.parametrize("kind", ["warmline", "peer_organization"])
def test_a_service_by_area_has_no_point_and_serves_its_state(kind: str) -> None:
    row = complete(STATED | TOLD | {"city": "Northampton", "service_type": kind}, TODAY)
    assert (row["location_type"], row["area_states"], point(row)) == (
        "virtual",
        "MA",
        ("", "", "none"),
    )
    assert row["time_zone"] == "America/New_York"


def test_a_state_of_two_zones_tells_no_zone() -> None:
    assert complete(STATED | VIRTUAL | {"state": "TN", "time_zone": ""}, TODAY)["time_zone"] == ""


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, "active"),
        ({"source_date": "2020"}, "listed"),
        ({"source_date": ""}, "listed"),
        ({"phone": ""}, "listed"),
        ({"status": "closed"}, "closed"),
        ({"status": "planned", "source_date": ""}, "planned"),
    ],
)
def test_a_status_is_told_by_date_and_contact_unless_it_is_stated(
    said: dict[str, str], status: str
) -> None:
    assert complete(STATED | said, TODAY)["status"] == status


def test_what_is_stated_is_never_changed_and_all_columns_are_there() -> None:
    said = STATED | {"city": "Northampton", "county": "Worcester County", "time_zone": "UTC"}
    row = complete(said, date(2026, 1, 1))
    assert tuple(sorted(row)) == tuple(sorted(COLUMN_NAMES))
    assert row.items() >= said.items()


@pytest.mark.parametrize(
    ("cells", "precision", "county"),
    [
        ({"city": "Greenfield", "zip": "01301"}, "zip", "Franklin County"),
        ({"zip": "01301"}, "zip", "Franklin County"),
        ({"zip": "01062"}, "zip", "Hampshire County"),
    ],
)
def test_a_place_that_moves_gets_the_new_middle(
    cells: dict[str, str], precision: str, county: str
) -> None:
    before = record(precision="address", coordinate_source="a geocoder")
    after = applied(before, cells)
    assert (after["precision"], after["county"]) == (precision, county)
    assert point(after)[:2] != point(before)[:2]
    assert after["coordinate_source"] not in ("", "a geocoder")
    assert before == record(precision="address", coordinate_source="a geocoder")


def test_a_place_that_moves_to_another_zone_keeps_the_hours_of_its_own_clock() -> None:
    there = {"state": "TX", "city": "Houston", "zip": "77002"}
    after = applied(record(opening_hours="Mo-Fr 09:00-17:00"), there)
    assert (after["county"], after["time_zone"]) == ("Harris County", "America/Chicago")


def test_a_place_that_moves_with_its_point_keeps_that_point() -> None:
    new = {"latitude": "42.5876", "longitude": "-72.5995", "precision": "address"}
    after = applied(record(), {"city": "Greenfield", "zip": "01301", **new})
    assert point(after) == tuple(new.values())


def test_a_cell_that_moves_nothing_leaves_the_point() -> None:
    assert applied(record(), {"phone": "413-555-0111"}) == record(phone="413-555-0111")


def test_a_record_that_withholds_from_now_on_loses_what_would_tell() -> None:
    before = record(TOLD, coordinate_source="a geocoder")
    after = applied(before, {"address_withheld": "yes"})
    assert (after["street"], after["zip"], after["precision"]) == ("", "", "city")
    assert [secret for secret in TELLING if secret in " ".join(after.values())] == []
    assert after["coordinate_source"] != "a geocoder"
    assert errors(after) == []


@pytest.mark.parametrize("cells", [TOLD, {"street": "17 Secret Lane"}, {"zip": "01062"},
                                   {"latitude": "42.3344", "longitude": "-72.6655"}])  # fmt: skip
def test_nothing_fine_can_be_set_while_the_address_is_withheld(cells: dict[str, str]) -> None:
    after = applied(HIDDEN, cells)
    assert [secret for secret in TELLING if secret in " ".join(after.values())] == []
    assert errors(after) == []


def test_a_withheld_record_that_moves_gets_the_middle_of_the_new_town() -> None:
    after = applied(HIDDEN, {"city": "Greenfield"})
    assert (after["precision"], after["county"]) == ("city", "Franklin County")
    assert errors(after) == []
