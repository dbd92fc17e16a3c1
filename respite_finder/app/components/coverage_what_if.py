"""What if: places that might be, by ZIP code or dropped on the map, and what they would change.

What is typed or dropped stays in this session: it is in no URL and in no message.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any, Final

import streamlit as st

from respite_finder import i18n
from respite_finder.app import cached, coverage_state, state
from respite_finder.app.components.coverage_bars import address_of
from respite_finder.app.coverage_shown import Shown
from respite_finder.app.coverage_state import ADDED, DROPPING, Point
from respite_finder.boundaries import state_at
from respite_finder.coverage import COUNTED_STATES, CoverageQuery, Reach
from respite_finder.coverage.told import change_sentence, shares_apart
from respite_finder.coverage.what_if import MOST_POINTS, WhatIf, areas_of_zips, what_if
from respite_finder.coverage.words import (
    area_words,
    people_number,
)
from respite_finder.errors import QueryError
from respite_finder.i18n import _
from respite_finder.markup.coverage_table import Cell, state_link, table_html
from respite_finder.states import NATIONWIDE

TYPED: Final = "coverage_zips"
TROUBLE: Final = "coverage_what_if_trouble"


def what_if_view(shown: Shown) -> None:
    """The box for ZIP codes, the places that were added, and the change in words and numbers."""
    st.header(_("What if there were one more?"), anchor=False)
    with (
        st.form("coverage-what-if", border=False, enter_to_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            _("ZIP codes where a place might open"),
            key=TYPED,
            placeholder="79936, 59101",
            autocomplete="off",
            width=330,
        )
        st.form_submit_button(_("Add these"), on_click=_add_typed)
    st.toggle(_("Put a place on the map: the next press on the map puts one there"), key=DROPPING)
    with st.container(key="coverage-what-if-trouble"):
        if trouble := st.session_state.pop(TROUBLE, ""):
            st.warning(trouble)
    with st.container(key="coverage-what-if-places"):
        _places()
    with st.container(key="coverage-what-if-change"):
        _change(shown)


def drop(lat: float, lon: float) -> None:
    """Put a place where somebody pressed on the map; a sentence if none can be there."""
    where = state_at(lat, lon)
    if where not in COUNTED_STATES:
        not_there()
        return
    st.session_state[DROPPING] = False
    count = sum(point.dropped for point in coverage_state.added()) + 1
    _add([Point(str(count), where, lat, lon, dropped=True)])


def not_there() -> None:
    """Say that the spot is at sea or abroad."""
    st.session_state[TROUBLE] = _(
        "That spot is outside the 50 states, Washington, DC and Puerto Rico. Press again inside."
    )


def _add_typed() -> None:
    i18n.use(st.session_state[state.LANGUAGE])  # the page has not begun to speak
    typed = st.session_state.get(TYPED, "")
    try:
        areas = areas_of_zips(typed)
    except QueryError as error:
        st.session_state[TROUBLE] = str(error)
        return
    st.session_state[TYPED] = ""
    _add([Point(f"{area.name} {area.zip}", area.state, area.lat, area.lon) for area in areas])


def _add(points: list[Point]) -> None:
    known = coverage_state.added()
    new = [point for point in points if point not in known]
    if len(known) + len(new) > MOST_POINTS:
        words = _("There are more than {most} places: take some away and try again.")
        st.session_state[TROUBLE] = words.format(most=MOST_POINTS)
        return
    st.session_state[ADDED] = [*known, *new]


def _places() -> None:
    points = coverage_state.added()
    for number, point in enumerate(points):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="what-if-place">{escape(name_of(point))}</p>', width="content")
            words = _("Remove {place}").format(place=name_of(point))
            st.button(words, key=f"coverage-remove-{number}", on_click=_remove, args=(point,))
    if len(points) > 1:
        st.button(_("Remove all"), key="coverage-remove-all", on_click=_remove_all)


def name_of(point: Point) -> str:
    """What a place that might be is called."""
    if point.dropped:
        words = _("Spot {number} on the map, in {state}")
        return words.format(number=point.name, state=area_words(point.state))
    return f"{point.name}, {area_words(point.state)}"


def _remove(point: Point) -> None:
    st.session_state[ADDED] = [one for one in coverage_state.added() if one != point]


def _remove_all() -> None:
    st.session_state[ADDED] = []


def _change(shown: Shown) -> None:
    points = coverage_state.added()
    if not points:
        return
    where = tuple((point.lat, point.lon) for point in points)
    change = changed(cached.reach(), shown.query, where, shown.states)
    words = change_sentence(change, shown.query, shown.state)
    st.html(f'<div class="summary" role="status"><p>{escape(words)}</p></div>{_table(change)}')


def _table(change: WhatIf) -> str:
    heads = [_("State"), _("More people within reach"), _("Share before"), _("Share after")]
    rows = [
        [
            _named(before["state"]),
            Cell(escape(people_number(more)), float(more)),
            Cell(escape(shares["before"]), before["covered_share"]),
            Cell(escape(shares["after"]), after["covered_share"]),
        ]
        for before, after in _pairs(change)
        for more in [after["covered_population"] - before["covered_population"]]
        for shares in [shares_apart(before["covered_share"], after["covered_share"])]
    ]
    return table_html(heads, rows, name="what-if", label=_("What would change, by state"))


def _pairs(change: WhatIf) -> list[tuple[Any, Any]]:
    pairs = []
    for before, after in ((change.before, change.after), (change.us_before, change.us_after)):
        rows = zip(before.to_dict("records"), after.to_dict("records"), strict=True)
        pairs += [(one, other) for one, other in rows]
    return pairs


def _named(code: str) -> Cell:
    name = area_words(code)
    return Cell(escape(name) if code == NATIONWIDE else state_link(code, address_of), name)


@lru_cache(maxsize=32)
def changed(
    held: Reach,
    query: CoverageQuery,
    points: tuple[tuple[float, float], ...],
    states: tuple[str, ...],
) -> WhatIf:
    """``what_if`` of the shipped places. Shared: not to be changed."""
    return what_if(held, query, points, states=states)
