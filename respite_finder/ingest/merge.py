"""Apply what a person accepted of a change file; the rest stays as it is."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date

from respite_finder.changes import ACCEPTABLE, Change, FieldChange, Head
from respite_finder.check import errors_in_words
from respite_finder.check.beside import beside_problems
from respite_finder.community.hand_over import FORMAT, evidence_of
from respite_finder.corrections import Evidence
from respite_finder.dataset import Dataset
from respite_finder.errors import RecordNotFound
from respite_finder.places import Row
from respite_finder.schema import COLUMN_NAMES, FINE
from respite_finder.upkeep.complete import POINT, applied, locate_row
from respite_finder.upkeep.verify import FIXED


@dataclass(slots=True)
class Merged:
    """What a merge did. ``not_applied``: id and reason of what was accepted and could not be."""

    added: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    already: int = 0
    not_applied: list[tuple[str, str]] = field(default_factory=list)


def accept(changes: Iterable[Change], wanted: Set[str]) -> list[str]:
    """Mark records as accepted, by action or by id; the words that fit nothing.

    What a person marked in the file before stays as marked.
    """
    unknown = set(wanted) - set(ACCEPTABLE)
    for change in changes:
        names = {change.action, change.place_id} & wanted
        unknown -= names
        if names and change.accept is None and change.action in ACCEPTABLE:
            change.accept = True
    return sorted(unknown)


def merge(dataset: Dataset, head: Head, changes: Iterable[Change], today: date) -> Merged:
    """Put the accepted changes into the dataset; the caller saves it.

    A cell that is not any more what it was at the import (or the review) is left alone, and told.
    """
    done = Merged()
    for change in changes:
        evidence = _evidence(head, change, today)
        fields = _whole_point(change)
        if change.action not in ACCEPTABLE:
            if change.accept or fields:
                reason = f"is {change.action} and cannot be accepted"
                who = change.place_id or change.name or f"row {change.row}"
                done.not_applied.append((who, reason))
        elif change.accept == "new":
            _add(dataset, change.another, evidence, done)
        elif fields and change.action == "new":
            cells = {name: cell.new for name, cell in fields.items()}
            _add(dataset, cells | {"place_id": change.place_id}, evidence, done)
        elif fields:
            _change(dataset, change, fields, evidence, done)
    return done


def _evidence(head: Head, change: Change, today: date) -> Evidence:
    """How a change came about: of a review what was checked, else the import."""
    if head.format == FORMAT:
        return evidence_of(change, today.isoformat())
    return Evidence(
        on=today.isoformat(),
        how="import",
        updated_by="maintainer",
        source_url=head.source_url,
        reason=f"{head.format} file {head.file}",
    )


def _again(evidence: Evidence) -> str:
    """What to do about a change that does not fit any more."""
    if evidence.how == "import":
        return "import again"
    return "give another place_id in its line of the change file, and merge again"


def _wanted(change: Change, fields: Mapping[str, FieldChange], row: Row) -> str:
    """How to put in by hand what a review accepted: its words are deleted, so this is all that is
    left. Nothing finer than the town of a place that withholds its address, before or after.
    """
    after = {name: cell.new for name, cell in fields.items()}
    withheld = "yes" in (row["address_withheld"], after.get("address_withheld"))
    hidden = (FINE if withheld else frozenset[str]()) | FIXED
    wanted = [
        shlex.quote(f"{name}={new}")
        for name, new in after.items()
        if name not in hidden and row[name] != new
    ]
    told = " ".join(f"--set {pair}" for pair in wanted)
    return (
        "check with the place again, then run respite-finder verify "
        f"{change.place_id} --on DAY --how phone --source PAGE {told}".rstrip()
    )


def _whole_point(change: Change) -> dict[str, FieldChange]:
    """The accepted fields; of a point all of it, or nothing if a part of it was refused."""
    fields, point = change.accepted(), set(POINT) & set(change.fields)
    if any(change.fields[name].accept is False for name in point):
        return {name: cell for name, cell in fields.items() if name not in point}
    if point & set(fields):
        fields |= {name: change.fields[name] for name in POINT if name in point}
    return fields


def _add(dataset: Dataset, cells: Mapping[str, str], evidence: Evidence, done: Merged) -> None:
    row = dict.fromkeys(COLUMN_NAMES, "") | dict(cells)
    if row["address_withheld"] == "yes":
        row |= locate_row(row)
    place_id = row["place_id"]
    there = dataset.rows.get(place_id)
    if there is not None and there["name"] == row["name"]:
        done.already += 1
        return
    reason = _against(row, dataset)
    if reason:
        done.not_applied.append((place_id, reason))
        return
    try:
        dataset.add(row, _from(row, evidence))
    except ValueError as error:
        done.not_applied.append((place_id, f"{error}: {_again(evidence)}"))
        return
    done.added.append(place_id)


def _change(
    dataset: Dataset,
    change: Change,
    fields: dict[str, FieldChange],
    evidence: Evidence,
    done: Merged,
) -> None:
    try:
        row = dataset.record(change.place_id)
    except RecordNotFound as error:
        done.not_applied.append((change.place_id, str(error)))
        return
    moved_on = [n for n, cell in fields.items() if row[n] not in (cell.old, cell.new)]
    if moved_on:
        since = "import" if evidence.how == "import" else "review"
        again = "import again" if since == "import" else _wanted(change, fields, row)
        reason = f"{', '.join(moved_on)} changed since the {since}: {again}"
        done.not_applied.append((change.place_id, reason))
        return
    after = applied(row, {name: cell.new for name, cell in fields.items() if row[name] != cell.new})
    reason = _against(after, dataset, before=row)
    if reason:
        done.not_applied.append((change.place_id, reason))
        return
    changed = dataset.change(change.place_id, after, _from(after, evidence))
    if changed:
        done.changed[change.place_id] = changed
    else:
        done.already += 1


def _against(row: Row, dataset: Dataset, before: Row | None = None) -> str:
    """Why a record may not stand among the others, in one line; empty if it may."""
    beside = beside_problems(row, dataset.rows, before)
    broken = [errors_in_words(row), *(f"{problem.field}: {problem.rule}" for problem in beside)]
    return "; ".join(rule for rule in broken if rule)


def _from(row: Row, evidence: Evidence) -> Evidence:
    """The evidence with the page that the record itself names, where the import names none."""
    return replace(evidence, source_url=evidence.source_url or row["source_url"])
