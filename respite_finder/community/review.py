"""Deciding on a case. What is accepted stands on what the reviewer checked, not on what was said.

Every decision has a reason. Nothing here changes ``data/places.csv``: what is accepted waits in
the store for a change file (see ``hand_over``), and ``respite-finder merge`` puts it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from respite_finder.changes import Change, FieldChange
from respite_finder.community.forms import Kind
from respite_finder.community.hand_over import change_of, reason_of
from respite_finder.community.proposal import Checked, Duplicate, Proposal, proposal_of
from respite_finder.errors import QueryError, RespiteFinderError
from respite_finder.i18n import mark
from respite_finder.places import Row
from respite_finder.schema import COLUMN_NAMES
from respite_finder.upkeep.complete import applied
from respite_finder.upkeep.sources import newer

if TYPE_CHECKING:
    from respite_finder.community.store import Case, Decision, Held, Store

LONGEST_REASON: Final = 500
USUAL_REASONS: Final = (
    mark("checked: it is true"),
    mark("checked: it is wrong"),
    mark("our record is right already"),
    mark("the same place as one that we have"),
    mark("not a place for this list"),
    mark("cannot be confirmed"),
    mark("answered"),
    mark("spam"),
)
"""Reasons to choose from; any other words will do. In the log they stand in English."""


class NotAcceptable(RespiteFinderError, ValueError):
    """The case cannot be accepted as it is. ``reason`` says why and what to do."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The case cannot be accepted: {reason}")


class LooksTheSame(NotAcceptable):
    """A new place is so like ``records`` of ours that somebody must say that it is another one."""

    def __init__(self, records: tuple[Duplicate, ...]) -> None:
        self.records = records
        told = "; ".join(f"{one.name} ({one.place_id}: {one.why})" for one in records)
        super().__init__(
            f"it looks like {told}. Reject the case if it is the same place, or say that it is "
            "another place."
        )


@dataclass(frozen=True, slots=True)
class Records:
    """The dataset as a reviewer must see it: with what is accepted and not merged yet.

    ``waiting``: the accepted cases that are in it and not in the list yet, by the record's id.
    """

    rows: Mapping[str, Row]
    merged: Mapping[str, str]
    waiting: Mapping[str, tuple[Case, ...]] = field(default_factory=dict)


def with_accepted(
    rows: Mapping[str, Row], merged: Mapping[str, str], accepted: Iterable[Case]
) -> Records:
    """The records (by id) with the changes of accepted cases, so that the next case about the same
    place builds on them. A cell that has moved on since is left alone.
    """
    now = dict(rows)
    waiting: dict[str, tuple[Case, ...]] = {}
    for case in sorted(accepted, key=_decided):
        if case.change is None:
            continue
        change = change_of(case)
        place_id = merged.get(change.place_id, change.place_id)
        cells = {name: cell.new for name, cell in change.fields.items()}
        if change.action == "new":
            # What was published and is gone was taken out since.
            if place_id not in now and place_id not in merged:
                empty = dict.fromkeys(COLUMN_NAMES, "")
                now[place_id] = empty | cells | {"place_id": place_id}
                waiting[place_id] = (case,)
        elif place_id in now and not _checked_since(now[place_id], change):
            row = now[place_id]
            fits = {name: cell for name, cell in cells.items() if _stands(row, change, name)}
            now[place_id] = applied(dict(row), fits)
            if fits:
                waiting[place_id] = (*waiting.get(place_id, ()), case)
    return Records(now, merged, waiting)


def _checked_since(row: Row, change: Change) -> bool:
    """Whether the record rests on a later check than the change does."""
    stamp = change.fields.get("source_date")
    return stamp is not None and newer(row["source_date"], stamp.new)


def _stands(row: Row, change: Change, name: str) -> bool:
    return row[name] == change.fields[name].old


def _decided(case: Case) -> datetime:
    return case.decided_at or case.received_at


def records_for(store: Store, rows: Mapping[str, Row], merged: Mapping[str, str]) -> Records:
    """``with_accepted`` of everything that the store has accepted."""
    return with_accepted(rows, merged, store.to_hand_over(again=True))


