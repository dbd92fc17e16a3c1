"""What we have now of each part of a record, beside the question what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Final

from respite_finder.community.forms import Part
from respite_finder.i18n import _, mark
from respite_finder.markup.card import (
    address_phrase,
    ages_phrase,
    cost_html,
    served_html,
    status_phrase,
)
from respite_finder.markup.parts import as_stated, languages_phrase, stated, stated_list
from respite_finder.schema import split_list
from respite_finder.service_types import spoken_types
from respite_finder.text import days_phrase

Record = Mapping[str, Any]

PARTS: Final[Mapping[Part, str]] = {
    Part.PHONE: mark("Phone"),
    Part.HOURS: mark("Opening hours"),
    Part.ADDRESS: mark("Address"),
    Part.WEBSITE: mark("Website or e-mail"),
    Part.CLOSED: mark("It is closed, or it is not there"),
    Part.WHO: mark("Who can go there"),
    Part.COST: mark("Cost, or how long one can stay"),
    Part.NAME: mark("Name"),
    Part.OTHER: mark("Something else"),
}
"""Each part in plain words."""


def have_html(record: Record, part: Part) -> str:
    """What we have now, in a paragraph; of a private address only that it is private."""
    found = [words for words in _HAVE[part](record) if words]
    if not found:
        nothing = _("We have nothing here yet.")
        return f'<p class="suggest-have">{escape(nothing)}</p>'
    words = escape(_("We have: {words}"))
    joined = "<br>".join(f"<strong>{one}</strong>" for one in found)
    private = _("This house keeps its address private. Please do not write it here.")
    note = part is Part.ADDRESS and record["address_withheld"]
    return f'<p class="suggest-have">{words.replace("{words}", joined)}</p>' + (
        f'<p class="place-withheld">{escape(private)}</p>' if note else ""
    )


def identity_html(record: Record) -> str:
    """Which place it is, in one line: its kind, and where; a street only where it is public."""
    kind = spoken_types()[record["service_type"]].name
    (where,) = _address(record)
    return f'<p class="suggest-which">{escape(kind)}<br>{where}</p>'


def choose_html(trouble: str) -> str:
    """Below the question which part is wrong: how to answer, or what keeps it from being sent."""
    if trouble:
        return f'<p class="suggest-trouble">{escape(trouble)}</p>'
    words = _("You can choose more than one.")
    return f'<p class="suggest-choose">{escape(words)}</p>'


def alert_html(words: str, focus: str, number: int) -> str:
    """A sentence that is spoken at once; ``page.js`` puts the focus on the selector ``focus``,
    anew for each ``number``.
    """
    goal = escape(focus, quote=True)
    return (
        f'<div class="suggest-alert" role="alert" data-number="{number}"><p>{escape(words)}</p>'
        f'<i data-focus="{goal}" data-number="{number}" hidden></i></div>'
    )


def refused_html(words: str) -> str:
    """Why a file was not taken; it is spoken at once."""
    return f'<p class="suggest-trouble" role="alert">{escape(words)}</p>'


def trouble_style(fields: Iterable[str]) -> str:
    """What makes the labels of these fields (CSS selectors of ours) stand out."""
    labels = ", ".join(f'{field} [data-testid="stWidgetLabel"] p' for field in fields)
    if not labels:
        return ""
    return (
        f"<style>{labels} {{ font-weight: 700; border-left: 5px solid #b3261e; "
        "padding-left: .5rem; }</style>"
    )


def thanks_html(number: str, next_steps: str) -> str:
    """The end: a person will check it, and the number to name when writing again."""
    goal = escape("#root .suggest-thanks h2", quote=True)
    thanks = escape(_("Thank you. A person will check it."))
    told = escape(_("Your number is {number}. Name it if you write to us again."))
    code = f"<code>{escape(number)}</code>"
    return (
        '<div class="suggest-thanks" role="status">'
        f'<h2 tabindex="-1">{thanks}</h2>'
        f"<p>{told.replace('{number}', code)}</p><p>{escape(next_steps)}</p>"
        f'<i data-focus="{goal}" data-number="{escape(number, quote=True)}" hidden></i></div>'
    )


def _phone(record: Record) -> list[str]:
    phone, extension = escape(record["phone"] or ""), escape(record["phone_extension"] or "")
    if phone and extension:
        words = escape(_("{phone}, extension {extension}"))
        phone = words.format(phone=phone, extension=extension)
    return [phone, escape(record["phone_2"] or ""), escape(record["text_line"] or "")]


def _hours(record: Record) -> list[str]:
    return [as_stated(record["hours"] or record["opening_hours"])]


def _address(record: Record) -> list[str]:
    if record["location_type"] == "virtual":
        return [served_html(record)]
    return [escape(address_phrase(record))]


def _website(record: Record) -> list[str]:
    return [escape(record["website"] or ""), escape(record["email"] or "")]


def _status(record: Record) -> list[str]:
    return [escape(status_phrase(record) or _("It is open."))]


def _who(record: Record) -> list[str]:
    languages = record["languages"]
    return [
        escape(ages_phrase(record)),
        stated_list("populations", record["populations"] or ""),
        languages_phrase(languages) if languages else "",
        stated("referral", record["referral"]) if record["referral"] else "",
    ]


def _cost(record: Record) -> list[str]:
    days = record["max_stay_days"]
    return [
        cost_html(record["cost"]) if record["cost"] else "",
        "" if days is None else escape(days_phrase(days)),
    ]


def _name(record: Record) -> list[str]:
    others = ", ".join(split_list(record["alternate_names"] or ""))
    return [as_stated(record["name"]), as_stated(others), as_stated(record["organization"])]


def _other(record: Record) -> list[str]:
    return [as_stated(record["description"]), as_stated(record["visitor_note"])]


_HAVE: Final[Mapping[Part, Callable[[Record], list[str]]]] = {
    Part.PHONE: _phone,
    Part.HOURS: _hours,
    Part.ADDRESS: _address,
    Part.WEBSITE: _website,
    Part.CLOSED: _status,
    Part.WHO: _who,
    Part.COST: _cost,
    Part.NAME: _name,
    Part.OTHER: _other,
}
