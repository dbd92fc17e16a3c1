"""Does a text tell a street? The words about a withheld address may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from respite_finder.errors import Problem
from respite_finder.gazetteer import gazetteer
from respite_finder.places import Row

TEXTS: Final = (
    *("name", "alternate_names", "description", "area_served", "referral", "visitor_note"),
    *("hours", "cost", "populations", "coordinate_source", "source_name", "other_sources"),
)
"""The columns in which somebody writes in words of their own."""

_KINDS = (
    "street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|way|highway|hwy"
    "|parkway|pkwy|terrace|ter|circle|cir|square|sq|trail|route|rte|turnpike|pike|alley|row"
)
_STREET: Final = re.compile(
    rf"\b\d{{1,5}}[a-z]?(-\d+)?\s+(?:[a-z0-9.'’-]+\s+){{0,3}}(?:{_KINDS})\b\.?", re.IGNORECASE
)
_FIVE_DIGITS: Final = re.compile(r"(?<![\d-])\d{5}(?![\d-])")


def tells_street(text: str, state: str) -> bool:
    """Whether a text holds a house number with its street, or a ZIP code of the state.

    >>> tells_street("The house is at 12 Maple Lane.", "MA"), tells_street("Up to 7 days", "MA")
    (True, False)
    """
    if _STREET.search(text):
        return True
    areas = (gazetteer().zip_code(found[0]) for found in _FIVE_DIGITS.finditer(text))
    return any(area is not None and area.state == state for area in areas)


def secret_problems(number: int, record: Row) -> Iterator[Problem]:
    """Words that tell the street of a withheld address; the words are not repeated."""
    if record["address_withheld"] != "yes":
        return
    for name in TEXTS:
        if record[name] and tells_street(record[name], record["state"]):
            rule = "seems to tell a street or ZIP code, and the address is withheld: take it out"
            yield Problem(number, record["place_id"], name, "", rule)
