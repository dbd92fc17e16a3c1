"""Our record that a case is about: where to look at it, and what else is under way about it."""

from __future__ import annotations

import streamlit as st

from respite_finder.app import cached
from respite_finder.community.review import Records
from respite_finder.community.store import Case
from respite_finder.community.together import about_the_same, waiting_for, will_be
from respite_finder.i18n import _, ngettext
from respite_finder.markup.review import record_html, table_html


def record_shown(case: Case, records: Records, cases: list[Case]) -> None:
    """The record with its links, other open cases about it, changes that are not merged yet."""
    place_id = records.merged.get(case.place_id, case.place_id)
    row = records.rows.get(place_id)
    if row is None:
        return
    st.html(record_html(row, page_of(place_id)))
    others = about_the_same(case, cases, records.merged)
    if others:
        words = ngettext(
            "Another open case is about the same record: {numbers}.",
            "Other open cases are about the same record: {numbers}.",
            len(others),
        )
        st.info(words.format(numbers=", ".join(others)))
    for before in waiting_for(place_id, records):
        st.warning(already(before))
        header = (_("Column"), _("It was"), _("It will be"))
        rows = [
            (name, *(cell or _("nothing") for cell in both)) for name, *both in will_be(before, row)
        ]
        st.html(
            table_html(_("What case {number} changes").format(number=before.number), header, rows)
        )


def already(case: Case) -> str:
    """That a change was accepted and has not come into the list."""
    return _("Already accepted in case {number}, and not merged yet.").format(number=case.number)


def page_of(place_id: str) -> str:
    """Where the finder shows a record; empty if it is not in the list yet."""
    return f"place?place={place_id}" if place_id in cached.places().index else ""
