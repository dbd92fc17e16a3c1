"""The pages by name: their files, addresses and titles, in the visitor's language."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from respite_finder.i18n import _

FIND: Final = "views/find.py"
LINES: Final = "views/lines.py"
PLACE: Final = "views/place.py"
DESK: Final = "views/desk.py"
MANY: Final = "views/many.py"
COVERAGE: Final = "views/coverage.py"
METHODS: Final = "views/methods.py"
LEARN: Final = "views/learn.py"
EVIDENCE: Final = "views/evidence.py"
SUGGEST: Final = "views/suggest.py"
REVIEW: Final = "views/review.py"
DATA: Final = "views/data.py"
CHANGES: Final = "views/changes.py"
QUALITY: Final = "views/quality.py"
PRIVACY: Final = "views/privacy.py"


def pages() -> list[StreamlitPage]:
    """Every page; the order is that of the navigation."""
    return [
        st.Page(FIND, title=_("Find a place"), default=True),
        st.Page(LINES, title=_("Call or text now"), url_path="lines"),
        st.Page(PLACE, title=_("A place"), url_path="place"),
        st.Page(DESK, title=_("My list"), url_path="list"),
        st.Page(MANY, title=_("Many people at once"), url_path="many"),
        st.Page(COVERAGE, title=_("Where is nobody helped?"), url_path="coverage"),
        st.Page(METHODS, title=_("How coverage is worked out"), url_path="methods"),
        st.Page(LEARN, title=_("What is peer support?"), url_path="learn"),
        st.Page(EVIDENCE, title=_("Does peer support help?"), url_path="evidence"),
        st.Page(SUGGEST, title=_("Help keep this true"), url_path="suggest"),
        st.Page(REVIEW, title=_("Review"), url_path="review"),
        st.Page(DATA, title=_("About the data"), url_path="data"),
        st.Page(CHANGES, title=_("What changed"), url_path="changes"),
        st.Page(QUALITY, title=_("How good the data is"), url_path="quality"),
        st.Page(PRIVACY, title=_("Your privacy"), url_path="privacy"),
    ]
