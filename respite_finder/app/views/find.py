"""Find: from a place to the nearest door."""

import streamlit as st

from respite_finder.app import cached, state
from respite_finder.app.components.filters import ask_filters, ask_place
from respite_finder.app.components.map_view import map_view
from respite_finder.app.components.results import announce, results_list, statewide_list
from respite_finder.search import Query, facets, search

st.title("Find a place to go, or a person to call", anchor=False)
# Whatever comes and goes stands in a container of its own: an element that moves is made anew
# by the browser, and the map would load again.
with st.container():
    if not st.session_state[state.PLACE]:
        st.markdown(
            "Peer respites and other support by people who have been there. "
            "What you type stays on this page: it is not stored and not sent to anyone else."
        )
    for notice in st.session_state.pop("notices", []):
        st.warning(notice)

places = cached.places()
origin = ask_place()
filters = state.filters()
query = Query(
    origin,
    radius_miles=filters.radius_miles,
    service_types=filters.service_types,
    states=filters.states,
    statuses=filters.statuses,
)
found = search(places, query)
if st.session_state.get("asked") != query:
    st.session_state["asked"] = query
    st.session_state.pop(state.PAGE, None)
    state.choose("", "")

ask_filters(facets(places, query), by_state=query.by_state)
state.write_url()
announce(found)
list_column, map_column = st.columns([11, 9], gap="medium")
with list_column:
    if origin is None and not filters.states:
        # Before anything is asked, somebody to call is more use than an A to Z of the country.
        statewide_list(found)
        results_list(found)
    else:
        results_list(found)
        statewide_list(found)
with map_column:
    map_view(found)
