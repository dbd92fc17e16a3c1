"""A place as a card: what it is, where, open or not, and one obvious next step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from html import escape
from typing import Any, Final

from respite_finder.hours import open_state
from respite_finder.i18n import _, mark, ngettext
from respite_finder.markup.contact import next_step
from respite_finder.markup.parts import as_stated, link, mark_html, paragraph, stated, within
from respite_finder.schema import split_list
from respite_finder.search import WHOLE
from respite_finder.service_types import spoken_types
from respite_finder.states import NATIONWIDE, state_name
from respite_finder.text import (
    checked_phrase,
    distance_phrase,
    freshness,
    number_phrase,
    open_phrase,
    precision_phrase,
)

Record = Mapping[str, Any]
Explained = Callable[[str], str]
"""From a service type to the address of the page that explains it."""

_STATUS: Final = {
    "listed": mark("Not confirmed: call first"),
    "closed": mark("Closed. Do not go there"),
    "planned": mark("Not open yet. Do not go there"),
}
_ASK_ABOUT: Final = {
    "age": mark("age"),
    "stay_days": mark("how long you can stay"),
    "free": mark("cost"),
    "languages": mark("language"),
    "groups": mark("whom it is for"),
    "self_referral": mark("whether you can ask yourself"),
    "operators": mark("who runs it"),
    "overnight": mark("staying overnight"),
    "contact": mark("other ways to reach it"),
    "open_at": mark("opening hours"),
}
"""The needs of ``Needs.asked`` as a matter to ask about."""
_FRESHNESS: Final = {
    "fresh": mark("within the last 12 months"),
    "ageing": mark("1 to 2 years ago"),
    "old": mark("more than 2 years ago"),
    "undated": mark("the source has no date"),
}


def card_html(
    record: Record, now: datetime, *, chosen: bool = False, explained: Explained | None = None
) -> str:
    """A place (a record of ``export.records``) as HTML; ``now`` is aware.

    With ``explained`` the kind of help is a link to what it is.
    """
    parts = [
        f"<h3>{escape(record['name'])}</h3>",
        kind_html(record, explained),
        status_html(record),
        where_html(record),
        open_html(record, now),
        paragraph("short", " · ".join(short_facts(record))),
        ask_about_html(record),
        paragraph("about", as_stated(record["description"])),
        next_step(record),
        source_html(record, now.date()),
    ]
    css = "card chosen" if chosen else "card"
    label = escape(record["name"], quote=True)
    return f'<article class="{css}" aria-label="{label}">{"".join(parts)}</article>'


def kind_html(record: Record, explained: Explained | None = None) -> str:
    """What it is, as a link to what that means where there is one, and who runs it."""
    code, operator = record["service_type"], record["organization"]
    kind = escape(spoken_types()[code].name)
    if explained is not None:
        kind = within(explained(code), kind)
    words = escape(_("{kind} by {organization}")) if operator else "{kind}"
    named = words.format(kind=kind, organization=escape(operator or ""))
    return paragraph("kind", f"{mark_html(code)} <span>{named}</span>")


def status_html(record: Record) -> str:
    """A warning where the place is not confirmed, closed or planned."""
    return paragraph(f"status {record['status']}", escape(status_phrase(record)))


def status_phrase(record: Record) -> str:
    """The same in words; empty where there is nothing to warn of."""
    status = record["status"]
    if status == "listed" and not record["phone"]:
        return _("Not confirmed: check before you go")
    return _(_STATUS[status]) if status in _STATUS else ""


def where_html(record: Record) -> str:
    """Distance, address or town, and how exact both are."""
    if record["location_type"] == "virtual":
        return paragraph("where", served_html(record))
    miles = record["distance_miles"]
    distance = distance_phrase(miles, record["precision"]) if miles is not None else ""
    away = f"<strong>{escape(distance)}</strong> · " if distance else ""
    exact = precision_phrase(
        record["precision"], withheld=record["address_withheld"], measured=miles is not None
    )
    small = f"<br><small>{escape(exact)}</small>" if exact else ""
    return paragraph("where", f"{away}{escape(address_phrase(record))}{small}")


def address_phrase(record: Record) -> str:
    """The address as far as it is published: street, town, state."""
    town = ", ".join(part for part in (record["street"], record["city"]) if part)
    tail = " ".join(part for part in (record["state"], record["zip"]) if part)
    if town:
        return f"{town}, {tail}"
    if record["precision"] == "county":
        return f"{record['county']}, {record['state']}"
    return state_name(record["state"])


def served_html(record: Record) -> str:
    """Whom a service without a place serves."""
    area = record["area_served"] or ""
    if record["state"] == NATIONWIDE:
        return escape(_("Serves the whole country"))
    states = [state_name(code) for code in split_list(record["area_states"] or "")]
    names = ", ".join(states)
    if area.startswith(WHOLE[0]):
        return escape(_("Serves all of {states}").format(states=names))
    if area:
        words = escape(_("Serves {area}, {state}"))
        return words.replace("{area}", as_stated(area)).replace("{state}", record["state"])
    return escape(_("In {states}. Ask which area it serves").format(states=names))


def open_html(record: Record, now: datetime) -> str:
    """Open or closed now, and the hours as the source prints them."""
    state = open_state(record["opening_hours"] or "", record["time_zone"] or "", now)
    phrase = open_phrase(state, now, record["time_zone"] or "")
    printed = record["hours"] if not state.always else None
    hours = escape(_("Hours: {hours}")).replace("{hours}", as_stated(printed)) if printed else ""
    if not phrase:
        unknown = _("Hours not stated: ask when you call")
        if not record["phone"]:
            unknown = _("Hours not stated")
        return paragraph("open", hours or escape(unknown))
    small = f"<br><small>{hours}</small>" if hours else ""
    return paragraph(f"open {state.state}", f"<strong>{escape(phrase)}</strong>{small}")


def short_facts(record: Record) -> list[str]:
    """Cost, longest stay and ages in a few words of HTML, as far as they are known."""
    stay = record["max_stay_days"]
    facts = [cost_html(record["cost"]) if record["cost"] else "", ages_phrase(record)]
    if stay is not None:
        facts.append(ngettext("up to {count} day", "up to {count} days", stay).format(count=stay))
    return [fact for fact in facts if fact]


def ask_about_html(record: Record) -> str:
    """What was asked for and the source does not say: "Ask about: cost, age"."""
    words = [_(_ASK_ABOUT[need]) for need in split_list(record.get("not_stated") or "")]
    if not words or record["status"] in ("closed", "planned"):
        return ""
    return paragraph("ask-about", escape(_("Ask about: {needs}").format(needs=", ".join(words))))


def cost_html(cost: str) -> str:
    """The cost: free, or as the source says."""
    return escape(_("Free")) if cost == "free" else stated("cost", cost)


def self_referral_phrase(record: Record) -> str:
    """Whether a person can ask without a professional: yes, no, or empty if unknown."""
    return {"yes": _("Yes"), "no": _("No")}.get(record["self_referral"] or "", "")


def ages_phrase(record: Record) -> str:
    """For which ages; empty if unknown."""
    youngest, oldest = record["age_min"], record["age_max"]
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return _("age {youngest} and older").format(youngest=number_phrase(youngest))
    if youngest is None:
        return _("up to age {oldest}").format(oldest=number_phrase(oldest))
    return _("ages {youngest} to {oldest}").format(
        youngest=number_phrase(youngest), oldest=number_phrase(oldest)
    )


def source_html(record: Record, today: date) -> str:
    """When it was checked, how fresh that is, and who says so."""
    date_words = escape(checked_phrase(record["source_date"] or ""))
    band = freshness(record["source_date"] or "", today)
    source = link(record["source_url"], as_stated(record["source_name"]))
    more = escape(_("and others"))
    others = f" {more}" if record["other_sources"] else ""
    fresh = escape(_(_FRESHNESS[band]))
    return paragraph(
        "source",
        f'<span class="band {band}">{date_words}</span> ({fresh}) · {source}{others}',
    )
