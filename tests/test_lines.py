"""Lines open now: whom they serve, in which order, at any moment of the year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import VIRTUAL, frame, record
from respite_finder import i18n, load_places, open_state
from respite_finder.errors import FileError, QueryError
from respite_finder.hours import OpenState
from respite_finder.lines import (
    CrisisLine,
    WarmlineNow,
    crisis_lines,
    crisis_lines_for,
    open_now_first,
    opens_phrase,
    warmlines,
)
from respite_finder.resources import CRISIS_LINES_CSV
from respite_finder.states import NATIONWIDE, STATE_NAMES

EAST = "America/New_York"
PLACES = load_places()
MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC)
)
STATES = st.sampled_from([None, *STATE_NAMES])


def at(text: str, zone: str = EAST) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def lines(*changes: dict[str, str]) -> pd.DataFrame:
    whole = {"area_served": "statewide", "opening_hours": "Mo-Su 09:00-21:00"}
    return frame(*(record(VIRTUAL, whole, change) for change in changes))


def names(found: list[WarmlineNow]) -> list[str]:
    return [line.record["name"] for line in found]


@given(when=MOMENTS, state=STATES)
def test_nothing_of_another_state_and_nothing_that_is_closed_for_good(
    when: datetime, state: str | None
) -> None:
    for line in warmlines(PLACES, state=state, when=when):
        assert line.record["service_type"] == "warmline"
        assert line.record["status"] in ("active", "listed")
        served = line.record["area_states"].split("; ")
        assert NATIONWIDE in served or state in served
        assert (line.serves == "nation") == (NATIONWIDE in served)


@given(when=MOMENTS, state=STATES)
def test_what_is_said_to_be_open_is_open_and_stands_before_what_is_not(
    when: datetime, state: str | None
) -> None:
    found = warmlines(PLACES, state=state, when=when)
    groups = [line.group for line in found]
    assert groups == sorted(groups, key=["open", "later", "unknown"].index)
    for line in found:
        row = PLACES.loc[line.record["place_id"]]
        hours = open_state(row["opening_hours"], row["time_zone"], when)
        assert line.group == {"open": "open", "closed": "later"}.get(hours.state, "unknown")


@given(when=MOMENTS, state=STATES)
def test_the_order_within_a_group(when: datetime, state: str | None) -> None:
    found = warmlines(PLACES, state=state, when=when)
    reach = [
        0 if line.at_home else {"nation": 1, "area": 2}[line.serves]
        for line in found
        if line.group == "open"
    ]
    assert reach == sorted(reach)
    later = [
        (line.unconfirmed, line.open.until.astimezone(UTC))
        for line in found
        if line.group == "later" and line.open.until
    ]
    assert later == sorted(later)
    assert all(opens > when for _, opens in later)


@given(when=MOMENTS, state=STATES, count=st.integers(1, 8))
def test_the_first_screen_has_988_and_only_lines_that_answer(
    when: datetime, state: str | None, count: int
) -> None:
    first, *others = open_now_first(PLACES, when, state, count)
    assert isinstance(first, CrisisLine)
    assert first.id == "988"
    assert len(others) < count
    for line in others:
        assert isinstance(line, CrisisLine) or line.group == "open"
        assert not isinstance(line, WarmlineNow) or line.serves != "area"


def test_the_whole_state_the_nation_then_a_part_and_the_unconfirmed_last() -> None:
    nation = {"state": "US", "area_states": "US", "area_served": "nationwide"}
    county = {"area_served": "Hampshire County"}
    made = lines(
        {"name": "County", **county},
        {"name": "Nation", **nation},
        {"name": "Old nation", "status": "listed", **nation},
        {"name": "Old state", "status": "listed"},
        {"name": "Teens", "age_max": "20"},
        {"name": "State"},
    )
    noon = at("2026-11-23 12:00")
    expected = ["State", "Teens", "Old state", "Nation", "Old nation", "County"]
    assert names(warmlines(made, state="MA", when=noon)) == expected
    at_home = warmlines(made, state="MA", county="hampshire county", when=noon)
    assert names(at_home)[:2] == ["County", "State"]
    assert [line.serves for line in at_home][:2] == ["area", "state"]
    other = warmlines(made, state="MA", county="Shire County", when=noon)
    assert names(other)[-1] == "County"
    assert names(warmlines(made, state=None, when=noon)) == ["Nation", "Old nation"]


def test_a_line_may_serve_one_state_and_a_county_of_the_next() -> None:
    def first_link(state: str, county: str | None = None) -> WarmlineNow:
        found = warmlines(PLACES, state=state, county=county, when=at("2026-11-23 03:00"))
        return next(line for line in found if line.record["place_id"] == "nd-first-link")

    assert (first_link("ND").serves, first_link("ND").at_home) == ("state", True)
    assert (first_link("MN").serves, first_link("MN").at_home) == ("area", False)
    assert first_link("MN", "Clay County").at_home


def test_a_line_that_nobody_can_reach_is_no_use() -> None:
    assert warmlines(lines({"phone": ""}), state="MA", when=at("2026-11-23 12:00")) == []


def test_who_speaks_the_visitors_language_comes_first() -> None:
    made = lines({"name": "A"}, {"name": "B", "languages": "English; Spanish"})
    noon = at("2026-11-23 12:00")
    assert names(warmlines(made, state="MA", when=noon)) == ["A", "B"]
    assert names(warmlines(made, state="MA", when=noon, language="es")) == ["B", "A"]


def test_each_line_is_told_in_its_own_time_zone() -> None:
    west = {"name": "West", "time_zone": "America/Los_Angeles"}
    found = warmlines(lines({"name": "East"}, west), state="MA", when=at("2026-11-23 22:00"))
    assert [(line.record["name"], line.group) for line in found] == [
        ("West", "open"),
        ("East", "later"),
    ]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-11-23 08:20", "Opens in 40 minutes"),
        ("2026-11-23 08:59", "Opens in 1 minute"),
        ("2026-11-23 07:00", "Opens in 120 minutes"),
        ("2026-11-23 06:59", "Opens today at 9 am Eastern time"),
        ("2026-11-23 21:00", "Closed now, opens tomorrow at 9 am Eastern time"),
        ("2026-11-23 09:00", "Open now until 9 pm Eastern time"),
    ],
)
def test_when_a_line_opens_in_words(when: str, words: str) -> None:
    moment = at(when)
    state = open_state("Mo-Su 09:00-21:00", EAST, moment)
    assert opens_phrase(state, moment, EAST).replace("\u202f", " ") == words


@pytest.mark.parametrize(
    ("when", "minutes"),
    [("2026-03-08 01:30", 30), ("2026-11-01 01:30", 90)],
    ids=["clocks go forward", "clocks go back"],
)
def test_in_the_night_in_which_clocks_change_the_minutes_are_real(when: str, minutes: int) -> None:
    """From half past one to the opening at three, or at two, the clock shows something else."""
    moment = at(when)
    opens = {"2026-03-08": "Mo-Su 03:00-21:00", "2026-11-01": "Mo-Su 02:00-21:00"}[when[:10]]
    state = open_state(opens, EAST, moment)
    assert opens_phrase(state, moment, EAST) == f"Opens in {minutes} minutes"


@given(minutes=st.integers(1, 120), start=MOMENTS)
def test_so_many_minutes_are_so_many_minutes(minutes: int, start: datetime) -> None:
    opens = (start + timedelta(minutes=minutes)).astimezone(ZoneInfo(EAST))
    words = opens_phrase(OpenState("closed", opens), start, EAST)
    assert words == f"Opens in {minutes} minute{'' if minutes == 1 else 's'}"


def test_a_state_or_a_moment_that_cannot_be_is_refused_in_a_sentence() -> None:
    with pytest.raises(QueryError, match="give a postal code"):
        warmlines(PLACES, state="Atlantis", when=at("2026-11-23 12:00"))
    with pytest.raises(QueryError, match="with a time zone"):
        warmlines(PLACES, state=None, when=datetime(2026, 11, 23))


def test_in_spanish_the_spanish_line_is_the_first() -> None:
    assert [line.id for line in crisis_lines_for("en")][:2] == ["988", "988-es"]
    assert [line.id for line in crisis_lines_for("es")][:2] == ["988-es", "988"]
    i18n.use("es")
    try:
        first = open_now_first(PLACES, at("2026-11-23 12:00"), None)[0]
    finally:
        i18n.use(i18n.SOURCE)
    assert isinstance(first, CrisisLine)
    assert first.id == "988-es"


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("press", "key", "row 2: the column press is missing"),
        (",988,,,800-273-8255", ",911,,,800-273-8255", "the first line must be 988"),
        (",741741,HOME", ",,HOME", "row 6: a line needs a number to call or to text"),
    ],
)
def test_a_broken_file_of_crisis_lines_is_one_sentence(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    text = CRISIS_LINES_CSV.read_text(encoding="utf-8")
    assert before in text
    broken = tmp_path / "crisis_lines.csv"
    broken.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(FileError, match=sentence):
        crisis_lines(broken)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00a", b"id,name\n"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "crisis_lines.csv"
    broken.write_bytes(content)
    with pytest.raises(FileError):
        crisis_lines(broken)
