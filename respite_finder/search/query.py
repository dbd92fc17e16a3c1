"""``Query``: what is asked for, by place, type, status, state and needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from respite_finder.errors import QueryError
from respite_finder.locate import Origin
from respite_finder.needs import Needs
from respite_finder.schema import ServiceType, Status
from respite_finder.states import STATE_NAMES

RADII_MILES: Final = (10, 25, 50, 100, 250)
DEFAULT_RADIUS_MILES: Final = 50.0
CONFIRMED: Final = frozenset({"active"})
SHOWN: Final = frozenset({"active", "listed"})
EVERY_STATUS: Final = frozenset(status.value for status in Status)
WHOLE: Final = ("statewide", "nationwide")
"""How the area served of a service for a whole state or the country begins."""

LINES: Final = frozenset({"warmline"})
"""Somebody to call is worth showing whatever kind of place was asked for."""

NO_NEEDS: Final = Needs()


@dataclass(frozen=True)
class Query:
    """What is asked for. Raises QueryError if a filter cannot be used.

    ``origin`` None, or a whole state, lists by city instead of by distance. ``radius_miles``
    None means any distance; a place exactly on the rim is inside. Empty ``states`` means all,
    empty ``service_types`` all that are not off by default (``schema.OFF_BY_DEFAULT``).
    """

    origin: Origin | None = None
    radius_miles: float | None = DEFAULT_RADIUS_MILES
    service_types: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    statuses: frozenset[str] = SHOWN
    needs: Needs = NO_NEEDS

    def __post_init__(self) -> None:
        for name in ("service_types", "states", "statuses"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        radius = self.radius_miles
        if radius is not None and not (math.isfinite(radius) and radius > 0):
            expected = "give a number of miles greater than 0, or none for any distance."
            raise QueryError("radius", radius, expected)
        _only(self.service_types, {kind.value for kind in ServiceType}, "type")
        _only(self.states, set(STATE_NAMES), "state")
        _only(self.statuses, set(EVERY_STATUS), "status")

    @property
    def by_state(self) -> bool:
        """Whether the answer is a state's list by city, without distances."""
        return self.origin is None or self.origin.precision == "state"

    @property
    def home_states(self) -> frozenset[str]:
        """The states that the visitor is in or asks for."""
        return self.states if self.origin is None else frozenset({self.origin.state})


def _only(given: frozenset[str], known: set[str], name: str) -> None:
    for value in sorted(given - known):
        raise QueryError(name, value, f"choose from {', '.join(sorted(known))}.")
