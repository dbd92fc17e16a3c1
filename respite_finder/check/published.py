"""An id once published never disappears: links, reports and corrections point to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from respite_finder.errors import Problem
from respite_finder.ids import published_ids
from respite_finder.places import Row


def id_problems(rows: Sequence[tuple[int, Row]], ids_path: Path) -> list[Problem]:
    """Published ids that no record answers to, and records that the list does not know yet."""
    published = published_ids(ids_path)
    if not published:
        if not ids_path.with_name("corrections.csv").exists():
            return []
        rule = f"{ids_path.name} is gone or empty: take it from the last commit"
        return [Problem(0, "", "place_id", "", rule)]
    present = {record["place_id"] for _, record in rows}
    gone = [
        Problem(0, old, "place_id", old, _missing(old, now, ids_path.name))
        for old, now in published.items()
        if now not in present
    ]
    new = [
        Problem(
            number,
            record["place_id"],
            "place_id",
            record["place_id"],
            f"is not in {ids_path.name} yet: add it there when it is published",
            "warning",
        )
        for number, record in rows
        if record["place_id"] not in published
    ]
    return [*gone, *new]


def _missing(old: str, now: str, name: str) -> str:
    if old != now:
        return f"{name} says that it was merged into {now}, which is not there"
    return (
        f"this published id has no record: a place that ends gets the status closed, a "
        f"duplicate a second id in {name}"
    )
