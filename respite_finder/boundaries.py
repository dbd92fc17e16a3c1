"""Outlines of states and counties on the server, and which state a point is in."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from respite_finder.resources import COUNTIES_GEOJSON, STATES_GEOJSON

TOLERANCE_DEGREES = 0.1
"""Outlines are simplified and end at the shore: a pier or an island's ZIP may lie just beyond."""

BORDER_TOLERANCE_DEGREES: Final = 0.0075
"""Beside another country, only what rounding to two decimals can move (half a mile)."""

_NEAR_ANOTHER_COUNTRY: Final = (
    (-117.4, 25.7, -117.1, 32.545),  # Tijuana's beaches
    (-117.1, 25.7, -97.0, 32.8),  # Mexico
    (-83.6, 41.6, -82.2, 43.2),  # Ontario: Windsor, Pelee Island, Sarnia
    (-79.2, 42.8, -78.7, 43.4),  # the Niagara
    (-77.0, 43.9, -74.0, 45.3),  # the Saint Lawrence
    (-75.0, 44.98, -66.8, 47.6),  # Québec and New Brunswick
    (-67.3, 44.75, -66.8, 45.3),  # the islands of New Brunswick
    (-85.0, 45.9, -82.4, 47.3),  # the Saint Marys River
    (-95.3, 47.9, -89.2, 49.6),  # Ontario, from Lake Superior to the Lake of the Woods
    (-123.5, 48.69, -95.0, 49.6),  # the 49th parallel and the Gulf Islands
    (-131.0, 54.4, -129.5, 56.2),  # British Columbia, beside southeast Alaska
    (-133.0, 56.0, -129.5, 58.9),
    (-137.6, 58.8, -133.0, 60.6),
    (-141.5, 60.0, -140.5, 70.0),  # Yukon
    (-64.85, 18.2, -64.3, 18.8),  # the British Virgin Islands
)
"""West, south, east and north of the strips where a point beyond the outline may lie abroad."""


@dataclass(frozen=True)
class Outline:
    """A state, a territory or a county: FIPS code, name, postal code and shape (WGS 84 degrees)."""

    fips: str
    name: str
    state: str
    geometry: shapely.Geometry


@cache
def read_states() -> tuple[Outline, ...]:
    """Every state and territory, as in the shipped file."""
    return _read(STATES_GEOJSON.read_bytes())


@cache
def read_counties() -> tuple[Outline, ...]:
    """Every county, or what a state has in its place, as in the shipped file."""
    return _read(gzip.decompress(COUNTIES_GEOJSON.read_bytes()))


def _read(geojson: bytes) -> tuple[Outline, ...]:
    facts = [feature["properties"] for feature in json.loads(geojson)["features"]]
    shapes = shapely.get_parts(shapely.from_geojson(geojson))
    return tuple(
        Outline(fact["fips"], fact["name"], fact["state"], shape)
        for fact, shape in zip(facts, shapes, strict=True)
    )


@cache
def _exact_outlines() -> dict[str, shapely.Geometry]:
    return {outline.state: outline.geometry for outline in read_states()}


@cache
def state_outlines() -> dict[str, shapely.Geometry]:
    """Outline of every state and territory by postal code, widened by the tolerance."""
    return {state: shape.buffer(TOLERANCE_DEGREES) for state, shape in _exact_outlines().items()}


def inside_state(lat: ArrayLike, lon: ArrayLike, state: str) -> NDArray[np.bool_]:
    """Whether points (WGS 84 degrees, shape ``(n,)``) lie in a state; NaN and unknown states: no.

    >>> bool(inside_state([42.32], [-72.63], "MA")[0])
    True
    """
    outline = state_outlines().get(state)
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    if outline is None:
        return np.zeros(x.shape, dtype=bool)
    shapely.prepare(outline)
    return np.asarray(shapely.contains_xy(outline, x, y), dtype=bool)


def state_at(lat: float, lon: float) -> str:
    """The postal code of the state or territory at a point in WGS 84 degrees; empty abroad.

    A point beyond every outline belongs to the nearest state within the tolerance; beside another
    country the tolerance is half a mile, so that of two towns on a border each is in its own
    country. Nearer to the border than that, a point abroad may count as ours.

    >>> state_at(42.32, -72.63), state_at(43.65, -79.38)
    ('MA', '')
    """
    point = shapely.Point(lon, lat)
    apart = {state: shape.distance(point) for state, shape in _exact_outlines().items()}
    state = min(apart, key=lambda code: apart[code])
    return state if apart[state] <= _tolerance(lat, lon) else ""


def _tolerance(lat: float, lon: float) -> float:
    beside = any(
        west <= lon <= east and south <= lat <= north
        for west, south, east, north in _NEAR_ANOTHER_COUNTRY
    )
    return BORDER_TOLERANCE_DEGREES if beside else TOLERANCE_DEGREES
