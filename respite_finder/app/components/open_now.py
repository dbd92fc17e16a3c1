"""Somebody to call at this minute, before anything is asked."""

from __future__ import annotations

from html import escape

import streamlit as st

from respite_finder.app import cached, pages, state
from respite_finder.errors import FileError
from respite_finder.i18n import _
from respite_finder.lines import for_anybody, has_phone, has_text, now, open_now_first
from respite_finder.markup.line import line_rows_html

LINES = 4
EVERY = 100


def open_now() -> None:
    """The best lines that are open now for the whole country."""
    moment = now()
    with st.container(key="open-now"):
        st.header(_("Open now: somebody to talk to"), anchor=False)
        rows = open_now_first(cached.places(), moment, None, LINES)
        st.html(line_rows_html(rows, moment))
        _all_lines()


def one_open_line() -> None:
    """Above the places: somebody to call now in the visitor's state, besides 988."""
    home = st.session_state[state.HOME_STATE]
    moment = now()
    try:
        _988, *rows = open_now_first(cached.places(), moment, home or None, EVERY)
    except FileError:
        return  # 988 stands above; the page of the lines says what is wrong.
    with st.container(key="open-line"):
        # Nobody is sent to a line for others, if there is one for everybody.
        found = [line for line in rows if for_anybody(line)]
        wanted = st.session_state[state.CONTACT]
        by_text = "phone" not in wanted and bool({"text", "chat"} & set(wanted))
        spoken = [] if by_text else [line for line in found if has_phone(line)]
        for line in spoken[:1] or [line for line in found if has_text(line)][:1] or found[:1]:
            words = _("Rather talk? Open now:") if spoken else _("Rather text? Open now:")
            st.html(f'<p class="rather">{escape(words)}</p>{line_rows_html([line], moment)}')


def _all_lines() -> None:
    st.page_link(
        pages.LINES,
        label=_("All lines you can call or text now"),
        query_params=state.link_params(),
    )
