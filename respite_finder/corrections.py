"""The correction log, ``data/corrections.csv``: every change of a published record, for ever.

Its columns are those of HSDS 3.0 ``metadata``, and how the change came about. ``resource_id``
holds our ``place_id``; the HSDS export makes a UUID of it. A value that may not be printed
(a withheld street, a private e-mail address) is not in the log either.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from pathlib import Path

from respite_finder.errors import FileError, shorten
from respite_finder.files import csv_text, read_text, replace_text
from respite_finder.ids import uuid_of
from respite_finder.schema import FINE


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a record changes: ``on`` is the day (YYYY-MM-DD), ``updated_by`` a role, never a name.

    ``how`` is phone, website, import, geocoder or review.
    """

    on: str
    how: str
    updated_by: str
    source_url: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of the log. ``last_action_type``: create, update, verify or merge."""

    id: str
    resource_id: str
    resource_type: str
    last_action_date: str
    last_action_type: str
    field_name: str
    previous_value: str
    replacement_value: str
    updated_by: str
    how: str
    source_url: str
    reason: str


SECRET_IF_WITHHELD = FINE - {"precision", "coordinate_source"}
"""Columns whose values nothing tells of a record whose address is withheld."""

ACTIONS = ("create", "update", "verify", "merge")
COLUMNS = tuple(field.name for field in fields(Correction))


def correction(
    place_id: str, action: str, field: str, before: str, after: str, evidence: Evidence
) -> Correction:
    """A row of the log. Its id is made from what it says."""
    what = json.dumps((place_id, action, field, before, after, *astuple(evidence)))
    return Correction(
        id=str(uuid_of("correction", what)),
        resource_id=place_id,
        resource_type="service",
        last_action_date=evidence.on,
        last_action_type=action,
        field_name=field,
        previous_value=before,
        replacement_value=after,
        updated_by=evidence.updated_by,
        how=evidence.how,
        source_url=evidence.source_url,
        reason=evidence.reason,
    )


def read_corrections(path: Path) -> list[Correction]:
    """The log, in its order; empty if there is none yet. Raises FileError if it is broken."""
    if not path.exists():
        return []
    reader = csv.reader(io.StringIO(read_text(path, "a correction log"), newline=""), strict=True)
    if tuple(next(reader, ())) != COLUMNS:
        raise FileError(path.name, f"must have the columns {', '.join(COLUMNS)}", 1)
    try:
        rows = list(reader)
    except csv.Error as error:
        rule = f"cannot be read as CSV ({error}): take it from the last commit"
        raise FileError(path.name, rule, reader.line_num) from None
    for number, cells in enumerate(rows, start=2):
        if len(cells) != len(COLUMNS):
            rule = f"has {len(cells)} cells where the header has {len(COLUMNS)}"
            raise FileError(path.name, rule, number)
    log = [Correction(*cells) for cells in rows]
    for number, row in enumerate(log, start=2):
        if not _is_day(row.last_action_date):
            rule = f"last_action_date must be YYYY-MM-DD, got {shorten(row.last_action_date)!r}"
            raise FileError(path.name, rule, number)
        if row.last_action_type not in ACTIONS:
            rule = f"last_action_type must be one of {', '.join(ACTIONS)}"
            raise FileError(path.name, rule, number)
    return log


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def append_corrections(
    path: Path, new: Iterable[Correction], withheld: Container[str] = ()
) -> None:
    """Add rows to the log, each once, as one step.

    Of the ids in ``withheld`` the log tells no street, ZIP code or point, also not what it told
    before they were withheld.
    """
    rows, fresh = read_corrections(path), list(new)
    before, said = _by_cell(rows), _by_cell(fresh)
    # The last words on a cell, said again, are a save that the machine cut short.
    again = {
        about for about, words in said.items() if before.get(about, [])[-len(words) :] == words
    }
    rows += [row for row in fresh if _about(row) not in again]
    told = [
        replace(row, previous_value="", replacement_value="")
        if row.resource_id in withheld and row.field_name in SECRET_IF_WITHHELD
        else row
        for row in rows
    ]
    replace_text(path, csv_text(COLUMNS, (astuple(row) for row in _with_ids(told))))


def _by_cell(rows: Iterable[Correction]) -> dict[tuple[str, str, bool], list[Correction]]:
    """What was said of each cell, in order, without the ids."""
    found: dict[tuple[str, str, bool], list[Correction]] = {}
    for row in rows:
        found.setdefault(_about(row), []).append(replace(row, id=""))
    return found


def _about(row: Correction) -> tuple[str, str, bool]:
    return row.resource_id, row.field_name, row.last_action_type == "verify"


def _with_ids(rows: Iterable[Correction]) -> Iterator[Correction]:
    """The rows, each under an id of its own; of a value that was taken out no id tells it."""
    taken: set[str] = set()
    for row in rows:
        values = row.previous_value or row.replacement_value
        blank = row.field_name in SECRET_IF_WITHHELD and not values
        said = json.dumps(astuple(row)[1:]) if blank else row.id
        made, number = str(uuid_of("correction", said)) if blank else row.id, 1
        while made in taken:
            number += 1
            made = str(uuid_of("correction", f"{said} {number}"))
        taken.add(made)
        yield replace(row, id=made)
