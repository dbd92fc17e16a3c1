"""``CoverageQuery``: whose help is counted, how far is within reach, and how miles are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Real
from typing import Final

from rapidfuzz import process

from respite_finder.errors import QueryError
from respite_finder.schema import ServiceType
from respite_finder.search import CONFIRMED, EVERY_STATUS
from respite_finder.states import COUNTED_STATES, STATE_NAMES, WITHOUT_PEOPLE, state_code

RADII_MILES: Final = (10, 25, 30, 50, 60, 100)
"""The distances of every table: yardsticks in use, not measures of adequacy."""
LEAST_RADIUS_MILES: Final = 1.0
MOST_RADIUS_MILES: Final = 500.0
DETOUR: Final = 1.417
"""Road miles to a straight-line mile in the United States (Boscoe, Henry & Zdeb 2012)."""
MOST_DETOUR: Final = 5.0


@dataclass(frozen=True)
class CoverageQuery:
    """Which places count, and how far is within reach. Raises QueryError.

    ``radius_miles`` is inclusive, ``detour`` multiplies every straight-line mile: 1 measures as
    the crow flies, ``DETOUR`` estimates road miles. A single type or status may be a text.

    >>> CoverageQuery(radius_miles=0)
    Traceback (most recent call last):
        ...
    respite_finder.errors.QueryError: radius cannot be '0': give miles from 1 to 500.
    """

    service_types: frozenset[str] = frozenset({ServiceType.PEER_RESPITE.value})
    statuses: frozenset[str] = CONFIRMED
    radius_miles: float = 50.0
    detour: float = 1.0

    def __post_init__(self) -> None:
        for name in ("service_types", "statuses"):
            given = getattr(self, name)
            one = isinstance(given, str) or not isinstance(given, Iterable)
            object.__setattr__(self, name, frozenset([given] if one else given))
        _known(self.service_types, [kind.value for kind in ServiceType], "type")
        _known(self.statuses, sorted(EVERY_STATUS), "status")
        if not _between(LEAST_RADIUS_MILES, self.radius_miles, MOST_RADIUS_MILES):
            expected = f"give miles from {LEAST_RADIUS_MILES:.0f} to {MOST_RADIUS_MILES:.0f}."
            raise QueryError("radius", self.radius_miles, expected)
        if not _between(1.0, self.detour, MOST_DETOUR):
            raise QueryError("detour", self.detour, f"give a factor from 1 to {MOST_DETOUR:.0f}.")

    @property
    def straight_radius_miles(self) -> float:
        """The radius as the crow flies."""
        return self.radius_miles / self.detour


def asked_states(words: Iterable[str]) -> tuple[str, ...]:
    """Postal codes of states by code or name, each once, in the order asked; none means all.

    A single text is one state. Raises QueryError with the nearest names if there is no such state,
    or no count of its people.

    >>> asked_states(["ma", "New York"])
    ('MA', 'NY')
    """
    several = [words] if isinstance(words, str) else words
    codes = list(dict.fromkeys(state_code(word) for word in several))
    for code in codes:
        if code in WITHOUT_PEOPLE:
            expected = "how many people live by ZIP code is not known there. Give another state."
            raise QueryError("state", STATE_NAMES[code], expected)
        if code not in STATE_NAMES:
            raise QueryError("state", code, _suggestion(code))
    return tuple(codes)


def _suggestion(code: str) -> str:
    names = [STATE_NAMES[state] for state in COUNTED_STATES]
    near = process.extract(code.title(), names, limit=2, score_cutoff=75) if len(code) > 2 else []
    hint = f" Did you mean {' or '.join(name for name, _, _ in near)}?" if near else ""
    return f"give a postal code or a name, such as MA or Massachusetts.{hint}"


def _between(least: float, number: object, most: float) -> bool:
    """Whether this is a number from least to most; a truth value is none."""
    if isinstance(number, bool) or not isinstance(number, Real):
        return False
    return least <= float(number) <= most


def _known(given: frozenset[str], known: list[str], name: str) -> None:
    if not given:
        raise QueryError(name, "nothing", f"choose from {', '.join(known)}.")
    for value in sorted(given - set(known), key=str):
        near = process.extractOne(str(value), known, score_cutoff=75)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise QueryError(name, value, f"choose from {', '.join(known)}.{hint}")
