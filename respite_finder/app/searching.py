"""The choices of the session as the search takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import streamlit as st

from respite_finder.app import state
from respite_finder.app.choices import ALL_STATES, ANY, WHOLE_COUNTRY
from respite_finder.locate import Origin
from respite_finder.needs import Needs
from respite_finder.search import CONFIRMED, EVERY_STATUS, SHOWN, Query


def chosen_query(origin: Origin | None, moment: datetime) -> Query:
    """What is asked now, from this origin; ``moment`` is aware, and what "open now" means."""
    chosen = st.session_state
    statuses = SHOWN if chosen[state.UNCONFIRMED] else CONFIRMED
    if chosen[state.CLOSED]:
        statuses = EVERY_STATUS if chosen[state.UNCONFIRMED] else EVERY_STATUS - {"listed"}
    return Query(
        origin,
        radius_miles=None if chosen[state.RADIUS] == ANY else float(chosen[state.RADIUS]),
        service_types=frozenset(chosen[state.KINDS]),
        states=frozenset({chosen[state.STATE]} - {ALL_STATES, WHOLE_COUNTRY}),
        statuses=statuses,
        needs=chosen_needs(moment),
    )


def chosen_needs(moment: datetime) -> Needs:
    """What the person needs, as it is chosen now."""
    chosen = st.session_state
    return Needs(
        age=chosen[state.AGE],
        stay_days=chosen[state.STAY_DAYS],
        free=chosen[state.FREE],
        languages=frozenset(chosen[state.SPEAKS]),
        groups=frozenset(chosen[state.GROUPS]),
        self_referral=chosen[state.SELF_REFERRAL],
        operators=frozenset(chosen[state.RUN_BY]),
        overnight=chosen[state.OVERNIGHT],
        contact=frozenset(chosen[state.CONTACT]),
        open_at=moment if chosen[state.OPEN_NOW] else None,
        include_unknown=chosen[state.INCLUDE_UNKNOWN],
    )


def search_changed(query: Query) -> bool:
    """Whether this is another search than in the run before; a later moment makes none."""
    lasting = replace(query, needs=replace(query.needs, open_at=None)), query.needs.asked
    changed: bool = st.session_state.get(state.SEARCHED) != lasting
    st.session_state[state.SEARCHED] = lasting
    return changed
