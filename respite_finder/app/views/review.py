"""Review: what people sent, for those who may decide."""

import streamlit as st

from respite_finder.i18n import _

st.title(_("Review"), anchor=False)
