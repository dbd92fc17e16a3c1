"""The slim line on top of every page."""

from __future__ import annotations

import streamlit as st


def crisis_banner() -> None:
    """988, by call or text, and the way to the lines."""
    with st.container(key="crisis", horizontal=True, vertical_alignment="center"):
        st.html(
            '<p class="crisis">In danger or thinking of suicide? <a href="tel:988">Call 988</a> or '
            '<a href="sms:988">text 988</a>, any time.</p>'
        )
        st.page_link("views/lines.py", label="All lines you can call or text now")
