"""OpenStreetMap ``opening_hours`` to open now, closes at, opens next, in the place's own zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # not in its stubs


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a place is open at a moment. ``until`` is the next change, in the place's zone.

    ``unknown`` means that the source gives no hours that a machine can read, that nobody
    knows which time zone they are meant in, or that the day is a holiday of which they say nothing.
    A closed place that would open on such a holiday has no ``until``.
    """

    state: Literal["open", "closed", "unknown"]
    until: datetime | None = None
    always: bool = False


@dataclass(frozen=True, slots=True)
class DayHours:
    """When a place is open on one day of its own zone.

    ``spans``: opens and closes, in order; a night that began the day before starts at midnight,
    one that begins on the day ends after it. ``all_day``: from midnight to midnight; ``always``:
    on this and on every other day, which is known without a zone too. ``holiday``: unknown
    because the day is a holiday of which the hours say nothing.
    """

    state: Literal["open", "closed", "unknown"]
    spans: tuple[tuple[datetime, datetime], ...] = ()
    all_day: bool = False
    always: bool = False
    holiday: bool = False


UNKNOWN = OpenState("unknown")
UNKNOWN_DAY = DayHours("unknown")
HOLIDAY = DayHours("unknown", holiday=True)
_SATURDAY = 5
_YEAR = 366
"""Days after which a change is never: hours that never change are not read to the year 9999."""
_FIXED_HOLIDAYS = frozenset({(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)})
"""Month and day of the federal holidays that have a date of their own (5 U.S.C. 6103)."""


def open_state(opening_hours: str, time_zone: str, when: datetime) -> OpenState:
    """State of a place at an aware datetime. An expression that cannot be read is unknown.

    >>> noon = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("America/New_York"))
    >>> open_state("Mo-Fr 09:00-17:00", "America/New_York", noon).state
    'open'
    """
    if opening_hours == "24/7":
        return OpenState("open", always=True)
    zone = _zone(time_zone)
    if not opening_hours or zone is None:
        return UNKNOWN
    # The library knows zones by name only, so a fixed offset such as UTC is converted first.
    when = when.astimezone(zone)
    expression = _parse(opening_hours, time_zone)
    if expression is None or expression.is_unknown(when):
        return UNKNOWN
    change = expression.next_change(when)
    if expression.is_open(when) and change is None:
        return OpenState("open", always=True)
    if _unsure(opening_hours, time_zone, when):
        return UNKNOWN
    if expression.is_open(when):
        return OpenState("open", until=change)
    promised = change is not None and not _unsure(opening_hours, time_zone, change)
    return OpenState("closed", until=change if promised else None)


def day_hours(opening_hours: str, time_zone: str, when: datetime) -> DayHours:
    """The hours of the day that an aware moment is in, where the place is.

    >>> noon = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("America/New_York"))
    >>> (span,) = day_hours("Mo-Fr 09:00-17:00", "America/New_York", noon).spans
    >>> span[0].hour, span[1].hour
    (9, 17)
    """
    now = open_state(opening_hours, time_zone, when)
    if now.always:
        return DayHours("open", all_day=True, always=True)
    zone = _zone(time_zone)
    expression = _parse(opening_hours, time_zone) if zone else None
    if zone is None or expression is None:
        return UNKNOWN_DAY
    if _unsure(opening_hours, time_zone, when.astimezone(zone)):
        return HOLIDAY
    if now.state == "unknown":
        return UNKNOWN_DAY
    begin = when.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    end = begin + timedelta(days=1)
    # A day further, to see when a night ends that begins on this day.
    parts = [part for part in expression.intervals(begin, end + timedelta(days=1)) if part[0] < end]
    if any(part[2] == State.UNKNOWN for part in parts):
        return UNKNOWN_DAY
    spans = [(opens, closes) for opens, closes, state, _why in parts if state == State.OPEN]
    if not spans:
        return DayHours("closed")
    if spans[0][0] == begin and spans[0][1] >= end:
        return DayHours("open", all_day=True)
    # "From 9 am to 5 pm" of another day would read as eight hours: there the day is the end.
    whole = timedelta(days=1)
    return DayHours(
        "open",
        tuple((opens, end if closes - opens >= whole else closes) for opens, closes in spans),
    )


def _unsure(opening_hours: str, time_zone: str, when: datetime) -> bool:
    """Whether the local day is a federal holiday of which the hours do not say how it is kept.

    Of a holiday at the weekend they never do: the library knows only the weekday on which it is
    kept, and nobody says whether a place keeps that day or the day itself.
    """
    if when.weekday() >= _SATURDAY and (when.month, when.day) in _FIXED_HOLIDAYS:
        return True
    holidays = _parse("PH", time_zone)
    return "PH" not in opening_hours and holidays is not None and bool(holidays.is_open(when))


def zone_problem(time_zone: str) -> str:
    """Why a time zone cannot be used, in one line; empty if it can."""
    return "" if _zone(time_zone) else "is not a time zone's IANA name such as America/Denver"


def hours_problem(opening_hours: str) -> str:
    """Why an expression cannot be read, in one line; empty if it can."""
    try:
        OpeningHours(opening_hours)
    except ParserError:
        # The parser names the rules of its grammar, which help nobody who writes hours.
        return "is not an OpenStreetMap opening_hours expression such as Mo-Fr 09:00-17:00"
    return ""


@lru_cache(maxsize=512)
def _zone(time_zone: str) -> ZoneInfo | None:
    return ZoneInfo(time_zone) if time_zone in _zone_names() else None


@cache
def _zone_names() -> set[str]:
    return available_timezones()


@lru_cache(maxsize=4096)
def _parse(opening_hours: str, time_zone: str) -> OpeningHours | None:
    try:
        return OpeningHours(
            opening_hours, timezone=ZoneInfo(time_zone), country="US", max_interval_days=_YEAR
        )
    except ParserError:
        return None
