"""Coverage against a plain numpy double loop, and against itself with 242,000 points.

    python benchmarks/coverage.py             # text, about a minute
    python benchmarks/coverage.py --markdown  # the tables of docs/performance.md

Prints what a cold process takes for every state, every kind of place and six radii (imports and
reading included, on two cores), what a control's change takes when the process is warm, the five
next sites for the country with their memory, and the same for 242,000 made points, about as many
as there are census block groups. The double loop takes each place by itself and numpy all points
at once, with the haversine formula on a sphere. Exit status 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from functools import partial
from statistics import median

import numpy as np
from alternatives import EARTH_MILES, Array
from report import MILLI, Report, alternately, machine_line, number, progress, timed

from respite_finder import load_places
from respite_finder.coverage import (
    RADII_MILES,
    CoverageQuery,
    Population,
    Reach,
    coverage_table,
    zip_population,
)
from respite_finder.coverage.sites import next_sites
from respite_finder.schema import ServiceType
from respite_finder.search import SHOWN

BLOCK_GROUPS = 242_000
JITTER_DEGREES = 0.05
SEED = 20261122
SITES = 5
REPEATS = 5
COLD_REPEATS = 3
CORES = 2
MOST_COLD_SECONDS = 3.0
MOST_WARM_SECONDS = 0.3
MOST_SITES_SECONDS = 5.0
MOST_MB = 1_000.0

COLD = """
from respite_finder import load_places
from respite_finder.coverage import CoverageQuery, Reach, coverage_table
from respite_finder.schema import ServiceType
from respite_finder.search import SHOWN
reach = Reach(load_places())
for kind in ServiceType:
    table = coverage_table(reach, CoverageQuery(frozenset({kind.value}), SHOWN))
    assert len(table) == 52 and table.filter(like="share_within").shape[1] == 6
"""
SITES_OF_US = """
from respite_finder import load_places
from respite_finder.coverage import CoverageQuery, Reach
from respite_finder.coverage.sites import next_sites
assert len(next_sites(Reach(load_places()), CoverageQuery(), count=5)) == 5
"""


def double_loop(population: Population, points: Array) -> Array:
    """The share of each state's people within six radii, each place by itself, on a sphere."""
    lat, lon = np.radians(population.lat), np.radians(population.lon)
    nearest = np.full(len(population), np.inf)
    for place_lat, place_lon in np.radians(points):
        half = (
            np.sin((lat - place_lat) / 2) ** 2
            + np.cos(lat) * np.cos(place_lat) * np.sin((lon - place_lon) / 2) ** 2
        )
        nearest = np.minimum(nearest, 2 * EARTH_MILES * np.arcsin(np.sqrt(half)))
    states = population.states.astype(str)
    shares = []
    for state in np.unique(states):
        at = states == state
        total = population.people[at].sum()
        shares.append(
            [population.people[at & (nearest <= miles)].sum() / total for miles in RADII_MILES]
        )
    return np.array(shares)


def made_population(count: int) -> Population:
    """So many points where people live: ZIP codes drawn by their people, moved a little."""
    zips = zip_population()
    rng = np.random.default_rng(SEED)
    drawn = rng.choice(len(zips), count, p=zips.people / zips.people.sum())
    return Population(
        name="made points",
        year="made",
        ids=np.array([f"{row:06d}" for row in range(count)], object),
        states=zips.states[drawn],
        counties=zips.counties[drawn],
        lat=zips.lat[drawn] + rng.normal(0, JITTER_DEGREES, count),
        lon=zips.lon[drawn] + rng.normal(0, JITTER_DEGREES, count),
        people=np.full(count, round(zips.people.sum() / count)),
    )


def in_own_process(script: str) -> tuple[float, float]:
    """Median seconds of a script in a process of its own, on two cores, and its most memory, MB."""
    cores = set(sorted(os.sched_getaffinity(0))[:CORES])
    peak = "import resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"

    def run() -> None:
        done = subprocess.run(
            [sys.executable, "-c", f"{script}\n{peak}"],
            check=True,
            capture_output=True,
            text=True,
            preexec_fn=lambda: os.sched_setaffinity(0, cores),
        )
        peaks.append(int(done.stdout.split()[-1]) / 1024)

    peaks: list[float] = []
    times = [timed(run) for _ in range(COLD_REPEATS)]
    return median(times), max(peaks)


