"""What the visitor has chosen, and the part of it that may stand in the URL.

Filters are in the URL, so that a page can be shared and comes back. The place that was typed is
not: it stays in this session and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from respite_finder.errors import shorten
from respite_finder.schema import ServiceType
from respite_finder.search import CONFIRMED, EVERY_STATUS, RADII_MILES, SHOWN
from respite_finder.states import STATE_NAMES
from respite_finder.text import count_phrase

PLACE: Final = "place"
RADIUS: Final = "radius"
KINDS: Final = "kinds"
STATE: Final = "state"
UNCONFIRMED: Final = "unconfirmed"
CLOSED: Final = "closed"
STREETS: Final = "streets"
SHOW_FILTERS: Final = "show_filters"
PAGE: Final = "page"
CHOSEN: Final = "chosen"
CHOSEN_BY: Final = "chosen_by"
CHOSEN_NOW: Final = "chosen_now"

ANY: Final = "any"
ALL_STATES: Final = ""
RADIUS_CHOICES: Final = (*(str(miles) for miles in RADII_MILES), ANY)
_DEFAULTS: Final[dict[str, object]] = {
    PLACE: "",
    RADIUS: "50",
    KINDS: [],
    STATE: ALL_STATES,
    UNCONFIRMED: True,
    CLOSED: False,
    STREETS: False,
    SHOW_FILTERS: False,
    CHOSEN: "",
    CHOSEN_BY: "",
}
_YES_NO: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters as the search takes them."""

    radius_miles: float | None
    service_types: frozenset[str]
    states: frozenset[str]
    statuses: frozenset[str]


def keep() -> None:
    """Give every key its value, and hold on to it while another page is shown."""
    if PLACE not in st.session_state:
        values, notices = read_url(_params())
        st.session_state.update({**_DEFAULTS, **values})
        st.session_state["notices"] = notices
    for key in _DEFAULTS:
        st.session_state[key] = st.session_state[key]


def _params() -> dict[str, str]:
    """The URL's parameters; one that stands there twice is a list, as with commas."""
    return {name: ",".join(st.query_params.get_all(name)) for name in st.query_params}


def read_url(params: dict[str, str]) -> tuple[dict[str, object], list[str]]:
    """Values from a URL's parameters, and a sentence for each that cannot be used."""
    values: dict[str, object] = {}
    notices: list[str] = []

    def refuse(name: str, got: str, expected: str) -> None:
        notices.append(f"The link asks for {name} “{shorten(got, 30)}”, {expected}")

    radius = params.get(RADIUS)
    if radius is not None:
        if radius in RADIUS_CHOICES:
            values[RADIUS] = radius
        else:
            choices = ", ".join(RADIUS_CHOICES)
            refuse("a radius of", radius, f"which is not one of {choices}. We use 50 miles.")
    state = params.get(STATE)
    if state is not None:
        if state.upper() in STATE_NAMES:
            values[STATE] = state.upper()
        else:
            refuse("the state", state, "which we do not know. We show all states.")
    kinds = [kind for kind in params.get(KINDS, "").split(",") if kind]
    known = {kind.value for kind in ServiceType}
    values[KINDS] = [kind for kind in dict.fromkeys(kinds) if kind in known]
    for kind in kinds:
        if kind not in known:
            refuse("the kind of help", kind, "which we do not know. It is left out.")
    for key in (UNCONFIRMED, CLOSED):
        word = params.get(key)
        if word is not None:
            if word in _YES_NO:
                values[key] = _YES_NO[word]
            else:
                expected = "which must be yes or no. We use the usual choice."
                refuse(f"“{key}” to be", word, expected)
    return values, notices


def write_url() -> None:
    """Put the filters that differ from the usual ones into the URL; never the place."""
    params: dict[str, str] = {}
    for key in (RADIUS, STATE, KINDS, UNCONFIRMED, CLOSED):
        value = st.session_state[key]
        if value != _DEFAULTS[key]:
            if isinstance(value, bool):
                params[key] = "yes" if value else "no"
            else:
                params[key] = ",".join(value) if isinstance(value, list) else str(value)
    if _params() != params:
        st.query_params.from_dict(params)


def filters() -> Filters:
    """The filters as they are chosen now."""
    chosen = st.session_state
    statuses = SHOWN if chosen[UNCONFIRMED] else CONFIRMED
    if chosen[CLOSED]:
        statuses = EVERY_STATUS if chosen[UNCONFIRMED] else EVERY_STATUS - {"listed"}
    return Filters(
        radius_miles=None if chosen[RADIUS] == ANY else float(chosen[RADIUS]),
        service_types=frozenset(chosen[KINDS]),
        states=frozenset({chosen[STATE]} - {ALL_STATES}),
        statuses=statuses,
    )


def in_words(*, by_state: bool) -> str:
    """The filters in a few words: "within 50 miles, 2 kinds of help"."""
    radius, kinds = st.session_state[RADIUS], len(st.session_state[KINDS])
    far = "any distance" if radius == ANY else f"within {radius} miles"
    state = STATE_NAMES.get(st.session_state[STATE], "")
    help_words = count_phrase(kinds, "kind of help", "kinds of help") if kinds else "all kinds"
    return ", ".join(part for part in ("" if by_state else far, state, help_words) if part)


def choose(place_id: str, by: str) -> None:
    """Remember the place that the visitor chose, by its ``card`` or by its ``mark``."""
    st.session_state[CHOSEN] = place_id
    st.session_state[CHOSEN_BY] = by if place_id else ""
    st.session_state[CHOSEN_NOW] = bool(place_id)


def go_to(place: str) -> None:
    """Search from here, as if it had been typed."""
    st.session_state[PLACE] = place
