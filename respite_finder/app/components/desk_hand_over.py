"""Hand it over: the list on paper, in files, in messages, as a link."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from respite_finder.app.components.desk_files import file_buttons
from respite_finder.app.components.desk_options import ask_options
from respite_finder.app.components.desk_order import MINE, NEAREST, listed, sort
from respite_finder.app.components.desk_pass_on import link_to_copy, messages, print_link
from respite_finder.i18n import _
from respite_finder.referral.share import share_link


def hand_over(places: pd.DataFrame, order: str, now: datetime) -> None:
    """Every way out of the list; ``places`` are in the visitor's own order."""
    with st.container(border=True, key="hand-over"):
        st.header(_("Hand it over"), anchor=False)
        options = ask_options()
        ids = places.index.tolist()
        # An order by distance tells where somebody searched: it leaves only where that may.
        order = MINE if order == NEAREST and options.start is None else order
        leaving = sort(listed(places, ids, options.start), order)
        address = share_link(options.base, ids, options.language)
        file_buttons(leaving, address, options)
        print_link(ids, options)
        messages(leaving, options, now)
        link_to_copy(address, options)
