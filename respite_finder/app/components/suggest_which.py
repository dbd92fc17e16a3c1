"""Which place a change is about: found by its name, its town or its id, if no link named it."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd
import streamlit as st

from respite_finder.app import cached, pages, state
from respite_finder.app.components.links import as_text
from respite_finder.app.components.place_asked import asked
from respite_finder.app.components.suggest_fields import line
from respite_finder.community.forms import Kind, tidy
from respite_finder.i18n import _
from respite_finder.text import unaccented

MOST: Final = 8
FIND: Final = "find"
_COLUMNS: Final = ("name", "alternate_names", "organization", "city", "state")
_WORD: Final = re.compile(r"\w+")


def which_place() -> str:
    """The id of the place that the address names; else ask which, and return an empty text."""
    places = cached.places()
    given = st.query_params.get_all("place")
    found = asked(given, places)
    if found.place_id:
        return found.place_id
    if given and found.words:
        st.info(as_text(found.words))
    typed = tidy(line(Kind.CHANGE, FIND, _("Which place is it? Type its name or its town.")))
    st.button(_("Look for it"), key="suggest look")
    with st.container(key="suggest-found"):
        if typed:
            _offer(search_places(places, typed), places)
    return ""


def search_places(places: pd.DataFrame, typed: str) -> list[str]:
    """Ids of places whose name, town or id hold the words, those with most words and nearest name
    first; at most ``MOST``.
    """
    wanted = _words(typed)
    if not wanted:
        return []
    if typed.strip().lower() in places.index:
        return [typed.strip().lower()]
    held = places[list(_COLUMNS)].astype("str").fillna("").agg(" ".join, axis=1)
    ranked = []
    for place_id, text in zip(places.index, held, strict=True):
        words = _words(f"{text} {place_id}")
        hits = sum(any(word.startswith(one) for word in words) for one in wanted)
        if hits:
            ranked.append((-hits, len(words), str(place_id)))
    ranked.sort()
    most = ranked[0][0] if ranked else 0
    return [place_id for hits, _length, place_id in ranked if hits == most][:MOST]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(unaccented(text).casefold()))


def _offer(ids: list[str], places: pd.DataFrame) -> None:
    if not ids:
        st.info(_("We have no place with these words. Try fewer words, or only the town."))
        params = state.link_params(form=Kind.PLACE.value)
        st.page_link(pages.SUGGEST, label=_("Tell us of a new place"), query_params=params)
        params = state.link_params(form=Kind.MESSAGE.value)
        st.page_link(pages.SUGGEST, label=_("Write to us"), query_params=params)
        return
    st.markdown(_("Is it one of these?"))
    for place_id in ids:
        row = places.loc[place_id]
        known = (row["city"], row["state"])
        town = ", ".join(part for part in known if isinstance(part, str) and part)
        label = as_text(f"{row['name']} ({town})")
        st.button(label, key=f"suggest which {place_id}", on_click=_choose, args=(place_id,))


def _choose(place_id: str) -> None:
    st.query_params["place"] = place_id
