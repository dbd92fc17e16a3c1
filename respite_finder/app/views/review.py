"""Review: what people sent, for those who may decide."""

import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components.review_case import case_shown
from respite_finder.app.components.review_decide import decide, said_before
from respite_finder.app.components.review_list import choose, log, take_away
from respite_finder.app.components.review_records import records
from respite_finder.app.components.review_visit import visit
from respite_finder.errors import StoreError
from respite_finder.i18n import _

st.title(_("Review"), anchor=False)
now_here = visit()
if now_here.who is not None:
    try:
        store = cached.store()
        said_before()
        now = records(store)
        cases = store.cases()
        case = choose(cases, now)
        if case is not None:
            shown = case_shown(store, case, now, cases, now_here)
            decide(store, case, now, shown, now_here.who)
        take_away(store, now_here)
        log(store)
    except StoreError as error:
        st.error(_("The cases cannot be read just now. Try again in a minute."))
        st.text(error.reason)
