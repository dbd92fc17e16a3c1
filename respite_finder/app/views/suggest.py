"""Suggest a place, report a change, write to us: three short forms, and an end to each."""

import streamlit as st

from respite_finder.app.components.suggest_attachment import attachment
from respite_finder.app.components.suggest_change import FIRST, ask_change
from respite_finder.app.components.suggest_done import done
from respite_finder.app.components.suggest_fields import line
from respite_finder.app.components.suggest_kept import held
from respite_finder.app.components.suggest_kind import chosen_form
from respite_finder.app.components.suggest_message import ask_message
from respite_finder.app.components.suggest_place import ask_place
from respite_finder.app.components.suggest_receipt import hand_receipt, receipt, trap
from respite_finder.app.components.suggest_send import send_row, told
from respite_finder.app.components.suggest_which import which_place
from respite_finder.community.forms import Kind, tidy
from respite_finder.i18n import _

st.set_page_config(page_title=_("Help keep this true"))
st.title(_("Help keep this true"), anchor=False)
st.markdown(
    _(
        "A person checks what you send; before that, nobody else sees it. When it is decided, we "
        "delete your words, your file and how to reach you. This is not an emergency line: call "
        "or text 988 for that."
    )
)
with st.container(key="suggest-kind"):
    kind = chosen_form()
if kind is not None:
    sent = held(kind).done
    with st.container(key=f"suggest-{kind}"):
        place_id = ""
        if sent is not None:
            done(kind, sent)
        elif kind is Kind.CHANGE:
            place_id = which_place()
        if sent is None and (place_id or kind is not Kind.CHANGE):
            receipt(kind)
            told(kind, FIRST)
            if kind is Kind.CHANGE:
                said = ask_change(place_id)
            elif kind is Kind.PLACE:
                said = ask_place()
            else:
                said = ask_message()
            attachment(kind)
            label = _(
                "How can we reach you? Only if you want an answer. We delete it when we are done."
            )
            contact = tidy(line(kind, "contact", label))
            caught = trap(kind)
            send_row(kind, said, place_id, contact, caught)
            hand_receipt(kind)
