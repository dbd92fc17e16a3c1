"""The decision on a case: how it was checked, why, accept or reject."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

import streamlit as st

from respite_finder.app.components.review_case import Shown, key
from respite_finder.app.components.review_refused import refused
from respite_finder.community.forms import Kind
from respite_finder.community.proposal import Checked
from respite_finder.community.review import (
    USUAL_REASONS,
    NotAcceptable,
    Records,
    accept,
    reject,
)
from respite_finder.community.store import Case, Store
from respite_finder.community.who import Reviewer
from respite_finder.errors import QueryError, RecordNotFound
from respite_finder.i18n import _
from respite_finder.upkeep.verify import How

_DONE: Final = "review done"
_REJECTING: Final = "rejecting"
_HOW: Final[tuple[How, ...]] = ("phone", "website")


def said_before() -> None:
    """What became of the case before this one."""
    done = st.session_state.pop(_DONE, "")
    if done:
        st.success(done)


def decide(store: Store, case: Case, records: Records, shown: Shown, who: Reviewer) -> None:
    """Ask for what a decision needs, and carry it out."""
    st.subheader(_("Your decision"), anchor=False)
    checked = None if case.kind is Kind.MESSAGE else _checked(case)
    reason = _reason(case)
    st.markdown(_("When you decide, the words, the contact and the files are deleted."))
    with st.container(horizontal=True):
        label = _("It is answered") if case.kind is Kind.MESSAGE else _("Accept")
        accepting = st.button(label, key=key(case, "accept"), type="primary")
        rejecting = st.button(_("Reject"), key=key(case, "reject"))
    now = datetime.now(UTC)
    if accepting:
        st.session_state.pop(key(case, _REJECTING), None)
        try:
            accept(
                store,
                case.number,
                records=records,
                reason=reason,
                by=who.by,
                now=now,
                checked=checked,
                cells=shown.cells,
                another_place=shown.another_place,
            )
        except (QueryError, NotAcceptable, RecordNotFound) as error:
            refused(error)
        else:
            _next(_("Case {number} is accepted.").format(number=case.number))
    if rejecting:
        st.session_state[key(case, _REJECTING)] = True
    if st.session_state.get(key(case, _REJECTING)):
        _confirm(store, case, reason, who, now)


def _confirm(store: Store, case: Case, reason: str, who: Reviewer, now: datetime) -> None:
    st.warning(_("Do you want to reject this case? You cannot undo it."))
    with st.container(horizontal=True):
        yes = st.button(_("Yes, reject it"), key=key(case, "reject yes"))
        no = st.button(_("No, go back"), key=key(case, "reject no"))
    if no:
        st.session_state.pop(key(case, _REJECTING), None)
        st.rerun()
    if yes:
        try:
            reject(store, case.number, reason=reason, by=who.by, now=now)
        except (QueryError, RecordNotFound) as error:
            refused(error)
        else:
            _next(_("Case {number} is rejected.").format(number=case.number))


def _next(words: str) -> None:
    st.session_state[_DONE] = words
    st.rerun()


def _checked(case: Case) -> Checked | None:
    st.markdown(_("A suggestion is no source. How did you check it?"))
    how = st.radio(
        _("How you checked it"),
        _HOW,
        index=None,
        format_func=lambda one: {"phone": _("I called"), "website": _("On their own page")}[one],
        key=key(case, "how"),
        horizontal=True,
    )
    source = st.text_input(
        _("The page that says it, or that gives the phone number"), key=key(case, "source")
    )
    on = st.text_input(
        _("The day you checked it, such as {day}").format(day=date.today().isoformat()),
        key=key(case, "on"),
    )
    return None if how is None else Checked(how, source.strip(), on.strip())


def _reason(case: Case) -> str:
    """Why, in the words of the log: the usual reason in English, then the reviewer's own words."""
    usual = st.selectbox(
        _("Why?"),
        USUAL_REASONS,
        index=None,
        format_func=_,
        key=key(case, "usual"),
    )
    more = st.text_input(
        _("More about why, or the id of the same place. No names of people, please."),
        max_chars=300,
        key=key(case, "why"),
    )
    return ": ".join(part for part in (usual or "", more.strip()) if part)
