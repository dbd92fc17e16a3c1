"""Where a search starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from respite_finder.gazetteer import Area
from respite_finder.states import state_name

ONE_COUNTY: Final = 0.9
"""The share of a city's people that must live in one county before we call it the city's."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a search starts: WGS 84 degrees, words for it, and how exact it is.

    ``state`` is the postal code; ``precision`` is zip, city, county or state, or point for
    coordinates that a visitor chose to give. ``county`` is empty for a state, and for a city
    that lies in several.
    """

    lat: float
    lon: float
    label: str
    state: str
    precision: Literal["zip", "city", "county", "state", "point"]
    time_zone: str = ""
    county: str = ""


def origin_of(area: Area) -> Origin:
    """The origin in the middle of a known area."""
    label = state_name(area.state) if area.kind == "state" else area.label
    county = area.county if area.county_share >= ONE_COUNTY else ""
    return Origin(area.lat, area.lon, label, area.state, area.kind, area.time_zone, county)
