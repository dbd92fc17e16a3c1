"""Every figure of every area in one table, which the browser sorts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from respite_finder.app.components.coverage_bars import address_of
from respite_finder.app.coverage_shown import Shown
from respite_finder.i18n import _
from respite_finder.markup.coverage_table import areas_html
from respite_finder.states import state_name
from respite_finder.text import unaccented


def table(shown: Shown) -> None:
    """The table of the areas on the map."""
    st.header(_("All figures"), anchor=False)
    st.markdown(
        _(
            "Press a heading to sort by it; press it again to turn the order round. "
            "In brackets: the 95% interval of the rate, if our list is complete."
        )
    )
    label = _("The numbers of each county") if shown.state else _("The numbers of each state")
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in shown.frame.to_dict("records")
    ]
    if not shown.state:
        rows.sort(key=lambda row: unaccented(state_name(row["state"])))
    st.html(areas_html(rows, by=shown.by, label=label, href=address_of))
