"""Phrases for people in their language: phone, distance, freshness, hours. No markup."""

from __future__ import annotations

import math
import unicodedata
from datetime import date, datetime
from functools import cache
from typing import Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from respite_finder.hours import DayHours, OpenState
from respite_finder.i18n import _, current, mark, ngettext

Freshness = Literal["fresh", "ageing", "old", "undated"]

_ZONE_FAMILIES = {
    "EST": mark("Eastern time"),
    "CST": mark("Central time"),
    "MST": mark("Mountain time"),
    "PST": mark("Pacific time"),
    "AKST": mark("Alaska time"),
    "HST": mark("Hawaii time"),
    "AST": mark("Atlantic time"),
}
_ARIZONA = mark("Arizona time")
_LOCAL = mark("local time")


def phone_href(phone: str, extension: str = "") -> str:
    """A ``tel:`` link for a US number.

    >>> phone_href("413-570-2990"), phone_href("988"), phone_href("845-452-2728", "401")
    ('tel:+14135702990', 'tel:988', 'tel:+18454522728,401')
    """
    digits = phone.replace("-", "")
    number = digits if len(digits) < 10 else f"+1{digits}"
    return f"tel:{number}" + (f",{extension}" if extension else "")


def sms_href(number: str, word: str = "") -> str:
    """An ``sms:`` link; a word to text is filled in, on Android and on an iPhone.

    >>> sms_href("741-741", "HOME"), sms_href("855-845-7415")
    ('sms:741741?&body=HOME', 'sms:+18558457415')
    """
    href = phone_href(number).replace("tel:", "sms:")
    return f"{href}?&body={quote(word)}" if word else href


def distance_phrase(miles: float, precision: str) -> str:
    """Distance in words; "about" for anything coarser than a street address.

    >>> distance_phrase(11.6, "city"), distance_phrase(3.14, "address")
    ('about 12 miles', '3.1 miles')
    """
    if math.isnan(miles):
        return ""
    exact = precision == "address"
    if miles < 1:
        return _("less than 1 mile") if exact else _("about 1 mile or less")
    if not exact:
        whole = max(1, round(miles))
        return ngettext("about {count} mile", "about {count} miles", whole).format(
            count=number_phrase(whole)
        )
    rounded = round(miles, 1) if miles < 9.95 else round(miles)
    return ngettext("{count} mile", "{count} miles", 1 if rounded == 1 else 2).format(
        count=number_phrase(rounded)
    )


