"""What the visitor has chosen, and the part of it that may stand in the URL.

Filters are in the URL, so that a page can be shared and comes back (``url.py``). What was typed is
not (the place, an age, the days of a stay), nor a group that somebody belongs to: they stay in this
session and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from respite_finder import i18n
from respite_finder.app import choices, url
from respite_finder.app.choices import ALL_STATES
from respite_finder.locate import Origin
from respite_finder.states import STATE_NAMES

LANGUAGE: Final = "lang"
LANGUAGE_CHOSEN: Final = "language_chosen"
PLACE: Final = "place"
POINT: Final = "point"
ORIGIN: Final = "origin"
HOME_STATE: Final = "home_state"
URL: Final = "url"
HERE: Final = "here"
GOOD: Final = "good"
LINES_STATE: Final = "lines_state"
LINES_HOME_SEEN: Final = "lines_home_seen"
RADIUS: Final = url.RADIUS
KINDS: Final = url.KINDS
STATE: Final = url.STATE
UNCONFIRMED: Final = url.UNCONFIRMED
CLOSED: Final = url.CLOSED
AGE: Final = "age"
GROUPS: Final = "groups"
STAY_DAYS: Final = "stay_days"
FREE: Final = url.FREE
SPEAKS: Final = url.SPEAKS
SELF_REFERRAL: Final = url.SELF_REFERRAL
RUN_BY: Final = url.RUN_BY
OVERNIGHT: Final = url.OVERNIGHT
CONTACT: Final = url.CONTACT
OPEN_NOW: Final = url.OPEN_NOW
INCLUDE_UNKNOWN: Final = url.INCLUDE_UNKNOWN
STREETS: Final = "streets"
SHOW_FILTERS: Final = "show_filters"
PAGE: Final = "page"
NO_NUMBER: Final = "no_number"
SEARCHED: Final = "searched"
CHOSEN: Final = "chosen"
CHOSEN_BY: Final = "chosen_by"
CHOSEN_NOW: Final = "chosen_now"

_NO_NEEDS: Final[Mapping[str, object]] = {
    AGE: None,
    STAY_DAYS: None,
    FREE: False,
    SPEAKS: [],
    GROUPS: [],
    SELF_REFERRAL: False,
    RUN_BY: [],
    OVERNIGHT: False,
    CONTACT: [],
    OPEN_NOW: False,
    INCLUDE_UNKNOWN: False,
}
_DEFAULTS: Final[dict[str, object]] = {
    LANGUAGE: "",
    LANGUAGE_CHOSEN: False,
    POINT: None,
    ORIGIN: None,
    HOME_STATE: "",
    URL: None,
    LINES_STATE: "",
    LINES_HOME_SEEN: "",
    RADIUS: "50",
    KINDS: [],
    STATE: ALL_STATES,
    UNCONFIRMED: True,
    CLOSED: False,
    **_NO_NEEDS,
    STREETS: False,
    SHOW_FILTERS: False,
    CHOSEN: "",
    CHOSEN_BY: "",
}
_CHOICES: Final[Mapping[str, Callable[[Any], Any]]] = {
    RADIUS: choices.radius_choice,
    STATE: choices.state_choice,
    KINDS: choices.kinds_choice,
    SPEAKS: choices.languages_choice,
    GROUPS: choices.groups_choice,
    RUN_BY: choices.operators_choice,
    CONTACT: choices.contact_choice,
}
_NUMBERS: Final[Mapping[str, Callable[[Any], int | None]]] = {
    AGE: choices.age_choice,
    STAY_DAYS: choices.stay_choice,
}
"""What may be none at all: what is no number of ours is none."""


def keep() -> None:
    """Give every key its value, and hold on to it while another page is shown."""
    if LANGUAGE not in st.session_state:
        st.session_state.update(_DEFAULTS)
        speak()  # What is wrong with the link is told in the visitor's language.
        _take_from_url()
    # Not set here at first: a browser that comes back to a new session brings what was typed.
    for key in (*_DEFAULTS, *({PLACE} & set(st.session_state))):
        st.session_state[key] = st.session_state[key]
    _mend()


def _mend() -> None:
    """Choices as values that we know, whatever the browser sent; else as they were before."""
    i18n.use(st.session_state[LANGUAGE])  # the language that the browser was shown
    before = st.session_state.get(GOOD, _DEFAULTS)
    for key, known in _CHOICES.items():
        value = known(st.session_state[key])
        st.session_state[key] = before[key] if value is None else value
    sent = {key: st.session_state[key] for key in _NUMBERS}
    for key, known in _NUMBERS.items():
        st.session_state[key] = known(sent[key])
    st.session_state[NO_NUMBER] = [
        key for key in _NUMBERS if sent[key] is not None and st.session_state[key] is None
    ]
    st.session_state[GOOD] = {key: st.session_state[key] for key in _CHOICES}


def typed() -> str:
    """What stands in the search box."""
    words: str = st.session_state.get(PLACE, "")
    return words


def speak() -> None:
    """Speak the language of the link, else the one chosen before, else the browser's."""
    asked = st.query_params.get(LANGUAGE, "")
    if asked in i18n.languages():
        if asked != st.session_state[LANGUAGE]:
            # A link to the page that is shown leaves the old address standing: say it again.
            st.query_params.update({})
        st.session_state[LANGUAGE] = asked
        st.session_state[LANGUAGE_CHOSEN] = True
    elif not st.session_state[LANGUAGE]:
        st.session_state[LANGUAGE] = i18n.preferred(st.context.locale or "")
    i18n.use(st.session_state[LANGUAGE])


