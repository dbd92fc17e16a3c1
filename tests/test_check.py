"""``check_places``: every rule about meaning, each with one record that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from made import VIRTUAL, WITHHELD, record, write_places
from respite_finder import check_places, load_places
from respite_finder.schema import COLUMN_NAMES

Factory = Callable[..., Path]
# Places beside the one in question, and not like it.
BEFORE = {"name": "First House", "street": "3 Elm St", "phone": "413-555-0103"}
AFTER = {"name": "Last Corner", "street": "9 Oak St", "phone": "413-555-0109"}
DESCRIBED = {"description": "A house for some nights."}
NO_CONTACT = {"phone": "", "text_line": "", "email": "", "website": ""}


@pytest.mark.parametrize(
    "cells",
    [
        {},
        dict(WITHHELD) | DESCRIBED,
        VIRTUAL,
        dict(VIRTUAL) | {"state": "US", "area_states": "US"},
        dict(VIRTUAL) | {"area_states": "MA; NH; PR"},
        {"status": "listed", **NO_CONTACT},
        {"status": "closed", **NO_CONTACT, "source_date": ""},
        {"opening_hours": "Mo-Fr 09:00-17:00; PH off"},
        {"opening_hours": "24/7", "time_zone": ""},
        {"text_line": "741741", "phone": ""},
        {"city": "", "zip": "", "precision": "county"},
    ],
)
def test_a_record_that_keeps_the_rules_has_no_problem(
    places_file: Factory, cells: Mapping[str, str]
) -> None:
    assert check_places(places_file(cells)) == []


@pytest.mark.parametrize(
    ("cells", "field", "value", "rule"),
    [
        ({"zip": "05401"}, "zip", "05401", "lies in VT, the row says MA"),
        ({"zip": "99999"}, "zip", "99999", "there is no such ZIP code"),
        ({"city": "Nosuchtown"}, "city", "Nosuchtown", "is not a city that we know in MA"),
        ({"county": "King County"}, "county", "King County", "is not a county that we know in MA"),
        ({"state": "US"}, "latitude", "42.3223", "a nationwide service has no coordinates"),
        ({"latitude": "44.4763"}, "latitude", "44.4763", "is not in MA"),
        (NO_CONTACT, "status", "active", "needs a phone, text line, e-mail or website"),
        ({"source_date": ""}, "status", "active", "needs a dated source"),
        (
            {"opening_hours": "9 to 5ish"},
            "opening_hours",
            "9 to 5ish",
            "is not an OpenStreetMap opening_hours expression",
        ),
        (
            {"opening_hours": "Mo-Fr 09:00-17:00", "time_zone": ""},
            "time_zone",
            "",
            "must not be empty where opening_hours are known",
        ),
        (
            dict(VIRTUAL) | {"latitude": "42.3", "longitude": "-72.6", "precision": "city"},
            "location_type",
            "virtual",
            "has no coordinates",
        ),
        (dict(VIRTUAL) | {"area_states": ""}, "area_states", "", "must not be empty"),
        (dict(VIRTUAL) | {"area_states": "MA; XX"}, "area_states", "XX", "postal codes of states"),
        (
            {"service_type": "peer_respite", "street": "", **DESCRIBED},
            "address_withheld",
            "",
            "must be yes for a peer respite without a street",
        ),
        (
            {"opening_hours": "Mo-Fr 09:00-17:00", "time_zone": "Eastern"},
            "time_zone",
            "Eastern",
            "zone",
        ),
    ],
)
def test_a_broken_rule_is_named_beside_good_rows(
    places_file: Factory, cells: dict[str, str], field: str, value: str, rule: str
) -> None:
    problems = check_places(places_file(BEFORE, cells, AFTER))
    assert [(p.row, p.place_id, p.field, p.value) for p in problems] == [
        (3, "ma-made-3", field, value)
    ]
    assert rule in problems[0].rule
    assert problems[0].severity == "error"
    assert str(problems[0]).startswith(f"row 3 (ma-made-3), {field}: ")


def test_a_point_far_from_its_zip_is_a_warning(places_file: Factory) -> None:
    """Boston instead of Northampton: in the right state, ninety miles off."""
    (problem,) = check_places(places_file({"latitude": "42.36", "longitude": "-71.06"}))
    assert problem.severity == "warning"
    assert problem.field == "latitude"
    assert "miles from the middle of Northampton, MA 01060" in problem.rule


def test_a_zip_code_far_from_its_city_is_a_warning(places_file: Factory) -> None:
    point = {"latitude": "42.36", "longitude": "-71.06"}
    (problem,) = check_places(places_file({"zip": "02108"} | point))
    assert (problem.severity, problem.field, problem.value) == ("warning", "zip", "02108")
    assert "miles from the middle of Northampton, MA" in problem.rule


def test_a_post_office_box_is_a_warning(places_file: Factory) -> None:
    (problem,) = check_places(places_file({"street": "P.O. Box 12"}))
    assert (problem.severity, problem.field) == ("warning", "street")
    assert problem.rule == "a post office box is not somewhere to go"


@pytest.mark.parametrize("latitude", ["42.7", "42.3224", "48.5"])
def test_a_withheld_point_is_the_middle_of_its_town_and_is_not_printed(
    places_file: Factory, latitude: str
) -> None:
    problems = check_places(places_file(dict(WITHHELD) | DESCRIBED | {"latitude": latitude}))
    assert "must be the middle of its town" in problems[0].rule
    assert problems[0].severity == "error"
    assert latitude not in " ".join(map(str, problems))


@pytest.mark.parametrize(
    ("city", "code", "lat", "lon"),
    [("St. Louis", "63101", "38.63", "-90.19"), ("Saint Louis", "63101", "38.63", "-90.19")],
)
def test_both_spellings_of_a_city_are_accepted(
    places_file: Factory, city: str, code: str, lat: str, lon: str
) -> None:
    cells = {"city": city, "state": "MO", "zip": code, "latitude": lat, "longitude": lon}
    assert check_places(places_file(cells | {"county": "St. Louis city"})) == []


def test_problems_come_in_the_order_of_the_file(places_file: Factory) -> None:
    path = places_file({"zip": "99999"}, {"phone": "x"}, {"city": "Nowhere"}, {"beds": "x"}, {})
    rows = [problem.row for problem in check_places(path)]
    assert rows == sorted(rows)
    assert set(rows) == {2, 3, 4, 5, 6}


def test_one_record_may_break_several_rules(places_file: Factory) -> None:
    cells = {"zip": "99999", "city": "Nowhere", "opening_hours": "whenever", **NO_CONTACT}
    fields = {problem.field for problem in check_places(places_file(cells))}
    assert fields == {"zip", "city", "opening_hours", "status"}


@example("opening_hours", "٣")
@example("latitude", "north")
@example("year_opened", "9" * 5000)
@example("website", "https://münchen..org")
@given(
    st.sampled_from(COLUMN_NAMES),
    st.text() | st.text("0123456789-./:@") | st.from_regex(r"\d{1,5}", fullmatch=True),
)
def test_any_cell_is_judged_and_what_passes_can_be_loaded(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str
) -> None:
    rows = [record(BEFORE, place_id="ma-before"), record({name: value})]
    path = write_places(tmp_path_factory.mktemp("any") / "made.csv", rows)
    if not any(problem.severity == "error" for problem in check_places(path)):
        assert len(load_places(path)) == 2
