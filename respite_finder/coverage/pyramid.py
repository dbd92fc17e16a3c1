"""``Pyramid``: people at points, summed in nested cells, so that a circle need not look at each.

The cells are cubes in Earth-centred miles, so that poles and antimeridian are places like any
other. A cell that lies wholly in a circle is added in one piece, one that lies outside is left out,
and only those on the rim are looked into: down to the points, and of these only the ones that the
chord cannot tell are measured by the geodesic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from respite_finder.distance import (
    INCLUSIVE,
    ROUNDING_MILES,
    Floats,
    Positions,
    chord_limits,
    miles_between,
    to_xyz,
)

CELLS_A_RADIUS: Final = 4
"""The top cells are so many times smaller than the circle."""
_LEAST_WIDTH_MILES: Final = 1.0
_MOST_LEVELS: Final = 4
_FEWEST_POINTS: Final = 4
"""Cells with fewer points than this, in the mean, are not worth a level of their own."""
_BEYOND_EARTH_MILES: Final = 4_000.0
_CHUNK: Final = 4_096


@dataclass(frozen=True, eq=False)
class _Level:
    """Cells of one width. Those of cell ``c`` in the level below begin at ``children[c]``."""

    centre: Floats
    radius: Floats
    children: Positions
    first_point: Positions


class Pyramid:
    """People at points under circles of one radius. Points are counted as they were given.

    ``people`` (shape ``(n,)``) are those still to reach; ``take`` takes out who has been reached.
    """

    def __init__(self, lat: Floats, lon: Floats, people: Floats, radius_miles: float) -> None:
        self._lat, self._lon, self._miles = lat, lon, radius_miles
        self._surely, self._perhaps = chord_limits(radius_miles)
        self._xyz = to_xyz(lat, lon).reshape(-1, 3)
        keys, depth = _keys(self._xyz, max(radius_miles / CELLS_A_RADIUS, _LEAST_WIDTH_MILES))
        self._order = np.argsort(keys, kind="stable")
        self._levels = _levels(self._xyz[self._order], keys[self._order], depth)
        self._left = people.astype(float)
        self._sums: list[Floats] = []
        self._add_up()
        self._near, self._near_start = self._neighbours()

    @property
    def left(self) -> float:
        """The people that are still to reach."""
        return float(self._left.sum())

    def members(self) -> tuple[Positions, Positions]:
        """The points cell by cell, and where each top cell's begin (one entry more than cells)."""
        return self._order, np.append(self._levels[0].first_point, len(self._order))

    def cell_bounds(self) -> Floats:
        """For each top cell, more people than a circle around any of its points can hold."""
        per_pair = self._sums[0][self._near]
        return np.asarray(np.add.reduceat(per_pair, self._near_start[:-1]), float)

    def point_bounds(self, cells: Positions, points: Positions, least: float) -> Floats:
        """The people within the radius of each point, the exact number where it may matter.

        ``cells`` are the top cells of the ``points``. A point that cannot reach ``least``, nor what
        another of them surely reaches, gets a bound instead: at least its people, and too few.
        """
        count = self._near_start[cells + 1] - self._near_start[cells]
        which = np.repeat(np.arange(len(points)), count)
        cell = self._near[_runs(self._near_start[cells], count)]
        sure, bound = np.zeros(len(points)), np.full(len(points), np.inf)
        exact = np.ones(len(points), bool)
        for level, sums in zip(self._levels, self._sums, strict=True):
            which, cell = _only(sums[cell] > 0, which, cell)
            apart = self._chord(points[which], level.centre[cell])
            inside = apart + level.radius[cell] <= self._surely
            rim = ~inside & (apart - level.radius[cell] <= self._perhaps)
            sure += _sums_of(which[inside], sums[cell[inside]], len(points))
            which, cell = which[rim], cell[rim]
            rest = _sums_of(which, sums[cell], len(points))
            bound[exact] = (sure + rest)[exact]
            least = max(least, float(sure.max(initial=0.0)))
            exact = bound >= least
            which, cell = _only(exact[which], which, cell)
            count = level.children[cell + 1] - level.children[cell]
            which, cell = np.repeat(which, count), _runs(level.children[cell], count)
        point = self._order[cell]
        held = self._held(points[which], point)
        sure += _sums_of(which[held], self._left[point[held]], len(points))
        return np.where(exact, sure, bound)

    def take(self, point: int) -> float:
        """Take out everybody within the radius of a point; how many they were."""
        everyone = np.arange(len(self._left))
        reached = self._held(np.full(len(everyone), point), everyone)
        gained = float(self._left[reached].sum())
        self._left[reached] = 0.0
        self._add_up()
        return gained

    def _add_up(self) -> None:
        ordered = self._left[self._order]
        self._sums = [
            np.add.reduceat(ordered, level.first_point) if len(ordered) else ordered
            for level in self._levels
        ]

    def _chord(self, points: Positions, there: Floats) -> Floats:
        apart = self._xyz[points] - there
        return np.asarray(np.sqrt(np.einsum("ij,ij->i", apart, apart)), float)

    def _held(self, points: Positions, others: Positions) -> NDArray[np.bool_]:
        """Whether each of the others lies within the radius of its point, the rim included."""
        chord = self._chord(points, self._xyz[others])
        held = chord <= self._surely
        rim = np.flatnonzero(~held & (chord <= self._perhaps))
        if len(rim):
            here, there = points[rim], others[rim]
            miles = miles_between(
                self._lat[here], self._lon[here], self._lat[there], self._lon[there]
            )
            held[rim] = miles <= self._miles * (1.0 + INCLUSIVE)
        return np.asarray(held, bool)

    def _neighbours(self) -> tuple[Positions, Positions]:
        """The top cells that a circle around a point of each may touch, and where each begins."""
        top = self._levels[0]
        cells = len(top.radius)
        if not cells:
            return np.empty(0, np.intp), np.zeros(1, np.intp)
        tree = cKDTree(top.centre)
        found, counts = [], []
        reach = self._perhaps + top.radius.max() + ROUNDING_MILES
        for start in range(0, cells, _CHUNK):
            here = cKDTree(top.centre[start : start + _CHUNK])
            some = top.radius[start : start + _CHUNK]
            near = here.sparse_distance_matrix(tree, reach + some.max(), output_type="ndarray")
            limit = self._perhaps + some[near["i"]] + top.radius[near["j"]] + ROUNDING_MILES
            near = near[near["v"] <= limit]
            found.append(near["j"][np.argsort(near["i"], kind="stable")].astype(np.int32))
            counts.append(np.bincount(near["i"], minlength=len(some)))
        return np.concatenate(found), np.append(0, np.cumsum(np.concatenate(counts)))


