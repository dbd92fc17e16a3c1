"""Does a place that somebody tells us of look like one that we have? Told while they write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
from rapidfuzz import fuzz

from respite_finder.check.contacts import url_problem
from respite_finder.check.likeness import Likeness, Traits, likeness, traits
from respite_finder.community.forms import phone_as_ours
from respite_finder.i18n import _
from respite_finder.places import Row
from respite_finder.schema import COLUMN_NAMES

MOST: Final = 3
_LIKE_NAME: Final = 85.0
"""Of 100: below what makes two records one place, because a person looks at once."""
_SHORTEST_NAME: Final = 4
"""Letters; below that half of all names begin alike."""
_KIND_WORDS: Final = frozenset(
    {
        *("house", "home", "center", "centre", "respite", "peer", "peers", "program", "services"),
        *("support", "crisis", "recovery", "wellness", "community", "club", "clubhouse", "living"),
        *("room", "warmline", "warm", "line", "network", "group"),
    }
)
"""Words that say what a place is and not which: people leave them out, or put others."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A place of ours that it may be, and ``why`` in the visitor's language."""

    place_id: str
    name: str
    city: str
    state: str
    why: str


class KnownPlaces:
    """The places that everybody may see (a frame of ``export.publishable``), to compare with.

    What a house does not publish is not compared: an answer would tell it.
    """

    def __init__(self, places: pd.DataFrame) -> None:
        frame = places.reindex(columns=list(COLUMN_NAMES)).astype("str").fillna("")
        self._rows: dict[str, list[tuple[Row, Traits]]] = {}
        for row in frame.assign(place_id=places.index).to_dict("records"):
            known: Row = {str(name): str(cell) for name, cell in row.items()}
            self._rows.setdefault(known["state"], []).append((known, traits(known)))

    def like(self, said: Mapping[str, str]) -> tuple[Likely, ...]:
        """The places that it may be, the likeliest first; ``said``: what the form holds so far."""
        made = traits(_row(said))
        if not made.state:
            return ()
        found = []
        for row, ours in self._rows.get(made.state, ()):
            alike = likeness(made, ours)
            why = _why(alike, made, ours)
            if why:
                found.append((-_weight(alike), row["name"], row, why))
        found.sort(key=lambda hit: hit[:2])
        return tuple(
            Likely(row["place_id"], row["name"], row["city"], row["state"], why)
            for _score, _name, row, why in found[:MOST]
        )


def _row(said: Mapping[str, str]) -> Row:
    """What was typed, as a record; what cannot be compared is left out."""
    row = dict.fromkeys(COLUMN_NAMES, "")
    row |= {name: cell for name, cell in said.items() if name in row}
    row["phone"] = phone_as_ours(row["phone"])
    website = row["website"] if "://" in row["website"] else f"https://{row['website']}"
    row["website"] = "" if url_problem(website) else website
    return row


def _why(alike: Likeness, made: Traits, ours: Traits) -> str:
    if alike.same_phone:
        return _("It has the same phone.")
    if alike.same_street:
        return _("It has the same address.")
    if alike.same_website and not alike.other_town:
        return _("It has the same website.")
    if not alike.other_town and _named_alike(alike, made, ours):
        return _("It has a name like this one.")
    return ""


def _named_alike(alike: Likeness, made: Traits, ours: Traits) -> bool:
    if len(made.names[0]) < _SHORTEST_NAME:
        return False
    if alike.name >= _LIKE_NAME:
        return True
    mine = _own_words(made.names[0])
    return len(mine) >= _SHORTEST_NAME and any(
        fuzz.ratio(mine, _own_words(name)) >= _LIKE_NAME for name in ours.names
    )


def _own_words(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _KIND_WORDS)


def _weight(alike: Likeness) -> float:
    return alike.name + 100 * alike.same_phone + 50 * alike.same_street + 25 * alike.same_town
