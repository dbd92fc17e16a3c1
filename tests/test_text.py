"""Phrases that visitors read: phone links, distances, dates, clocks."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import OpenState, open_state
from respite_finder.gazetteer import gazetteer
from respite_finder.states import STATE_NAMES
from respite_finder.text import (
    checked_phrase,
    clock_phrase,
    count_phrase,
    distance_phrase,
    freshness,
    open_phrase,
    parse_date,
    phone_href,
    precision_phrase,
    zone_phrase,
)

EAST = "America/New_York"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("phone", "extension", "href"),
    [
        ("413-570-2990", "", "tel:+14135702990"),
        ("845-452-2728", "401", "tel:+18454522728,401"),
        ("988", "", "tel:988"),
    ],
)
def test_phone_links(phone: str, extension: str, href: str) -> None:
    assert phone_href(phone, extension) == href


@pytest.mark.parametrize(
    ("miles", "precision", "words"),
    [
        (0.0, "address", "less than 1 mile"),
        (0.99, "address", "less than 1 mile"),
        (1.0, "address", "1 mile"),
        (1.04, "address", "1 mile"),
        (1.06, "address", "1.1 miles"),
        (3.14, "address", "3.1 miles"),
        (2.96, "address", "3 miles"),
        (9.94, "address", "9.9 miles"),
        (9.96, "address", "10 miles"),
        (1234.5, "address", "1,234 miles"),
        (0.3, "zip", "about 1 mile or less"),
        (1.2, "city", "about 1 mile"),
        (11.6, "city", "about 12 miles"),
        (1234.4, "county", "about 1,234 miles"),
        (math.nan, "none", ""),
    ],
)
def test_distance_in_words(miles: float, precision: str, words: str) -> None:
    assert distance_phrase(miles, precision) == words


@given(st.floats(0, 13_000), st.sampled_from(["address", "zip", "city", "county"]))
def test_only_a_street_address_is_told_without_about(miles: float, precision: str) -> None:
    words = distance_phrase(miles, precision)
    assert words.startswith("about ") == (precision != "address")
    assert not re.search(r"(^|about )1 miles|[^1 ] mile$|[2-9]1 mile$", words)
    assert not re.search(r"\b0 miles?\b|\.0 ", words)


def test_how_exact_a_distance_is() -> None:
    told = precision_phrase("city", withheld=True, measured=True)
    assert told == "The address is given when you call. The distance is to the middle of the town."
    assert precision_phrase("address", withheld=False, measured=True) == ""
    assert precision_phrase("city", withheld=False, measured=False) == ""
    assert "ZIP code" in precision_phrase("zip", withheld=False, measured=True)
    for measured in (True, False):
        assert "not known" in precision_phrase("none", withheld=False, measured=measured)
        assert "not known" in precision_phrase("county", withheld=False, measured=measured)


@pytest.mark.parametrize(
    ("source_date", "band"),
    [
        ("2026-11-22", "fresh"),
        ("2025-11-22", "fresh"),
        ("2025-11", "fresh"),
        ("2025-10-31", "ageing"),
        ("2024-11-22", "ageing"),
        ("2024-11", "ageing"),
        ("2024-10-31", "old"),
        ("2013", "old"),
        ("2026", "fresh"),
        ("2025", "ageing"),
        ("2024", "old"),
        ("2023", "old"),
        ("", "undated"),
    ],
)
def test_bands_of_freshness(source_date: str, band: str) -> None:
    """12 and 24 calendar months; a bare year counts from its January: rather too old."""
    assert freshness(source_date, TODAY) == band


@given(st.dates(date(2000, 1, 1), TODAY), st.dates(date(2000, 1, 1), TODAY))
def test_a_later_date_is_never_less_fresh(one: date, other: date) -> None:
    order = ["fresh", "ageing", "old"]
    newer, older = max(one, other).isoformat(), min(one, other).isoformat()
    assert order.index(freshness(newer, TODAY)) <= order.index(freshness(older, TODAY))


def test_dates_are_told_as_exactly_as_they_are_known() -> None:
    assert checked_phrase("2026-07-21") == "Checked July 2026"
    assert checked_phrase("2026-07") == "Checked July 2026"
    assert checked_phrase("2024") == "Checked 2024"
    assert checked_phrase("") == "Not dated"
    assert parse_date("2024") == date(2024, 1, 1)
    assert parse_date("2024-07") == date(2024, 7, 1)
    assert parse_date("") is None


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "midnight"),
        (0, 30, "12:30 am"),
        (9, 0, "9 am"),
        (12, 0, "noon"),
        (12, 5, "12:05 pm"),
        (21, 0, "9 pm"),
    ],
)
def test_clock_in_words(hour: int, minute: int, words: str) -> None:
    assert clock_phrase(datetime(2026, 1, 1, hour, minute)) == words


@pytest.mark.parametrize(
    ("hours", "when", "words"),
    [
        ("24/7", "2026-11-23 03:00", "Open all day, every day"),
        ("Mo-Fr 09:00-17:00", "2026-11-23 12:00", "Open now until 5 pm Eastern time"),
        (
            "Mo-Fr 09:00-17:00",
            "2026-11-23 08:00",
            "Closed now, opens today at 9 am Eastern time",
        ),
        (
            "Mo-Fr 09:00-17:00",
            "2026-11-23 18:00",
            "Closed now, opens tomorrow at 9 am Eastern time",
        ),
        (
            "Mo-Fr 09:00-17:00",
            "2026-11-20 18:00",
            "Closed now, opens Monday at 9 am Eastern time",
        ),
        ("Mo-Su 12:00-24:00", "2026-11-23 18:00", "Open now until midnight Eastern time"),
        ("we do not say", "2026-11-23 12:00", ""),
    ],
)
def test_open_or_closed_in_words(hours: str, when: str, words: str) -> None:
    moment = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(EAST))
    assert open_phrase(open_state(hours, EAST, moment), moment, EAST) == words


@pytest.mark.parametrize(
    ("hours", "when", "opens"),
    [
        ("Fr 12:00-16:00", "2026-11-20 17:00", "2026-11-27 12:00"),
        ("Th 12:00-16:00; PH off", "2026-11-23 12:00", "2026-12-03 12:00"),
        ("Jan 04-31 Mo-Fr 09:00-17:00", "2026-11-23 12:00", "2027-01-04 09:00"),
    ],
)
def test_an_opening_a_week_or_more_ahead_is_not_told_by_weekday_alone(
    hours: str, when: str, opens: str
) -> None:
    """Said on a Friday, "Opens Friday" sends a person to a closed door."""
    moment = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(EAST))
    until = datetime.fromisoformat(opens).replace(tzinfo=ZoneInfo(EAST))
    state = open_state(hours, EAST, moment)
    assert (state.state, state.until) == ("closed", until)
    assert f"Opens {until:%A} at" not in open_phrase(state, moment, EAST)


def test_closed_for_good_promises_nothing() -> None:
    moment = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(EAST))
    assert open_phrase(OpenState("closed"), moment, EAST) == "Closed now"


OFFSETS = {
    "Atlantic": -4,
    "Eastern": -5,
    "Central": -6,
    "Mountain": -7,
    "Arizona": -7,
    "Pacific": -8,
    "Alaska": -9,
    "Hawaii": -10,
}
"""Hours from UTC in January."""


def test_the_name_of_a_zone_is_the_time_that_is_kept_there() -> None:
    """In part of Indiana the clocks are Central: a wrong name is an hour too early or late."""
    for zone in {zone for state in STATE_NAMES for zone in gazetteer().zones_of(state)}:
        name = zone_phrase(zone).removesuffix(" time")
        offset = datetime(2026, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset()
        assert name == "local" or offset == timedelta(hours=OFFSETS[name]), zone


def test_most_people_read_the_common_name_of_their_zone() -> None:
    for zone, name in {EAST: "Eastern", "America/Boise": "Mountain", "": "local"}.items():
        assert zone_phrase(zone) == f"{name} time"
    assert zone_phrase("America/Indiana/Indianapolis") == "Eastern time"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 places"), (1, "1 place"), (2, "2 places"), (1204, "1,204 places")]
)
def test_counts_with_their_noun(count: int, words: str) -> None:
    assert count_phrase(count, "place", "places") == words
