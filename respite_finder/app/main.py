"""The script that Streamlit runs at every change: the frame around every page, and navigation."""

from pathlib import Path

import streamlit as st

from respite_finder.app import state
from respite_finder.app.components.banner import crisis_banner
from respite_finder.errors import DataError, shorten
from respite_finder.web.assets import MARKS_CSS

_HERE = Path(__file__).parent

st.set_page_config(
    page_title="Respite finder",
    # A file of ours: named icons are fetched from another host.
    page_icon=str(_HERE / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
for sheet in (MARKS_CSS, _HERE / "static" / "style.css"):
    st.html(sheet)
state.keep()

page = st.navigation(
    [
        st.Page("views/find.py", title="Find a place", icon=":material/search:", default=True),
        st.Page("views/lines.py", title="Call or text now", icon=":material/call:"),
        st.Page("views/data.py", title="About the data", icon=":material/fact_check:"),
        st.Page("views/quality.py", title="How good the data is", icon=":material/monitoring:"),
    ],
    position="top",
)
crisis_banner()
try:
    page.run()
except DataError as error:
    st.error(f"The list of places cannot be read. {shorten(str(error), 400)}")
