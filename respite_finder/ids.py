"""Stable ids: state, then a short name (``ma-afiya``). Once published, an id never disappears."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from respite_finder.files import read_text, replace_text
from respite_finder.gazetteer import normalize

LENGTH = 48
_NAMESPACE = uuid5(NAMESPACE_URL, "respite_finder")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SMALL_WORDS = {"the", "of", "and", "inc", "a", "for", "at", "in"}
_HEADER = (
    "# Every id that was ever published, one a line: none may disappear from places.csv.\n"
    "# A second id on a line is the record that the first one was merged into.\n"
)


def slug(record: Mapping[str, str], extra: str = "") -> str:
    """A record's short name: its state, its name, and what a column called ``extra`` says.

    >>> slug({"state": "MA", "name": "The Afiya House", "city": "Northampton"}, "city")
    'ma-afiya-house-northampton'
    """
    name = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", record["name"])
    words = [word for word in normalize(name.replace("&", "")).split() if word not in _SMALL_WORDS]
    if not words:
        # A name without a letter that an id can hold, or of small words only.
        words = normalize(record["service_type"].replace("_", " ")).split() or ["place"]
    tail = normalize(record[extra].replace("_", " ")).split() if extra else []
    state = record["state"].lower()
    if len(words) > 1 and words[-1] == state:
        words.pop()
    while len("-".join(words)) > LENGTH and len(words) > 1:
        words.pop()
    repeated = words[-len(tail) :] == tail if tail else True
    return "-".join([state, *words, *([] if repeated else tail)])


def new_id(record: Mapping[str, str], taken: Container[str]) -> str:
    """An id for a new record that nobody has: by name, with its city, then its type, a number."""
    longest = ""
    for extra in ("", "city", "service_type"):
        longest = slug(record, extra)
        if longest not in taken:
            return longest
    number = 2
    while f"{longest}-{number}" in taken:
        number += 1
    return f"{longest}-{number}"


def uuid_of(kind: str, key: str) -> UUID:
    """The UUID 5 of a thing (HSDS asks for UUIDs): the same for the same words, for ever.

    >>> str(uuid_of("service", "ma-afiya"))
    '61495d6e-a271-5b14-b303-31d0c50afff1'
    """
    return uuid5(_NAMESPACE, f"{kind}/{key}")


def published_ids(path: Path) -> dict[str, str]:
    """Every published id, with the id that it was merged into (itself if it was not)."""
    if not path.exists():
        return {}
    lines = read_text(path, "a list of ids, one a line").splitlines()
    pairs = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return {pair[0]: pair[-1] for pair in pairs}


def publish_ids(path: Path, ids: Mapping[str, str]) -> None:
    """Write the list of published ids."""
    lines = [old if old == now else f"{old} {now}" for old, now in sorted(ids.items())]
    replace_text(path, _HEADER + "".join(f"{line}\n" for line in lines))
