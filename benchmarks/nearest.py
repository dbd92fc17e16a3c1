"""The nearest places of many ZIP codes against a geopy loop and a BallTree, in one run.

    python benchmarks/nearest.py             # text, about two minutes
    python benchmarks/nearest.py --markdown  # the tables of docs/performance.md

Every row is a ZIP code drawn at random from the gazetteer; asked are the three nearest of one
kind. Prints, for each kind: the median time of ``PlaceIndex.nearest_many`` over the distinct ZIP
codes, of the whole ``Nearest`` over all rows, of BallTree (haversine) over the distinct ZIP codes
and over all rows, of a loop over ``geopy.distance.geodesic`` (a sample of rows, scaled up), and
the ratios. Then how wrong each is, and what the whole command takes on two cores: reading a CSV,
finding, writing a CSV. Exit status 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from alternatives import EARTH_MILES, Array
from geopy.distance import geodesic
from report import MILLI, Report, alternately, machine_line, number, progress, timed
from sklearn.neighbors import BallTree

from respite_finder import PlaceIndex, load_places
from respite_finder.batch import Nearest, People, read_people
from respite_finder.gazetteer import gazetteer
from respite_finder.search import SHOWN

ROWS = 100_000
K = 3
SEED = 20261122
KINDS = ("peer_respite", "clubhouse", "support_group_network")
"""From the fewest places to the most."""
GEOPY_ROWS = 100
ORACLE_ROWS = 2_000
REPEATS = 5
CORES = 2
MOST_SECONDS = 10.0
MOST_MB = 1_000.0
LEAST_AGAINST_GEOPY = 500.0


def zip_codes(count: int) -> list[str]:
    codes = gazetteer().zip_points["zip"].to_numpy()
    return [str(code) for code in np.random.default_rng(SEED).choice(codes, count)]


def whole(places: pd.DataFrame, people: People, kind: str) -> None:
    run = Nearest(places, people, k=K, service_types=[kind])
    while not run.finished:
        run.step()


def in_tree(tree: BallTree, points: Array) -> tuple[Array, Array]:
    angles, rows = tree.query(np.radians(points), k=K)
    return rows, angles * EARTH_MILES


def geopy_loop(points: Array, here: Array) -> list[list[tuple[float, int]]]:
    there = [(float(lat), float(lon)) for lat, lon in points]
    return [
        sorted((geodesic((lat, lon), at).miles, row) for row, at in enumerate(there))[:K]
        for lat, lon in here.tolist()
    ]


def kind_row(report: Report, places: pd.DataFrame, people: People, kind: str) -> list[list[str]]:
    """Times of one kind, printed as a table; how wrong each is, as rows of the next one."""
    progress(kind)
    of_kind = places[(places["service_type"] == kind) & places["status"].isin(list(SHOWN))]
    points = of_kind.loc[of_kind["latitude"].notna(), ["latitude", "longitude"]].to_numpy(float)
    here = np.array([(one.lat, one.lon) for one in people.asked])
    rows = here[people.which]
    index = PlaceIndex(points[:, 0], points[:, 1])
    tree = BallTree(np.radians(points), metric="haversine")
    many = partial(index.nearest_many, here[:, 0], here[:, 1], K)
    ours, all_ours, tree_once, tree_rows = (
        median(times)
        for times in alternately(
            REPEATS,
            many,
            partial(whole, places, people, kind),
            partial(in_tree, tree, here),
            partial(in_tree, tree, rows),
        )
    )
    sample = np.random.default_rng(SEED).choice(len(rows), GEOPY_ROWS, replace=False)
    loop = timed(partial(geopy_loop, points, rows[sample])) * len(rows) / GEOPY_ROWS
    head = ("", "Time", "Against the whole run")
    report.table(
        f"{len(rows):,} rows, {len(here):,} distinct ZIP codes, {len(points):,} places ({kind})",
        head,
        [
            ["Nearest, all rows", f"{number(all_ours * MILLI)} ms", "1x"],
            ["nearest_many, distinct ZIP codes", f"{number(ours * MILLI)} ms", "part of it"],
            _row("BallTree, all rows", tree_rows, all_ours),
            _row("BallTree, distinct ZIP codes", tree_once, all_ours),
            _row(f"geopy loop ({GEOPY_ROWS} rows measured, scaled up)", loop, all_ours),
        ],
    )
    what = f"{kind}, {len(rows):,} rows, the whole run against the geopy loop"
    report.target(what, loop / all_ours, LEAST_AGAINST_GEOPY, at_least=True, unit="x")
    return wrong(kind, points, here, many(), in_tree(tree, here))


def _row(name: str, seconds: float, ours: float) -> list[str]:
    return [name, f"{number(seconds * MILLI)} ms", f"{number(seconds / ours)}x"]


def wrong(kind: str, points: Array, here: Array, *answers: tuple[Array, Array]) -> list[list[str]]:
    """Largest error of a distance, and wrong places, against geopy's geodesic on a sample."""
    sample = np.random.default_rng(SEED).choice(len(here), ORACLE_ROWS, replace=False)
    worst, misplaced = [0.0, 0.0], [0, 0]
    for at in sample:
        near = np.argsort(np.hypot(*(points - here[at]).T))[: 12 * K]
        near = np.union1d(near, np.concatenate([rows[at] for rows, _miles in answers]))
        miles = {int(row): geodesic(tuple(here[at]), tuple(points[row])).miles for row in near}
        best = sorted(miles.values())[:K]
        for who, (rows, far) in enumerate(answers):
            for place, row in enumerate(rows[at]):
                truly = miles[int(row)]
                if truly > 0:
                    worst[who] = max(worst[who], abs(far[at][place] - truly) / truly)
                misplaced[who] += abs(truly - best[place]) > 1e-6
    return [
        [f"{kind}, {name}", f"{100 * off:.5f} %", f"{count:,}"]
        for name, off, count in zip(
            ("nearest_many", "BallTree (haversine)"), worst, misplaced, strict=True
        )
    ]


