"""Learn: what peer support is, what each kind of help is, how to choose."""

import streamlit as st

from respite_finder.i18n import _

st.title(_("What is peer support?"), anchor=False)