def _keys(xyz: Floats, width: float) -> tuple[Positions, int]:
    """A number a point that sorts them cell by cell at every level, and how many levels.

    Three bits a level say in which eighth of its cell a point lies.
    """
    depth = 0
    at = np.floor((xyz + _BEYOND_EARTH_MILES) / width).astype(np.int64)
    # No cell is narrower than a mile, so thirteen bits hold its number along an axis.
    _, keys = np.unique(at @ np.array([1 << 26, 1 << 13, 1]), return_inverse=True)
    while depth < _MOST_LEVELS - 1 and len(np.unique(keys)) * _FEWEST_POINTS < len(xyz):
        depth += 1
        at = np.floor((xyz + _BEYOND_EARTH_MILES) / (width / 2**depth)).astype(np.int64)
        keys = keys * 8 + (at & 1) @ np.array([4, 2, 1])
    return keys, depth + 1


def _levels(xyz: Floats, keys: Positions, depth: int) -> list[_Level]:
    """The levels from the top down, of points sorted by key; the last has points for children."""
    starts = []
    for up in range(depth - 1, -1, -1):
        key = keys >> (3 * up)
        starts.append(np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)]))
    levels = []
    for number, first in enumerate(starts):
        below = starts[number + 1] if number + 1 < depth else np.arange(len(xyz))
        sizes = np.diff(np.append(first, len(xyz)))
        centre = np.add.reduceat(xyz, first) / sizes[:, None] if len(first) else xyz
        apart = xyz - np.repeat(centre, sizes, axis=0)
        far = np.sqrt(np.einsum("ij,ij->i", apart, apart))
        radius = np.maximum.reduceat(far, first) if len(first) else far
        children = np.append(np.searchsorted(below, first), len(below))
        levels.append(_Level(centre, radius + ROUNDING_MILES, children, first))
    return levels


def _runs(starts: Positions, counts: Positions) -> Positions:
    """Each start and the numbers after it, as many as its count, one run after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(starts - (ends - counts), counts), np.intp)


def _only(
    kept: NDArray[np.bool_], which: Positions, cell: Positions
) -> tuple[Positions, Positions]:
    return which[kept], cell[kept]


def _sums_of(which: Positions, values: Floats, length: int) -> Floats:
    return np.asarray(np.bincount(which, values, minlength=length), float)
