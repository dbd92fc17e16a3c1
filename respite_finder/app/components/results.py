"""The list: the product itself. The map is its picture."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import pandas as pd
import streamlit as st

from respite_finder.app import state
from respite_finder.app.components.card import card_html
from respite_finder.export import records
from respite_finder.search import Found
from respite_finder.states import state_name
from respite_finder.text import count_phrase

PER_PAGE = 20
STATEWIDE_AT_FIRST = 6


def summary(found: Found) -> str:
    """The result in one sentence: "7 places within 50 miles of Northampton, MA"."""
    origin, miles = found.query.origin, found.query.radius_miles
    places = count_phrase(len(found.results), "place", "places")
    if origin is None:
        names = sorted(state_name(code) for code in found.query.states)
        return f"{places} in {' and '.join(names) or 'the United States'}"
    if found.query.by_state:
        return f"{places} in {origin.label}"
    within = "by distance from" if miles is None else f"within {miles:g} miles of"
    return f"{places} {within} {origin.label}"


def by_area_summary(found: Found) -> str:
    """How many more are found by the area that they serve; empty if none."""
    count = len(found.statewide)
    if not count:
        return ""
    return f"{count_phrase(count, 'service', 'services')} by phone or for a whole area, below"


def announce(found: Found) -> None:
    """Say the result in words; screen readers speak it when it changes."""
    more = by_area_summary(found)
    small = f"<small>And {more}.</small>" if more else ""
    st.html(f'<div class="summary" role="status"><p>{escape(summary(found))}</p>{small}</div>')


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
        st.caption(f"Places {first + 1:,} to {last:,} of {len(found.results):,}")
        st.pagination(pages, key=state.PAGE)


def statewide_list(found: Found) -> None:
    """Services found by the area that they serve, apart from distance."""
    if found.statewide.empty:
        return
    origin = found.query.origin
    codes = [origin.state] if origin else sorted(found.query.states)
    where = " and ".join(state_name(code) for code in codes) or "the whole country"
    st.subheader(f"By phone, or anywhere in {where}", anchor=False)
    _cards(found.statewide.iloc[:STATEWIDE_AT_FIRST], "statewide")
    rest = found.statewide.iloc[STATEWIDE_AT_FIRST:]
    if len(rest):
        with st.expander(f"Show {len(rest)} more"):
            _cards(rest, "statewide")


def card(place: pd.DataFrame, *, chosen: bool = False) -> None:
    """One place's card, without buttons of the page."""
    (record,) = records(place)
    st.html(card_html(record, datetime.now(UTC), chosen=chosen))


def _nothing_near(found: Found) -> None:
    if found.beyond.empty and len(found.statewide):
        st.info(
            "No place to go to matches here. The services below are found by the area that they "
            "serve, not by distance."
        )
        return
    st.info("No place matches here. Try a wider distance or another kind of help.")
    if len(found.beyond):
        st.subheader(f"The {len(found.beyond)} nearest beyond that", anchor=False)
        _cards(found.beyond, "beyond")


def _cards(frame: pd.DataFrame, group: str) -> None:
    now = datetime.now(UTC)
    chosen = st.session_state[state.CHOSEN]
    for record in records(frame):
        place_id = record["place_id"]
        with st.container(border=True, gap=None, key=f"card-{group}-{place_id}"):
            st.html(card_html(record, now, chosen=place_id == chosen))
            if record["latitude"] is not None:
                st.button(
                    "Show on map",
                    key=f"map {group} {place_id}",
                    icon=":material/location_on:",
                    type="tertiary",
                    on_click=state.choose,
                    args=(place_id, "card"),
                    help=f"Show {record['name']} on the map",
                )
