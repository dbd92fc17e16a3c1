"""Suggest a place, report a change, write to us."""

import streamlit as st

from respite_finder.i18n import _

st.title(_("Help keep this true"), anchor=False)
