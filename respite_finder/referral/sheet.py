"""The sheet: what a case manager hands over, as finished words in the language that is spoken.

One content for every form: ``pdf.py`` and ``page.py`` only set it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from respite_finder.errors import QueryError
from respite_finder.export import records
from respite_finder.hours import zone_problem
from respite_finder.i18n import _, current, ngettext
from respite_finder.markup.contact import GONE
from respite_finder.referral.crisis import SheetLine, danger_words, sheet_lines
from respite_finder.referral.place_facts import SheetPlace, sheet_place
from respite_finder.referral.plain import left_out
from respite_finder.referral.qr import QrCode, qr_code
from respite_finder.referral.share import MOST_IDS
from respite_finder.referral.words import Words, cleaned, plain, safe_href
from respite_finder.service_types import spoken_types
from respite_finder.text import day_phrase, number_phrase

MOST_PLACES: Final = MOST_IDS
MAKER: Final = "respite_finder"
_LONGEST_START: Final = 120


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """``large``: large print. ``start``: the label of the starting point; only with it are there
    distances. ``link``: the live page (http or https), printed and as a QR code.
    """

    large: bool = False
    start: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class SheetNote:
    """A note on a kind of help: a title, and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The sheet's own words beside its content, each where it stands."""

    sheet_for: str
    not_stated: str
    notes: str
    more_notes: str
    kinds: str
    lines: str
    live: str
    page: str
    facts_change: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in finished words. ``left_out`` says which places are not on it, and why; it is for
    whoever makes the sheet and never printed.
    """

    language: str
    title: str
    made_on: date
    large: bool
    about: tuple[str, ...]
    danger: Words
    places: tuple[SheetPlace, ...]
    kinds: tuple[SheetNote, ...]
    lines: tuple[SheetLine, ...]
    labels: Labels
    link: str = ""
    code: QrCode | None = None
    left_out: tuple[str, ...] = ()


def make_sheet(
    places: pd.DataFrame,
    now: datetime,
    *,
    options: SheetOptions | None = None,
    notes: Sequence[SheetNote] = (),
) -> Sheet:
    """The sheet of these places, in their order, at an aware moment; frames are as ``load_places``
    returns them, with ``distance_miles`` or not.

    A closed or planned place is left out, with a sentence. ``notes`` take the place of the short
    words on each kind of help. Raises QueryError for a moment without a time zone, a link that is
    none, more than ``MOST_PLACES`` places.
    """
    options = options or SheetOptions()
    if now.tzinfo is None:
        raise QueryError("now", now, "give a moment with a time zone.")
    if len(places) > MOST_PLACES:
        raise QueryError("places", len(places), f"a sheet holds at most {MOST_PLACES} places.")
    if options.link and not safe_href(options.link).startswith("http"):
        raise QueryError("link", options.link, "give an address that begins with https://.")
    every = [cleaned(record) for record in records(places)]
    shown = [record for record in every if record["status"] not in GONE]
    day = _where_it_is_printed(shown, now).date()
    start = plain(options.start)[:_LONGEST_START]
    return Sheet(
        language=current().code,
        title=_("Places that may help"),
        made_on=day,
        large=options.large,
        about=_about(day, start, measured=_measured(shown)),
        danger=danger_words(),
        places=tuple(sheet_place(record, day, distance=bool(start)) for record in shown),
        kinds=tuple(notes) or _kinds(shown),
        lines=sheet_lines(),
        labels=_labels(len(shown)),
        link=options.link,
        code=qr_code(options.link) if options.link else None,
        left_out=tuple(
            left_out(record["name"] or record["place_id"], record["status"])
            for record in every
            if record["status"] in GONE
        ),
    )


def _where_it_is_printed(shown: list[dict[str, Any]], now: datetime) -> datetime:
    """The moment on the clocks near the first place: a server's own day may be tomorrow's."""
    if str(now.tzinfo) != "UTC":
        return now
    zones = (record["time_zone"] or "" for record in shown)
    zone = next((zone for zone in zones if zone and not zone_problem(zone)), "UTC")
    return now.astimezone(ZoneInfo(zone))


def _measured(shown: list[dict[str, Any]]) -> bool:
    return any(record.get("distance_miles") is not None for record in shown)


def _about(day: date, start: str, *, measured: bool) -> tuple[str, ...]:
    made = _("Printed on {date}, from {finder}.").format(date=day_phrase(day), finder=MAKER)
    today = _("“Today” on this sheet means that day.")
    away = _(
        "Distances are from {place}, in a straight line. “About” is to the middle of the town or "
        "ZIP code."
    ).format(place=start)
    return (f"{made} {today}", *([away] if start and measured else []))


def _labels(count: int) -> Labels:
    places = ngettext("{count} place", "{count} places", count)
    return Labels(
        sheet_for=_("This sheet is for:"),
        not_stated=_("Not stated, so ask:"),
        notes=_("Notes"),
        more_notes=_("More notes"),
        kinds=_("What these places are"),
        lines=_("Somebody to talk to, day and night"),
        live=_("This list on your phone:") if count else "",
        page=_("Page {page} of {pages}") + " · " + places.format(count=number_phrase(count)),
        facts_change=_("Facts change. Call first, before you go."),
    )


def _kinds(shown: list[dict[str, Any]]) -> tuple[SheetNote, ...]:
    """What each kind of help on the sheet is, once."""
    codes = dict.fromkeys(record["service_type"] for record in shown)
    kinds = [spoken_types()[code] for code in codes]
    return tuple(SheetNote(kind.name, (kind.summary,)) for kind in kinds)
