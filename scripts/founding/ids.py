"""Stable ids: state, then a short name: ``ma-afiya``."""

from __future__ import annotations

import re
from collections import Counter

from respite_finder.gazetteer import normalize

Row = dict[str, str]

LENGTH = 48
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SMALL_WORDS = {"the", "of", "and", "inc", "a", "for", "at", "in"}


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
                row["place_id"] = _slug(row, extra)


def _slug(row: Row, extra: str) -> str:
    name = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", row["name"])
    words = [word for word in normalize(name.replace("&", "")).split() if word not in _SMALL_WORDS]
    tail = normalize(row[extra].replace("_", " ")).split() if extra else []
    state = row["state"].lower()
    if len(words) > 1 and words[-1] == state:
        words.pop()
    while len("-".join(words)) > LENGTH and len(words) > 1:
        words.pop()
    repeated = words[-len(tail) :] == tail if tail else True
    return "-".join([state, *words, *([] if repeated else tail)])
