"""Another implementation of distance, geopy's, to hold ours against."""

from __future__ import annotations

from geopy.distance import geodesic

from respite_finder import PlaceIndex

Point = tuple[float, float]
TIE_MILES = 1e-6
"""Two implementations of the same geodesic agree to this."""


def oracle(a: Point, b: Point) -> float:
    return float(geodesic(a, b).miles)


def index_of(*at: Point) -> PlaceIndex:
    return PlaceIndex([lat for lat, _ in at], [lon for _, lon in at])
