"""A place as a sheet hands it over: how to reach it, what is known, what nobody states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape
from typing import Any, Final
from zoneinfo import ZoneInfo

from respite_finder.hours import DayHours, day_hours, zone_problem
from respite_finder.i18n import SOURCE, _, current, mark
from respite_finder.markup.card import (
    address_phrase,
    ages_phrase,
    cost_html,
    served_html,
    source_html,
    status_html,
)
from respite_finder.markup.parts import as_stated, languages_phrase, stated, stated_list
from respite_finder.referral.plain import phone as phone_words
from respite_finder.referral.questions import questions
from respite_finder.referral.words import (
    Words,
    filled,
    joined,
    plain,
    readable_url,
    said,
    spans,
    words,
)
from respite_finder.schema import PATTERNS
from respite_finder.service_types import spoken_types
from respite_finder.text import (
    days_phrase,
    distance_phrase,
    phone_href,
    precision_phrase,
    sms_href,
    today_phrase,
)

Record = Mapping[str, Any]

_SELF: Final = {
    "yes": mark("You can ask for yourself."),
    "no": mark("A professional must send you, or say that it is right for you."),
}
_DIGITS: Final = re.compile(r"[\d-]+")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a place. ``large``: a number that is read across a table."""

    label: Words
    value: Words
    large: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its name; ``known`` is False where no source states it."""

    name: str
    value: Words
    known: bool = True


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A place in finished words. ``status`` is a warning or empty, ``to_ask`` a check list."""

    place_id: str
    name: Words
    kind: Words
    status: str
    about: Words
    ways: tuple[Way, ...]
    today: str
    facts: tuple[Fact, ...]
    note: Words
    to_ask_title: str
    to_ask: tuple[str, ...]
    source: Words


def sheet_place(record: Record, day: date, *, distance: bool) -> SheetPlace:
    """A cleaned record of ``export.records`` on the printed day; ``distance``: from the start."""
    kind, operator = spoken_types()[record["service_type"]].name, record["organization"]
    by = filled(_("{kind} by {organization}"), kind=words(kind), organization=_data(operator))
    today = _hours_of(record, day)
    note, url = _data(record["visitor_note"]), record["source_url"] or ""
    return SheetPlace(
        place_id=str(record["place_id"]),
        name=_data(record["name"]) or words(_("A place without a name")),
        kind=by if operator else words(kind),
        status=said(spans(status_html(record))),
        # What it says stands in the facts below as well, in the language of the sheet.
        about=_data(record["description"]) if current().code == SOURCE else (),
        ways=_ways(record),
        today=today_phrase(today, record["time_zone"] or "", phone=bool(record["phone"])),
        facts=_facts(record, always=today.always, distance=distance),
        note=filled(_note_words(), note=note) if note else (),
        to_ask_title=_("What to ask when you call") if record["phone"] else _("What to ask"),
        to_ask=questions(record),
        source=spans(source_html({**record, "source_url": url}, day)),
    )


def _hours_of(record: Record, day: date) -> DayHours:
    """The hours of the printed day, which near this place may be yesterday or tomorrow."""
    expression, zone = record["opening_hours"] or "", record["time_zone"] or ""
    local = "UTC" if zone_problem(zone) else zone
    return day_hours(expression, zone, datetime.combine(day, time(12), ZoneInfo(local)))


def _note_words() -> str:
    english = current().code == SOURCE
    return _("Good to know: {note}") if english else _("Good to know (in English): {note}")


def _data(text: str | None) -> Words:
    """Words of the data, which are English."""
    return spans(as_stated(text))


def _ways(record: Record) -> tuple[Way, ...]:
    """Every way to reach it, the best first."""
    phone, more = record["phone"], record["phone_extension"]
    ways = []
    if phone:
        number = phone_words(record)
        ways.append(Way(words(_("Call")), _dialled(number, phone, more or ""), large=True))
    if record["phone_2"]:
        what = spans(stated("phone_2_label", record["phone_2_label"] or ""))
        ways.append(Way(what or words(_("Other phone")), _dialled(record["phone_2"])))
    if record["text_line"]:
        ways.append(Way(words(_("Text")), _texted(record), large=not phone))
    if record["website"]:
        label = _("Website and chat") if record["chat"] else _("Website")
        ways.append(Way(words(label), _web(record["website"])))
    if record["email"]:
        ways.append(
            Way(words(_("E-mail")), words(record["email"], href=f"mailto:{record['email']}"))
        )
    if not ways:
        source = _web(record["source_url"] or "")
        known = filled(_("We know no phone, e-mail or website: {source}."), source=source)
        ways.append(Way((), known))
    return tuple(ways)


def _dialled(shown: str, phone: str = "", extension: str = "") -> Words:
    number = phone or shown
    dials = re.fullmatch(PATTERNS["phone"][0], number)
    digits = extension if extension.isascii() and extension.isdigit() else ""
    return words(shown, href=phone_href(number, digits) if dials else "")


def _texted(record: Record) -> Words:
    number, word = record["text_line"], record["text_keyword"] or ""
    message = _("“{word}” to {number}") if word else "{number}"
    href = sms_href(number, word) if _DIGITS.fullmatch(number) else ""
    return words(message.format(word=word, number=number), href=href)


def _web(url: str) -> Words:
    return words(readable_url(url), href=url)


def _facts(record: Record, *, always: bool, distance: bool) -> tuple[Fact, ...]:
    """In the order in which somebody asks for them."""
    overnight = spoken_types()[record["service_type"]].overnight
    ages = ages_phrase(record)
    people = spans(stated_list("populations", record["populations"] or ""))
    asking = _("How to ask for a stay") if overnight else _("How to take part")
    facts = [] if always else [(_("Hours"), _data(record["hours"]))]
    facts += [
        (asking, _how(record)),
        (_("Who it is for"), joined((words(ages[:1].upper() + ages[1:]), people), " · ")),
        (_("Cost"), spans(cost_html(record["cost"])) if record["cost"] else ()),
    ]
    if overnight or record["max_stay_days"] is not None:
        facts.append((_("Longest stay"), _days(record["max_stay_days"])))
    # The names of languages come escaped, for HTML.
    facts.append((_("Languages"), words(unescape(languages_phrase(record["languages"] or "")))))
    facts.append((_("Where"), _where(record, distance=distance)))
    unknown = words(_("not stated: ask"))
    return tuple(Fact(name, value or unknown, known=bool(value)) for name, value in facts)


def _how(record: Record) -> Words:
    """How to ask, in the source's words, else whether a person can ask without a professional."""
    if record["referral"]:
        return spans(stated("referral", record["referral"]))
    own = _SELF.get(record.get("self_referral") or "", "")
    return words(_(own)) if own else ()


def _days(count: int | None) -> Words:
    if count is None:
        return ()
    return words(days_phrase(count))


def _where(record: Record, *, distance: bool) -> Words:
    """As exact as may be published, and how exact that is."""
    if record["location_type"] == "virtual":
        return spans(served_html(record))
    miles = record.get("distance_miles") if distance else None
    away = distance_phrase(miles, record["precision"]) if miles is not None else ""
    # What "about" means is said once, at the top of the sheet.
    exact = precision_phrase(
        record["precision"], withheld=record["address_withheld"], measured=False
    )
    if not record["street"] and not record["address_withheld"] and record["phone"]:
        exact = " ".join((_("Ask for the address when you call."), exact))
    here = joined((words(plain(address_phrase(record))), words(away)), " · ")
    return joined((here, words(exact.strip())), ". ")
