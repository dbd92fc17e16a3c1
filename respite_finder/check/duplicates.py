"""Likely duplicates: two records that may be one place, by name, phone and distance.

Nothing is merged here: a person decides. Pairs that a person found to be two places are listed in
``distinct.csv`` (``place_id, other_id, reason``) and are not told again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from respite_finder.distance import miles_between
from respite_finder.errors import FileError, Problem
from respite_finder.files import read_text
from respite_finder.gazetteer import key, normalize
from respite_finder.places import Row

SAME_NAME = 90.0
NEAR_MILES = 0.25
LARGEST_BLOCK = 50
"""A phone or host that more records share belongs to a network and tells nothing."""

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two records are. ``name``: 0 to 100; ``within``: one name holds the other one;
    ``other_town``: both name a town, and not the same; ``miles`` None where a point is missing.
    """

    name: float
    within: bool
    same_phone: bool
    same_website: bool
    same_street: bool
    same_town: bool
    other_town: bool
    miles: float | None

    @property
    def likely_same(self) -> bool:
        near = self.miles is not None and self.miles <= NEAR_MILES
        if self.same_street or (self.same_phone and self.same_town):
            return True
        if self.name >= SAME_NAME:
            return self.same_phone or self.same_town or near
        # A state's office and its branches share a phone: only a page tells a short form.
        return self.within and self.same_website and not self.other_town

    def in_words(self) -> str:
        """What speaks for it."""
        said = [f"name {self.name:.0f} of 100 alike"]
        said += ["same phone"] if self.same_phone else []
        said += ["same website"] if self.same_website else []
        said += ["same street"] if self.same_street else []
        said += ["same town"] if self.same_town else []
        return ", ".join(said)


def likeness(one: Row, other: Row) -> Likeness:
    """Compare two records of one state; the alternate names count as names."""
    names = [(_plain(a), _plain(b)) for a in _names(one) for b in _names(other)]
    return Likeness(
        name=max(_alike(a, b) for a, b in names),
        within=any(
            set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()) for a, b in names
        ),
        same_phone=bool(one["phone"]) and one["phone"] == other["phone"],
        same_website=bool(one["website"])
        and plain_url(one["website"]) == plain_url(other["website"]),
        same_street=bool(_street(one)) and _street(one) == _street(other) and _town(one, other),
        same_town=_town(one, other),
        other_town=bool(one["city"] and other["city"]) and not _town(one, other),
        miles=_miles(one, other),
    )


def duplicate_problems(rows: Sequence[tuple[int, Row]], distinct: Iterable[Pair]) -> list[Problem]:
    """A warning for every pair of records that may be one place and that nobody told apart."""
    settled = set(distinct)
    found = []
    for (_, first), (number, second) in candidate_pairs(rows):
        if frozenset((first["place_id"], second["place_id"])) in settled:
            continue
        # Two kinds of help of one organization in one house are two services.
        if first["service_type"] != second["service_type"]:
            continue
        alike = likeness(first, second)
        if alike.likely_same:
            rule = f"may be the same place as {first['place_id']}: {alike.in_words()}"
            found.append(
                Problem(number, second["place_id"], "name", second["name"], rule, "warning")
            )
    return found


def candidate_pairs(
    rows: Sequence[tuple[int, Row]],
) -> Iterator[tuple[tuple[int, Row], tuple[int, Row]]]:
    """Pairs worth comparing, each once: same state and phone, town, street or first letters."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for position, (_, record) in enumerate(rows):
        for block in block_keys(record):
            blocks.setdefault(block, []).append(position)
    pairs = {
        pair
        for members in blocks.values()
        if len(members) <= LARGEST_BLOCK
        for pair in combinations(sorted(set(members)), 2)
    }
    for first, second in sorted(pairs):
        yield rows[first], rows[second]


def block_keys(record: Row) -> Iterator[tuple[str, ...]]:
    """What two records must share to be compared at all."""
    state, kind = record["state"], record["service_type"]
    if record["phone"]:
        yield "phone", state, record["phone"]
    if record["city"]:
        yield "city", state, kind, key(record["city"])
    if _street(record):
        yield "street", state, _street(record)
    for name in _names(record):
        yield "name", state, kind, key(name)[:8]


def distinct_pairs(path: Path) -> list[Pair]:
    """The pairs that a person told apart. Raises FileError if the file is broken."""
    if not path.exists():
        return []
    reader = csv.DictReader(io.StringIO(read_text(path, "a CSV of pairs"), newline=""))
    if reader.fieldnames is None or {"place_id", "other_id", "reason"} - set(reader.fieldnames):
        raise FileError(path.name, "must have the columns place_id, other_id, reason", 1)
    return [frozenset((row["place_id"], row["other_id"])) for row in reader]


def plain_url(url: str) -> str:
    """A web address without what two spellings of it differ in.

    >>> plain_url("https://www.example.org/") == plain_url("http://Example.org")
    True
    """
    bare = url.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.rstrip("/")


def _names(record: Row) -> list[str]:
    return [
        record["name"],
        *(name for name in record["alternate_names"].split(";") if name.strip()),
    ]


@cache
def _plain(name: str) -> str:
    words = {"inc", "the", "of", "and", "llc", "a"}
    return " ".join(word for word in normalize(name).split() if word not in words)


def _alike(first: str, second: str) -> float:
    # Numbers tell houses apart: Rose House 1, Rose House 2.
    if {w for w in first.split() if w.isdigit()} != {w for w in second.split() if w.isdigit()}:
        return 0.0
    return max(fuzz.token_sort_ratio(first, second), fuzz.ratio(first, second))


def _street(record: Row) -> str:
    street = normalize(record["street"])
    return "" if street.startswith(("po box", "p o box")) else key(street)


def _town(one: Row, other: Row) -> bool:
    return bool(one["city"]) and key(one["city"]) == key(other["city"])


def _miles(one: Row, other: Row) -> float | None:
    exact = ("address", "zip")
    if one["precision"] not in exact or other["precision"] not in exact:
        return None
    if "zip" in (one["precision"], other["precision"]) and one["zip"] != other["zip"]:
        return None
    points = (one["latitude"], one["longitude"], other["latitude"], other["longitude"])
    return float(miles_between(*(float(degrees) for degrees in points)))
