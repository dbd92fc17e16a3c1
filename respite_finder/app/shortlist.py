"""My list: the places that a visitor saved, in their order. Kept in this session, nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from respite_finder.referral.share import MOST_IDS

MOST: Final = MOST_IDS
MOST_COMPARED: Final = 4
"""As many columns as a table can have that is still read side by side."""

_KEY: Final = "shortlist"


@dataclass(frozen=True, slots=True)
class Undo:
    """The order before an action, and what the action brought; ``removed`` is the id it took."""

    before: tuple[str, ...]
    brought: frozenset[str] = frozenset()
    removed: str = ""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Ids in the visitor's order, and those that are compared. Every action makes a new one."""

    ids: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    last: Undo | None = None

    @property
    def with_removed(self) -> tuple[str, ...]:
        """The ids, and the one that was just removed where it was."""
        if self.last is None or not self.last.removed or self.last.removed in self.ids:
            return self.ids
        ids = list(self.ids)
        ids.insert(self.last.before.index(self.last.removed), self.last.removed)
        return tuple(ids)

    @property
    def full(self) -> bool:
        """Whether nothing more can be saved."""
        return len(self.ids) >= MOST

    def add(self, place_id: str) -> Shortlist:
        """With this place at the end, or where it was if it has just been removed."""
        if place_id in self.ids or self.full:
            return self
        if self.last and self.last.removed == place_id:
            return self.undo()
        return replace(self, ids=(*self.ids, place_id))

    def remove(self, place_id: str) -> Shortlist:
        """Without this place; ``undo`` puts it back where it was."""
        if place_id not in self.ids:
            return self
        return Shortlist(
            tuple(one for one in self.ids if one != place_id),
            tuple(one for one in self.compared if one != place_id),
            Undo(self.ids, removed=place_id),
        )

    def move(self, place_id: str, by: int) -> Shortlist:
        """With this place so many steps further down (or up, if negative), as far as there are."""
        if place_id not in self.ids:
            return self
        rest = [one for one in self.ids if one != place_id]
        rest.insert(min(max(0, self.ids.index(place_id) + by), len(rest)), place_id)
        return replace(self, ids=tuple(rest))

    def take(self, ids: Iterable[str]) -> Shortlist:
        """With these places and no others; ``undo`` brings the others back."""
        taken = tuple(dict.fromkeys(ids))[:MOST]
        compared = tuple(one for one in self.compared if one in taken)
        lost = set(self.ids) - set(taken)
        last = Undo(self.ids, frozenset(taken) - frozenset(self.ids)) if lost else None
        return Shortlist(taken, compared, last)

    def join(self, ids: Iterable[str]) -> Shortlist:
        """With these places behind those that are there already, as many as there is room for."""
        return replace(self, ids=tuple(dict.fromkeys((*self.ids, *ids)))[:MOST])

    def undo(self) -> Shortlist:
        """As it was before something was taken away; what was saved since then stays."""
        if self.last is None:
            return self
        ids = [one for one in self.ids if one not in self.last.brought]
        for place, one in enumerate(self.last.before):
            if one not in ids:
                ids.insert(place, one)
        kept = tuple(ids)[:MOST]
        return Shortlist(kept, tuple(one for one in self.compared if one in kept))

    def compare(self, place_id: str, *, on: bool) -> Shortlist:
        """With this place side by side with the others, or not; never more than four."""
        others = tuple(one for one in self.compared if one != place_id)
        if not on:
            return replace(self, compared=others)
        if place_id not in self.ids or len(others) >= MOST_COMPARED:
            return self
        return replace(self, compared=(*others, place_id))


def now() -> Shortlist:
    """The list of this session."""
    found: Shortlist = st.session_state.get(_KEY, Shortlist())
    return found


def put(changed: Shortlist) -> None:
    """Make this the list of the session."""
    st.session_state[_KEY] = changed


def save(place_id: str) -> None:
    """Save a place."""
    put(now().add(place_id))


def remove(place_id: str) -> None:
    """Take a place away."""
    put(now().remove(place_id))
