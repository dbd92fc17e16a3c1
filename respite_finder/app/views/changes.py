"""What changed in the data, by state."""

import streamlit as st

from respite_finder.i18n import _

st.title(_("What changed"), anchor=False)
