"""The script that Streamlit runs at every change: language, the frame of every page, the page."""

import streamlit as st

from respite_finder.app import state
from respite_finder.app.components import frame
from respite_finder.app.pages import pages
from respite_finder.errors import DataError, FileError, shorten
from respite_finder.i18n import _
from respite_finder.web.assets import ICON

state.keep()
state.speak()
st.set_page_config(
    page_title=_("Respite finder"),
    # A file of ours: named icons are fetched from another host.
    page_icon=str(ICON),
    layout="wide",
    initial_sidebar_state="collapsed",
)
page = st.navigation(pages(), position="hidden")
state.on_page(page)
frame.top()
content = st.container(key="content")
frame.end()  # Drawn first: a page that stops half-way ends the run.
with content:
    try:
        page.run()
    except (DataError, FileError) as error:
        words = _("The list of places and lines cannot be read. {reason}")
        if isinstance(error, FileError):
            words = _("A file that this page needs cannot be read. {reason}")
        st.error(words.format(reason=shorten(str(error), 400)))
