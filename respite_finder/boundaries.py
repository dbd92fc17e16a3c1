"""State outlines on the server: is a point in the state that its record names?"""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from respite_finder.resources import STATES_GEOJSON

TOLERANCE_DEGREES = 0.1
"""Outlines are simplified and end at the shore: a pier or an island's ZIP may lie just beyond."""


@cache
def state_outlines() -> dict[str, shapely.Geometry]:
    """Outline of every state and territory by postal code, widened by the tolerance."""
    features = json.loads(STATES_GEOJSON.read_text(encoding="utf-8"))["features"]
    outlines = {
        feature["properties"]["state"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features
    }
    return {state: shape.buffer(TOLERANCE_DEGREES) for state, shape in outlines.items()}


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
