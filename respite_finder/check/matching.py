"""Which of our records, if any, an incoming one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from respite_finder.check.likeness import (
    LARGEST_BLOCK,
    SAME_NAME,
    Block,
    Likeness,
    Traits,
    likeness,
    traits,
)
from respite_finder.distance import miles_between
from respite_finder.places import Row, is_withheld

SAME_AREA_MILES = 30.0
"""Between the middles of two towns: a village of a town has a name and a ZIP code of its own."""

Point = tuple[float, float] | None
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
        self._hidden: dict[str, list[str]] = {}
        self._middles: dict[str, Point] = {}
        for row in rows.values():
            self.add(row)

    def add(self, row: Row) -> None:
        """Match later records against this one too."""
        place_id, made = row["place_id"], traits(row)
        self._traits[place_id] = made
        if is_withheld(row):
            # Whoever else stands for such a place must not tell where it is.
            self._hidden.setdefault(made.state, []).append(place_id)
            self._middles[place_id] = _middle(row)
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

    def withheld_alike(self, row: Row, *, any_kind: bool = False) -> set[str]:
        """Ids of withheld records of another kind (or any) that it may be: with its name or phone
        in its town, with its name not far from there, with its name and phone in its state.

        A record that names no town may be in any.
        """
        made = traits(row)
        return {
            place_id
            for place_id in self._hidden.get(made.state, ())
            if (any_kind or self._traits[place_id].kind != made.kind)
            and self._stands_for(row, likeness(made, self._traits[place_id]), place_id)
        }

    def _stands_for(self, row: Row, alike: Likeness, place_id: str) -> bool:
        named = alike.within or alike.name >= SAME_NAME
        if not alike.other_town:
            return alike.same_phone or named
        if alike.same_phone:
            return named
        miles = _miles(_middle(row), self._middles[place_id])
        return alike.name >= SAME_NAME and miles <= SAME_AREA_MILES

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


def _middle(row: Row) -> Point:
    """The point that a record states, however coarse; None where it states none to reckon with."""
    try:
        return float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return None


def _miles(one: Point, other: Point) -> float:
    """How far two points are apart; 0 if one is not known."""
    return float(miles_between(*one, *other)) if one and other else 0.0


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
