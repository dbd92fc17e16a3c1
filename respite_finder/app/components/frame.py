"""What every page shares: 988 and the way out on top, the way around, the links at the end."""

from __future__ import annotations

import streamlit as st

from respite_finder.app import pages, shortlist, state
from respite_finder.app.components import desk_link
from respite_finder.app.components.desk_options import keep_options
from respite_finder.i18n import _, languages
from respite_finder.markup.header import header_html
from respite_finder.text import number_phrase


def top() -> None:
    """988 and the way out, then the pages that matter, and the other languages."""
    keep_options()
    desk_link.follow()  # First: a link that was opened may be the list that is counted here.
    st.html(header_html())
    here, spoken = st.session_state[state.HERE], st.session_state[state.LANGUAGE]
    with st.container(key="around", horizontal=True, vertical_alignment="center"):
        _to(pages.FIND, _("Find a place"))
        _to(pages.LINES, _("Call or text now"))
        _to_list()
        with st.container(key="languages", horizontal=True, width="content"):
            for code, language in languages().items():
                if code != spoken:
                    params = {**state.own_params(), state.LANGUAGE: code}
                    st.page_link(here, label=language.name, query_params=params)


def end() -> None:
    """What this help is, how to mend this list, where help is missing, what the data rests on."""
    with st.container(key="end", horizontal=True):
        _to(pages.LEARN, _("What is peer support?"))
        _to(pages.SUGGEST, _("Help keep this true"))
        _to(pages.COVERAGE, _("Where is nobody helped?"))
        _to(pages.DATA, _("About the data"))
        _to(pages.QUALITY, _("How good the data is"))
        _to(pages.PRIVACY, _("Your privacy"))


def _to_list() -> None:
    """My list, with the number of its places."""
    count = len(shortlist.now().ids)
    words = _("My list ({count})").format(count=number_phrase(count)) if count else _("My list")
    st.page_link(pages.DESK, label=words, query_params=desk_link.params_of_list())


def _to(page: str, label: str) -> None:
    st.page_link(page, label=label, query_params=state.link_params())
