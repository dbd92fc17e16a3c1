"""``check_places``, the gate of the dataset: every rule of a places file, every break of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from respite_finder.check.contacts import contact_problems
from respite_finder.check.duplicates import distinct_pairs, duplicate_problems
from respite_finder.check.names import name_problems
from respite_finder.check.needs import need_problems
from respite_finder.check.notes import note_problems
from respite_finder.check.published import id_problems
from respite_finder.check.secrets import hushed, secret_problems
from respite_finder.check.where import area_problems, place_problems
from respite_finder.errors import Problem
from respite_finder.places import Row, duplicate_ids, read_rows, row_problems
from respite_finder.resources import PLACES_CSV

__all__ = ["check_places", "check_rows", "errors_in_words"]


def check_places(path: Path = PLACES_CSV, *, today: date | None = None) -> list[Problem]:
    """Every problem of a places file, in its order: errors make it unusable, warnings are told.

    Beside the file may lie ``ids.txt`` (the published ids, of which none may disappear),
    ``distinct.csv`` (pairs that look alike and are not the same) and the referral notes with
    their sources. ``today`` is for dates.
    """
    rows, problems = read_rows(path)
    if not rows:
        return problems
    problems += check_rows(rows, today=today)
    problems += duplicate_ids(rows)
    problems += id_problems(rows, path.with_name("ids.txt"))
    problems += duplicate_problems(rows, distinct_pairs(path.with_name("distinct.csv")))
    problems += note_problems(path.parent)
    return sorted(problems, key=lambda problem: problem.row)


def check_rows(rows: Iterable[tuple[int, Row]], *, today: date | None = None) -> list[Problem]:
    """Every problem of numbered records, each by itself."""
    day = today or date.today()
    found: list[Problem] = []
    for number, record in rows:
        # Rules about meaning need cells that can be read at all.
        told = list(row_problems(number, record)) or _meaning_problems(number, record, day)
        found += hushed(record, told)
    return found


def errors_in_words(record: Row, *, today: date | None = None) -> str:
    """The rules that a record breaks, in one line; empty if it may stand."""
    errors = [p for p in check_rows([(0, record)], today=today) if p.severity == "error"]
    return "; ".join(f"{problem.field}: {problem.rule}" for problem in errors)


def _meaning_problems(number: int, record: Row, today: date) -> Iterator[Problem]:
    yield from name_problems(number, record)
    yield from contact_problems(number, record)
    yield from need_problems(number, record, today)
    yield from secret_problems(number, record)
    if record["location_type"] == "virtual":
        yield from area_problems(number, record)
    yield from place_problems(number, record)
