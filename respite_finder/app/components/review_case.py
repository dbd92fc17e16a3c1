"""One case beside our record, and the cells that the reviewer sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from respite_finder.app.components.links import as_text
from respite_finder.app.components.review_record import already, page_of, record_shown
from respite_finder.app.components.review_visit import Visit
from respite_finder.community.forms import Kind
from respite_finder.community.proposal import Proposal, proposal_of
from respite_finder.community.review import Records, attachment_name
from respite_finder.community.said import ADDRESS_IS_PRIVATE, address_counts_as_private
from respite_finder.community.store import Case, Store
from respite_finder.community.together import waiting_for
from respite_finder.errors import QueryError, RecordNotFound
from respite_finder.i18n import _
from respite_finder.markup.review import said_html, side_by_side_html, table_html
from respite_finder.schema import BY_NAME, COLUMN_NAMES
from respite_finder.upkeep.complete import POINT
from respite_finder.upkeep.verify import FIXED

_FOLLOWS: Final = frozenset({*POINT, "county", "time_zone", "location_type", "area_states"})
"""What follows from other cells; it can be added as a column."""


def key(case: Case, name: str) -> str:
    """The key of a field that belongs to one case only."""
    return f"review {case.number} {name}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reviewer set (``cells``, by column), and whether a new place that looks like one of
    ours is another place.
    """

    cells: dict[str, str] = field(default_factory=dict)
    another_place: bool = False


def case_shown(
    store: Store, case: Case, records: Records, cases: list[Case], visit: Visit
) -> Shown:
    """Show the case; what the reviewer set. ``cases``: all that are open."""
    st.header(_("Case {number}").format(number=case.number), anchor=False)
    st.html(said_html(case.said))
    if case.contact:
        st.markdown(_("How to reach who sent it. It is deleted when you decide."))
        st.text(case.contact)
    _attachments(store, case, visit)
    record_shown(case, records, cases)
    if case.kind is Kind.MESSAGE:
        return Shown()
    today = date.today()
    try:
        first = proposal_of(case, records.rows, records.merged, today)
    except RecordNotFound:
        st.warning(_("We do not have this place any more. You can only reject the case."))
        return Shown()
    cells = _edited(case, first)
    try:
        proposal = proposal_of(case, records.rows, records.merged, today, cells)
    except QueryError as error:
        proposal = first
        st.warning(_plain(str(error)))
    _proposal(proposal, records)
    return Shown(cells, _another_place(case, proposal))


def _attachments(store: Store, case: Case, visit: Visit) -> None:
    if case.attachments:
        st.warning(_("A stranger sent this file. Open it only in a viewer that you trust."))
    for held in case.attachments:
        name = attachment_name(case.number, held)
        st.download_button(
            _("Save {name}").format(name=name),
            data=partial(visit.only, partial(store.attachment, case.number, held.index)),
            file_name=name,
            mime="application/octet-stream",
            key=key(case, f"file {held.index}"),
            on_click="ignore",
        )


def _edited(case: Case, first: Proposal) -> dict[str, str]:
    """A field for each column that changes, and for those that the reviewer adds."""
    st.subheader(_("What you found out"), anchor=False)
    st.markdown(_("Check each of these with the place. Then mend what is wrong."))
    follows = _FOLLOWS | ({"status"} if first.is_new else set())
    names = [name for name in first.changed if name not in FIXED | follows]
    others = [name for name in COLUMN_NAMES if name not in FIXED and name not in names]
    names += st.multiselect(_("Add a column"), others, key=key(case, "added"))
    cells = {}
    for name in names:
        meaning = f"{as_text(name)} – {as_text(BY_NAME[name].description)}"
        typed = st.text_input(meaning, value=first.after[name], key=key(case, f"cell {name}"))
        value = " ".join(typed.split())
        if value != first.after[name]:
            cells[name] = value
    return cells


def _another_place(case: Case, proposal: Proposal) -> bool:
    """Of a new place that looks like one of ours: whether it is another one all the same."""
    if not proposal.likely_same:
        return False
    names = as_text("; ".join(one.name for one in proposal.likely_same))
    label = _("It is another place than {name}").format(name=names)
    return st.checkbox(label, key=key(case, "another place"))


def _proposal(proposal: Proposal, records: Records) -> None:
    st.subheader(_("Side by side"), anchor=False)
    st.html(side_by_side_html(proposal.before, proposal.after, proposal.changed, proposal.said))
    if address_counts_as_private(proposal.after) and proposal.is_new:
        st.info(_(ADDRESS_IS_PRIVATE))
    if proposal.duplicates:
        st.warning(_("It may be a place that we have. Look at these first."))
        rows = []
        for one in proposal.duplicates:
            told = [one.why, *(already(case) for case in waiting_for(one.place_id, records))]
            rows.append((one.place_id, one.name, one.city, "; ".join(told)))
        header = (_("Id"), _("Name"), _("City"), _("Why"))
        pages = {one.place_id: page_of(one.place_id) for one in proposal.duplicates}
        st.html(table_html(_("Places that it may be"), header, rows, pages))
    if proposal.errors:
        st.error(_("It breaks a rule of the list. It cannot be accepted like this."))
    if proposal.problems:
        severity = {"error": _("must be mended"), "warning": _("look again")}
        rows3 = [(one.field, severity[one.severity], one.rule) for one in proposal.problems]
        header3 = (_("Column"), _("How bad"), _("Rule"))
        st.html(table_html(_("Rules that it breaks"), header3, rows3))


def _plain(text: str) -> str:
    """Words for Markdown that hold what somebody typed."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-.!|~$:&" else char for char in text)
