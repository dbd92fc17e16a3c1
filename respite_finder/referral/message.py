"""One place as a text message, to send to the person across the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from babel.dates import format_date, format_skeleton

from respite_finder.export.table import printable
from respite_finder.hours import day_hours, open_state
from respite_finder.i18n import SOURCE, _, current
from respite_finder.markup.card import ages_phrase, status_phrase
from respite_finder.markup.contact import GONE
from respite_finder.referral import plain
from respite_finder.referral.plain import Record
from respite_finder.referral.sms import cut, plain_text, size
from respite_finder.text import checked_phrase, clock_phrase, today_phrase, zone_phrase

MOST: Final = 306
"""Two joined messages of 153 characters; the third would begin below the 320 we promise."""

_ALWAYS: Final = "24/7"
_WORTH: Final = 40
"""Less of a text that is cut says nothing."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, told if the lines of a lower ``rank`` leave room for it, in ``room`` at most.

    If it is too long it is ``cut_off``, or ``shorter`` stands for it, or it is left out.
    """

    words: str
    rank: int
    room: int = MOST
    cut_off: bool = False
    shorter: str = ""


def text_message(record: Record, *, when: datetime) -> str:
    """A place (a record of ``export.records``) in at most 306 characters; ``when`` is aware.

    The characters of GSM 03.38 count as phones count them, some as two: 160 make one message, 153
    each a part of a longer one. One other character (Spanish ``í``, ``ó``) turns the whole text
    into UTF-16 with 70 or 67 a part, so quotes, dashes and spaces are the plain ones; letters
    stay as they are written. ``sms.message_parts`` says what a text costs.

    The way to reach it, the name, a warning, the date of the check and the kind come first, then
    where and when; the description gets what is left. Empty for a closed or planned place: nobody
    is sent there.
    """
    if record["status"] in GONE:
        return ""
    lines = [line for line in _lines(record, when) if line.words]
    left, told = MOST, [""] * len(lines)
    for place in sorted(range(len(lines)), key=lambda place: lines[place].rank):
        told[place] = _fitted(lines[place], left)
        left -= size(told[place]) + 1 if told[place] else 0
    return "\n".join(filter(None, told))


def _fitted(line: _Line, left: int) -> str:
    """What of a line fits; ``left`` counts the line break before it."""
    room = min(line.room, left - 1)
    if line.cut_off and room >= _WORTH:
        return cut(line.words, room)
    return next((words for words in (line.words, line.shorter) if size(words) <= room), "")


def _lines(record: Record, when: datetime) -> Iterator[_Line]:
    """Every line in the order in which it is read."""
    today, hours = _today(record, when), _printed_hours(record)
    town = plain_text(plain.where(record, street=False))
    yield _Line(plain_text(record["name"]), 1, room=100, cut_off=True)
    yield _Line(plain_text(plain.kind(record)), 4)
    best, *others = [*_ways(record), ""]
    yield _Line(best, 0)
    yield from (_Line(way, 20 + n) for n, way in enumerate(others))
    yield _Line(plain_text(status_phrase(record)), 2)
    yield _Line(today, 6)
    yield _Line(hours, 10 if today else 6, cut_off=not today)
    yield _Line(plain_text(plain.where(record)), 5, room=90, shorter=cut(town, 90))
    yield _Line(plain_text(plain.address_note(record)) if record["phone"] else "", 7)
    yield _Line(plain_text(", ".join(filter(None, [plain.cost(record), ages_phrase(record)]))), 8)
    yield _Line(_how_to_ask(record), 9)
    # The descriptions are English: to who reads another language they would say nothing.
    about = record["description"] if current().code == SOURCE else ""
    yield _Line(plain_text(about or ""), 30, cut_off=True)
    yield _Line(plain_text(checked_phrase(record["source_date"] or "")), 3)


def _ways(record: Record) -> Iterator[str]:
    """Ways to reach it, the best one first; addresses stay as they are, letter by letter.

    One that would fill half of the message is none.
    """
    yield from (way for way in _every_way(record) if size(way) < MOST // 2)


def _every_way(record: Record) -> Iterator[str]:
    number, extension = record["phone"], record["phone_extension"]
    if number:
        words = _("Call {phone}, extension {extension}") if extension else _("Call {phone}")
        yield plain_text(words.format(phone=number, extension=extension))
    if record["text_line"]:
        yield plain_text(plain.text_to(record))
    for column in ("website", "email"):
        if record[column] and (column == "website" or not number):
            yield "".join(printable(record[column]).split())


def _today(record: Record, when: datetime) -> str:
    """When it is open on this day, or opens next; empty if unknown."""
    expression, zone = record["opening_hours"] or "", record["time_zone"] or ""
    today = day_hours(expression, zone, when)
    opens = open_state(expression, zone, when).until
    if today.state != "closed" or opens is None:
        return plain_text(today_phrase(today, zone, phone=bool(record["phone"])))
    days = (opens.date() - when.astimezone(opens.tzinfo).date()).days
    words = (
        _("Opens {weekday} at {time} {zone}")
        if days < 7
        else _("Opens {weekday}, {date}, at {time} {zone}")
    )
    locale = current().locale
    told = words.format(
        weekday=format_date(opens, "EEEE", locale=locale),
        date=format_skeleton("MMMMd", opens, locale=locale),
        time=clock_phrase(opens),
        zone=zone_phrase(zone),
    )
    return plain_text(told)


def _printed_hours(record: Record) -> str:
    hours = record["hours"]
    if not hours or record["opening_hours"] == _ALWAYS:
        return ""
    return plain_text(_("Hours: {hours}").format(hours=hours))


def _how_to_ask(record: Record) -> str:
    how = plain.said("referral", record)
    return plain_text(_("How to ask: {how}").format(how=how)) if how else ""
