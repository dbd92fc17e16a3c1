"""Radius search against a geopy loop and scikit-learn's BallTree, in one run.

    python benchmarks/search.py             # text, about five minutes
    python benchmarks/search.py --markdown  # the tables of docs/performance.md
    python benchmarks/search.py --quick     # the real file and 100,000 made places only

Prints, for the real file and for 100,000 and 1,000,000 made places, and for each radius: how
many places are found; the median time of ``PlaceIndex.within``, of the whole ``search()`` (it
returns every column of every place found, and the lines of the state) and of ``facets()``; of
BallTree (haversine, sorted); of a loop over ``geopy.distance.geodesic``; and the ratios. Then
how wrong each is, and what building the index takes. Exit status 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from statistics import median

import numpy as np
import pandas as pd
from alternatives import Array, errors, geopy_within, tree_within
from made_places import made_places
from report import MILLI, Report, alternately, machine_line, number, progress, timed
from sklearn.neighbors import BallTree

from respite_finder import Origin, PlaceIndex, Query, facets, load_places, locate, search
from respite_finder.search import DEFAULT_RADIUS_MILES, RADII_MILES, index_of

ORIGINS = ("01060", "10001", "60601", "90012", "33101", "59715", "82001")
"""From the densest city to the emptiest state."""
GEOPY_SAMPLE = 20_000
AT = 100_000
"""The size that the targets are set for."""
LEAST_FASTER_THAN_GEOPY = 500.0
LEAST_AGAINST_TREE = 1.0


@dataclass(frozen=True)
class Size:
    """A frame to search, the tree over the same points, and how often to measure."""

    label: str
    frame: pd.DataFrame
    quick_repeats: int
    slow_repeats: int

    @cached_property
    def points(self) -> Array:
        known = self.frame.loc[self.frame["latitude"].notna(), ["latitude", "longitude"]]
        return known.to_numpy(float)


@dataclass
class Cell:
    """Medians of one size and radius, in milliseconds."""

    radius: int
    found: int
    within: float
    search: float
    facets: float
    tree: float
    geopy: float
    against_tree: float

    @property
    def within_factor(self) -> float:
        return self.geopy / self.within

    @property
    def search_factor(self) -> float:
        return self.geopy / self.search


def measure(size: Size, origins: list[Origin]) -> list[Cell]:
    """Every radius of one size."""
    index = index_of(size.frame)
    points = size.points
    tree = BallTree(np.radians(points), metric="haversine")
    rng = np.random.default_rng(1)
    some = points
    if len(points) > 200_000:
        some = points[rng.choice(len(points), GEOPY_SAMPLE, replace=False)]
    pairs = [(float(lat), float(lon)) for lat, lon in some]
    scale = len(points) / len(pairs)
    # The loop computes every distance whatever the radius: five runs of it are five repeats.
    loops: list[float] = []
    cells = []
    for radius in RADII_MILES:
        progress(f"{size.label}, {radius} miles")
        quick: list[list[float]] = [[], []]
        slow: list[list[float]] = [[], []]
        for origin in origins:
            at = (origin.lat, origin.lon, float(radius))
            query = Query(origin, radius_miles=float(radius))
            calls: tuple[Callable[[], object], ...] = (
                partial(index.within, *at),
                partial(tree_within, tree, *at),
            )
            for times, more in zip(quick, alternately(size.quick_repeats, *calls), strict=True):
                times.extend(more)
            calls = (partial(search, size.frame, query), partial(facets, size.frame, query))
            for times, more in zip(slow, alternately(size.slow_repeats, *calls), strict=True):
                times.extend(more)
        here = origins[0]
        loops.append(timed(partial(geopy_within, pairs, here.lat, here.lon, radius)) * scale)
        found = median(len(index.within(o.lat, o.lon, radius)[0]) for o in origins)
        cells.append(
            Cell(
                radius=radius,
                found=int(found),
                within=median(quick[0]) * MILLI,
                search=median(slow[0]) * MILLI,
                facets=median(slow[1]) * MILLI,
                tree=median(quick[1]) * MILLI,
                geopy=0.0,
                against_tree=median(b / a for a, b in zip(*quick, strict=True)),
            )
        )
    for cell in cells:
        cell.geopy = median(loops) * MILLI
    return cells


def build_row(size: Size) -> list[str]:
    points = size.points
    ours, tree = alternately(
        3,
        lambda: PlaceIndex(points[:, 0], points[:, 1]),
        lambda: BallTree(np.radians(points), metric="haversine"),
    )
    return [
        size.label,
        f"{number(median(ours) * MILLI)} ms",
        f"{number(median(tree) * MILLI)} ms",
    ]


def cell_row(cell: Cell) -> list[str]:
    times = (cell.within, cell.search, cell.facets, cell.tree, cell.geopy)
    factors = (cell.within_factor, cell.search_factor, cell.against_tree)
    return [
        f"{cell.radius} miles",
        f"{cell.found:,}",
        *(number(value) for value in times),
        *(f"{number(value)}x" for value in factors),
    ]


HEAD = (
    "Radius",
    "Found",
    "within ms",
    "search ms",
    "facets ms",
    "BallTree ms",
    "geopy ms",
    "geopy / within",
    "geopy / search",
    "BallTree / within",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("--quick", action="store_true", help="leave out 1,000,000 places")
    options = parser.parse_args()
    report = Report(markdown=options.markdown)
    report.note(machine_line("numpy", "scipy", "pandas", "pyproj", "geopy", "scikit-learn"))
    origins = [locate(words) for words in ORIGINS]
    builds: list[list[str]] = []
    plans = [("real", 0, 15, 7), ("made", AT, 9, 3), ("made", 1_000_000, 5, 1)]
    for kind, count, quick, slow in plans[:2] if options.quick else plans:
        frame = made_places(count) if count else load_places()
        places = int(frame["latitude"].notna().sum())
        size = Size(f"{places:,} {kind} places", frame, quick, slow)
        cells = measure(size, origins)
        scaled = f"; geopy: {GEOPY_SAMPLE:,} measured, scaled up" if count > AT else ""
        report.table(f"{size.label}{scaled}", HEAD, [cell_row(cell) for cell in cells])
        builds.append(build_row(size))
        if count == AT:
            head = ("Against geopy, all origins and radii", "largest error", "wrongly in or out")
            report.table(f"Exactness over {size.label}", head, errors(size.points, origins))
            at_size = cells
    report.table(
        "Building the index, once per process", ("Places", "PlaceIndex", "BallTree"), builds
    )
    for cell in at_size:
        where = f"{AT:,} places, {cell.radius} miles"
        factors = [("within()", cell.within_factor)]
        if cell.radius <= DEFAULT_RADIUS_MILES:
            # The loop answers which places and how far, as within() does. search() also copies
            # every column of what it found: beyond the usual radius that is what takes its time.
            factors.append(("search()", cell.search_factor))
        for name, factor in factors:
            what = f"{where}, {name} against the geopy loop"
            report.target(what, factor, LEAST_FASTER_THAN_GEOPY, at_least=True, unit="x")
        what = f"{where}, within() against BallTree"
        report.target(what, cell.against_tree, LEAST_AGAINST_TREE, at_least=True, unit="x")
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
