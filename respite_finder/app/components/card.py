"""A place as a card. Every value is escaped: a name is text, whatever it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from typing import Any
from urllib.parse import quote

from respite_finder.hours import open_state
from respite_finder.schema import split_list
from respite_finder.service_types import service_types
from respite_finder.states import NATIONWIDE, state_name
from respite_finder.text import (
    checked_phrase,
    distance_phrase,
    freshness,
    open_phrase,
    phone_href,
    precision_phrase,
)

Record = Mapping[str, Any]

STATUS_WORDS = {
    "listed": "Not confirmed: call first",
    "closed": "Closed. Do not go there",
    "planned": "Not open yet. Do not go there",
}
FRESHNESS_WORDS = {
    "fresh": "within the last 12 months",
    "ageing": "1 to 2 years ago",
    "old": "more than 2 years ago",
    "undated": "the source has no date",
}


def card_html(record: Record, now: datetime, *, chosen: bool = False) -> str:
    """A place (a record of ``export.records``) as HTML; ``now`` is aware."""
    parts = [
        _heading(record),
        _status(record),
        _where(record),
        _open(record, now),
        _paragraph("about", record["description"]),
        _facts(record),
        _paragraph("note", record["visitor_note"], "Good to know: "),
        _contacts(record),
        _source(record, now.date()),
    ]
    css = "card chosen" if chosen else "card"
    label = escape(record["name"], quote=True)
    return f'<article class="{css}" aria-label="{label}">{"".join(parts)}</article>'


def mark_html(service_type: str, *, area: bool = False) -> str:
    """The mark of a service type as it stands on the map, for cards and the legend."""
    kind = service_types()[service_type]
    css = f"mark shape-{kind.shape}{' area' if area else ''}"
    style = f"--type:{kind.color}"
    return (
        f'<span class="{css}" style="{style}" aria-hidden="true"><b>{escape(kind.mark)}</b></span>'
    )


def link(href: str, label: str, css: str = "") -> str:
    """A link that tells the other side nothing about this page."""
    attributes = f' class="{css}"' if css else ""
    outside = "" if href.startswith(("tel:", "sms:", "mailto:")) else ' target="_blank"'
    return (
        f'<a href="{escape(href, quote=True)}"{attributes}{outside} '
        f'rel="noopener noreferrer" referrerpolicy="no-referrer">{label}</a>'
    )


def _paragraph(css: str, text: str | None, before: str = "") -> str:
    return f'<p class="{css}">{before}{escape(text)}</p>' if text else ""


def _heading(record: Record) -> str:
    kind = service_types()[record["service_type"]].name
    operator = f" by {record['organization']}" if record["organization"] else ""
    return (
        f"<h3>{escape(record['name'])}</h3>"
        f'<p class="kind">{mark_html(record["service_type"])} {escape(kind + operator)}</p>'
    )


def _status(record: Record) -> str:
    words = STATUS_WORDS.get(record["status"])
    if record["status"] == "listed" and not record["phone"]:
        words = "Not confirmed: check before you go"
    return f'<p class="status {record["status"]}">{words}</p>' if words else ""


def _where(record: Record) -> str:
    if record["location_type"] == "virtual":
        return _paragraph("where", served_phrase(record))
    town = ", ".join(part for part in (record["street"], record["city"]) if part)
    tail = " ".join(part for part in (record["state"], record["zip"]) if part)
    address = f"{town}, {tail}" if town else state_name(record["state"])
    if not town and record["precision"] == "county":
        address = f"{record['county']}, {record['state']}"
    miles = record["distance_miles"]
    distance = distance_phrase(miles, record["precision"]) if miles is not None else ""
    away = f"<strong>{escape(distance)}</strong> · " if distance else ""
    exact = precision_phrase(
        record["precision"], withheld=record["address_withheld"], measured=miles is not None
    )
    small = f"<br><small>{escape(exact)}</small>" if exact else ""
    return f'<p class="where">{away}{escape(address)}{small}</p>'


def served_phrase(record: Record) -> str:
    """Whom a service without a place serves, in words."""
    area = record["area_served"] or ""
    if record["state"] == NATIONWIDE:
        return "Serves the whole country"
    names = " and ".join(state_name(code) for code in split_list(record["area_states"]))
    if area.startswith("statewide"):
        return f"Serves all of {names}"
    return f"Serves {area}, {record['state']}" if area else f"In {names}. Ask which area it serves"


def _open(record: Record, now: datetime) -> str:
    state = open_state(record["opening_hours"] or "", record["time_zone"] or "", now)
    phrase = open_phrase(state, now, record["time_zone"] or "")
    words = f"Hours: {record['hours']}" if record["hours"] and not state.always else ""
    if not phrase:
        unknown = words or "Hours not stated: ask when you call"
        return f'<p class="open">{escape(unknown)}</p>'
    small = f"<br><small>{escape(words)}</small>" if words else ""
    return f'<p class="open {state.state}"><strong>{escape(phrase)}</strong>{small}</p>'


def _facts(record: Record) -> str:
    stay, beds = record["max_stay_days"], record["beds"]
    youngest, oldest = record["age_min"], record["age_max"]
    ages = ""
    if youngest is not None:
        ages = f"{youngest} to {oldest}" if oldest is not None else f"{youngest} and older"
    rows = {
        "Cost": "Free" if record["cost"] == "free" else record["cost"],
        "Longest stay": f"{stay} days" if stay is not None else "",
        "Beds": str(beds) if beds is not None else "",
        "Ages": ages,
        "For": record["populations"],
        "Languages": record["languages"],
        "How to ask": record["referral"],
    }
    items = "".join(
        f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>"
        for name, value in rows.items()
        if value
    )
    return f'<dl class="facts">{items}</dl>' if items else ""


def _contacts(record: Record) -> str:
    if record["status"] in ("closed", "planned"):
        return ""
    buttons = []
    phone, extension = record["phone"], record["phone_extension"]
    if phone:
        more = f", extension {extension}" if extension else ""
        href = phone_href(phone, extension or "")
        buttons.append(link(href, f"Call {escape(phone)}{escape(more)}", "button main"))
    if record["phone_2"]:
        label = f"Call {escape(record['phone_2'])} ({escape(record['phone_2_label'] or 'also')})"
        buttons.append(link(phone_href(record["phone_2"]), label, "button"))
    if record["text_line"]:
        word = f" “{escape(record['text_keyword'])}” to" if record["text_keyword"] else ""
        href = f"sms:{record['text_line'].replace('-', '')}"
        buttons.append(link(href, f"Text{word} {escape(record['text_line'])}", "button"))
    if record["website"]:
        chat = " and chat" if record["chat"] else ""
        buttons.append(link(record["website"], f"Website{chat}", "button"))
    if record["email"]:
        buttons.append(link(f"mailto:{record['email']}", "E-mail", "button"))
    if record["street"]:
        where = (
            f"{record['street']}, {record['city'] or ''}, {record['state']} {record['zip'] or ''}"
        )
        href = f"https://www.openstreetmap.org/search?query={quote(where.strip())}"
        buttons.append(link(href, "Directions", "button"))
    if not buttons:
        href = link(record["source_url"], "see where we found it")
        return f'<p class="note">We know no phone, e-mail or website: {href}.</p>'
    return f'<p class="contacts">{" ".join(buttons)}</p>'


def _source(record: Record, today: date) -> str:
    date_words = checked_phrase(record["source_date"] or "")
    band = freshness(record["source_date"] or "", today)
    source = link(record["source_url"], escape(record["source_name"]))
    others = " and others" if record["other_sources"] else ""
    return (
        f'<p class="source"><span class="band {band}">{escape(date_words)}</span> '
        f"({FRESHNESS_WORDS[band]}) · {source}{others}</p>"
    )
