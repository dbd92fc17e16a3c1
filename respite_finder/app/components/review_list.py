"""The cases that wait, the change file of those that are accepted, the log of decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Final

import streamlit as st

from respite_finder.app.components.review_visit import Visit
from respite_finder.community.hand_over import FILE_NAME, handed_over
from respite_finder.community.review import Records, log_rows, state_of, subject_of
from respite_finder.community.store import Case, Store
from respite_finder.community.together import about_the_same
from respite_finder.i18n import _, ngettext
from respite_finder.markup.review import table_html
from respite_finder.text import number_phrase

CHOSEN: Final = "review chosen"
_SHOWN: Final = 25
_OF_LOG: Final = 50


def choose(cases: list[Case], records: Records) -> Case | None:
    """The cases that wait, the oldest first, and the one that the reviewer looks at."""
    if not cases:
        st.info(_("No case waits. Thank you."))
        return None
    words = ngettext("{count} case waits.", "{count} cases wait.", len(cases))
    st.markdown(words.format(count=number_phrase(len(cases))))
    rows = [
        (
            case.number,
            _kind(case),
            state_of(case, records.rows) or "–",
            f"{case.received_at:%Y-%m-%d %H:%M}",
            ", ".join(about_the_same(case, cases, records.merged)) or "–",
        )
        for case in cases[:_SHOWN]
    ]
    header = (
        *(_("Case"), _("Kind"), _("State"), _("Waiting since (UTC)")),
        _("Same record as"),
    )
    with st.expander(_("The cases that wait longest")):
        st.html(table_html(_("The cases that wait longest"), header, rows))
    by_number = {case.number: case for case in cases}
    if st.session_state.get(CHOSEN) not in by_number:
        st.session_state[CHOSEN] = cases[0].number
    number = st.selectbox(
        _("The case to look at"),
        list(by_number),
        key=CHOSEN,
        format_func=lambda one: f"{one}: {subject_of(by_number[one], records.rows)}".rstrip(": "),
    )
    return by_number[number]


def _kind(case: Case) -> str:
    return {
        "place": _("a new place"),
        "change": _("a change"),
        "message": _("a message"),
    }[case.kind.value]


def take_away(store: Store, visit: Visit) -> None:
    """The change file of what is accepted; it is marked as handed over when it is pressed."""
    waiting, every = len(store.to_hand_over()), len(store.to_hand_over(again=True))
    if every:
        st.header(_("What is accepted"), anchor=False)
        words = ngettext(
            "{count} accepted case is not in a change file yet.",
            "{count} accepted cases are not in a change file yet.",
            waiting,
        )
        st.markdown(words.format(count=number_phrase(waiting)))
        with st.container(horizontal=True):
            if waiting:
                _button(store, visit, _("Download the change file"), again=False)
            if every > waiting:
                _button(store, visit, _("Download all of them once more"), again=True)
        st.markdown(_("Then run: `respite-finder merge FILE`."))


def _button(store: Store, visit: Visit, label: str, *, again: bool) -> None:
    now = datetime.now(UTC)
    st.download_button(
        label,
        data=partial(visit.only, partial(handed_over, store, now, again)),
        file_name=FILE_NAME.format(day=now.date().isoformat()),
        mime="application/octet-stream",
        key=f"review download {again}",
    )


def log(store: Store) -> None:
    """The latest decisions, the newest first."""
    rows = log_rows(store.decisions())[::-1][:_OF_LOG]
    if rows:
        with st.expander(_("What was decided")):
            header = (
                *(_("Case"), _("Kind"), _("Place"), _("When (UTC)")),
                *(_("Decision"), _("Why"), _("By")),
            )
            st.html(table_html(_("What was decided"), header, rows))