def against_loop(report: Report, reach: Reach) -> None:
    """Six radii for every state: with everything that the table holds, against the loop alone."""
    rows = []
    for kind in ("peer_respite", "clubhouse", "support_group_network"):
        progress(kind)
        query = CoverageQuery(frozenset({kind}), SHOWN)
        points = reach.counted(query)[["latitude", "longitude"]].dropna().to_numpy(float)

        def ours(query: CoverageQuery = query) -> None:
            coverage_table(Reach(reach.places, reach.population), query)

        looped = partial(double_loop, reach.population, points)
        us, loop = (median(times) for times in alternately(REPEATS, ours, looped))
        table = coverage_table(reach, query)
        named = [f"share_within_{miles}" for miles in RADII_MILES]
        apart = float(np.abs(table[named].to_numpy() - looped()).max())
        rows.append(
            [
                f"{kind}, {len(points):,} points",
                f"{number(us * MILLI)} ms",
                f"{number(loop * MILLI)} ms",
                f"{number(loop / us)}x",
                f"{100 * apart:.2f} points of 100",
            ]
        )
    head = ("Every state, six radii", "coverage_table", "double loop", "ratio", "shares differ")
    report.table("Against a double loop on a sphere (nothing kept from before)", head, rows)


def warm(report: Report, reach: Reach) -> None:
    """What a control's change costs on the page: three tables, for another radius or kind."""

    def tables(query: CoverageQuery) -> None:
        for by in ("state", "county", "us"):
            coverage_table(reach, query, by=by)  # type: ignore[arg-type]

    rows = []
    known = CoverageQuery(frozenset({"peer_respite"}), SHOWN)
    tables(known)
    for name, query in {
        "another radius": CoverageQuery(known.service_types, SHOWN, 30.0),
        "all kinds together": CoverageQuery(
            frozenset(kind.value for kind in ServiceType), SHOWN, 30.0
        ),
    }.items():
        tables(query)
        seconds = median(timed(partial(tables, query)) for _ in range(REPEATS))
        rows.append([name, f"{number(seconds * MILLI)} ms"])
        report.target(f"warm, {name}", seconds, MOST_WARM_SECONDS, at_least=False, unit=" s")
    fresh = median(
        timed(partial(coverage_table, Reach(reach.places, reach.population), known))
        for _ in range(REPEATS)
    )
    rows.append(["a kind asked for the first time, one table", f"{number(fresh * MILLI)} ms"])
    report.table("A control's change: tables by state, county and country", ("", "Time"), rows)


def growth(report: Report, places_reach: Reach) -> None:
    """The same with the points of all block groups."""
    rows = []
    for name, population in (
        ("ZIP codes", zip_population()),
        ("made points", made_population(BLOCK_GROUPS)),
    ):
        progress(name)
        reach = Reach(places_reach.places, population)
        query = CoverageQuery()
        first = timed(partial(coverage_table, reach, query))
        again = timed(partial(coverage_table, reach, CoverageQuery(radius_miles=30.0)))
        sites = timed(partial(next_sites, reach, query, count=SITES))
        rows.append(
            [
                f"{len(population):,} {name}",
                f"{number(first * MILLI)} ms",
                f"{number(again * MILLI)} ms",
                f"{number(sites)} s",
            ]
        )
    head = ("", "first table", "another radius", f"next {SITES} sites")
    report.table("How the cost grows with the points", head, rows)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.note(f"Memory of the whole benchmark at most: {number(most)} MB.")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    options = parser.parse_args()
    report = Report(markdown=options.markdown)
    report.note(machine_line("numpy", "scipy", "pandas", "pyproj"))
    progress("cold")
    cold, cold_mb = in_own_process(COLD)
    sites, sites_mb = in_own_process(SITES_OF_US)
    report.table(
        f"A process of its own, from nothing, {CORES} cores",
        ("", "Time", "Memory at most"),
        [
            ["Every state, every kind, six radii", f"{number(cold)} s", f"{number(cold_mb)} MB"],
            [f"Next {SITES} sites for the country", f"{number(sites)} s", f"{number(sites_mb)} MB"],
        ],
    )
    report.target("cold, all", cold, MOST_COLD_SECONDS, at_least=False, unit=" s")
    report.target("cold, next sites", sites, MOST_SITES_SECONDS, at_least=False, unit=" s")
    report.target("cold, next sites", sites_mb, MOST_MB, at_least=False, unit=" MB")
    reach = Reach(load_places())
    against_loop(report, reach)
    warm(report, reach)
    growth(report, reach)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
