"""How coverage is worked out: the methods, as they lie in ``docs/``. They are in English only."""

import streamlit as st

from respite_finder import i18n
from respite_finder.app import cached
from respite_finder.app.components.report import report
from respite_finder.i18n import _

st.title(_("How coverage is worked out"), anchor=False)
if i18n.current().code != i18n.SOURCE:
    st.info(_("These methods are for people who check the figures. They are in English."))
_title, _break, text = cached.methods().partition("\n")
with st.container(key="report"):
    report(text)
