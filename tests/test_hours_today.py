"""The hours of today, as a sheet says them: over midnight, on holidays, where the place is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import i18n, open_state
from respite_finder.hours import UNKNOWN_DAY, DayHours, day_hours
from respite_finder.text import clock_phrase, today_phrase

EAST = "America/New_York"
UNTIL_MIDNIGHT = "Open today 4 pm to midnight (Eastern time)"
HOLIDAY = "Today is a holiday: call first"
MORNING = "Open today 10 am to noon (Eastern time)"
ZONES = (EAST, "America/Los_Angeles", "America/Phoenix", "Pacific/Guam", "America/Puerto_Rico")


def at(text: str, zone: str = EAST) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def says(hours: str, when: str, zone: str = EAST) -> str:
    return today_phrase(day_hours(hours, zone, at(when, zone)), zone)


@pytest.mark.parametrize(
    ("hours", "when", "words"),
    [
        ("Mo-Fr 09:00-17:00", "2026-11-23 20:00", "Open today 9 am to 5 pm (Eastern time)"),
        ("Mo-Fr 09:00-17:00", "2026-11-22 12:00", "Closed today"),
        (
            "Mo 09:00-12:00,13:30-17:00",
            "2026-11-23 06:00",
            "Open today 9 am to noon and 1:30 pm to 5 pm (Eastern time)",
        ),
        ("Mo 18:00-24:00", "2026-11-23 06:00", "Open today 6 pm to midnight (Eastern time)"),
        ("Mo 16:00-27:00", "2026-11-23 06:00", "Open today 4 pm to 3 am (Eastern time)"),
        ("Mo 16:00-27:00", "2026-11-24 06:00", "Open today midnight to 3 am (Eastern time)"),
        (
            "Mo-Su 17:00-09:00",
            "2026-11-24 12:00",
            "Open today midnight to 9 am and 5 pm to 9 am (Eastern time)",
        ),
        ("Mo-We 00:00-24:00", "2026-11-24 12:00", "Open all day today"),
        ("Mo-We 00:00-24:00", "2026-11-27 12:00", "Closed today"),
        ("Mo 00:00-27:00", "2026-11-23 12:00", "Open all day today"),
        ("Fr 16:00-24:00; Sa-Su 00:00-24:00", "2026-11-20 12:00", UNTIL_MIDNIGHT),
        ("24/7", "2026-11-23 12:00", "Open all day, every day"),
        ("Mo-Su 00:00-24:00", "2026-11-23 12:00", "Open all day, every day"),
        ("Mo-Su 09:00-21:00; PH off", "2026-11-26 12:00", "Closed today"),
        ("Mo-Su 09:00-21:00; PH 10:00-12:00", "2026-11-26 12:00", MORNING),
        ("Mo-Su 09:00-21:00; PH off", "2027-12-25 12:00", HOLIDAY),
        ("Mo-Su 09:00-21:00; PH off", "2026-12-25 12:00", "Closed today"),
        ("Mo-Su 09:00-21:00", "2026-12-25 12:00", HOLIDAY),
        ("Mo-Fr 09:00-17:00", "2026-11-26 23:00", HOLIDAY),
        ("Mo-Su 00:00-24:00", "2026-12-25 12:00", "Open all day, every day"),
        ("Mo-Su 09:00-17:00", "2026-11-01 12:00", "Open today 9 am to 5 pm (Eastern time)"),
        ("Mo-Su 01:00-05:00", "2026-03-08 12:00", "Open today 1 am to 5 am (Eastern time)"),
        ("", "2026-11-23 12:00", ""),
        ("ask us", "2026-11-23 12:00", ""),
        ("Mo 09:00-17:00 unknown", "2026-11-23 06:00", ""),
    ],
)  # fmt: skip
def test_the_hours_of_today_in_words(hours: str, when: str, words: str) -> None:
    assert says(hours, when) == words


def test_today_is_the_day_where_the_place_is() -> None:
    """Half past one on Tuesday in New York is still Monday evening in California."""
    caller = at("2026-11-24 01:30")
    monday = day_hours("Mo 09:00-17:00", "America/Los_Angeles", caller)
    words = today_phrase(monday, "America/Los_Angeles")
    assert words == "Open today 9 am to 5 pm (Pacific time)"
    assert day_hours("Mo 09:00-17:00", EAST, caller).state == "closed"


def test_where_nobody_can_be_called_a_holiday_says_check() -> None:
    today = day_hours("Mo-Fr 09:00-17:00", EAST, at("2026-11-26 12:00"))
    assert today_phrase(today, EAST, phone=False) == "Today is a holiday: check first"


@pytest.mark.parametrize("zone", ["", "Not/AZone"])
def test_without_a_zone_only_always_is_known(zone: str) -> None:
    moment = at("2026-11-23 12:00")
    assert day_hours("Mo-Fr 09:00-17:00", zone, moment) == UNKNOWN_DAY
    assert day_hours("24/7", zone, moment) == DayHours("open", all_day=True, always=True)


def test_in_spanish() -> None:
    with i18n.speaking("es"):
        assert "9 a" in says("Mo-Fr 09:00-17:00", "2026-11-23 12:00")
        assert says("", "2026-11-23 12:00") == ""


def _clock(half_hours: int) -> str:
    return f"{half_hours // 2:02}:{half_hours % 2 * 30:02}"


hours_of_a_day = st.tuples(st.integers(0, 47), st.integers(1, 47)).map(
    lambda at: f"{_clock(at[0])}-{_clock(min(at[0] + at[1], 96))}"
)
days = st.sampled_from(["Mo-Fr", "Sa-Su", "Mo-Su", "Tu,Th", "Fr-Mo"])
rules = st.tuples(days, st.lists(hours_of_a_day, min_size=1, max_size=3)).map(
    lambda rule: f"{rule[0]} {','.join(rule[1])}"
)
expressions = st.lists(rules, min_size=1, max_size=3).map(", ".join)
moments = st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)
) | st.sampled_from(
    [datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in range(4, 12)]
    + [datetime(2026, 3, 8, hour, 30, tzinfo=UTC) for hour in range(4, 12)]
)  # fmt: skip


@given(expressions, st.sampled_from(ZONES), moments)
def test_it_agrees_with_open_now_at_every_half_hour_of_the_day(
    hours: str, zone: str, when: datetime
) -> None:
    today = day_hours(hours, zone, when)
    local = when.astimezone(ZoneInfo(zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    spans = [(a.astimezone(UTC), b.astimezone(UTC)) for a, b in today.spans]
    moment = midnight.astimezone(UTC) + timedelta(minutes=15)
    while moment.astimezone(ZoneInfo(zone)).date() == local.date():
        at = moment.astimezone(ZoneInfo(zone))
        if at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset():
            moment += timedelta(minutes=30)
            continue  # An hour that comes twice: nobody knows which one closes the door.
        listed = today.all_day or any(opens <= moment < closes for opens, closes in spans)
        assert listed == (open_state(hours, zone, moment).state == "open"), moment
        moment += timedelta(minutes=30)


@given(expressions, st.sampled_from(ZONES), moments)
def test_spans_are_in_order_short_of_a_day_and_said(hours: str, zone: str, when: datetime) -> None:
    today = day_hours(hours, zone, when)
    edges = [edge for span in today.spans for edge in span]
    assert edges == sorted(edges)
    assert all(b - a < timedelta(days=1) for a, b in today.spans)
    assert (today.state == "open") == bool(today.spans or today.all_day)
    words = today_phrase(today, zone)
    assert all(clock_phrase(edge) in words for edge in edges)


def test_every_shipped_place_with_hours_has_hours_for_today(places: pd.DataFrame) -> None:
    known = places.loc[places["opening_hours"] != ""]
    for place_id, hours, zone in zip(
        known.index, known["opening_hours"], known["time_zone"], strict=True
    ):
        assert says(hours, "2026-11-23 12:00", zone or EAST) != "", place_id
