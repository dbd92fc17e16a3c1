"""Which of our records, if any, an incoming one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from respite_finder.check.likeness import LARGEST_BLOCK, SAME_NAME, Block, Traits, likeness, traits
from respite_finder.places import Row

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
        self._merged = merged
        self._traits: dict[str, Traits] = {}
        self._blocks: dict[Block, list[str]] = {}
        self._names: dict[Block, list[str]] = {}
        self._towns: dict[Block, list[str]] = {}
        for row in rows.values():
            self.add(row)

    def add(self, row: Row) -> None:
        """Match later records against this one too."""
        place_id, made = row["place_id"], traits(row)
        self._traits[place_id] = made
        if row["address_withheld"] == "yes":
            # Whoever else stands for such a place must not tell where it is.
            self._towns.setdefault((made.state, made.city), []).append(place_id)
        for block in made.blocks():
            members = self._blocks.setdefault(block, [])
            if len(members) < LARGEST_BLOCK:
                members.append(place_id)
        for block in _name_keys(made):
            self._names.setdefault(block, []).append(place_id)

    def match(self, row: Row) -> Match:
        """What a whole record (see ``complete``) is among ours."""
        stated = row["place_id"]
        now = stated if stated in self._traits else self._merged.get(stated, "")
        if now in self._traits:
            return Match("id", (now,), f"the id {stated}")
        made = traits(row)
        namesakes = {name for block in _name_keys(made) for name in self._names.get(block, ())}
        same = sorted(name for name in namesakes if _agree(made, self._traits[name]))
        if len(same) == 1:
            return Match("same", (same[0],), "the same name, kind and place")
        if same:
            return Match("several", tuple(same), f"several records fit: {', '.join(same)}")
        return self._likely(made)

    def withheld_alike(self, row: Row) -> set[str]:
        """Ids of withheld records in its town, of another kind, with its name or phone."""
        made = traits(row)
        if not made.city:
            return set()
        found = set()
        for place_id in self._towns.get((made.state, made.city), ()):
            ours = self._traits[place_id]
            alike = likeness(made, ours)
            if ours.kind != made.kind and (
                alike.same_phone or alike.within or alike.name >= SAME_NAME
            ):
                found.add(place_id)
        return found

    def _likely(self, made: Traits) -> Match:
        near = {name for block in made.blocks() for name in self._blocks.get(block, ())}
        found = []
        for place_id in sorted(near):
            ours = self._traits[place_id]
            if ours.kind != made.kind:
                continue
            alike = likeness(made, ours)
            if alike.likely_same:
                found.append((-alike.name, place_id, alike.in_words()))
        if not found:
            return Match("none")
        found.sort()
        return Match("likely", tuple(hit[1] for hit in found), found[0][2])


def _agree(one: Traits, other: Traits) -> bool:
    """Whether two namesakes share a fact, or neither of them says where it is.

    Another house number is another house, for a person to look at.
    """
    if _house(one) and _house(other) and _house(one) != _house(other):
        return False
    if one.phone and one.phone == other.phone:
        return True
    if one.website and one.website == other.website:
        return not (one.city and other.city) or one.city == other.city
    if one.zip and one.zip == other.zip:
        return True
    if one.city and other.city:
        return one.city == other.city
    return not (one.city or other.city)


def _house(made: Traits) -> str:
    return "".join(takewhile(str.isdigit, made.street))


def _name_keys(made: Traits) -> set[Block]:
    return {(made.state, made.kind, name.replace(" ", "")) for name in made.names}
