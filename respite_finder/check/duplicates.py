"""Likely duplicates: two records that may be one place. Nothing is merged: a person decides.

Pairs that a person found to be two places are listed in ``distinct.csv`` (``place_id, other_id,
reason``) and are not told again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from respite_finder.check.likeness import LARGEST_BLOCK, SAME_NAME, Block, Traits, likeness, traits
from respite_finder.errors import FileError, Problem
from respite_finder.files import read_text
from respite_finder.places import Row, is_withheld

Pair = frozenset[str]


def duplicate_problems(rows: Sequence[tuple[int, Row]], distinct: Iterable[Pair]) -> list[Problem]:
    """A warning for every pair of records that may be one place and that nobody told apart."""
    settled = set(distinct)
    known = [traits(row) for _, row in rows]
    found = []
    for first, second in _candidates(known):
        number, row = rows[second]
        other = rows[first][1]["place_id"]
        if {row["place_id"], other} in settled:
            continue
        alike = likeness(known[first], known[second])
        # Two kinds of help of one organization in one house are two services, unless one of them
        # tells the street that the other one withholds.
        one_tells = is_withheld(row) != is_withheld(rows[first][1]) and (
            alike.same_town or alike.near
        )
        same_kind = known[first].kind == known[second].kind
        told_elsewhere = one_tells and (alike.name >= SAME_NAME or alike.within)
        if (same_kind and alike.likely_same) or (not same_kind and told_elsewhere):
            rule = f"may be the same place as {other}: {alike.in_words()}"
            found.append(Problem(number, row["place_id"], "name", row["name"], rule, "warning"))
    return found


def _candidates(known: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Positions of pairs worth comparing, each once."""
    blocks: dict[Block, set[int]] = {}
    for position, record in enumerate(known):
        for block in record.blocks():
            blocks.setdefault(block, set()).add(position)
    pairs = {
        pair
        for members in blocks.values()
        if len(members) <= LARGEST_BLOCK
        for pair in combinations(sorted(members), 2)
    }
    yield from sorted(pairs)


def distinct_pairs(path: Path) -> list[Pair]:
    """The pairs that a person told apart. Raises FileError if the file is broken."""
    if not path.exists():
        return []
    text = io.StringIO(read_text(path, "a CSV of pairs"), newline="")
    reader = csv.DictReader(text, strict=True)
    if reader.fieldnames is None or {"place_id", "other_id", "reason"} - set(reader.fieldnames):
        raise FileError(path.name, "must have the columns place_id, other_id, reason", 1)
    try:
        return [frozenset((row["place_id"], row["other_id"])) for row in reader]
    except csv.Error as error:
        rule = f"cannot be read as CSV ({error}): save it as CSV UTF-8"
        raise FileError(path.name, rule, reader.line_num) from None
