"""Why a decision was not carried out, in words for people."""

from __future__ import annotations

from datetime import date

import streamlit as st

from respite_finder.community.review import LONGEST_REASON, LooksTheSame
from respite_finder.errors import QueryError
from respite_finder.i18n import _


def refused(error: Exception) -> None:
    """Say that nothing was done, and why."""
    with st.container(key="review-refused"):
        st.error(_("This was not done. Here is why:"))
        # As text: it may repeat what a visitor typed.
        st.text(in_words(error))


def in_words(error: Exception) -> str:
    """A sentence for the field that is wrong; else the words of the rule itself."""
    if isinstance(error, LooksTheSame):
        words = _(
            "It looks like {name}. If it is the same place, reject the case. If not, tick that it "
            "is another place."
        )
        return words.format(name="; ".join(one.name for one in error.records))
    if not isinstance(error, QueryError):
        return str(error)
    if error.field == "reason" and not str(error.value).strip():
        return _("Say in a few words why.")
    if error.field == "reason":
        return _("Say why in fewer than {count} letters.").format(count=LONGEST_REASON)
    if error.field == "source":
        return _("Give the web address of the page. It begins with https://")
    if error.field == "on" and not error.expected.startswith("the record"):
        words = _("Give the day you checked it, such as {day}. It cannot lie in the future.")
        return words.format(day=date.today().isoformat())
    if error.field == "number":
        return _("This case is closed already.")
    return f"{error.value}: {error.expected}"
