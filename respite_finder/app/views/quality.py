"""How good the data is: the quality report, as it lies in ``docs/``. It is in English only."""

import streamlit as st

from respite_finder import i18n
from respite_finder.app import cached
from respite_finder.app.components.report import report
from respite_finder.i18n import _

st.title(_("How good the data is"), anchor=False)
if i18n.current().code != i18n.SOURCE:
    st.info(_("This report is for people who look after the data. It is in English."))
_title, _break, text = cached.quality_report().partition("\n")
with st.container(key="report"):
    report(text)
