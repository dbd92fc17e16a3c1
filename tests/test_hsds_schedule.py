"""Opening hours as HSDS schedules and back: the same hours, or none at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from made import frame, record
from respite_finder.export.hsds import hsds_services
from respite_finder.export.hsds_schedule import Weekly, opening_hours_of, weekly_schedules
from respite_finder.hours import open_state
from respite_finder.ingest.hsds_hours import hours_of

ZONE = "America/New_York"
# A week without a public holiday.
MONDAY = datetime(2026, 8, 3, tzinfo=ZoneInfo(ZONE))
HALF_HOURS = [MONDAY + timedelta(minutes=30 * step) for step in range(2 * 24 * 7)]


def week(opening_hours: str) -> list[str]:
    return [open_state(opening_hours, ZONE, when).state for when in HALF_HOURS]


def test_shipped_hours_that_are_translated_come_back_the_same(places: pd.DataFrame) -> None:
    shipped = sorted(set(places["opening_hours"]) - {""})
    translated = {text: weekly_schedules(text) for text in shipped}
    told = [text for text in shipped if translated[text]]
    assert len(told) > 50
    assert [text for text in told if week(opening_hours_of(translated[text])) != week(text)] == []
    assert all("PH" in text for text in shipped if not translated[text])


@pytest.mark.parametrize(
    ("text", "schedules"),
    [
        ("24/7", [("MO,TU,WE,TH,FR,SA,SU", "00:00:00", "23:59:00")]),
        ("Mo-Fr 16:00-24:00", [("MO,TU,WE,TH,FR", "16:00:00", "23:59:00")]),
        ("Sa-Su 17:00-33:00", [("SA,SU", "17:00:00", "09:00:00")]),
        ("Fr-Mo 10:00-12:00", [("MO,FR,SA,SU", "10:00:00", "12:00:00")]),
        ("22:00-06:00", [("MO,TU,WE,TH,FR,SA,SU", "22:00:00", "06:00:00")]),
        (
            "Mo 09:00-12:00,13:00-17:00",
            [("MO", "09:00:00", "12:00:00"), ("MO", "13:00:00", "17:00:00")],
        ),
        (
            "Mo-Su 09:00-17:00; Sa 10:00-12:00",
            [
                ("MO,TU,WE,TH,FR,SU", "09:00:00", "17:00:00"),
                ("SA", "10:00:00", "12:00:00"),
            ],
        ),
        (
            "Mo 09:00-12:00, Mo 14:00-16:00",
            [("MO", "09:00:00", "12:00:00"), ("MO", "14:00:00", "16:00:00")],
        ),
    ],
)
def test_weekly_hours(text: str, schedules: list[tuple[str, str, str]]) -> None:
    made = weekly_schedules(text)
    assert made == [Weekly(*one) for one in schedules]
    assert week(opening_hours_of(made)) == week(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mo-Fr 09:00-17:00; PH off",
        "Jun-Aug Mo-Fr 09:00-17:00",
        "Mo[1] 10:00-12:00",
        "Fr 20:00-26:00; Sa 00:00-01:00",
        "Mo-Fr 09:00+",
        "Mo 10:00-34:30",
        "by appointment",
    ],
)
def test_hours_that_would_lose_something_are_not_translated(text: str) -> None:
    """In the fifth, Saturday's rule cuts Friday's night off: no schedule can say that."""
    assert weekly_schedules(text) == []


def test_hours_that_are_not_translated_keep_their_words_and_the_expression() -> None:
    cells = {"hours": "Weekdays, not on holidays", "opening_hours": "Mo-Fr 09:00-17:00; PH off"}
    (told,) = hsds_services(frame(record(cells)))
    (schedule,) = told["schedules"]
    assert schedule.keys() == {"id", "description"}
    assert schedule["description"] == cells["hours"]
    assert cells["opening_hours"] in [one.get("value") for one in told["attributes"]]


@pytest.mark.parametrize(
    ("schedules", "expression"),
    [
        ([{"byday": "MO,TU,WE", "opens_at": "09:00", "closes_at": "17:00"}], "Mo-We 09:00-17:00"),
        ([{"byday": "sa", "opens_at": "09:00-05:00", "closes_at": "12:30Z"}], "Sa 09:00-12:30"),
        ([{"byday": "SU", "opens_at": "20:00", "closes_at": "02:00"}], "Su 20:00-26:00"),
        ([{"byday": "MO", "opens_at": "00:00", "closes_at": "23:59"}], "Mo 00:00-24:00"),
    ],
)
def test_schedules_of_others_become_an_expression(
    schedules: list[dict[str, str]], expression: str
) -> None:
    weekly = [{"freq": "WEEKLY", **one} for one in schedules]
    assert hours_of(weekly).expression == expression


@pytest.mark.parametrize(
    "more",
    [
        {"freq": "MONTHLY", "byday": "2MO"},
        {"interval": 2},
        {"valid_to": "2026-09-01"},
        {"byday": ""},
        {"byday": "Monday"},
        {"opens_at": "nine"},
        {"closes_at": None},
    ],
)
def test_what_is_not_the_same_every_week_is_left_out_and_told(more: dict[str, object]) -> None:
    plain = {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}
    hours = hours_of([{**plain, "description": "Mondays", **more}])
    assert (hours.words, hours.expression) == ("Mondays", "")
    assert hours.left_out.startswith("opening hours left out:")
