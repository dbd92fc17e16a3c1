"""Evidence: which studies found what, and what is not known."""

import streamlit as st

from respite_finder.i18n import _

st.title(_("Does peer support help?"), anchor=False)
