"""What changed in the data, by day; of one state or of all."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Final

import streamlit as st

from respite_finder.app import cached, state
from respite_finder.app.components.learn_links import place_href
from respite_finder.app.components.links import place_link
from respite_finder.app.url import quoted
from respite_finder.i18n import _, ngettext
from respite_finder.markup.changes import event_html, feeds_html, group_html
from respite_finder.markup.parts import as_stated
from respite_finder.news import (
    Event,
    Group,
    grouped,
    kind_words,
    label_words,
    since_day,
    since_words,
)
from respite_finder.news.words import area_words
from respite_finder.states import NATIONWIDE, STATE_NAMES
from respite_finder.text import day_phrase, number_phrase, unaccented

STATE: Final = "changes_state"
WRITTEN: Final = "changes_written"
NOTICE: Final = "changes_notice"
SHOWN: Final = "changes_shown"
A_TIME: Final = 30


def offered() -> list[str]:
    """All states, each state by its name in the visitor's words, then what serves all of them."""
    return ["", *sorted(STATE_NAMES, key=lambda code: unaccented(area_words(code))), NATIONWIDE]


def follow() -> None:
    """Take the state from the address where that is new, else write the one that was chosen."""
    here = state.url_params()
    if STATE not in st.session_state or st.session_state.get(WRITTEN) != here:
        asked = here.get("state", "")
        known = asked.upper() in offered()
        st.session_state[STATE] = asked.upper() if known else ""
        words = _("The link asks for the state {state}. We do not know it, and show all states.")
        st.session_state[NOTICE] = "" if known else words.format(state=quoted(asked))
        st.session_state[SHOWN] = A_TIME
    elif st.session_state[STATE] not in offered():
        st.session_state[STATE] = ""
    chosen = st.session_state[STATE]
    params = state.link_params(**{"state": chosen} if chosen else {})
    if here != params:
        st.query_params.from_dict(params)
    st.session_state[WRITTEN] = params


def chosen_anew() -> None:
    """Another state was chosen: from its newest change on."""
    st.session_state.update({SHOWN: A_TIME, NOTICE: ""})


def more() -> None:
    st.session_state[SHOWN] += A_TIME


def summary(found: Sequence[Event], area: str) -> None:
    """How much has changed, in a sentence."""
    count = len(found)
    words = ngettext("{area}: {count} change", "{area}: {count} changes", count)
    if not count:
        words = _("{area}: nothing has changed since we began to keep track.")
    told = words.format(area=area, count=number_phrase(count))
    st.html(f'<div class="summary" role="status"><p>{escape(told)}</p></div>')


def by_day(found: Sequence[Group]) -> None:
    """What happened under its day and kind, each event with a link to its place."""
    since = ""
    for day, of_day in groupby(found, key=lambda group: group[0].day):
        st.header(day_phrase(day), anchor=False)
        held = list(of_day)
        if held[0][0].since != since:
            since = held[0][0].since
            st.caption(since_words(since, since_day(since)))
        for kind, groups in groupby(held, key=lambda group: group[0].kind):
            st.subheader(kind_words(kind), anchor=False)
            for group in groups:
                if len(group) == 1:
                    one(group[0])
                else:
                    st.html(group_html(group, place_href))


def one(event: Event) -> None:
    """A link to the place, and below it what happened."""
    key = event.id.rpartition(":")[2]
    with st.container(key=f"change-{key}", gap=None):
        with st.container(key=f"more-change-{key}"):
            if event.place_id:
                place_link({"place_id": event.place_id}, label_words(event))
            else:
                st.html(f"<strong>{as_stated(label_words(event))}</strong>")
        st.html(event_html(event))


follow()
st.title(_("What changed"), anchor=False)
st.markdown(
    _(
        "We check this list and mend it. Here is what is new, what changed and what has closed. "
        "Is something wrong? Tell us on the page of the place."
    )
)
if st.session_state[NOTICE]:
    st.info(st.session_state[NOTICE])
st.selectbox(
    _("Show changes for"),
    offered(),
    key=STATE,
    format_func=area_words,
    on_change=chosen_anew,
    width=320,
)
area = st.session_state[STATE]
found = [event for event in cached.news() if area in ("", event.state)]
summary(found, area_words(area))
told = grouped(found)
with st.container(key="changes-list", gap="xsmall"):
    by_day(told[: st.session_state[SHOWN]])
with st.container(key="changes-more"):
    rest = len(told) - st.session_state[SHOWN]
    if rest > 0:
        words = _("Show {count} more").format(count=number_phrase(min(rest, A_TIME)))
        st.button(words, on_click=more, key="changes-show-more")
with st.container(key="changes-feeds"):
    st.header(_("Follow this with a feed reader"), anchor=False)
    st.markdown(
        _(
            "A feed reader is a program that tells you when there is news. Give it the address of "
            "one of these links. You do not have to tell us who you are."
        )
    )
    st.html(feeds_html(area))
