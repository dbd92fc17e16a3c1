"""Which of our records, if any, an incoming one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from respite_finder.check.duplicates import block_keys, likeness
from respite_finder.gazetteer import key
from respite_finder.places import Row

_COMPARED = (
    *("place_id", "name", "alternate_names", "service_type", "phone", "website"),
    *("street", "city", "state", "zip", "latitude", "longitude", "precision"),
)
"""All that matching looks at: an import may hold ninety thousand records."""

How = Literal["id", "same", "likely", "several", "none"]


@dataclass(frozen=True, slots=True)
class Match:
    """``how``: by id; the same (name, kind, state and a further fact); likely the same, for a
    person to decide; several records fit. ``place_ids`` names them, the likeliest first.
    """

    how: How
    place_ids: tuple[str, ...] = ()
    reason: str = ""


class Known:
    """Records to match against, indexed by what two records must share to be one place."""

    def __init__(self, rows: Mapping[str, Row], merged: Mapping[str, str]) -> None:
        self.rows = dict(rows)
        self._merged = merged
        self._blocks: dict[tuple[str, ...], list[str]] = {}
        self._names: dict[tuple[str, str, str], list[str]] = {}
        for row in rows.values():
            self._index(row)

    def add(self, row: Row) -> None:
        """Match later records against this new one too."""
        self.rows[row["place_id"]] = {name: row[name] for name in _COMPARED}
        self._index(row)

    def _index(self, row: Row) -> None:
        for block in block_keys(row):
            self._blocks.setdefault(block, []).append(row["place_id"])
        self._names.setdefault(_name_key(row), []).append(row["place_id"])

    def match(self, row: Row) -> Match:
        """What a whole record (see ``complete``) is among ours."""
        stated = row["place_id"]
        now = stated if stated in self.rows else self._merged.get(stated, "")
        if now in self.rows:
            return Match("id", (now,), f"the id {stated}")
        same = [name for name in self._names.get(_name_key(row), ()) if self._agrees(row, name)]
        if len(same) == 1:
            return Match("same", (same[0],), "the same name, kind and place")
        if same:
            return Match("several", tuple(same), f"several records fit: {', '.join(same)}")
        return self._likely(row)

    def _agrees(self, row: Row, place_id: str) -> bool:
        """Whether a namesake shares a fact, or neither of the two says where it is."""
        ours = self.rows[place_id]
        for name in ("phone", "zip", "website"):
            if row[name] and row[name] == ours[name]:
                return True
        if row["city"] and ours["city"]:
            return key(row["city"]) == key(ours["city"])
        return not (row["city"] or ours["city"])

    def _likely(self, row: Row) -> Match:
        near = {name for block in block_keys(row) for name in self._blocks.get(block, ())}
        found = []
        for place_id in sorted(near):
            ours = self.rows[place_id]
            if ours["service_type"] != row["service_type"]:
                continue
            alike = likeness(row, ours)
            if alike.likely_same:
                found.append((alike.name, place_id, alike.in_words()))
        if not found:
            return Match("none")
        found.sort(key=lambda hit: (-hit[0], hit[1]))
        return Match("likely", tuple(hit[1] for hit in found), found[0][2])


def _name_key(row: Row) -> tuple[str, str, str]:
    return row["state"], row["service_type"], key(row["name"])
