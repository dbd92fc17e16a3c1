"""What to check next: the longest unchecked first, and of these what visitors need most."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from respite_finder.schema import OFF_BY_DEFAULT, ServiceType, Status
from respite_finder.text import Freshness, freshness

ORDER: tuple[Freshness, ...] = ("undated", "old", "ageing", "fresh")
MOST_USED: tuple[str, ...] = tuple(kind.value for kind in ServiceType)
"""A night away and somebody to call come first: the order in which the types are declared."""


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A record that is due, and how to reach it: the first of phone, text, website, e-mail."""

    place_id: str
    name: str
    service_type: str
    state: str
    source_date: str
    freshness: Freshness
    reach: str
    source_url: str


def stale(
    places: pd.DataFrame,
    *,
    today: date,
    service_types: Collection[str] = (),
    limit: int | None = 20,
) -> list[ToCheck]:
    """The records that visitors see and that are older than a year, the most urgent first.

    ``places`` is as ``load_places`` returns it. Order: undated, old, ageing; within each by type
    in the order of ``ServiceType``, then by date, then by id. ``limit`` None means all.
    """
    shown = places.loc[places["status"].isin([Status.ACTIVE, Status.LISTED])]
    wanted = set(service_types) or set(MOST_USED) - OFF_BY_DEFAULT
    shown = shown.loc[shown["service_type"].isin(wanted)]
    due = [_to_check(row, today) for row in shown.reset_index().to_dict("records")]
    due = [record for record in due if record.freshness != "fresh"]
    due.sort(key=_urgency)
    return due if limit is None else due[:limit]


def _urgency(record: ToCheck) -> tuple[int, int, str, str]:
    kind = MOST_USED.index(record.service_type)
    return ORDER.index(record.freshness), kind, record.source_date, record.place_id


def _to_check(row: Mapping[Hashable, str], today: date) -> ToCheck:
    extension = f" ext. {row['phone_extension']}" if row["phone_extension"] else ""
    ways = (
        f"call {row['phone']}{extension}" if row["phone"] else "",
        f"text {row['text_line']}" if row["text_line"] else "",
        row["website"],
        row["email"],
    )
    return ToCheck(
        place_id=row["place_id"],
        name=row["name"],
        service_type=row["service_type"],
        state=row["state"],
        source_date=row["source_date"],
        freshness=freshness(row["source_date"], today),
        reach=next((way for way in ways if way), "no way known: see the source"),
        source_url=row["source_url"],
    )
