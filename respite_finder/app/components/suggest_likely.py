"""Told while somebody writes: it looks like a place that we have."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from respite_finder.app import cached, pages, state
from respite_finder.app.components.links import as_text
from respite_finder.community.forms import Kind
from respite_finder.i18n import _
from respite_finder.markup.parts import as_stated


def likely(said: Mapping[str, str]) -> None:
    """Name the places that it may be, with links to each; nothing is kept from being sent."""
    found = cached.known_places().like(said)
    quiet = escape(_("While you write, we check if we have this place."))
    told = "".join(f"<p>{_sentence(one.name, one.city, one.state, one.why)}</p>" for one in found)
    css = "suggest-likely found" if found else "suggest-likely"
    # Always the same element, so that a screen reader hears when its words change.
    st.html(f'<div class="{css}" role="status">{told or f"<p>{quiet}</p>"}</div>')
    for one in found:
        with st.container(horizontal=True, key=f"suggest-likely-{one.place_id}"):
            label = as_text(_("More about {name}").format(name=one.name))
            params = state.link_params(place=one.place_id)
            st.page_link(pages.PLACE, label=label, query_params=params)
            label = as_text(_("Tell us what is wrong with {name}").format(name=one.name))
            params = state.link_params(form=Kind.CHANGE.value, place=one.place_id)
            st.page_link(pages.SUGGEST, label=label, query_params=params)


def _sentence(name: str, city: str, code: str, why: str) -> str:
    town = ", ".join(part for part in (city, code) if part)
    words = escape(_("It looks like we have this one: {name}, {town}. {why}"))
    named = f"<strong>{as_stated(name)}</strong>"
    replaced = words.replace("{town}", escape(town)).replace("{why}", escape(why))
    return replaced.replace("{name}", named)
