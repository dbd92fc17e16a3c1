"""The question "Where are you?" and the filters, each choice with its count."""

from __future__ import annotations

import streamlit as st

from respite_finder.app import cached, state
from respite_finder.errors import LocationNotFound
from respite_finder.locate import Origin, locate
from respite_finder.search import Facets
from respite_finder.service_types import service_types
from respite_finder.states import STATE_NAMES


def ask_place() -> Origin | None:
    """The search box, and what was understood. Shows a sentence and choices when it was not."""
    with (
        st.form("search", border=False, enter_to_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            "Where are you? ZIP code, or town and state",
            key=state.PLACE,
            placeholder="01060 or Troy, NY",
            autocomplete="postal-code",
        )
        st.form_submit_button("Find places", type="primary")
    answer = st.container()
    words = st.session_state[state.PLACE]
    if not words.strip():
        return None
    try:
        return locate(words)
    except LocationNotFound as error:
        with answer:
            _offer(error)
        st.stop()


def _offer(error: LocationNotFound) -> None:
    """Why the words were not understood, and what would be."""
    st.warning(error.reason)
    if not error.suggestions:
        return
    st.write("Did you mean:")
    with st.container(horizontal=True, key="suggestions"):
        # Their order and words change with every input: the place in the row is the key.
        for number, label in enumerate(error.suggestions):
            st.button(label, on_click=state.go_to, args=(label,), key=f"suggest-{number}")


def ask_filters(counts: Facets, *, by_state: bool) -> None:
    """The filters; their values land in the session under the names of ``state``.

    On a narrow screen they stand behind a switch (see ``style.css``), so that the list comes
    first; the switch says what is chosen.
    """
    with st.container(key="filter-switch"):
        st.toggle(f"Change filters: {state.in_words(by_state=by_state)}", key=state.SHOW_FILTERS)
    shown = "open" if st.session_state[state.SHOW_FILTERS] else "shut"
    with st.container(key=f"filters-{shown}"):
        _filters(counts, by_state=by_state)


def _filters(counts: Facets, *, by_state: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "How far",
            state.RADIUS_CHOICES,
            key=state.RADIUS,
            format_func=lambda value: _radius_label(value, counts, by_state=by_state),
            disabled=by_state,
            width=170,
        )
        st.selectbox(
            "State",
            (state.ALL_STATES, *sorted(STATE_NAMES, key=lambda code: STATE_NAMES[code])),
            key=state.STATE,
            format_func=lambda code: _state_label(code, counts),
            width=170,
        )
    chosen = st.session_state[state.KINDS]
    st.pills(
        "Kind of help (none chosen means all)",
        [kind for kind in service_types() if kind in cached.kinds() or kind in chosen],
        key=state.KINDS,
        selection_mode="multi",
        format_func=lambda kind: (
            f"{service_types()[kind].plural} ({counts.service_type.get(kind, 0):,})"
        ),
    )
    with st.container(horizontal=True):
        listed = counts.status.get("listed", 0)
        gone = counts.status.get("closed", 0) + counts.status.get("planned", 0)
        st.checkbox(f"Include not confirmed ({listed:,})", key=state.UNCONFIRMED)
        st.checkbox(f"Show closed and planned ({gone:,})", key=state.CLOSED)


def _radius_label(value: str, counts: Facets, *, by_state: bool) -> str:
    if value == state.ANY:
        words, count = "Any distance", counts.radius_miles.get(None, 0)
    else:
        words, count = f"{value} miles", counts.radius_miles.get(int(value), 0)
    return words if by_state else f"{words} ({count:,})"


def _state_label(code: str, counts: Facets) -> str:
    if code == state.ALL_STATES:
        return "All states"
    return f"{STATE_NAMES[code]} ({counts.state.get(code, 0):,})"
