"""Places side by side: a real table, where what differs and what is not known is said in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any, Final

from respite_finder.hours import open_state
from respite_finder.i18n import _, mark, ngettext
from respite_finder.markup.card import (
    address_phrase,
    ages_phrase,
    cost_html,
    self_referral_phrase,
    served_html,
    status_html,
)
from respite_finder.markup.contact import MAIN, OTHER, call_button, text_button
from respite_finder.markup.parts import as_stated, languages_phrase, mark_html, stated, stated_list
from respite_finder.service_types import spoken_types
from respite_finder.text import (
    checked_phrase,
    days_phrase,
    distance_phrase,
    number_phrase,
    open_phrase,
    precision_phrase,
)

Record = Mapping[str, Any]

_LED: Final = {
    "peer_run": mark("by peers at every level"),
    "hybrid": mark("in part by peers"),
    "other": mark("by another kind of group"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A fact of every place: ``cell`` makes its HTML, empty where no source states it.

    ``differs``: whether it is worth saying that the places differ in it. A phone always does.
    """

    title: str
    cell: Callable[[Record, datetime], str]
    differs: bool = True


def compare_html(places: Sequence[Record], now: datetime) -> str:
    """Records of ``export.records`` (with ``distance_miles``) as a table; ``now`` is aware."""
    if not places:
        return ""
    far = any(place["distance_miles"] is not None for place in places)
    rows = [row for row in _rows() if far or row.cell is not _distance]
    corner = escape(_("What it is about"))
    heads = "".join(_head(place) for place in places)
    body = "".join(_row_html(row, places, now) for row in rows)
    label = escape(_("Places side by side"), quote=True)
    return (
        f'<div class="wide compare" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<caption><span>{escape(_caption(len(places)))}</span></caption>"
        f'<thead><tr><th scope="col">{corner}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _caption(count: int) -> str:
    words = ngettext(
        "{count} place. Choose another to see what differs.",
        "{count} places side by side. Rows to choose by say so where the answers differ.",
        count,
    )
    return words.format(count=number_phrase(count))


def _head(place: Record) -> str:
    return f'<th scope="col">{as_stated(place["name"])}{status_html(place)}</th>'


def _row_html(row: _Row, places: Sequence[Record], now: datetime) -> str:
    cells = [row.cell(place, now) for place in places]
    known = {cell for cell in cells if cell}
    differs = row.differs and len(known) > 1
    sign = _differs_html() if differs else ""
    inner = "".join(
        f"<td>{cell}</td>" if cell else f'<td class="unknown">{_unknown(place)}</td>'
        for place, cell in zip(places, cells, strict=True)
    )
    css = ' class="differing"' if differs else ""
    return f'<tr{css}><th scope="row">{escape(row.title)} {sign}</th>{inner}</tr>'


def _differs_html() -> str:
    word = escape(_("different"))
    return f'<span class="differs"><span aria-hidden="true">≠</span> {word}</span>'


def _unknown(place: Record) -> str:
    words = _("Not stated: ask") if place["phone"] else _("Not stated")
    return f'<span aria-hidden="true">?</span> {escape(words)}'


def _rows() -> list[_Row]:
    return [
        _Row(_("Kind of help"), _kind),
        _Row(_("Where"), _where, differs=False),
        _Row(_("Distance"), _distance, differs=False),
        _Row(_("Phone"), _phone, differs=False),
        _Row(_("Text message"), _text, differs=False),
        _Row(_("Hours"), _hours, differs=False),
        _Row(_("Cost"), _cost),
        _Row(_("Longest stay"), _stay),
        _Row(_("Ages"), _ages),
        _Row(_("Who it is for"), _whom),
        _Row(_("Languages"), _languages),
        _Row(_("How to ask"), _asking),
        _Row(_("Can you ask yourself?"), _self_referral),
        _Row(_("Run by"), _run_by, differs=False),
        _Row(_("Led by peers?"), _led),
        _Row(_("Checked"), _checked, differs=False),
    ]


def _kind(place: Record, _now: datetime) -> str:
    kind = place["service_type"]
    return f"{mark_html(kind)} {escape(spoken_types()[kind].name)}"


def _where(place: Record, _now: datetime) -> str:
    if place["location_type"] == "virtual":
        return served_html(place)
    exact = precision_phrase(place["precision"], withheld=place["address_withheld"], measured=False)
    small = f"<br><small>{escape(exact)}</small>" if exact else ""
    return f"{escape(address_phrase(place))}{small}"


def _distance(place: Record, _now: datetime) -> str:
    miles = place["distance_miles"]
    if miles is not None:
        return escape(distance_phrase(miles, place["precision"]))
    if place["location_type"] == "virtual":
        return escape(_("By phone or online"))
    return escape(_("Not known"))


def _phone(place: Record, _now: datetime) -> str:
    if not place["phone"]:
        return ""
    return call_button(place["phone"], MAIN, extension=place["phone_extension"] or "")


def _text(place: Record, _now: datetime) -> str:
    if not place["text_line"]:
        return ""
    return text_button(place["text_line"], place["text_keyword"] or "", OTHER)


def _hours(place: Record, now: datetime) -> str:
    state = open_state(place["opening_hours"] or "", place["time_zone"] or "", now)
    phrase = open_phrase(state, now, place["time_zone"] or "")
    printed = "" if state.always else as_stated(place["hours"])
    if not phrase:
        return printed
    return f"<strong>{escape(phrase)}</strong>" + (f"<br>{printed}" if printed else "")


def _cost(place: Record, _now: datetime) -> str:
    return cost_html(place["cost"]) if place["cost"] else ""


def _stay(place: Record, _now: datetime) -> str:
    count = place["max_stay_days"]
    if count is not None:
        return escape(days_phrase(count))
    # Nobody sleeps in a drop-in center or on a phone line: there is nothing to ask.
    nobody = spoken_types()[place["service_type"]].no_overnight
    return escape(_("No overnight stays")) if nobody else ""


def _ages(place: Record, _now: datetime) -> str:
    return escape(ages_phrase(place))


def _whom(place: Record, _now: datetime) -> str:
    return stated_list("populations", place["populations"] or "")


def _languages(place: Record, _now: datetime) -> str:
    return languages_phrase(place["languages"] or "")


def _asking(place: Record, _now: datetime) -> str:
    return stated("referral", place["referral"]) if place["referral"] else ""


def _self_referral(place: Record, _now: datetime) -> str:
    return escape(self_referral_phrase(place))


def _run_by(place: Record, _now: datetime) -> str:
    return as_stated(place["organization"])


def _led(place: Record, _now: datetime) -> str:
    words = _LED.get(place["operator"] or "", "")
    return escape(_(words)) if words else ""


def _checked(place: Record, _now: datetime) -> str:
    day = escape(checked_phrase(place["source_date"] or ""))
    return f"<strong>{day}</strong><br>{as_stated(place['source_name'])}"
