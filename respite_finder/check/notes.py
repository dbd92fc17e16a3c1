"""The referral notes hold what they promise: every kind, every part, every fact with its source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from respite_finder.errors import Problem
from respite_finder.files import read_text
from respite_finder.places import cell_rule
from respite_finder.referral_notes import FACTS, OWN, PARTS, PUBLISHED, READ
from respite_finder.schema import BY_NAME, ServiceType, split_list

NOTES: Final = "referral_notes.csv"
SOURCES: Final = "referral_sources.csv"
NOTE_COLUMNS: Final = ("service_type", "part", "text", "sources")
SOURCE_COLUMNS: Final = ("source_id", "publisher", "title", "url", "date", "date_is")
_ENDS: Final = (".", "?", "!")

Table = Sequence[tuple[int, Mapping[str, str]]]


def note_problems(folder: Path) -> list[Problem]:
    """Every problem of the notes and their sources; none where the folder has no notes."""
    if not (folder / NOTES).exists():
        return []
    found: list[Problem] = []
    notes = _table(folder / NOTES, NOTE_COLUMNS, found)
    sources = _table(folder / SOURCES, SOURCE_COLUMNS, found)
    if not found:
        found += _source_rows(sources)
        found += _note_rows(notes, {row["source_id"] for _, row in sources})
        found += _missing(notes)
        found += _unused(notes, sources)
    return found


def _source_rows(sources: Table) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, row in sources:
        if row["source_id"] in (*seen, OWN):
            rule = "this id is taken: give each source its own"
            yield _problem(SOURCES, number, "source_id", row["source_id"], rule)
        seen.add(row["source_id"])
        for field, column in (("url", "source_url"), ("date", "source_date")):
            if rule := cell_rule(BY_NAME[column], row[field]):
                yield _problem(SOURCES, number, field, row[field], rule)
        if row["date_is"] not in (PUBLISHED, READ):
            rule = f"must be {PUBLISHED} or {READ}: what the date says"
            yield _problem(SOURCES, number, "date_is", row["date_is"], rule)


def _note_rows(notes: Table, known: set[str]) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for number, row in notes:
        if row["service_type"] not in {kind.value for kind in ServiceType}:
            rule = "is not a kind of help: see data/service_types.csv"
            yield _problem(NOTES, number, "service_type", row["service_type"], rule)
        if row["part"] not in PARTS:
            rule = f"must be one of {', '.join(PARTS)}"
            yield _problem(NOTES, number, "part", row["part"], rule)
        for name in set(split_list(row["sources"])) - known - {OWN}:
            yield _problem(NOTES, number, "sources", name, f"is not in {SOURCES}: add it there")
        if not row["text"].endswith(_ENDS):
            yield _problem(NOTES, number, "text", row["text"], "must end as a sentence does")
        told = (row["service_type"], row["part"], row["text"])
        if told in seen:
            yield _problem(NOTES, number, "text", row["text"], "is there twice: keep one")
        seen.add(told)


def _missing(notes: Table) -> Iterator[Problem]:
    """Parts that a kind of help lacks, and facts that rest on no source at all."""
    for kind in ServiceType:
        for part in PARTS:
            rows = [r for _, r in notes if (r["service_type"], r["part"]) == (kind.value, part)]
            sources = {name for row in rows for name in split_list(row["sources"])}
            if not rows:
                rule = f"{kind.value} has no row of this part: write one"
                yield _problem(NOTES, 0, part, "", rule)
            elif part in FACTS and not sources - {OWN}:
                rule = f"no source of {kind.value} states it: name at least one"
                yield _problem(NOTES, 0, part, "", rule)


def _unused(notes: Table, sources: Table) -> Iterator[Problem]:
    used = {name for _, row in notes for name in split_list(row["sources"])}
    for number, row in sources:
        if row["source_id"] not in used:
            rule = "no note rests on this source: take it out"
            yield _problem(SOURCES, number, "source_id", row["source_id"], rule, "warning")


def _table(path: Path, columns: Sequence[str], found: list[Problem]) -> Table:
    """The rows with the number that a spreadsheet shows; what is broken or empty goes to found."""
    if not path.exists():
        found.append(_problem(path.name, 0, "", "", "is not there: take it from the last commit"))
        return ()
    text = read_text(path, "the file as it is published")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != tuple(columns):
        rule = f"the header must be {','.join(columns)}"
        found.append(_problem(path.name, 1, "", "", rule))
        return ()
    rows = list(enumerate(reader, start=2))
    for number, row in rows:
        if None in row or None in row.values():
            rule = f"must have {len(columns)} cells: put quotes around a text with a comma"
            found.append(_problem(path.name, number, "", "", rule))
            continue
        empty = (name for name in columns if not row[name].strip())
        found += [_problem(path.name, number, name, "", "must not be empty") for name in empty]
    return rows


def _problem(
    file: str, row: int, field: str, value: str, rule: str, severity: str = "error"
) -> Problem:
    """A problem of a file beside the places: its own row stands in the name of the field."""
    where = ", ".join(part for part in (file, f"row {row}" if row else "", field) if part)
    return Problem(0, "", where, value, rule, "warning" if severity == "warning" else "error")
