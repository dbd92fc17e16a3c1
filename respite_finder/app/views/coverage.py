"""Coverage: how many people live within reach of help, where the gaps are, what would help most."""

import streamlit as st

from respite_finder.app import coverage_state, pages, state
from respite_finder.app.components import coverage_of_state as of_state
from respite_finder.app.components.coverage_bars import bars
from respite_finder.app.components.coverage_choices import choices
from respite_finder.app.components.coverage_gaps import gaps_view, sites_view
from respite_finder.app.components.coverage_map import map_view
from respite_finder.app.components.coverage_summary import summary
from respite_finder.app.components.coverage_table import table
from respite_finder.app.components.coverage_take_away import take_away
from respite_finder.app.components.coverage_what_if import what_if_view
from respite_finder.app.coverage_shown import shown_now
from respite_finder.i18n import _
from respite_finder.states import state_name

coverage_state.follow()
coverage_state.write()
with st.container(key="coverage-page"):
    st.title(_("Where is nobody helped?"), anchor=False)
    # Whatever comes and goes stands in a container of its own, so that nothing is drawn anew.
    with st.container(key="coverage-notices"):
        for notice in coverage_state.notices():
            st.warning(notice)
    with st.container(key="coverage-asked"):
        choices()
    shown = shown_now()
    with st.container(key="coverage-summary"):
        if shown.state:
            st.set_page_config(page_title=state_name(shown.state))
            of_state.back()
        summary(shown)
        if shown.state:
            of_state.about_state(shown)
        methods = _("How this is worked out")
        st.page_link(pages.METHODS, label=methods, query_params=state.link_params())
    with st.container(key="coverage-map"):
        map_view(shown)
    with st.container(key="coverage-what-if-box"):
        what_if_view(shown)
    with st.container(key="coverage-bars"):
        bars(shown)
    with st.container(key="coverage-state"):
        if shown.state:
            of_state.distances(shown)
            of_state.places_of_state(shown)
    with st.container(key="coverage-gaps"):
        gaps_view(shown)
    with st.container(key="coverage-next"):
        sites_view(shown)
    with st.container(key="coverage-table"):
        table(shown)
    with st.container(key="coverage-changes"):
        if shown.state:
            of_state.changes(shown)
    with st.container(key="coverage-take-away"):
        take_away(shown)
