"""A name is a name: no formula for a table, no markup for a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from respite_finder.errors import Problem
from respite_finder.places import Row
from respite_finder.schema import split_list

NAMES: Final = ("name", "alternate_names", "organization")
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a program for tables reckon with a cell; some take the wide signs too."""
_MARKUP: Final = re.compile("[<>]")


def name_problems(number: int, record: Row) -> Iterator[Problem]:
    """Names that another program might run instead of showing them."""
    for name in NAMES:
        if any(part.startswith(_FORMULA) for part in split_list(record[name])):
            rule = "must not begin with = + - or @: a program for tables takes it for a formula"
            yield Problem(number, record["place_id"], name, record[name], rule)
        if _MARKUP.search(record[name]):
            rule = "must not hold < or >"
            yield Problem(number, record["place_id"], name, record[name], rule)
