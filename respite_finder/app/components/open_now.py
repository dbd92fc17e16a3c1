"""Somebody to call at this minute, before anything is asked."""

from __future__ import annotations

from html import escape

import streamlit as st

from respite_finder.app import cached, pages, state
from respite_finder.i18n import _
from respite_finder.lines import now, open_now_first
from respite_finder.markup.line import line_rows_html
from respite_finder.states import state_name

LINES = 4


def open_now() -> None:
    """The best lines that are open now for the whole country."""
    moment = now()
    with st.container(key="open-now"):
        st.header(_("Open now: somebody to talk to"), anchor=False)
        rows = open_now_first(cached.places(), moment, None, LINES)
        st.html(line_rows_html(rows, moment))
        _all_lines()


def one_open_line(home: str) -> None:
    """Above the places: one line that is open now for this state, besides 988."""
    moment = now()
    _988, *rows = open_now_first(cached.places(), moment, home, 2)
    with st.container(key="open-line"):
        words = escape(_("Rather talk? Open now for {state}:").format(state=state_name(home)))
        st.html(f'<p class="rather">{words}</p>{line_rows_html(rows, moment)}')


def _all_lines() -> None:
    st.page_link(
        pages.LINES,
        label=_("All lines you can call or text now"),
        query_params=state.link_params(),
    )
