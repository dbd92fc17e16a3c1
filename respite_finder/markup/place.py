"""A place's whole page: what it is, how to reach it, where it is, what is known, who says so.

Each function makes one section, so that the page can put its map and its links between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from typing import Any, Final
from urllib.parse import quote

from respite_finder.i18n import _, mark
from respite_finder.markup.card import (
    Explained,
    address_phrase,
    kind_html,
    open_html,
    served_html,
    source_html,
    status_html,
)
from respite_finder.markup.contact import GONE, every_way
from respite_finder.markup.directions import directions
from respite_finder.markup.parts import as_stated, link, paragraph, within
from respite_finder.markup.place_facts import facts_html
from respite_finder.schema import PATTERNS, split_list
from respite_finder.service_types import spoken_types
from respite_finder.text import freshness

Record = Mapping[str, Any]

_WHY_COARSE: Final = {
    "zip": mark("We do not know the street. On the map we show the middle of the ZIP code."),
    "city": mark("We do not know the street. On the map we show the middle of the town."),
    "county": mark("We do not know the town. On the map we show the middle of the county."),
    "none": mark("We do not know the town, so there is no map."),
}
_NOT_THE_DOOR: Final = {
    "address": mark("The map shows the street address."),
    "zip": mark("The map shows the middle of the ZIP code, not the door."),
    "city": mark("The map shows the middle of the town, not the door."),
    "county": mark("The map shows the middle of the county, not the door."),
    "none": mark("We could not place the address on a map."),
}
_TOP: Final = "[data-testid=stMainBlockContainer]"
_SO: Final = {
    "listed": mark("We could not confirm that it is open. Things may have changed."),
    "closed": mark("Other places that may help are on this page, below."),
    "planned": mark("Other places that may help are on this page, below."),
}
_AGE: Final = {
    "ageing": mark("That is some time ago. Ask if it is still right."),
    "old": mark("That is a long time ago. Ask if it is still right."),
    "undated": mark("We do not know how old this is. Ask if it is still right."),
}
_WEB: Final = re.compile(r"(https?://[^\s<>\"]+)(.*)", re.DOTALL)
_EMAIL: Final = re.compile(PATTERNS["email"][0])


def scroll_html(record: Record) -> str:
    """What makes ``page.js`` begin another place at its top, once."""
    place_id = escape(record["place_id"], quote=True)
    return f'<i data-scroll="{_TOP}" data-block="start" data-place="{place_id}" hidden></i>'


def head_html(record: Record, explained: Explained | None = None) -> str:
    """Its name, what kind of help it is and what that means, and a warning where one is due.

    With ``explained`` there is a link to more about this kind of help.
    """
    names = ", ".join(split_list(record["alternate_names"] or ""))
    also = escape(_("Also known as: {names}")).replace("{names}", as_stated(names))
    so = _SO.get(record["status"], "")
    why = escape(_(so)) if so else ""
    more = ""
    if explained is not None:
        words = escape(_("More about this kind of help"))
        more = " " + within(explained(record["service_type"]), words)
    summary = escape(spoken_types()[record["service_type"]].summary)
    return (
        '<div class="card place-head">'
        f"<h1>{as_stated(record['name'])}</h1>"
        f"{kind_html(record)}"
        f"{paragraph('place-kind', summary + more)}"
        f"{status_html(record)}"
        f"{paragraph('place-why', why)}"
        f"{paragraph('place-small', also if names else '')}"
        "</div>"
    )


def reach_html(record: Record, now: datetime) -> str:
    """How to reach it now, and if it is open; ``now`` is aware."""
    if record["status"] in GONE:
        return ""
    overnight = spoken_types()[record["service_type"]].overnight
    first = _("Not sure what to say? Try: “I am having a hard time. Can I ask about a stay?”")
    hint = escape(first) if overnight and record["phone"] else ""
    return _section(
        "reach",
        _("Get in touch"),
        every_way(record) + open_html(record, now) + paragraph("place-small", hint),
    )


def where_html(record: Record, away: str = "") -> str:
    """Where it is, how exactly we know, and the way there.

    ``away`` is the distance from where the visitor searched, in words.
    """
    if record["location_type"] == "virtual":
        words = _("There is no place to visit: you find it by phone or online.")
        inner = paragraph("place-address", served_html(record)) + f"<p>{escape(words)}</p>"
        return _section("where", _("Where it is"), inner)
    return _section(
        "where",
        _("Where it is"),
        paragraph("place-address", escape(address_phrase(record)))
        + paragraph("place-away", f"<strong>{escape(away)}</strong>" if away else "")
        + _exactness(record)
        + _directions(record),
    )


def know_html(record: Record) -> str:
    """The facts, what is good to know, and the description."""
    note, about = record["visitor_note"], record["description"]
    good = escape(_("Good to know: {note}")).replace("{note}", as_stated(note)) if note else ""
    return _section(
        "know",
        _("What we know"),
        paragraph("place-about", as_stated(about)) + facts_html(record) + paragraph("note", good),
    )


def source_section(record: Record, today: date) -> str:
    """Who says all this, when, how old that is, and who else says so."""
    band = freshness(record["source_date"] or "", today)
    age = escape(_(_AGE[band])) if band in _AGE and record["status"] not in GONE else ""
    others = "".join(f"<li>{_other(words)}</li>" for words in _sources(record))
    title = escape(_("Other sources:"))
    more = f"<p>{title}</p><ul>{others}</ul>" if others else ""
    return _section(
        "source",
        _("Where this comes from"),
        source_html(record, today) + (f"<p>{age}</p>" if age else "") + more,
    )


def map_words_html(record: Record) -> str:
    """What the map shows, in words; who learns of it; what to say if it does not come."""
    exact = record["precision"] == "address"
    words = _("On the map: {place}.") if exact else _("On the map: the area around {place}.")
    town = ", ".join(part for part in (record["city"] or record["county"], record["state"]) if part)
    shown = words.format(place=address_phrase(record) if exact else town)
    private = _("The map comes from this site. No other site learns what you see.")
    failed = _("The map did not load. You do not need it: the address above says the same.")
    return (
        f'<p class="place-small">{escape(shown)} {escape(private)}</p>'
        f'<p class="map-note" role="status">{escape(failed)}</p>'
    )


def wrong_html(record: Record, contact: str = "") -> str:
    """How to tell us of a mistake, beside the form that the page links to; ``contact`` is an e-mail
    address or an https address.
    """
    place_id = f"<code>{escape(record['place_id'])}</code>"
    short = escape(_("Tell us in a short form. A person checks it."))
    form = f"<p>{short}</p>"
    href = contact_href(contact, record["place_id"])
    if href:
        words = escape(_("You can write to us, too. Please name this record: {id}."))
        button = link(href, escape(_("Write to us")), "button")
        inner = f"<p>{words.replace('{id}', place_id)}</p>" + paragraph("contacts", button)
        if href.startswith("mailto:"):
            seen = _("An e-mail shows us your own address.")
            inner += paragraph("place-small", escape(seen))
    else:
        source = link(record["source_url"], as_stated(record["source_name"]))
        words = escape(_("You can tell the source, too: {source}. We call this record {id}."))
        inner = f"<p>{words.format(source=source, id=place_id)}</p>"
    return _section("wrong", _("Is something wrong here?"), form + inner)


def contact_href(contact: str, place_id: str) -> str:
    """A link to whoever runs the site; empty if ``contact`` is no address that we can use.

    >>> contact_href("help@example.org", "ma-afiya")
    'mailto:help@example.org?subject=Correction%3A%20ma-afiya'
    """
    if _EMAIL.fullmatch(contact):
        return f"mailto:{quote(contact, safe='@+')}?subject={quote(f'Correction: {place_id}')}"
    found = _WEB.fullmatch(contact)
    return contact if found and contact.startswith("https://") and not found[2] else ""


def missing_html(title: str, words: str) -> str:
    """The page where there is no such place."""
    return f'<div class="card place-head"><h1>{escape(title)}</h1><p>{escape(words)}</p></div>'


def _section(name: str, heading: str, inner: str) -> str:
    return f'<section class="card place-{name}"><h2>{escape(heading)}</h2>{inner}</section>'


def _exactness(record: Record) -> str:
    """How exactly the place is known, and why not better."""
    gone = record["status"] in GONE
    if record["address_withheld"]:
        said = [
            _("The address is private."),
            _("Many places keep it private so that their guests are safe."),
            "" if gone else _("They tell you where to go when you get in touch."),
            _("We keep it private too."),
            _("The map shows only the area.") if record["precision"] != "none" else "",
        ]
        return paragraph("place-withheld", escape(" ".join(part for part in said if part)))
    reasons = _NOT_THE_DOOR if record["street"] else _WHY_COARSE
    reason = reasons[record["precision"]]
    words = _(reason)
    if not record["street"] and record["phone"] and not gone:
        words += " " + _("Ask for the address when you call.")
    return paragraph("place-small", escape(words))


def _directions(record: Record) -> str:
    links = [link(href, escape(name), "button") for name, href in directions(record)]
    if not links:
        return ""
    title = escape(_("The way there"))
    learns = _("These links open another site. That site then learns which address you look at.")
    return (
        f"<h3>{title}</h3>"
        f"{paragraph('contacts', ' '.join(links))}{paragraph('place-small', escape(learns))}"
    )


def _sources(record: Record) -> tuple[str, ...]:
    return split_list(record["other_sources"] or "")


def _other(words: str) -> str:
    """A further source: a link where it begins with a web address."""
    found = _WEB.fullmatch(words)
    if not found:
        return as_stated(words)
    shown = found[1].split("://", 1)[1].rstrip("/")
    return link(found[1], escape(shown)) + as_stated(found[2])
