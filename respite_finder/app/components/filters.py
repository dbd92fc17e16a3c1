"""The question "Where are you?" and the filters, each choice with its count."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from respite_finder import i18n
from respite_finder.app import cached, state
from respite_finder.app.choices import ALL_STATES, ANY, RADIUS_CHOICES, WHOLE_COUNTRY
from respite_finder.app.components.links import as_text
from respite_finder.app.components.location import ask_location
from respite_finder.app.components.needs import ask_needs, needs_in_words
from respite_finder.around import around
from respite_finder.errors import LocationNotFound
from respite_finder.i18n import _, ngettext
from respite_finder.locate import Origin, locate, tidy
from respite_finder.search import Facets
from respite_finder.service_types import spoken_types
from respite_finder.states import STATE_NAMES, state_name
from respite_finder.text import number_phrase, unaccented


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the visitor is, if that was asked and ``understood``."""

    origin: Origin | None
    understood: bool = True


def ask_place() -> Asked:
    """The search box, and what was understood. Shows a sentence and choices when it was not."""
    with (
        st.form("search", border=False, enter_to_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            _("Where are you? ZIP code, or town and state"),
            key=state.PLACE,
            placeholder=_("01060 or Troy, NY"),
            # A shared computer must not offer these words to the next person.
            autocomplete="off",
        )
        st.form_submit_button(_("Find places"), type="primary", on_click=_typed)
    with st.container():
        if not state.asked():
            ask_location(state.go_to_point)
    answer = st.container()
    words, point = state.typed(), st.session_state[state.POINT]
    try:
        if words.strip():
            return Asked(locate(words))
        return Asked(around(*point) if point else None)
    except LocationNotFound as error:
        with answer:
            _offer(error)
        return Asked(None, understood=False)


def _typed() -> None:
    """Keep no more than the place of what was typed; what is no place can still be mended."""
    i18n.use(st.session_state[state.LANGUAGE])  # the page has not begun to speak
    state.go_to(tidy(state.typed()) or state.typed())


def _offer(error: LocationNotFound) -> None:
    """Why the words were not understood, and what would be."""
    st.warning(error.reason)
    if not error.suggestions:
        return
    st.write(_("Did you mean:"))
    with st.container(horizontal=True, key="suggestions"):
        # Their order and words change with every input: the place in the row is the key.
        for number, label in enumerate(error.suggestions):
            st.button(label, on_click=state.go_to, args=(label,), key=f"suggest-{number}")


def ask_state() -> None:
    """Before a search: or choose a state."""
    st.selectbox(
        _("Or choose a state"),
        _states(),
        key=state.STATE,
        format_func=lambda code: state_name(code) if code else _("Choose a state"),
    )


def chosen_before_a_search() -> None:
    """A link may bring needs: nobody searches with them without knowing."""
    needs = needs_in_words()
    with st.container(key="needs-before"):
        if needs:
            words = _("The search will ask for: {needs}.")
            st.markdown(as_text(words.format(needs=", ".join(needs))))
            st.button(_("Clear these"), on_click=state.clear_needs, key="clear-needs-before")


def ask_filters(counts: Facets, *, by_state: bool) -> None:
    """The filters; their values land in the session under the names of ``state``.

    On a narrow screen they stand behind a switch (see ``style.css``), so that the list comes
    first; the switch says what is chosen.
    """
    with st.container(key="filter-switch"):
        words = _("Change filters: {filters}")
        st.toggle(words.format(filters=_in_words(by_state=by_state)), key=state.SHOW_FILTERS)
    shown = "open" if st.session_state[state.SHOW_FILTERS] else "shut"
    with st.container(key=f"filters-{shown}"):
        _filters(counts, by_state=by_state)


def _in_words(*, by_state: bool) -> str:
    """The filters in a few words: "within 50 miles, 2 kinds of help, free"."""
    radius, kinds = st.session_state[state.RADIUS], len(st.session_state[state.KINDS])
    far = (
        _("any distance")
        if radius == ANY
        else ngettext("within {count} mile", "within {count} miles", int(radius)).format(
            count=radius
        )
    )
    code = st.session_state[state.STATE]
    help_words = (
        ngettext("{count} kind of help", "{count} kinds of help", kinds).format(count=kinds)
        if kinds
        else _("all kinds of help")
    )
    where = state_name(code) if code else ""
    parts = ("" if by_state else far, where, help_words, *needs_in_words())
    return ", ".join(part for part in parts if part)


def _filters(counts: Facets, *, by_state: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            _("How far"),
            RADIUS_CHOICES,
            key=state.RADIUS,
            format_func=lambda value: _radius_label(value, counts, by_state=by_state),
            disabled=by_state,
            width=170,
        )
        st.selectbox(
            _("State"),
            _states(),
            key=state.STATE,
            format_func=lambda code: _state_label(code, counts),
            width=170,
        )
    chosen = st.session_state[state.KINDS]
    kinds = spoken_types()
    st.pills(
        _("Kind of help (none chosen means all)"),
        [kind for kind in kinds if kind in cached.kinds() or kind in chosen],
        key=state.KINDS,
        selection_mode="multi",
        format_func=lambda kind: _counted(kinds[kind].plural, counts.service_type.get(kind, 0)),
    )
    with st.container(horizontal=True):
        listed = counts.status.get("listed", 0)
        gone = counts.status.get("closed", 0) + counts.status.get("planned", 0)
        st.checkbox(_counted(_("Include not confirmed"), listed), key=state.UNCONFIRMED)
        st.checkbox(_counted(_("Show closed and planned"), gone), key=state.CLOSED)
    ask_needs(counts.needs)


def _states() -> list[str]:
    named = sorted(STATE_NAMES, key=lambda code: unaccented(state_name(code)))
    return [ALL_STATES, WHOLE_COUNTRY, *named]


def _counted(words: str, count: int) -> str:
    return f"{words} ({number_phrase(count)})"


def _radius_label(value: str, counts: Facets, *, by_state: bool) -> str:
    if value == ANY:
        words, count = _("Any distance"), counts.radius_miles.get(None, 0)
    else:
        words = _("{count} miles").format(count=value)
        count = counts.radius_miles.get(int(value), 0)
    return words if by_state else _counted(words, count)


def _state_label(code: str, counts: Facets) -> str:
    if code == ALL_STATES:
        return _("All states")
    if code == WHOLE_COUNTRY:
        return _("The whole country")
    return _counted(state_name(code), counts.state.get(code, 0))
