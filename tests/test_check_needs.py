"""What a record must say by type and status, and what a date or a number can be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from made import VIRTUAL, WITHHELD
from respite_finder import check_places, load_places
from respite_finder.schema import ONE_OF_BY_TYPE, PATTERNS

Factory = Callable[..., Path]
TODAY = date(2026, 11, 22)
WAYS_IN = {
    "phone": "413-555-0100",
    "text_line": "741741",
    "chat": "yes",
    "email": "info@example.org",
    "website": "https://example.org/",
    "organization": "Made Organization",
}
BY_TYPE = {
    "peer_respite": {**WITHHELD, "description": "A house for some nights."},
    "warmline": VIRTUAL,
    "living_room": {},
    "treatment_with_peer_support": {},
}


@pytest.mark.parametrize(
    ("cells", "field", "severity", "rule"),
    [
        ({"source_date": "2026-11-23"}, "source_date", "error", "lies in the future"),
        ({"source_date": "2062"}, "source_date", "error", "lies in the future"),
        ({"source_date": "1899-12"}, "source_date", "error", "lies before 1900"),
        ({"source_date": "2026-02-30"}, "source_date", "error", "must be a date"),
        ({"source_date": "2026-2-3"}, "source_date", "error", "must be a date"),
        ({"source_date": "0000"}, "source_date", "error", "must be a date"),
        ({"source_date": "11/20/2026"}, "source_date", "error", "must be a date"),
        ({"source_date": "2024-06"}, "source_date", "warning", "more than two years ago"),
        ({"source_date": ""}, "status", "error", "an active place needs a dated source"),
        ({"year_opened": "1899"}, "year_opened", "error", "must lie between 1900 and 2028"),
        ({"year_opened": "2029"}, "year_opened", "error", "must lie between 1900 and 2028"),
        ({"year_opened": "2027"}, "year_opened", "error", "the place is not planned"),
        ({"year_opened": "9" * 5000}, "year_opened", "error", "must"),
        ({"beds": "61"}, "beds", "error", "must be at most 60"),
        ({"beds": "9" * 5000}, "beds", "error", "must"),
        ({"beds": "٣"}, "beds", "error", "must be a whole number"),
        ({"max_stay_days": "367"}, "max_stay_days", "error", "must be at most 366"),
        ({"age_min": "121"}, "age_min", "error", "must be at most 120"),
        ({"age_max": "121"}, "age_max", "error", "must be at most 120"),
        ({"age_min": "36", "age_max": "35"}, "age_min", "error", "above the highest age, 35"),
        ({"hours": "9 to 5"}, "opening_hours", "warning", "not in a form that can be evaluated"),
        ({"latitude": "٤٢.٣٢٢٣"}, "latitude", "error", "must be a number"),
        (
            {"city": "", "county": "", "zip": "", "precision": "county"},
            "city",
            "warning",
            "nobody finds it by distance",
        ),
        (WITHHELD, "description", "warning", "should be described in one sentence"),
    ],
    ids=lambda value: next(iter(value.items()))[0] if isinstance(value, dict) else None,
)
def test_a_broken_rule_is_one_problem(
    places_file: Factory, cells: dict[str, str], field: str, severity: str, rule: str
) -> None:
    (problem,) = check_places(places_file(cells), today=TODAY)
    assert (problem.row, problem.field, problem.severity) == (2, field, severity)
    assert rule in problem.rule


@pytest.mark.parametrize(
    "cells",
    [
        {"source_date": "2026-11-22"},
        {"source_date": "2024-12"},
        {"source_date": "2026"},
        {"status": "listed", "source_date": "2020"},
        {"status": "listed", "source_date": ""},
        {"status": "planned", "year_opened": "2027"},
        {"year_opened": "1900"},
        {"year_opened": "2026"},
        {"beds": "60", "max_stay_days": "366", "age_min": "18", "age_max": "18"},
        {"beds": "0"},
    ],
    ids=str,
)
def test_what_can_be_is_no_problem(places_file: Factory, cells: dict[str, str]) -> None:
    assert check_places(places_file(cells), today=TODAY) == []


def test_a_date_is_judged_by_the_day_of_the_check(places_file: Factory) -> None:
    path = places_file({"source_date": "2026-11-22"})
    assert check_places(path, today=TODAY) == []
    early, late = TODAY - timedelta(days=1), TODAY + timedelta(days=3 * 365)
    assert [p.rule for p in check_places(path, today=early)] == ["lies in the future"]
    assert [p.severity for p in check_places(path, today=late)] == ["warning"]


def test_the_date_of_today_is_never_in_the_future(places_file: Factory) -> None:
    assert check_places(places_file({"source_date": date.today().isoformat()})) == []


@pytest.mark.parametrize("kind", ONE_OF_BY_TYPE)
def test_a_type_needs_one_of_its_columns(places_file: Factory, kind: str) -> None:
    needed = ONE_OF_BY_TYPE[kind]
    # Another way in keeps the rule for every active place.
    others = {name: value for name, value in WAYS_IN.items() if name not in needed}
    bare = {**BY_TYPE[kind], "service_type": kind, **dict.fromkeys(WAYS_IN, ""), **others}
    rule = f"a {kind.replace('_', ' ')} needs {' or '.join(needed)}"
    for status, severity in (("active", "error"), ("listed", "warning")):
        (problem,) = check_places(places_file(bare | {"status": status}), today=TODAY)
        assert (problem.field, problem.severity, problem.rule) == (needed[0], severity, rule)
    for status in ("closed", "planned"):
        assert check_places(places_file(bare | {"status": status}), today=TODAY) == []
    for name in needed:
        path = places_file(bare | {name: WAYS_IN[name], "time_zone": "America/New_York"})
        assert check_places(path, today=TODAY) == [], name


@pytest.mark.parametrize("name", ["phone", "phone_2", "phone_extension", "zip", "beds"])
def test_digits_are_those_that_a_phone_has(places_file: Factory, name: str) -> None:
    """Digits of other scripts would pass as numbers and reach nobody."""
    value = {"phone": "٤١٣-٥٥٥-٠١٠٠", "phone_2": "٤١٣-٥٥٥-٠١٠١"}.get(name, "٠١٠٦٠")
    (problem,) = check_places(places_file({name: value}), today=TODAY)
    assert (problem.field, problem.severity) == (name, "error")
    assert name not in PATTERNS or problem.rule == PATTERNS[name][1]


def test_what_passes_the_check_can_be_loaded(places_file: Factory) -> None:
    """Whole numbers of any size are told by the check, and never end in a traceback."""
    for beds in ("0", "60", "٣", "9" * 30, "9" * 5000):
        path = places_file({"beds": beds})
        if not any(problem.severity == "error" for problem in check_places(path)):
            assert load_places(path)["beds"].tolist() == [int(beds)]


def test_every_break_of_a_record_is_told_at_once(places_file: Factory) -> None:
    cells = {"beds": "61", "age_min": "200", "source_date": "1850", "year_opened": "1850"}
    fields = [problem.field for problem in check_places(places_file(cells), today=TODAY)]
    assert fields == ["source_date", "year_opened", "beds", "age_min"]


def test_the_number_of_a_text_line_is_no_phone(places_file: Factory) -> None:
    called = {**VIRTUAL, "name": "Made Text Line", "phone": "413-555-0100"}
    (problem,) = check_places(places_file(called), today=TODAY)
    assert (problem.field, problem.severity) == ("text_line", "error")
    assert "takes texts" in problem.rule
    texted = {**called, "phone": "", "text_line": "413-555-0100"}
    assert check_places(places_file(texted), today=TODAY) == []