def precision_phrase(precision: str, *, withheld: bool, measured: bool) -> str:
    """How exact place and distance are, in a sentence; empty where nothing needs saying.

    >>> precision_phrase("city", withheld=True, measured=True)
    'The address is given when you call. The distance is to the middle of the town.'
    """
    secret = _("The address is given when you call.") if withheld else ""
    middle = {
        "zip": _("The distance is to the middle of the ZIP code."),
        "city": _("The distance is to the middle of the town."),
        "county": _("The town is not known. The distance is to the middle of the county."),
        "none": _("The town is not known."),
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
        return _("Not dated")
    stated = parse_date(source_date)
    when = source_date
    if stated is not None and "-" in source_date:
        when = format_skeleton("yMMMM", stated, locale=current().locale)
    return _("Checked {date}").format(date=when)


def clock_phrase(moment: datetime) -> str:
    """Time of day.

    >>> clock_phrase(datetime(2026, 1, 1, 21, 0)), clock_phrase(datetime(2026, 1, 1, 12, 30))
    ('9 pm', '12:30 pm')
    """
    if (moment.hour, moment.minute) == (0, 0):
        return _("midnight")
    if (moment.hour, moment.minute) == (12, 0):
        return _("noon")
    locale = current().locale
    pattern = locale.time_formats["short"].pattern
    if "a" in pattern and not moment.minute:
        pattern = pattern.replace(":mm", "")
    # "9 pm" stays together at the end of a line.
    words = format_time(moment, pattern, tzinfo=moment.tzinfo, locale=locale)
    return words.replace("\u202f", " ").lower()


def zone_phrase(time_zone: str) -> str:
    """A zone's common name.

    >>> zone_phrase("America/Indiana/Tell_City"), zone_phrase("America/Phoenix")
    ('Central time', 'Arizona time')
    """
    return _(_zone_name(time_zone))


@cache
def _zone_name(time_zone: str) -> str:
    if not time_zone:
        return _LOCAL
    if time_zone == "America/Phoenix":
        return _ARIZONA
    winter = datetime(2026, 1, 1, tzinfo=ZoneInfo(time_zone)).tzname() or ""
    return _ZONE_FAMILIES.get(winter, _LOCAL)


def open_phrase(state: OpenState, when: datetime, time_zone: str) -> str:
    """Open or closed in words; empty where unknown."""
    if state.state == "unknown":
        return ""
    if state.always:
        return _("Open all day, every day")
    zone = zone_phrase(time_zone)
    if state.state == "open":
        if state.until is None:
            return _("Open now")
        return _("Open now until {time} {zone}").format(time=clock_phrase(state.until), zone=zone)
    if state.until is None:
        return _("Closed now")
    return _opens(state.until, when, clock_phrase(state.until), zone)


def _opens(until: datetime, when: datetime, time: str, zone: str) -> str:
    """When a closed place opens: today, tomorrow, on a weekday, on a date."""
    locale = current().locale
    days = (until.date() - when.astimezone(until.tzinfo).date()).days
    if days == 0:
        words = _("Closed now, opens today at {time} {zone}")
    elif days == 1:
        words = _("Closed now, opens tomorrow at {time} {zone}")
    elif days < 7:
        words = _("Closed now, opens {weekday} at {time} {zone}")
    else:
        words = _("Closed now, opens {weekday}, {date}, at {time} {zone}")
    return words.format(
        weekday=format_date(until, "EEEE", locale=locale),
        date=format_skeleton("MMMMd", until, locale=locale),
        time=time,
        zone=zone,
    )


def today_phrase(today: DayHours, time_zone: str, *, phone: bool = True) -> str:
    """The hours of this day in words; empty where unknown. ``phone``: the place can be called.

    >>> nine = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("America/New_York"))
    >>> today = DayHours("open", ((nine, nine.replace(hour=17)),))
    >>> today_phrase(today, "America/New_York")
    'Open today 9 am to 5 pm (Eastern time)'
    """
    if today.holiday:
        call, check = _("Today is a holiday: call first"), _("Today is a holiday: check first")
        return call if phone else check
    if today.state == "unknown":
        return ""
    if today.always:
        return _("Open all day, every day")
    if today.state == "closed":
        return _("Closed today")
    if today.all_day:
        return _("Open all day today")
    spans = [
        _("{opens} to {closes}").format(opens=clock_phrase(opens), closes=clock_phrase(closes))
        for opens, closes in today.spans
    ]
    return _("Open today {hours} ({zone})").format(
        hours=format_list(spans, locale=current().locale), zone=zone_phrase(time_zone)
    )


def day_phrase(day: date) -> str:
    """A day with its weekday.

    >>> day_phrase(date(2026, 11, 23))
    'Monday, November 23, 2026'
    """
    return str(format_date(day, "full", locale=current().locale))


def days_phrase(days: int) -> str:
    """A number of days.

    >>> days_phrase(1), days_phrase(14)
    ('1 day', '14 days')
    """
    return ngettext("{count} day", "{count} days", days).format(count=number_phrase(days))


def number_phrase(number: float) -> str:
    """A number as people write it: "1,204".

    >>> number_phrase(1204), number_phrase(3.1)
    ('1,204', '3.1')
    """
    return str(format_decimal(number, locale=current().locale))


def count_phrase(count: int, one: str, many: str) -> str:
    """A number with its noun, for the command line: "1 place", "1,204 places"."""
    return f"{count:,} {one if count == 1 else many}"


def unaccented(text: str) -> str:
    """Lower-case letters without their accents, to sort by.

    >>> unaccented("Óregón")
    'oregon'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