def command(report: Report) -> None:
    """The whole command on two cores, as somebody waits for it."""
    progress("the whole command")
    cores = set(sorted(os.sched_getaffinity(0))[:CORES])
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "people.csv"), Path(folder, "nearest.csv")
        source.write_text("ZIP\n" + "\n".join(zip_codes(ROWS)) + "\n", encoding="utf-8")
        words = ["nearest", str(source), "--k", str(K), "--type", KINDS[0], "-o", str(target)]

        def run() -> None:
            subprocess.run(
                [sys.executable, "-m", "respite_finder", *words],
                check=True,
                capture_output=True,
                preexec_fn=lambda: os.sched_setaffinity(0, cores),
            )

        seconds = median(timed(run) for _ in range(3))
        lines = target.read_bytes().count(b"\n")
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    report.table(
        f"respite-finder nearest: {ROWS:,} rows in, {lines - 1:,} rows out, {CORES} cores",
        ("", "Whole command"),
        [["Time", f"{number(seconds)} s"], ["Memory at most", f"{number(megabytes)} MB"]],
    )
    what = f"{ROWS:,} rows, the whole command"
    report.target(what, seconds, MOST_SECONDS, at_least=False, unit=" s")
    report.target(what, megabytes, MOST_MB, at_least=False, unit=" MB")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    options = parser.parse_args()
    report = Report(markdown=options.markdown)
    report.note(machine_line("numpy", "scipy", "pandas", "pyproj", "geopy", "scikit-learn"))
    places = load_places()
    people = read_people(("ZIP\n" + "\n".join(zip_codes(ROWS))).encode(), "people.csv")
    errors = [row for kind in KINDS for row in kind_row(report, places, people, kind)]
    head = (f"Against geopy, {ORACLE_ROWS:,} ZIP codes", "largest error", "another place")
    report.table("Exactness", head, errors)
    command(report)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
