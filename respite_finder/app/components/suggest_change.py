"""The form for a change: which part of a record is wrong, and what it should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components.links import as_text, place_link
from respite_finder.app.components.suggest_fields import lines, tick
from respite_finder.app.components.suggest_kept import held
from respite_finder.community.forms import MORE, NO_TEXT, Kind, Part, tidy
from respite_finder.export import records
from respite_finder.i18n import _, mark
from respite_finder.markup.suggest import PARTS, choose_html, have_html, identity_html

_SHOULD_BE: Final[Mapping[Part, str]] = {
    Part.PHONE: mark("Phone: what should it be?"),
    Part.HOURS: mark("Opening hours: what should they be?"),
    Part.ADDRESS: mark("Address: what should it be?"),
    Part.WEBSITE: mark("Website or e-mail: what should it be?"),
    Part.WHO: mark("Who can go there?"),
    Part.COST: mark("What does it cost, or how long can one stay?"),
    Part.NAME: mark("Name: what should it be?"),
    Part.OTHER: mark("What else is wrong?"),
}
FIRST: Final = tuple(f"is {part}" for part in Part)
"""The boxes to tick, by their names as fields."""


def ask_change(place_id: str) -> dict[str, str]:
    """Draw the form for this place; return what is said so far."""
    (record,) = records(cached.places().loc[[place_id]])
    with st.container(key="suggest-record"):
        st.header(as_text(record["name"]), anchor=False)
        st.html(identity_html(record))
        with st.container(horizontal=True, vertical_alignment="center"):
            place_link(record, _("More about {name}").format(name=record["name"]))
            st.button(_("It is another place"), key="suggest other", on_click=_another)
    return _ask(record)


def _ask(record: Mapping[str, Any]) -> dict[str, str]:
    trouble = held(Kind.CHANGE).told.get("", "")
    with st.container(key="suggest-parts"):
        st.subheader(_("Which part is wrong?"), anchor=False)
        how = st.container()
        said: dict[str, str] = {}
        for part in Part:
            with st.container(key=f"suggest-part-{part}"):
                if tick(Kind.CHANGE, f"is {part}", _(PARTS[part])):
                    said[part.value] = _part(record, part)
        with how:
            st.html(choose_html("" if said else trouble))
    label = _("Is there more that we should know?")
    if Part.CLOSED in said:
        label = _("When did it close, and how do you know?")
    more = tidy(lines(Kind.CHANGE, MORE, label))
    return {**said, MORE: more} if more else said


def _part(record: Mapping[str, Any], part: Part) -> str:
    st.html(have_html(record, part))
    if part in NO_TEXT:
        return ""
    label = _(_SHOULD_BE[part])
    empty = ""
    if part is Part.ADDRESS and record["address_withheld"]:
        label = _("What is wrong with the town or the state?")
        empty = _("Tell us what is wrong.")  # Never asks for an address that is private.
    return tidy(lines(Kind.CHANGE, part.value, label, height=90, empty=empty))


def _another() -> None:
    st.query_params.pop("place", None)
