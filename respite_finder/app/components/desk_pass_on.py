"""The list for a phone: a link that holds ids only, and each place as a text message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from respite_finder.app.components.desk_options import Options, local
from respite_finder.app.components.links import as_text
from respite_finder.export import records
from respite_finder.i18n import _, ngettext, speaking
from respite_finder.markup.contact import OTHER
from respite_finder.markup.parts import link
from respite_finder.referral.message import text_message
from respite_finder.referral.share import share_query
from respite_finder.referral.sms import message_parts, size
from respite_finder.text import number_phrase

PRINT: Final = "print"
"""The page to print, beside the pages of the app."""


def print_link(ids: Sequence[str], options: Options) -> None:
    """A link to the list as a page that prints well; it opens in a new tab."""
    query = share_query(ids, options.language)
    query += "".join(f"&{name}=yes" for name in ("large", "notes") if getattr(options, name))
    words = escape(_("Page to print (opens in a new tab)"))
    st.html(f'<p class="contacts">{link(f"{PRINT}?{query}", words, OTHER)}</p>')


def link_to_copy(address: str, options: Options) -> None:
    """The link that opens this list on another device."""
    st.subheader(_("Link to this list"), anchor=False)
    st.code(address, language=None, wrap_lines=True)
    st.caption(_("It holds the places and the language. It holds nothing about you."))
    if local(options.base):
        st.caption(_("Only this computer can open it."))


def messages(places: pd.DataFrame, options: Options, now: datetime) -> None:
    """Each place as a text message to copy, with what it costs to send."""
    with st.expander(_("Text messages to copy")):
        for record in records(places):
            with speaking(options.language):
                text = text_message(record, when=now)
            st.markdown(f"**{as_text(record['name'])}**")
            st.code(text, language=None, wrap_lines=True)
            st.caption(_size(text))


def _size(text: str) -> str:
    count, parts = size(text), message_parts(text)
    return _("{characters}, sent as {messages}").format(
        characters=ngettext("{count} character", "{count} characters", count).format(
            count=number_phrase(count)
        ),
        messages=ngettext("{count} message", "{count} messages", parts).format(
            count=number_phrase(parts)
        ),
    )
