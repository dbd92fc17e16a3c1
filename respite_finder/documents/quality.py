"""How good the data is, in numbers: by type, by state, by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from respite_finder.corrections import Correction
from respite_finder.errors import Problem
from respite_finder.places import Row
from respite_finder.text import freshness, parse_date

SHOWN = ("active", "listed")


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of one group of records. All but ``records`` are of the ``shown`` ones: active and
    listed. ``street`` counts points of precision address; ``year`` and ``two_years`` those whose
    source stated them within 12 and 24 months; ``warnings`` is of all records.
    """

    group: str
    records: int
    shown: int
    phone: int
    website: int
    hours: int
    street: int
    year: int
    two_years: int
    warnings: int


def quality(group: str, rows: Sequence[Row], problems: Sequence[Problem], as_of: date) -> Quality:
    """Count one group of records; ``problems`` may be of others too."""
    shown = [row for row in rows if row["status"] in SHOWN]
    ids = {row["place_id"] for row in rows}
    bands = Counter(freshness(row["source_date"], as_of) for row in shown)
    return Quality(
        group=group,
        records=len(rows),
        shown=len(shown),
        phone=sum(bool(row["phone"]) for row in shown),
        website=sum(bool(row["website"]) for row in shown),
        hours=sum(bool(row["opening_hours"]) for row in shown),
        street=sum(row["precision"] == "address" for row in shown),
        year=bands["fresh"],
        two_years=bands["fresh"] + bands["ageing"],
        warnings=sum(p.severity == "warning" and p.place_id in ids for p in problems),
    )


def by(
    column: str,
    values: Iterable[str],
    rows: Sequence[Row],
    problems: Sequence[Problem],
    as_of: date,
) -> Iterator[Quality]:
    """Quality of each group of records that a column makes, in the order of ``values``."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    for value in values:
        if value in groups:
            yield quality(value, groups[value], problems, as_of)


def as_of(rows: Iterable[Row], log: Iterable[Correction]) -> date:
    """The latest day that the data itself knows, so that the same data make the same report."""
    stated = [parse_date(row["source_date"]) for row in rows]
    changed = [date.fromisoformat(correction.last_action_date) for correction in log]
    return max([day for day in (*stated, *changed) if day], default=date(1970, 1, 1))