def accept(
    store: Store,
    number: str,
    *,
    records: Records,
    reason: str,
    by: str,
    now: datetime,
    checked: Checked | None = None,
    cells: Mapping[str, str] | None = None,
    another_place: bool = False,
    today: date | None = None,
) -> Case:
    """Accept a case; a message is only closed, as answered.

    ``by``: a role or an address, for the log. ``now`` is aware. ``another_place``: the reviewer
    says that a new place is none of those that it looks like. ``today``: the reviewer's day, for
    what must not be in the future. Raises RecordNotFound, QueryError for a reason, a cell, a day
    or a page that cannot be, NotAcceptable if the result breaks a rule or nothing would change,
    LooksTheSame.
    """
    case = store.case(number)
    why = _reason(reason)
    if case.status != "open":
        raise QueryError("number", case.number, f"the case is closed: it was {case.status}")
    if case.kind is Kind.MESSAGE:
        if cells:
            raise NotAcceptable("a message changes no record. Use respite-finder verify for that.")
        return store.decide(case.number, decision="accepted", reason=why, by=by, now=now)
    if checked is None:
        raise NotAcceptable(
            "a suggestion is no source. Say how you checked it, the page, and the day."
        )
    day = today or now.astimezone().date()
    proposal = proposal_of(case, records.rows, records.merged, day, cells, checked)
    change = _change(case, proposal, checked)
    if proposal.likely_same and not another_place:
        raise LooksTheSame(proposal.likely_same)
    return store.decide(
        case.number, decision="accepted", reason=why, by=by, now=now, change=asdict(change)
    )


def reject(store: Store, number: str, *, reason: str, by: str, now: datetime) -> Case:
    """Reject a case. Raises RecordNotFound, QueryError without a reason or for a closed case."""
    return store.decide(number, decision="rejected", reason=_reason(reason), by=by, now=now)


def _change(case: Case, proposal: Proposal, checked: Checked) -> Change:
    if proposal.errors:
        told = "; ".join(f"{problem.field}: {problem.rule}" for problem in proposal.errors)
        raise NotAcceptable(f"{told}.")
    if not set(proposal.changed) - _STAMP:
        raise NotAcceptable(
            "no cell of the record would change. Set what you found out, or reject the case "
            "because our record is right already."
        )
    fields = {
        name: FieldChange(proposal.before.get(name, ""), proposal.after[name], "file", accept=True)
        for name in proposal.changed
    }
    return Change(
        action="new" if proposal.is_new else "changed",
        row=1,
        place_id=proposal.place_id,
        name=proposal.after["name"],
        reason=reason_of(case.number, checked.how, checked.on),
        fields=fields,
        accept=True,
    )


_STAMP: Final = frozenset({"source_name", "source_url", "source_date", "other_sources"})
"""What every check changes; it alone is no correction."""


def _reason(reason: str) -> str:
    told = " ".join(reason.split())
    if not told:
        raise QueryError("reason", reason, "say in a few words why")
    if len(told) > LONGEST_REASON:
        raise QueryError("reason", reason, f"keep it under {LONGEST_REASON} letters")
    return told


def subject_of(case: Case, rows: Mapping[str, Row]) -> str:
    """What a case is about, in a few words: a name and a state. Of a closed one the id."""
    row = rows.get(case.place_id)
    name = row["name"] if row else case.said.get("name", "") or case.place_id
    state = state_of(case, rows)
    return ", ".join(part for part in (" ".join(name.split()), state) if part)


def state_of(case: Case, rows: Mapping[str, Row]) -> str:
    """The state that a case is about; empty if it says none."""
    row = rows.get(case.place_id)
    return row["state"] if row else case.said.get("state", "")


def attachment_name(number: str, held: Held) -> str:
    """A name of ours for a file: nothing in it is the sender's."""
    suffix = held.suffix if held.suffix in _SUFFIXES else ".bin"
    return f"case-{number.lower()}-{held.index + 1}{suffix}"


_SUFFIXES: Final = frozenset({".pdf", ".png", ".jpg"})


def log_rows(decisions: Iterable[Decision]) -> list[tuple[str, ...]]:
    """The log of decisions as text: number, kind, place, moment (UTC), decision, reason, by."""
    return [
        (
            one.number,
            one.kind.value,
            one.place_id,
            f"{one.decided_at.astimezone(UTC):%Y-%m-%d %H:%M}",
            one.decision,
            one.reason,
            one.by,
        )
        for one in decisions
    ]
