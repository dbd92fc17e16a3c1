"""What the visitor chose on the page on coverage, made what we know whatever the browser sent.

The URL remembers the choices, also when another page was shown. What was typed or dropped on the
map for a "what if" is in this session only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from respite_finder.app import cached, coverage_url, state
from respite_finder.app.coverage_url import KINDS, MEASURE, RADIUS, ROAD, STATE, UNCONFIRMED, USUAL
from respite_finder.coverage import COUNTED_STATES, DETOUR, CoverageQuery
from respite_finder.i18n import _
from respite_finder.schema import ServiceType
from respite_finder.search import CONFIRMED, SHOWN
from respite_finder.service_types import spoken_types
from respite_finder.states import state_name
from respite_finder.text import unaccented

_PREFIX: Final = "coverage_"
WRITTEN: Final = "coverage_written"
NOTICES: Final = "coverage_notices"
ADDED: Final = "coverage_added"
DROPPING: Final = "coverage_dropping"


@dataclass(frozen=True)
class Point:
    """A place that is not there yet: town and ZIP code, or the number of a spot on the map."""

    name: str
    state: str
    lat: float
    lon: float
    dropped: bool = False


def key(name: str) -> str:
    """The key in the session of a choice that stands in the URL."""
    return f"{_PREFIX}{name}"


def follow() -> None:
    """Take the choices from the URL where it is new, else make what was sent what we know."""
    st.session_state.setdefault(ADDED, [])
    params = state.url_params()
    fresh = any(key(name) not in st.session_state for name in USUAL)
    if fresh or st.session_state.get(WRITTEN) != params:
        values, notices = coverage_url.read_url(params, cached.kinds_at_a_place())
        st.session_state.update({key(name): value for name, value in values.items()})
        st.session_state[NOTICES] = notices
    for name, value in _mended().items():
        st.session_state[key(name)] = value


def write() -> None:
    """Put the choices that differ from the usual ones into the URL, with the language if chosen."""
    params = link_params()
    if state.url_params() != params:
        st.query_params.from_dict(params)
    st.session_state[WRITTEN] = params


def link_params(**other: str) -> dict[str, str]:
    """The parameters of this view with other choices: ``state=""`` is the whole country."""
    return state.link_params(**coverage_url.write_url({**chosen(), **other}))


def chosen() -> dict[str, Any]:
    """Every choice by its name in the URL."""
    return {name: st.session_state[key(name)] for name in USUAL}


def query() -> CoverageQuery:
    """The choices as the coverage takes them."""
    now = chosen()
    return CoverageQuery(
        service_types=frozenset(now[KINDS]),
        statuses=SHOWN if now[UNCONFIRMED] else CONFIRMED,
        radius_miles=float(now[RADIUS]),
        detour=DETOUR if now[ROAD] else 1.0,
    )


def states_offered() -> list[str]:
    """The whole country, then every state that is counted, by its name in the visitor's words."""
    return ["", *sorted(COUNTED_STATES, key=lambda code: unaccented(state_name(code)))]


def state_words(code: str) -> str:
    """A state as it is offered."""
    return state_name(code) if code else _("The whole country")


def radius_words(miles: str) -> str:
    """A distance as it is offered."""
    return _("{count} miles").format(count=miles)


def measure_words(name: str) -> str:
    """A measure as it is offered."""
    return _(coverage_url.SHOWN_MEASURES[name])


def kind_words(kind: str) -> str:
    """A kind of help as it is offered."""
    return spoken_types()[kind].plural


def notices() -> list[str]:
    """A sentence for each part of the link that could not be used."""
    told: list[str] = st.session_state[NOTICES]
    return told


def added() -> list[Point]:
    """The places that might be, in the order in which they were added."""
    points: list[Point] = st.session_state[ADDED]
    return points


def _mended() -> dict[str, object]:
    sent = chosen()
    kinds = sent[KINDS] if isinstance(sent[KINDS], list | tuple) else []
    here = cached.kinds_at_a_place()
    words = {kind: kind_words(kind) for kind in here}
    some = [one for kind in kinds if (one := _known(kind, words, "")) in here]
    return {
        STATE: _known(sent[STATE], {code: state_words(code) for code in states_offered()}, ""),
        # Without a kind there is nothing to count: the usual one comes back.
        KINDS: list(dict.fromkeys(some)) or [ServiceType.PEER_RESPITE.value],
        RADIUS: _known(sent[RADIUS], {one: radius_words(one) for one in coverage_url.RADII}, "50"),
        UNCONFIRMED: sent[UNCONFIRMED] is True,
        ROAD: sent[ROAD] is True,
        MEASURE: _known(
            sent[MEASURE],
            {name: measure_words(name) for name in coverage_url.SHOWN_MEASURES},
            str(USUAL[MEASURE]),
        ),
    }


def _known(sent: Any, offered: Mapping[str, str], usual: str) -> str:
    """The code of a choice: the framework may send its words, or those of another language."""
    if isinstance(sent, str) and sent in offered:
        return sent
    return next((code for code, words in offered.items() if words == sent), usual)
