"""The end of a form: thanks, a number, what happens next, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from respite_finder.app import cached, pages, state
from respite_finder.app.components.links import as_text
from respite_finder.app.components.suggest_kept import begin_again
from respite_finder.community.forms import Kind
from respite_finder.export import records
from respite_finder.i18n import _
from respite_finder.markup.suggest import thanks_html

if TYPE_CHECKING:
    from respite_finder.community.store import Case


def done(kind: Kind, case: Case) -> None:
    """Say that it is kept, and offer the ways on."""
    places = cached.places()
    words = [_("We compare what you wrote with other sources. Then we change our list if it fits.")]
    if kind is Kind.MESSAGE:
        words = [_("We read every message.")]
    if case.attachments:
        words.append(_("It came with your file."))
    words.append(_("Most often somebody looks at it within a few weeks. You need not do more."))
    if case.contact:
        words.append(_("If you asked for an answer, we write to you. Then we forget your contact."))
    with st.container(key="suggest-done"):
        st.html(thanks_html(case.number, " ".join(words)))
        with st.container(horizontal=True, vertical_alignment="center", key="suggest-on"):
            if case.place_id in places.index:
                (record,) = records(places.loc[[case.place_id]])
                label = as_text(_("Back to {name}").format(name=record["name"]))
                params = state.link_params(place=case.place_id)
                st.page_link(pages.PLACE, label=label, query_params=params)
            st.page_link(pages.FIND, label=_("Find a place"), query_params=state.link_params())
            st.button(_("Send another one"), key="suggest another", on_click=_another, args=(kind,))


def _another(kind: Kind) -> None:
    begin_again(kind)
    st.query_params.pop("place", None)
