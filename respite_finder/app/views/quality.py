"""How good the data is: the quality report, as it lies in ``docs/``."""

import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components.report import report

title, _, text = cached.quality_report().partition("\n")
st.title(title.removeprefix("# "), anchor=False)
with st.container(key="report"):
    report(text)
