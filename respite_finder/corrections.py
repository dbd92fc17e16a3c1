"""The correction log, ``data/corrections.csv``: every change of a published record, for ever.

Its columns are those of HSDS 3.0 ``metadata``, and how the change came about. ``resource_id``
holds our ``place_id``; the HSDS export makes a UUID of it. A value that may not be printed
(a withheld street, a private e-mail address) is not in the log either.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Iterable
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from respite_finder.errors import FileError
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

COLUMNS = tuple(field.name for field in fields(Correction))


def correction(
    place_id: str, action: str, field: str, before: str, after: str, evidence: Evidence
) -> Correction:
    """A row of the log; its id is the same for the same change, so that it is logged once."""
    what = json.dumps((place_id, action, field, before, after, evidence.on))
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
    return [Correction(*cells) for cells in rows]


def append_corrections(
    path: Path, new: Iterable[Correction], withheld: Container[str] = ()
) -> None:
    """Add rows to the log, each once, as one step.

    Of the ids in ``withheld`` the log tells no street, ZIP code or point, also not what it told
    before they were withheld.
    """
    rows = {row.id: row for row in read_corrections(path)}
    for row in new:
        rows.setdefault(row.id, row)
    for row in rows.values():
        if row.resource_id in withheld and row.field_name in SECRET_IF_WITHHELD:
            rows[row.id] = replace(row, previous_value="", replacement_value="")
    replace_text(path, csv_text(COLUMNS, (astuple(row) for row in rows.values())))
