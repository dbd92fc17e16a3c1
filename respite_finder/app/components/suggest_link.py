"""The link from a place to the form that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from respite_finder.app import pages, state
from respite_finder.app.components.links import as_text
from respite_finder.community.forms import Kind
from respite_finder.i18n import _


def wrong_link(record: Mapping[str, Any], group: str) -> None:
    """A short link that holds the place's name; ``group`` is the part of the page it is in."""
    words = _("Something is wrong with {name}").format(name=record["name"])
    params = state.link_params(form=Kind.CHANGE.value, place=record["place_id"])
    with st.container(key=f"wrong-{group}-{record['place_id']}"):
        st.page_link(pages.SUGGEST, label=as_text(words), query_params=params)
