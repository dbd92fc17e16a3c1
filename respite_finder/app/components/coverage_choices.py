"""The choices of the page on coverage: area, kinds of help, distance, what the map shows."""

from __future__ import annotations

import streamlit as st

from respite_finder.app import cached, coverage_state, coverage_url
from respite_finder.app.coverage_state import key
from respite_finder.coverage import DETOUR
from respite_finder.i18n import _
from respite_finder.text import number_phrase


def choices() -> None:
    """The choices; their values land in the session under the keys of ``coverage_state``."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="coverage-choices"):
        st.selectbox(
            _("Where"),
            coverage_state.states_offered(),
            key=key(coverage_url.STATE),
            format_func=coverage_state.state_words,
            width=250,
        )
        st.selectbox(
            _("Within reach means within"),
            coverage_url.RADII,
            key=key(coverage_url.RADIUS),
            format_func=coverage_state.radius_words,
            width=220,
        )
        st.selectbox(
            _("What the map and the bars show"),
            list(coverage_url.SHOWN_MEASURES),
            key=key(coverage_url.MEASURE),
            format_func=coverage_state.measure_words,
            width=420,
        )
    st.pills(
        _("Kind of help (places to go to)"),
        cached.kinds_at_a_place(),
        key=key(coverage_url.KINDS),
        selection_mode="multi",
        format_func=coverage_state.kind_words,
    )
    with st.container(horizontal=True, key="coverage-also"):
        st.checkbox(
            _("Also count places that are not confirmed"), key=key(coverage_url.UNCONFIRMED)
        )
        words = _(
            "Estimate road miles: the straight line times {factor} (Boscoe, Henry and Zdeb 2012)"
        )
        st.checkbox(words.format(factor=number_phrase(DETOUR)), key=key(coverage_url.ROAD))
