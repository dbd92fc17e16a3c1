"""The words about a withheld address may not tell where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from respite_finder.errors import Problem
from respite_finder.places import Row, is_withheld
from respite_finder.telling import TEXTS, tells_where

_RULE: Final = "seems to tell a street or ZIP code, and the address is withheld: take it out"
_LINK_RULE: Final = (
    "seems to open on a map or to tell a street or a point, and the address is withheld: "
    "give a page that tells no more than the town"
)
_LINKS: Final = frozenset({"website", "source_url"})


def hushed(record: Row, problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a record; of a withheld one without the words that tell where it is."""
    told = list(problems)
    if not is_withheld(record):
        return told
    return [
        replace(problem, value="")
        if tells_where(problem.field, problem.value, record["state"])
        else problem
        for problem in told
    ]


def secret_problems(number: int, record: Row) -> Iterator[Problem]:
    """Words and links that tell where a withheld house is; they are not repeated."""
    if not is_withheld(record):
        return
    for name in TEXTS:
        if tells_where(name, record[name], record["state"]):
            rule = _LINK_RULE if name in _LINKS else _RULE
            yield Problem(number, record["place_id"], name, "", rule)
