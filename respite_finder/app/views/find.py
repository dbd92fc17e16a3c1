"""Find: from a place to the nearest door. Before a search: whom to call now."""

import streamlit as st

from respite_finder.app import cached, state
from respite_finder.app.components.filters import (
    ask_filters,
    ask_place,
    ask_state,
    chosen_before_a_search,
)
from respite_finder.app.components.map_view import map_view
from respite_finder.app.components.open_now import one_open_line, open_now
from respite_finder.app.components.results import announce, results_list, silent, statewide_list
from respite_finder.app.searching import chosen_query, search_changed
from respite_finder.i18n import _
from respite_finder.lines import now
from respite_finder.search import facets, search

state.follow_url()
st.title(_("Find a place to go, or a person to call"), anchor=False)
# Whatever comes and goes stands in a container of its own: an element that moves is made anew
# by the browser, and the map would load again.
with st.container():
    for notice in st.session_state.pop("notices", []):
        st.warning(notice)

places = cached.places()
asked = ask_place()
origin = asked.origin
state.remember(origin)
if not asked.understood or not state.asked():
    open_now()
    ask_state()
    chosen_before_a_search()
    state.write_url()
    st.stop()

query = chosen_query(origin, now())
found = search(places, query)
# What is open now is another question a minute later, but the same search.
if search_changed(query):
    st.session_state.pop(state.PAGE, None)
    state.choose("", "")

ask_filters(facets(places, query), by_state=query.by_state)
state.write_url()
announce(found)
with st.container():
    silent(found)
with st.container():
    one_open_line()
list_column, map_column = st.columns([11, 9], gap="medium")
with list_column:
    results_list(found)
    statewide_list(found)
with map_column:
    map_view(found)
