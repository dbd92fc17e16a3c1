"""The places of my list that were chosen, side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd
import streamlit as st

from respite_finder.app import shortlist
from respite_finder.export import records
from respite_finder.i18n import _
from respite_finder.markup.compare import compare_html
from respite_finder.text import number_phrase

ANCHOR: Final = "compare"


def way_to_compare() -> None:
    """A link down to the table, where the boxes are ticked."""
    if len(shortlist.now().compared) > 1:
        words = _("See them side by side")
        st.markdown(f"[{words}](#{ANCHOR})")


def compare(places: pd.DataFrame, now: datetime) -> None:
    """The chosen places as a table, in the order of the frame; before that, how to choose."""
    if len(places) < 2:
        return
    chosen = places.loc[places.index.isin(shortlist.now().compared)]
    most = number_phrase(shortlist.MOST_COMPARED)
    with st.container(key="list-compare"):
        st.header(_("Compare"), anchor=ANCHOR)
        if chosen.empty:
            words = _("Tick up to {most} places of the list to see them side by side here.")
            st.markdown(words.format(most=most))
            return
        if len(chosen) == shortlist.MOST_COMPARED:
            words = _("You compare {most} places. That is the most. Untick one to choose another.")
            st.info(words.format(most=most))
        st.html(compare_html(records(chosen), now))
