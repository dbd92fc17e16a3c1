"""Links to our own pages that carry words of the data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from respite_finder.app import pages, state

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|:~$])")


def place_link(record: Mapping[str, Any], label: str) -> None:
    """A link to a place's own page; in its address stand the id and the language, if chosen."""
    params = state.link_params(place=record["place_id"])
    st.page_link(pages.PLACE, label=as_text(label), query_params=params)


def as_text(words: str) -> str:
    r"""Words of the data in a label that reads Markdown: they stay what they are.

    >>> as_text("*Hope*")
    '\\*Hope\\*'
    """
    return _MARKDOWN.sub(r"\\\1", words)
