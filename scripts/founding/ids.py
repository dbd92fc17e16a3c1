"""Stable ids: state, then a short name: ``ma-afiya``."""

from __future__ import annotations

from collections import Counter

from respite_finder.ids import slug

Row = dict[str, str]


def make_ids(rows: list[Row], by_hand: dict[str, str]) -> None:
    """Give every row a ``place_id``; a name that a state has twice gets its city, then type.

    ``by_hand``: ids that a person chose, by fact row.
    """
    for row in rows:
        row["place_id"] = by_hand.get(row["fact_row"], "")
    for extra in ("", "city", "service_type", "fact_row"):
        counts = Counter(row["place_id"] for row in rows)
        for row in rows:
            if row["fact_row"] in by_hand:
                continue
            if counts[row["place_id"]] > 1 or not row["place_id"]:
                row["place_id"] = slug(row, extra)
