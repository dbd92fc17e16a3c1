"""Two fields that no person meets: the form's receipt, and a trap for machines.

The browser holds the receipt. If the server is started anew, the same form keeps the same receipt,
so that it is kept once even if the answer to the first try was lost.
"""

from __future__ import annotations

import re
from typing import Final
from uuid import uuid4

import streamlit as st

from respite_finder.app.components.suggest_kept import held, key_of
from respite_finder.community.forms import Kind
from respite_finder.community.intake import LEAST_SECONDS
from respite_finder.i18n import _

_RECEIPT: Final = re.compile(r"([0-9a-f]{32})( file)?")


def receipt(kind: Kind) -> None:
    """Give the form its receipt, in a new session the one that the browser brings."""
    mine = held(kind)
    key = key_of(kind, "receipt")
    with st.container(key="suggest-unseen-receipt"):
        if mine.receipt:
            mine.handed = True
            st.session_state[key] = mine.receipt + (" file" if mine.file else "")
        brought = st.text_input(_("Leave this as it is"), key=key, autocomplete="off")
    if not mine.receipt:
        found = _RECEIPT.fullmatch(brought)
        mine.receipt = found[1] if found else uuid4().hex
        mine.handed = found is not None
        mine.lost_file = bool(found and found[2])
        if found and not mine.lost_file:
            mine.opened -= LEAST_SECONDS  # It was open before the server went away.


def hand_receipt(kind: Kind) -> None:
    """At the end of the form: the browser gets a new receipt at once. The first that it sends may
    be the last that this server hears.
    """
    mine = held(kind)
    if not mine.handed and mine.done is None:
        st.rerun()


def trap(kind: Kind) -> str:
    """What stands in the field that stays empty."""
    with st.container(key="suggest-unseen-trap"):
        label = _("Leave this empty")
        return st.text_input(label, key=key_of(kind, "homepage"), autocomplete="off") or ""
