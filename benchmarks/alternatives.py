"""What the search is compared with, and how wrong each is against geopy's geodesic."""

from __future__ import annotations

from typing import Any

import numpy as np
from geopy.distance import geodesic
from numpy.typing import NDArray
from sklearn.neighbors import BallTree

from respite_finder import Origin, PlaceIndex
from respite_finder.distance import miles_between
from respite_finder.search import RADII_MILES

Array = NDArray[Any]

EARTH_MILES = 3958.7613
"""The mean radius, the usual choice for haversine."""
ORACLE_SAMPLE = 500
"""Found places that are held against geopy, for each origin and radius."""


def tree_within(tree: BallTree, lat: float, lon: float, radius: float) -> tuple[Array, Array]:
    here = np.radians([[lat, lon]])
    rows, angles = tree.query_radius(
        here, radius / EARTH_MILES, return_distance=True, sort_results=True
    )
    return rows[0], angles[0] * EARTH_MILES


Pairs = list[tuple[float, float]]


def geopy_within(points: Pairs, lat: float, lon: float, radius: float) -> list[tuple[float, int]]:
    found = []
    for row, point in enumerate(points):
        miles = geodesic((lat, lon), point).miles
        if miles <= radius:
            found.append((miles, row))
    return sorted(found)


def errors(points: Array, origins: list[Origin]) -> list[list[str]]:
    """How wrong we and the tree are, against geopy's geodesic."""
    index = PlaceIndex(points[:, 0], points[:, 1])
    tree = BallTree(np.radians(points), metric="haversine")
    rng = np.random.default_rng(2)
    worst = [0.0, 0.0]
    wrong = [0, 0]
    for origin in origins:
        exact = miles_between(origin.lat, origin.lon, points[:, 0], points[:, 1])
        for radius in RADII_MILES:
            truly = exact <= radius
            answers = (
                index.within(origin.lat, origin.lon, radius),
                tree_within(tree, origin.lat, origin.lon, radius),
            )
            for who, (rows, miles) in enumerate(answers):
                inside = np.zeros(len(points), bool)
                inside[rows] = True
                wrong[who] += int((inside != truly).sum())
                for at in rng.choice(len(rows), min(ORACLE_SAMPLE, len(rows)), replace=False):
                    oracle = geodesic((origin.lat, origin.lon), tuple(points[rows[at]])).miles
                    if oracle > 0:
                        worst[who] = max(worst[who], abs(miles[at] - oracle) / oracle)
    names = ("PlaceIndex", "BallTree (haversine)")
    return [
        [name, f"{100 * off:.5f} %", f"{count:,}"]
        for name, off, count in zip(names, worst, wrong, strict=True)
    ]
