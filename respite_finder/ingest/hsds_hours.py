"""Hours out of HSDS schedules: their words, and an expression where they are weekly and plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from respite_finder.export.hsds_schedule import Weekly, opening_hours_of
from respite_finder.tables.cells import plain_text

_MORE: Final = (
    "valid_from",
    "valid_to",
    "until",
    "count",
    "byweekno",
    "bymonthday",
    "byyearday",
)
"""With one of these a schedule does not hold every week of every year."""

_TOO_MUCH: Final = "opening hours left out: the schedules are more than the same hours every week"


@dataclass(frozen=True, slots=True)
class Hours:
    """``words`` as printed; ``expression`` in OpenStreetMap's form; ``left_out``: why there is
    none although there are schedules. Each may be empty.
    """

    words: str
    expression: str
    left_out: str


def hours_of(schedules: Iterable[Mapping[str, Any]]) -> Hours:
    """What schedules say together.

    >>> hours_of([{"freq": "WEEKLY", "byday": "SA", "opens_at": "10:00", "closes_at": "12:00"}])
    Hours(words='', expression='Sa 10:00-12:00', left_out='')
    """
    told = [{name: plain_text(value) for name, value in one.items()} for one in schedules]
    words = "; ".join(dict.fromkeys(one["description"] for one in told if one.get("description")))
    timed = [one for one in told if set(one) & {"opens_at", "closes_at", "byday", "freq"}]
    if not timed:
        return Hours(words, "", "")
    if not all(_plain(one) for one in timed) or len(timed) < len(told):
        return Hours(words, "", _TOO_MUCH)
    weekly = [Weekly(one["byday"], one["opens_at"], one["closes_at"]) for one in timed]
    try:
        return Hours(words, opening_hours_of(weekly), "")
    except ValueError:
        return Hours(words, "", "opening hours left out: a day or a time cannot be read")


def _plain(schedule: Mapping[str, str]) -> bool:
    stated = {name for name, value in schedule.items() if value}
    weekly = schedule.get("freq", "WEEKLY") in ("", "WEEKLY")
    every = schedule.get("interval", "") in ("", "1")
    return (
        weekly and every and {"byday", "opens_at", "closes_at"} <= stated and not stated & {*_MORE}
    )
