"""Call or text now: crisis lines, 988 first."""

from html import escape

import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components.card import link
from respite_finder.text import checked_phrase, phone_href

st.title("Call or text now", anchor=False)
st.markdown(
    "You do not have to be in danger to call. These lines are open all day, every day. "
    "For a talk with a peer before things get worse, find a warmline: **Find a place**, "
    "then **Warmlines**."
)
for line in cached.crisis_lines():
    buttons = []
    if line.call:
        label = f"Call {escape(line.call)}"
        buttons.append(link(phone_href(line.call), label, "button main"))
    if line.text:
        href = f"sms:{line.text.replace('-', '')}"
        buttons.append(link(href, f"Text {escape(line.text)}", "button"))
    if line.video_phone:
        buttons.append(f"<span>Videophone {escape(line.video_phone)}</span>")
    if line.chat_url:
        buttons.append(link(line.chat_url, "Chat", "button"))
    source = link(line.source_url, "source")
    with st.container(border=True):
        st.html(
            f'<article class="card"><h3>{escape(line.name)}</h3>'
            f'<p class="kind">For {escape(line.audience)} · {escape(line.languages)} · '
            f"{escape(line.hours)}</p>"
            f'<p class="contacts">{" ".join(buttons)}</p>'
            + (f'<p class="note">Good to know: {escape(line.notes)}</p>' if line.notes else "")
            + f'<p class="source">{checked_phrase(line.checked_on)} · {source}</p></article>'
        )