def on_page(page: StreamlitPage) -> None:
    """Remember which page is shown; only the first page has filters in its URL."""
    begun = HERE not in st.session_state
    st.session_state[HERE] = page
    if page.url_path:
        st.session_state[URL] = None
        if begun:  # What another page's link says are no filters of the first page.
            st.session_state.update({key: _DEFAULTS[key] for key in url.IN_URL}, notices=[])


def follow_url() -> None:
    """Take the filters from the URL again when the visitor went back to an earlier one."""
    written = st.session_state[URL]
    if written is not None and written != url_params():
        _take_from_url()


def _take_from_url() -> None:
    values, notices = url.read_url(url_params())
    st.session_state.update({**{key: _DEFAULTS[key] for key in url.IN_URL}, **values})
    st.session_state["notices"] = notices


def own_params() -> dict[str, str]:
    """The parameters of the page that is shown, as they will stand when this run ends."""
    here = st.session_state[HERE]
    return st.query_params.to_dict() if here.url_path else filter_params()


def link_params(**params: str) -> dict[str, str]:
    """The parameters of a link to a page of ours: with the language, if it was chosen."""
    if st.session_state[LANGUAGE_CHOSEN]:
        return {**params, LANGUAGE: st.session_state[LANGUAGE]}
    return params


def remember(found: Origin | None) -> None:
    """Hold on to where the visitor searches from, for the other pages."""
    st.session_state[ORIGIN] = found
    chosen = st.session_state[STATE] if st.session_state[STATE] in STATE_NAMES else ""
    st.session_state[HOME_STATE] = found.state if found else chosen


def origin() -> Origin | None:
    """Where the visitor searches from, in this session."""
    found: Origin | None = st.session_state[ORIGIN]
    return found


def url_params() -> dict[str, str]:
    """The URL's parameters; one that stands there twice is a list, as with commas."""
    return {name: ",".join(st.query_params.get_all(name)) for name in st.query_params}


def write_url() -> None:
    """Put the filters that differ from the usual ones into the URL; never the place."""
    params = filter_params()
    if url_params() != params:
        st.query_params.from_dict(params)
    st.session_state[URL] = params


def filter_params() -> dict[str, str]:
    """The filters that differ from the usual ones, and the language, if it was chosen."""
    chosen = {key: st.session_state[key] for key in url.IN_URL}
    return link_params(**url.write_url(chosen, _DEFAULTS))


def clear_needs() -> None:
    """Forget what the person needs: the next person needs something else."""
    st.session_state.update(_NO_NEEDS)


def include_unknown(include: bool) -> None:
    """Show the places whose source does not say, or leave them out."""
    st.session_state[INCLUDE_UNKNOWN] = include


def asked() -> bool:
    """Whether there is anything to search for: a place, a location, a state."""
    chosen = st.session_state
    return bool(typed().strip() or chosen[POINT] or chosen[STATE])


def choose(place_id: str, by: str) -> None:
    """Remember the place that the visitor chose, by its ``card`` or by its ``mark``."""
    st.session_state[CHOSEN] = place_id
    st.session_state[CHOSEN_BY] = by if place_id else ""
    st.session_state[CHOSEN_NOW] = bool(place_id)


def go_to(place: str) -> None:
    """Search from here, as if it had been typed."""
    st.session_state[PLACE] = place
    st.session_state[POINT] = None


def go_to_point(lat: float, lon: float) -> None:
    """Search from the visitor's location; what was typed is forgotten."""
    st.session_state[PLACE] = ""
    st.session_state[POINT] = (lat, lon)
