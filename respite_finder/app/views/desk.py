"""My list: what a visitor saved, to look through, compare and hand over."""

from datetime import UTC, datetime

import streamlit as st

from respite_finder.app import cached, pages, shortlist, state
from respite_finder.app.components.desk_compare import compare, way_to_compare
from respite_finder.app.components.desk_hand_over import hand_over
from respite_finder.app.components.desk_link import show_link
from respite_finder.app.components.desk_list import list_of, summary, undo_line
from respite_finder.app.components.desk_notes import notes
from respite_finder.app.components.desk_order import MINE, ask_order, listed, sort, start
from respite_finder.i18n import _

places = cached.places()
now = datetime.now(UTC)
st.title(_("My list"), anchor=False)
with st.container():
    show_link()
mine = shortlist.now()
own = listed(places, mine.ids, start())
if own.empty or (mine.last and not mine.last.removed):
    undo_line(places)
if own.empty:
    st.markdown(
        _(
            "Your list is empty. Look for places, and press “Save to my list” on those that may "
            "help. Then come back: here you can compare them, print them and pass them on."
        )
    )
    with st.container(key="list-more", horizontal=True):
        st.page_link(pages.FIND, label=_("Find a place"), query_params=state.link_params())
        st.page_link(pages.MANY, label=_("Many people at once"), query_params=state.link_params())
    st.stop()

summary(own)
list_column, hand_column = st.columns([11, 9], gap="medium")
with list_column:
    order = ask_order() if len(own) > 1 else MINE
    with st.container():
        way_to_compare()
    shown = sort(listed(places, mine.with_removed, start()), order)
    list_of(shown, now, movable=order == MINE)
with hand_column:
    hand_over(own, order, now)
compare(sort(own, order), now)
notes(own, places)
st.caption(
    _(
        "This list is kept in this window only. To come back to it later, keep the address of "
        "this page: it holds the places and nothing about you."
    )
)
with st.container(key="list-more"):
    st.page_link(pages.MANY, label=_("Many people at once"), query_params=state.link_params())
