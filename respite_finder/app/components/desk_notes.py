"""Referral notes: what each kind of help on the list is, who can go, what to say. Folded."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from respite_finder.i18n import _
from respite_finder.markup.notes import note_html
from respite_finder.referral.notes import cost_words, spoken_notes
from respite_finder.service_types import spoken_types


def notes(listed: pd.DataFrame, places: pd.DataFrame) -> None:
    """A note for each kind of help in ``listed``; ``places`` is the whole dataset."""
    found, asked = spoken_notes(), set(listed["service_type"])
    with st.container(key="list-notes"):
        st.header(_("Good to know before you call"), anchor=False)
        for kind, text in spoken_types().items():
            if kind in asked:
                cost = cost_words(places, kind)
                with st.expander(text.name):
                    st.html(note_html(found[kind], text.name, cost, level=2))
