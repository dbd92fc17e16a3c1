"""Open now, closes at, opens next: in the place's own time zone, or honestly unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from respite_finder import open_state
from respite_finder.hours import UNKNOWN, OpenState, hours_problem

EAST = "America/New_York"
WEEKDAYS = "Mo-Fr 09:00-17:00"


def at(text: str, zone: str = EAST) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_all_day_every_day_is_open_even_without_a_time_zone() -> None:
    for zone in (EAST, ""):
        state = open_state("24/7", zone, at("2026-11-22 03:00"))
        assert (state.state, state.until, state.always) == ("open", None, True)


@pytest.mark.parametrize(
    ("when", "state", "until"),
    [
        ("2026-11-23 08:59", "closed", "2026-11-23 09:00"),
        ("2026-11-23 09:00", "open", "2026-11-23 17:00"),
        ("2026-11-23 16:59", "open", "2026-11-23 17:00"),
        ("2026-11-23 17:00", "closed", "2026-11-24 09:00"),
        ("2026-11-20 18:00", "closed", "2026-11-23 09:00"),
    ],
)
def test_weekday_hours(when: str, state: str, until: str) -> None:
    answer = open_state(WEEKDAYS, EAST, at(when))
    assert (answer.state, answer.until, answer.always) == (state, at(until), False)


def test_hours_are_meant_in_the_zone_of_the_place() -> None:
    """A caller in Boston at half past five: the East has closed, the West is open till eight."""
    caller = at("2026-11-23 17:30")
    assert open_state(WEEKDAYS, EAST, caller).state == "closed"
    west = open_state(WEEKDAYS, "America/Los_Angeles", caller)
    assert west.state == "open"
    assert west.until == at("2026-11-23 20:00")
    assert west.until is not None
    assert west.until.utcoffset() == at("2026-11-23", "America/Los_Angeles").utcoffset()


@pytest.mark.parametrize("zone", ["America/Chicago", "Pacific/Guam", "America/St_Thomas"])
def test_the_clock_of_the_caller_does_not_matter(zone: str) -> None:
    moment = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    here = open_state(WEEKDAYS, zone, moment)
    elsewhere = open_state(WEEKDAYS, zone, moment.astimezone(ZoneInfo("Asia/Tokyo")))
    assert here == elsewhere
    local = moment.astimezone(ZoneInfo(zone))
    assert (here.state == "open") == (local.weekday() < 5 and 9 <= local.hour < 17)


@pytest.mark.parametrize("hours", ["Mo-Su 17:00-33:00", "Mo-Su 17:00-09:00"])
@pytest.mark.parametrize(
    ("when", "state", "until"),
    [
        ("2026-11-23 16:00", "closed", "2026-11-23 17:00"),
        ("2026-11-23 18:00", "open", "2026-11-24 09:00"),
        ("2026-11-24 00:00", "open", "2026-11-24 09:00"),
        ("2026-11-24 08:59", "open", "2026-11-24 09:00"),
        ("2026-11-24 09:00", "closed", "2026-11-24 17:00"),
    ],
)
def test_a_night_belongs_to_the_evening_that_it_began(
    hours: str, when: str, state: str, until: str
) -> None:
    answer = open_state(hours, EAST, at(when))
    assert (answer.state, answer.until) == (state, at(until))


def test_a_night_is_not_cut_off_by_the_next_day_of_the_same_place(places: pd.DataFrame) -> None:
    """ "Mon & Wed, 4pm-3am; Tues, Th & Fri 9am-9pm": at half past two on Tuesday it is open."""
    line = places.loc["md-make-lemonade"]
    answer = open_state(line["opening_hours"], line["time_zone"], at("2026-11-24 02:30"))
    assert (answer.state, answer.until) == ("open", at("2026-11-24 03:00"))
    tuesday_night = open_state(line["opening_hours"], line["time_zone"], at("2026-11-25 02:30"))
    assert tuesday_night.state == "closed"


def test_a_place_that_rests_on_holidays_is_closed_on_thanksgiving() -> None:
    noon = at("2026-11-26 12:00")
    resting = open_state("Mo-Su 09:00-21:00; PH off", EAST, noon)
    assert (resting.state, resting.until) == ("closed", at("2026-11-27 09:00"))
    shorter = open_state("Mo-Su 08:00-22:00; PH 08:00-18:00", EAST, noon)
    assert (shorter.state, shorter.until) == ("open", at("2026-11-26 18:00"))


def test_hours_keep_to_the_clock_when_summer_time_ends() -> None:
    """1 November 2026: the night is an hour longer, the door still opens at nine."""
    answer = open_state("Mo-Su 09:00-17:00", EAST, at("2026-10-31 20:00"))
    assert answer.until == at("2026-11-01 09:00")


@pytest.mark.parametrize(
    ("hours", "zone"),
    [("", EAST), (WEEKDAYS, ""), ("call us, we're nice", EAST), ("Mo-Fr 9 to 5ish", EAST)],
)
def test_what_nobody_can_tell_is_unknown(hours: str, zone: str) -> None:
    state = open_state(hours, zone, at("2026-11-23 12:00"))
    assert (state.state, state.until, state.always) == ("unknown", None, False)


def test_every_shipped_expression_is_read(places: pd.DataFrame) -> None:
    assert (places["opening_hours"] != "").sum() > 100
    for place_id, hours in places["opening_hours"].items():
        assert hours == "" or hours_problem(hours) == "", place_id


def test_every_shipped_place_with_hours_is_open_or_closed(places: pd.DataFrame) -> None:
    known = places.loc[places["opening_hours"] != ""]
    for place_id, hours, zone in zip(
        known.index, known["opening_hours"], known["time_zone"], strict=True
    ):
        assert open_state(hours, zone, at("2026-11-23 12:00")).state != "unknown", place_id


def test_a_bad_expression_is_explained_in_one_line() -> None:
    rule = hours_problem("Mo-Fr 9 to 5ish")
    assert rule == "is not an OpenStreetMap opening_hours expression such as Mo-Fr 09:00-17:00"
    assert "\n" not in rule


@pytest.mark.parametrize("day", ["2027-12-25", "2027-07-04", "2028-01-01", "2027-06-19"])
def test_nobody_knows_the_hours_of_a_holiday_at_the_weekend(day: str) -> None:
    noon = at(f"{day} 12:00")
    assert noon.weekday() >= 5
    later = noon + timedelta(days=14)
    for hours in ("Mo-Su 09:00-21:00; PH off", "Mo-Su 09:00-21:00"):
        assert open_state(hours, EAST, noon) == UNKNOWN
        assert open_state(hours, EAST, later).state == "open"


@pytest.mark.parametrize("day", ["2026-12-25", "2026-01-01", "2026-06-19", "2028-07-04"])
def test_a_holiday_with_a_date_of_its_own_on_a_weekday(day: str) -> None:
    noon = at(f"{day} 12:00")
    assert noon.weekday() < 5
    assert open_state("Mo-Su 09:00-21:00; PH off", EAST, noon).state == "closed"
    assert open_state("Mo-Su 09:00-21:00; PH 10:00-15:00", EAST, noon).state == "open"
    assert open_state("Mo-Su 09:00-21:00", EAST, noon) == UNKNOWN


@pytest.mark.parametrize(
    "day",
    ["2026-11-26", "2026-01-19", "2026-02-16", "2026-05-25", "2026-09-07", "2026-07-03"],
    ids=["Thanksgiving", "King", "Washington", "Memorial", "Labor", "4 July, kept"],
)
def test_hours_that_say_nothing_of_holidays_are_unknown_on_one(day: str) -> None:
    noon = at(f"{day} 12:00")
    assert open_state(WEEKDAYS, EAST, noon) == UNKNOWN
    for always in ("24/7", "Mo-Su 00:00-24:00"):
        assert open_state(always, EAST, noon).always
    assert open_state(WEEKDAYS, EAST, noon + timedelta(days=7)).state == "open"


def test_a_holiday_is_one_where_the_place_is() -> None:
    """Ten at night on the eve in Los Angeles is Thanksgiving in New York."""
    eve = at("2026-11-25 22:00", "America/Los_Angeles")
    assert open_state("Mo-Su 09:00-23:00", "America/Los_Angeles", eve).state == "open"
    assert open_state("Mo-Su 00:00-23:00", EAST, eve) == UNKNOWN


def test_nobody_promises_that_a_closed_place_opens_on_a_holiday() -> None:
    evening = at("2026-11-25 18:00")
    assert open_state(WEEKDAYS, EAST, evening) == OpenState("closed")
    rested = open_state(f"{WEEKDAYS}; PH off", EAST, evening)
    assert rested == OpenState("closed", at("2026-11-27 09:00"))
