"""Phrases for people: phone, distance, freshness, hours. Plain words, no markup."""

from __future__ import annotations

import math
from calendar import month_name
from datetime import date, datetime
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from respite_finder.hours import OpenState

Freshness = Literal["fresh", "ageing", "old", "undated"]

_ZONE_FAMILIES = {
    "EST": "Eastern",
    "CST": "Central",
    "MST": "Mountain",
    "PST": "Pacific",
    "AKST": "Alaska",
    "HST": "Hawaii",
    "AST": "Atlantic",
}


def phone_href(phone: str, extension: str = "") -> str:
    """A ``tel:`` link for a US number.

    >>> phone_href("413-570-2990"), phone_href("988"), phone_href("845-452-2728", "401")
    ('tel:+14135702990', 'tel:988', 'tel:+18454522728,401')
    """
    digits = phone.replace("-", "")
    number = digits if len(digits) < 10 else f"+1{digits}"
    return f"tel:{number}" + (f",{extension}" if extension else "")


def distance_phrase(miles: float, precision: str) -> str:
    """Distance in words; "about" for anything coarser than a street address.

    >>> distance_phrase(11.6, "city"), distance_phrase(3.14, "address")
    ('about 12 miles', '3.1 miles')
    """
    if math.isnan(miles):
        return ""
    if miles < 1:
        return "less than 1 mile" if precision == "address" else "about 1 mile or less"
    if precision != "address":
        whole = max(1, round(miles))
        return f"about {whole:,} mile{'' if whole == 1 else 's'}"
    number = f"{miles:.1f}" if miles < 9.95 else f"{miles:,.0f}"
    return f"{number.removesuffix('.0')} mile{'' if number in ('1', '1.0') else 's'}"


def precision_phrase(precision: str, *, withheld: bool, measured: bool) -> str:
    """How exact place and distance are, in a sentence; empty where nothing needs saying.

    >>> precision_phrase("city", withheld=True, measured=True)
    'The address is given when you call. The distance is to the middle of the town.'
    """
    secret = "The address is given when you call." if withheld else ""
    middle = {
        "zip": "The distance is to the middle of the ZIP code.",
        "city": "The distance is to the middle of the town.",
        "county": "The town is not known. The distance is to the middle of the county.",
        "none": "The town is not known.",
    }.get(precision, "")
    if not measured and precision in ("zip", "city"):
        middle = ""
    return " ".join(part for part in (secret, middle) if part)


def parse_date(text: str) -> date | None:
    """A source date (YYYY, YYYY-MM or YYYY-MM-DD) as its earliest day; None if undated."""
    if not text:
        return None
    year, month, day = (*text.split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def freshness(source_date: str, today: date) -> Freshness:
    """fresh: within 12 months; ageing: within 24; old: before that; undated.

    A date without a day or month counts from its first day: rather too old than too young.

    >>> freshness("2026-07-21", date(2026, 11, 22)), freshness("", date(2026, 11, 22))
    ('fresh', 'undated')
    """
    stated = parse_date(source_date)
    if stated is None:
        return "undated"
    months = (today.year - stated.year) * 12 + today.month - stated.month
    if months <= 12:
        return "fresh"
    return "ageing" if months <= 24 else "old"


def checked_phrase(source_date: str) -> str:
    """When the source stated it.

    >>> checked_phrase("2026-07-21"), checked_phrase("2024"), checked_phrase("")
    ('Checked July 2026', 'Checked 2024', 'Not dated')
    """
    if not source_date:
        return "Not dated"
    year, *rest = source_date.split("-")
    return f"Checked {month_name[int(rest[0])]} {year}" if rest else f"Checked {year}"


def clock_phrase(moment: datetime) -> str:
    """Time of day.

    >>> clock_phrase(datetime(2026, 1, 1, 21, 0)), clock_phrase(datetime(2026, 1, 1, 12, 30))
    ('9 pm', '12:30 pm')
    """
    if (moment.hour, moment.minute) == (0, 0):
        return "midnight"
    if (moment.hour, moment.minute) == (12, 0):
        return "noon"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'am' if moment.hour < 12 else 'pm'}"


@cache
def zone_phrase(time_zone: str) -> str:
    """A zone's common name.

    >>> zone_phrase("America/Indiana/Tell_City"), zone_phrase("America/Phoenix")
    ('Central time', 'Arizona time')
    """
    if not time_zone:
        return "local time"
    if time_zone == "America/Phoenix":
        return "Arizona time"
    winter = datetime(2026, 1, 1, tzinfo=ZoneInfo(time_zone)).tzname() or ""
    return f"{_ZONE_FAMILIES.get(winter, 'local')} time"


def open_phrase(state: OpenState, when: datetime, time_zone: str) -> str:
    """Open or closed in words; empty where unknown."""
    if state.state == "unknown":
        return ""
    if state.always:
        return "Open all day, every day"
    zone = zone_phrase(time_zone)
    if state.state == "open":
        return "Open now" + (f" until {clock_phrase(state.until)} {zone}" if state.until else "")
    if state.until is None:
        return "Closed now"
    days = (state.until.date() - when.astimezone(state.until.tzinfo).date()).days
    weekday = f"{state.until:%A}"
    date_words = f"{weekday}, {month_name[state.until.month]} {state.until.day},"
    day = {0: "today", 1: "tomorrow"}.get(days, weekday if days < 7 else date_words)
    return f"Closed now. Opens {day} at {clock_phrase(state.until)} {zone}"


def count_phrase(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 place", "1,204 places"."""
    return f"{count:,} {one if count == 1 else many}"
