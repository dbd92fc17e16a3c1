"""Which of the three forms: a plain choice that stands in the address, and nothing else of it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from respite_finder.community.forms import Kind
from respite_finder.i18n import _, current

FORM: Final = "form"
_SEEN: Final = "suggest_address"


def chosen_form() -> Kind | None:
    """The form that the address names; a choice changes the address, and back goes back."""
    # A link to the page that is shown leaves the address of the one before standing.
    st.query_params.update({})
    named = {
        Kind.CHANGE: _("Something is wrong or has changed"),
        Kind.PLACE: _("A place is missing"),
        Kind.MESSAGE: _("Write to us"),
    }
    given = st.query_params.get(FORM, "")
    asked = Kind(given) if given in set(Kind) else None
    # The browser sends words: in another language it is another choice.
    key = f"suggest form {current().code}"
    if key not in st.session_state or asked != st.session_state.get(_SEEN):
        st.session_state[key] = asked
    picked = st.segmented_control(
        _("What would you like to tell us?"),
        list(named),
        key=key,
        format_func=named.__getitem__,
        required=True,
        width="stretch",
    )
    picked = picked if picked in named else asked
    if picked is not None and picked != asked:
        st.query_params[FORM] = picked.value
    st.session_state[_SEEN] = picked
    return picked
