"""Opening hours as HSDS schedules, and back: simple weekly hours, where nothing is lost.

HSDS has no form of its own for a whole day: it is 00:00 to 23:59, and midnight as an end is
23:59 too. Hours that run past midnight end before they begin. Times are local; the offset that
HSDS would like changes with the season, so the time zone's name is told beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES: Final = tuple(day.title() for day in DAYS)
_DAY = f"(?:{'|'.join(_NAMES)})"
_SPAN = r"\d\d:\d\d-\d\d:\d\d"
_RULE = re.compile(
    rf"(?:(?P<days>{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*) )?(?P<spans>{_SPAN}(?:,{_SPAN})*)"
)
_MORE = re.compile(rf", (?={_DAY})")
_TIME = re.compile(r"(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?")
_DAY_MINUTES: Final = 24 * 60
_LAST_MINUTE: Final = _DAY_MINUTES - 1

Spans = tuple[tuple[int, int], ...]
"""Minutes after midnight, begin and end; an end beyond 24 hours is on the next day."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """The same hours on some days of every week, as an HSDS schedule says them."""

    byday: str
    opens_at: str
    closes_at: str


def weekly_schedules(opening_hours: str) -> list[Weekly]:
    """Schedules that say exactly what an OpenStreetMap expression says; none if they cannot.

    >>> weekly_schedules("Mo,We 16:00-27:00")
    [Weekly(byday='MO,WE', opens_at='16:00:00', closes_at='03:00:00')]
    >>> weekly_schedules("Mo-Fr 09:00-17:00; PH off")
    []
    """
    week = _week("00:00-24:00" if opening_hours == "24/7" else opening_hours)
    made = []
    for days, spans in _same_hours(week):
        byday = ",".join(DAYS[day] for day in days)
        made += [Weekly(byday, _clock(begin), _end_clock(end)) for begin, end in spans]
    return made


def opening_hours_of(schedules: Iterable[Weekly]) -> str:
    """The OpenStreetMap expression that says what weekly schedules say.

    Raises ValueError if a day or a time cannot be read.

    >>> opening_hours_of([Weekly("MO,TU,WE", "09:00", "17:00"), Weekly("SA", "20:00", "02:00")])
    'Mo-We 09:00-17:00, Sa 20:00-26:00'
    """
    week: dict[int, Spans] = {}
    for schedule in schedules:
        begin, end = _minutes(schedule.opens_at), _minutes(schedule.closes_at)
        if end == _LAST_MINUTE:
            end = _DAY_MINUTES
        if end <= begin:
            end += _DAY_MINUTES
        for name in schedule.byday.split(","):
            day = DAYS.index(name.strip().upper())
            week[day] = tuple(sorted({*week.get(day, ()), (begin, end)}))
    if len(week) == len(DAYS) and set(week.values()) == {((0, _DAY_MINUTES),)}:
        return "24/7"
    overnight = any(end > _DAY_MINUTES for spans in week.values() for _, end in spans)
    rules = [f"{_day_names(days)} {_spans_text(spans)}" for days, spans in _same_hours(week)]
    # After a semicolon the next rule would cut the night off.
    return (", " if overnight else "; ").join(rules)


def _week(opening_hours: str) -> dict[int, Spans]:
    """Day to spans; empty if the expression is more than simple weekly hours."""
    week: dict[int, Spans] = {}
    overriding = opening_hours.split(";")
    for rules in overriding:
        new: dict[int, Spans] = {}
        for rule in _MORE.split(rules.strip()):
            found = _RULE.fullmatch(rule)
            if found is None:
                return {}
            spans = tuple(_span(text) for text in found["spans"].split(","))
            for day in _day_numbers(found["days"] or "Mo-Su"):
                new[day] = tuple(sorted({*new.get(day, ()), *spans}))
        week |= new
    ends = [(begin, end) for spans in week.values() for begin, end in spans]
    if any(begin >= _DAY_MINUTES or not 0 < end - begin <= _DAY_MINUTES for begin, end in ends):
        return {}
    overnight = any(end > _DAY_MINUTES for _, end in ends)
    if overnight and len(overriding) > 1:
        return {}
    full_days = any(end - begin == _DAY_MINUTES and begin for begin, end in ends)
    return {} if full_days else week


def _span(text: str) -> tuple[int, int]:
    begin, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
    return begin, end if end > begin else end + _DAY_MINUTES


def _day_numbers(text: str) -> list[int]:
    days = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        begin = _NAMES.index(first)
        length = (_NAMES.index(last or first) - begin) % 7
        days += [(begin + step) % 7 for step in range(length + 1)]
    return days


def _same_hours(week: dict[int, Spans]) -> list[tuple[list[int], Spans]]:
    """Days that share their hours, in the order of their first day."""
    groups: dict[Spans, list[int]] = {}
    for day in sorted(week):
        groups.setdefault(week[day], []).append(day)
    return [(days, spans) for spans, days in groups.items()]


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}:00"


def _end_clock(minutes: int) -> str:
    if minutes == _DAY_MINUTES:
        return _clock(_LAST_MINUTE)
    return _clock(minutes % _DAY_MINUTES)


def _minutes(clock: str) -> int:
    found = _TIME.fullmatch(clock.strip())
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        raise ValueError(f"{clock!r} is not a time")
    return int(found[1]) * 60 + int(found[2])


def _day_names(days: list[int]) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{_NAMES[days[0]]}-{_NAMES[days[-1]]}"
    return ",".join(_NAMES[day] for day in days)


def _spans_text(spans: Spans) -> str:
    return ",".join(f"{_clock(begin)[:5]}-{_clock(end)[:5]}" for begin, end in spans)
