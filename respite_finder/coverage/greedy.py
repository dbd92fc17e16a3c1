"""Greedy maximal coverage: one site after the other, each where it reaches most people not reached.

The problem is Church & ReVelle's (1974, Papers of the Regional Science Association 32:101-118). The
best set of sites is hard to find; taking the best next one reaches at least 1 - 1/e, 63 %, of what
the best set would (Nemhauser, Wolsey & Fisher 1978, Mathematical Programming 14:265-294).

A site never gains more later than it would have before, so what was worked out in earlier rounds
bounds what is to come (Minoux 1978, Optimization Techniques 7:234-243). Cells bound the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from respite_finder.coverage.pyramid import Pyramid
from respite_finder.distance import Floats, Positions

GREEDY_BOUND: Final = 1.0 - float(np.exp(-1.0))
"""The least share of the best possible that a greedy choice reaches."""
_FIRST: Final = 64
_BATCH: Final = 1_024
"""How many candidates are looked at together: few at first, to have a gain to beat."""


@dataclass(frozen=True, slots=True)
class Site:
    """A point (its position in the arrays) and the people whom it reaches first."""

    point: int
    gained: float


def greedy_sites(
    lat: Floats,
    lon: Floats,
    people: Floats,
    names: NDArray[np.object_],
    radius_miles: float,
    count: int,
) -> list[Site]:
    """At most ``count`` of the points (all arrays of shape ``(n,)``), the best next one each time.

    ``people`` are those to reach, 0 where they are reached already; miles are straight, the rim
    included. Of points that gain the same, the one whose name comes first. Ends early when nobody
    is left.
    """
    if not len(people):
        return []
    pyramid = Pyramid(lat, lon, people, radius_miles)
    members, start = pyramid.members()
    cell_of = np.empty(len(people), np.intp)
    cell_of[members] = np.repeat(np.arange(len(start) - 1), np.diff(start))
    rank = np.empty(len(people), np.intp)
    rank[np.argsort(names.astype(str), kind="stable")] = np.arange(len(people))
    bounds = np.full(len(people), np.inf)
    sites: list[Site] = []
    while len(sites) < count and pyramid.left > 0:
        of_cells = np.minimum(
            pyramid.cell_bounds(), np.maximum.reduceat(bounds[members], start[:-1])
        )
        point = _best(pyramid, of_cells, bounds, cell_of, rank)
        gained = pyramid.take(point)
        sites.append(Site(point, gained))
        bounds[point] = 0.0
    return sites


def _best(
    pyramid: Pyramid, of_cells: Floats, bounds: Floats, cell_of: Positions, rank: Positions
) -> int:
    """The point that gains most. Writes into ``bounds`` what it learns of each it looks at."""
    members, start = pyramid.members()
    order = np.argsort(-of_cells, kind="stable")
    best, found, at, size = 0.0, -1, 0, _FIRST
    while at < len(order) and of_cells[order[at]] >= best:
        ahead = np.cumsum(np.diff(start)[order[at:]])
        end = at + 1 + int(np.searchsorted(ahead, size))
        cells = order[at:end]
        cells = cells[of_cells[cells] >= best]
        points = np.concatenate([members[start[cell] : start[cell + 1]] for cell in cells])
        points = points[bounds[points] >= best]
        at, size = end, _BATCH
        if not len(points):
            continue
        bounds[points] = pyramid.point_bounds(cell_of[points], points, best)
        top = float(bounds[points].max())
        # A bound below the best is no gain: only gains reach it.
        if top >= best:
            ties = points[bounds[points] == top]
            if top > best or found < 0:
                found, best = int(ties[np.argmin(rank[ties])]), top
            else:
                found = int(min([found, *ties], key=lambda point: rank[point]))
    return found
