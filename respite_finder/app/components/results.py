"""The list: the product itself. The map is its picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from respite_finder.app import state
from respite_finder.app.components.learn_links import kind_href
from respite_finder.app.components.links import place_link
from respite_finder.app.components.save import save_button
from respite_finder.app.components.suggest_link import wrong_link
from respite_finder.export import records
from respite_finder.i18n import _, ngettext
from respite_finder.markup.card import card_html
from respite_finder.search import Found
from respite_finder.states import state_name
from respite_finder.text import number_phrase

PER_PAGE = 20
STATEWIDE_AT_FIRST = 6


def summary(found: Found) -> str:
    """The result in one sentence: "7 places within 50 miles of Northampton, MA"."""
    origin, miles, count = found.query.origin, found.query.radius_miles, len(found.results)
    if origin is None or found.query.by_state:
        names = ", ".join(sorted(state_name(code) for code in found.query.states))
        where = names or (origin.label if origin else _("the United States"))
        words = ngettext("{count} place in {where}", "{count} places in {where}", count)
        return words.format(count=number_phrase(count), where=where)
    if miles is None:
        words = ngettext(
            "{count} place by distance from {where}",
            "{count} places by distance from {where}",
            count,
        )
    else:
        words = ngettext(
            "{count} place within {miles} miles of {where}",
            "{count} places within {miles} miles of {where}",
            count,
        )
    return words.format(
        count=number_phrase(count), miles=number_phrase(miles or 0), where=origin.label
    )


def by_area_summary(found: Found) -> str:
    """How many more are found by the area that they serve; empty if none."""
    count = len(found.statewide)
    if not count:
        return ""
    return ngettext(
        "And {count} service by phone or for a whole area, below.",
        "And {count} services by phone or for a whole area, below.",
        count,
    ).format(count=number_phrase(count))


def silent_summary(found: Found) -> str:
    """How many are hidden, or shown, though their source does not say; empty if none."""
    places, services = found.hidden_unknown, found.hidden_by_area
    told = []
    if places:
        words = ngettext(
            "{count} more place may fit: its source does not say.",
            "{count} more places may fit: their sources do not say.",
            places,
        )
        told.append(words.format(count=number_phrase(places)))
    if services and places:
        words = ngettext(
            "And {count} service by phone may fit too.",
            "And {count} services by phone may fit too.",
            services,
        )
        told.append(words.format(count=number_phrase(services)))
    elif services:
        words = ngettext(
            "{count} more service by phone may fit: its source does not say.",
            "{count} more services by phone may fit: their sources do not say.",
            services,
        )
        told.append(words.format(count=number_phrase(services)))
    unsure = _unsure(found)
    if unsure:
        words = ngettext(
            "{count} of all these does not say all that you ask. Its card tells what to ask about.",
            "{count} of all these do not say all that you ask. Their cards tell what to ask about.",
            unsure,
        )
        told.append(words.format(count=number_phrase(unsure)))
    return " ".join(told)


def silent(found: Found) -> None:
    """Beside the summary: show the places that do not say, or leave them out again."""
    hidden = found.hidden_unknown + found.hidden_by_area
    if hidden or _unsure(found):
        words = _("Show them too") if hidden else _("Leave out places that do not say")
        st.button(words, key="silent", on_click=state.include_unknown, args=(bool(hidden),))


def _unsure(found: Found) -> int:
    """How many of those that are shown leave a need open."""
    frames = (found.results, found.statewide)
    return sum(int((frame["not_stated"] != "").sum()) for frame in frames)


def announce(found: Found) -> None:
    """Say the result in words; screen readers speak it when it changes."""
    more = " ".join(part for part in (by_area_summary(found), silent_summary(found)) if part)
    small = f"<small>{escape(more)}</small>" if more else ""
    # The headings of the cards come below one of their own.
    heading = f'<p role="heading" aria-level="2">{escape(summary(found))}</p>'
    st.html(f'<div class="summary" role="status">{heading}{small}</div>')


def results_list(found: Found) -> None:
    """Twenty cards a page; if there are none, the nearest beyond the radius."""
    if found.results.empty:
        _nothing_near(found)
        return
    pages = -(-len(found.results) // PER_PAGE)
    page = min(st.session_state.get(state.PAGE, 1), pages)
    first = (page - 1) * PER_PAGE
    _cards(found.results.iloc[first : first + PER_PAGE], "result")
    if pages > 1:
        last = min(first + PER_PAGE, len(found.results))
        words = _("Places {first} to {last} of {count}")
        numbers = {"first": first + 1, "last": last, "count": len(found.results)}
        st.caption(words.format(**{name: number_phrase(n) for name, n in numbers.items()}))
        st.pagination(pages, key=state.PAGE)


def statewide_list(found: Found) -> None:
    """Services found by the area that they serve, apart from distance."""
    if found.statewide.empty:
        return
    origin = found.query.origin
    codes = [origin.state] if origin else sorted(found.query.states)
    where = ", ".join(state_name(code) for code in codes)
    title = _("By phone, or anywhere in {where}") if where else _("By phone, from anywhere")
    st.subheader(title.format(where=where), anchor=False)
    _cards(found.statewide.iloc[:STATEWIDE_AT_FIRST], "statewide")
    rest = found.statewide.iloc[STATEWIDE_AT_FIRST:]
    if len(rest):
        with st.expander(_("Show {count} more").format(count=number_phrase(len(rest)))):
            _cards(rest, "statewide")


def card(place: pd.DataFrame, *, chosen: bool = False) -> None:
    """One place's card, without buttons of the page."""
    (record,) = records(place)
    st.html(card_html(record, datetime.now(UTC), chosen=chosen, explained=kind_href))


def _nothing_near(found: Found) -> None:
    if found.beyond.empty and len(found.statewide) and not found.query.needs.asked:
        st.info(
            _(
                "We found no place to go to near here. The services below are for your whole area. "
                "You can reach them by phone or online."
            )
        )
        return
    if found.hidden_unknown:
        st.info(
            _(
                "No place tells us that it fits all of this. Some of those that do not say may "
                "still fit: show them too, then call and ask."
            )
        )
    elif found.query.needs.asked:
        st.info(_("No place that we know fits all of this. Try a wider distance, or ask for less."))
    else:
        st.info(_("No place matches here. Try a wider distance or another kind of help."))
    if len(found.beyond):
        words = ngettext(
            "The {count} nearest one beyond that",
            "The {count} nearest beyond that",
            len(found.beyond),
        )
        st.subheader(words.format(count=number_phrase(len(found.beyond))), anchor=False)
        _cards(found.beyond, "beyond")


def _cards(frame: pd.DataFrame, group: str) -> None:
    now = datetime.now(UTC)
    chosen = st.session_state[state.CHOSEN]
    for record in records(frame):
        place_id = record["place_id"]
        with st.container(border=True, gap=None, key=f"card-{group}-{place_id}"):
            st.html(card_html(record, now, chosen=place_id == chosen, explained=kind_href))
            with st.container(horizontal=True, key=f"more-{group}-{place_id}"):
                place_link(record, _("More about {name}").format(name=record["name"]))
                if record["latitude"] is not None:
                    _show_on_map(record, group)
                save_button(record, group)
                wrong_link(record, group)


def _show_on_map(record: Mapping[str, Any], group: str) -> None:
    place_id = record["place_id"]
    st.button(
        _("Show on map"),
        key=f"map {group} {place_id}",
        type="tertiary",
        on_click=state.choose,
        args=(place_id, "card"),
        help=_("Show {name} on the map").format(name=record["name"]),
    )
