"""Accepted cases become a change file, which ``respite-finder merge`` puts into the dataset."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from respite_finder.changes import Change, FieldChange, Head, write_changes
from respite_finder.corrections import Evidence

if TYPE_CHECKING:
    from respite_finder.community.store import Case, Store

FORMAT: Final = "review"
FILE_NAME: Final = "review-{day}.jsonl"

_REASON: Final = re.compile(
    r"case [A-Z0-9-]+: checked by (?P<how>phone|website) on (?P<on>\d{4}-\d\d-\d\d)"
)


def reason_of(number: str, how: str, on: str) -> str:
    """What the correction log says of a case: its number and the check, nobody's words.

    >>> reason_of("7KQ2-M4XD", "phone", "2026-11-20")
    'case 7KQ2-M4XD: checked by phone on 2026-11-20'
    """
    return f"case {number}: checked by {how} on {on}"


def evidence_of(change: Change, today: str) -> Evidence:
    """The evidence of a change that a review accepted: how and when the place was checked.

    ``today`` (YYYY-MM-DD) stands in if a hand has changed the reason. The page is the record's own
    source.
    """
    found = list(_REASON.finditer(change.reason))
    how, on = (found[-1]["how"], found[-1]["on"]) if found else ("review", today)
    source = change.fields.get("source_url")
    return Evidence(
        on=on,
        how=how,
        updated_by="maintainer",
        source_url=source.new if source is not None else "",
        reason=change.reason or "a reviewed suggestion",
    )


def hand_over(store: Store, path: Path, now: datetime, again: bool = False) -> list[Case]:
    """Write accepted cases into one change file, then mark them; the cases, none if none waits.

    Stopped in between they are handed over again, and a merge knows what is there already.
    ``again``: also those that were handed over before. Raises FileError, StoreError.
    """
    cases = store.to_hand_over(again)
    if cases:
        write_changes(path, _head(now), changes_of(cases))
        store.mark_handed_over([case.number for case in cases], now)
    return cases


def handed_over(store: Store, now: datetime, again: bool = False) -> bytes:
    """As ``hand_over``, as bytes for a browser; empty if no case waits."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "changes.jsonl"
        return path.read_bytes() if hand_over(store, path, now, again) else b""


def _head(now: datetime) -> Head:
    return Head(FORMAT, "the store of suggestions", now.astimezone().date().isoformat())


def change_of(case: Case) -> Change:
    """The change of an accepted case, as it was before it went into the store."""
    stored = dict(case.change or {})
    cells = {name: FieldChange(**cell) for name, cell in stored.pop("fields", {}).items()}
    return Change(**stored, fields=cells)


def changes_of(cases: Iterable[Case]) -> list[Change]:
    """The changes in the order of the decisions. What builds on one before becomes one with it, so
    that a merge finds the cells as it expects them, also the second time.
    """
    made: dict[str, Change] = {}
    apart: list[Change] = []
    for case in sorted(cases, key=lambda one: one.decided_at or one.received_at):
        change = change_of(case)
        before = made.get(change.place_id)
        if before is None:
            made[change.place_id] = change
        elif _builds_on(change, before):
            made[change.place_id] = _joined(before, change)
        else:
            apart.append(change)
    return [replace(change, row=row) for row, change in enumerate([*made.values(), *apart], 1)]


def _builds_on(later: Change, before: Change) -> bool:
    """Whether each cell that both change is taken up where it was left."""
    if later.action == "new":
        return False
    return all(
        cell.old == before.fields[name].new
        if name in before.fields
        else before.action != "new" or cell.old == ""
        for name, cell in later.fields.items()
    )


def _joined(before: Change, later: Change) -> Change:
    fields = dict(before.fields)
    for name, cell in later.fields.items():
        fields[name] = replace(cell, old=fields[name].old) if name in fields else cell
    if before.action == "new":
        fields = {name: cell for name, cell in fields.items() if cell.new}
    reason = f"{before.reason}; {later.reason}"
    return replace(before, name=later.name, reason=reason, fields=fields)
