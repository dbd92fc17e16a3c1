"""The button that saves a place to the visitor's list, or takes it away again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from respite_finder.app import shortlist
from respite_finder.app.components.links import as_text
from respite_finder.i18n import _
from respite_finder.markup.contact import GONE
from respite_finder.text import number_phrase


def save_button(record: Mapping[str, Any], group: str) -> None:
    """One small button, none where nobody may go; ``group`` is the part of the page it is in."""
    if record["status"] in GONE:
        return
    mine, place_id = shortlist.now(), record["place_id"]
    saved = place_id in mine.ids
    label, words = _("Save to my list"), _("Save {name} to my list")
    if saved:
        label, words = _("On my list: remove"), _("{name} is on my list. Remove it")
    elif mine.full:
        label = _("My list is full ({count})").format(count=number_phrase(shortlist.MOST))
        words = _("Remove a place from my list before you save {name}")
    st.button(
        label,
        key=f"save {group} {place_id}",
        type="tertiary",
        on_click=shortlist.remove if saved else shortlist.save,
        args=(place_id,),
        help=words.format(name=as_text(record["name"])),
        disabled=mine.full and not saved,
    )
