"""A flood of 10,000 forms into the store while the same process searches.

    python benchmarks/flood.py             # text, about two minutes
    python benchmarks/flood.py --markdown  # the table of docs/performance.md

Eight threads send forms, every other one with a file of 200 kB, into a SQLite store with the
limits that hold without a setting, then with the limit of bytes alone; a ninth thread searches all
the time. Prints how many were taken, what
the store takes on the disk before and after, and the median time of a search without and with the
flood. Exit status 1 if more was taken than the limits allow or the file passed its bound.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from report import MILLI, Report, machine_line, number, progress, timed

from respite_finder import Query, load_places, locate, search
from respite_finder.community.attachments import Attachment
from respite_finder.community.engine import MOST_PAGES
from respite_finder.community.forms import MESSAGE, Kind, Submission
from respite_finder.community.limits import USUAL, Limits
from respite_finder.community.store import Store, open_store
from respite_finder.errors import TooManyError

FORMS = 10_000
THREADS = 8
SEARCHES = 300
MOST_SLOWER = 20.0
PAGE_BYTES = 4096
WORDS = "The telephone rings and nobody picks it up. " * 20
FILE = Attachment("image/png", ".png", os.urandom(200_000))
OPEN_WIDE = Limits(per_hour=FORMS, per_day=FORMS, open_cases=FORMS)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def flood(store: Store, at: int) -> bool:
    """Send one form; whether it was taken."""
    form = Submission(
        list(Kind)[at % 3], str(at), {MESSAGE: WORDS}, attachment=FILE if at % 2 else None
    )
    try:
        store.add(form, NOW)
    except TooManyError:
        return False
    return True


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def row(name: str, limits: Limits, calm: float, report: Report) -> list[str]:
    """One flood, with searches as long as it lasts."""
    progress(name)
    places = load_places()
    query = Query(locate("01060"), radius_miles=100)
    with tempfile.TemporaryDirectory() as made, ThreadPoolExecutor(THREADS) as threads:
        folder = Path(made)
        store = open_store(str(folder / "cases.sqlite3"), limits)
        before = size_of(folder)
        start = time.perf_counter()
        sent = [threads.submit(flood, store, at) for at in range(FORMS)]
        times = []
        while not sent[-1].done():
            times.append(timed(lambda: search(places, query)))
        took = time.perf_counter() - start
        taken = sum(one.result() for one in sent)
        store.close()
        after = size_of(folder)
    busy = median(times) * MILLI
    most = min(3 * limits.per_hour, FORMS)
    report.target(f"{name}: forms taken", taken, most, at_least=False, unit="")
    report.target(
        f"{name}: on the disk",
        after / 1e6,
        MOST_PAGES * PAGE_BYTES / 1e6,
        at_least=False,
        unit=" MB",
    )
    report.target(f"{name}: a search is slower", busy / calm, MOST_SLOWER, at_least=False, unit="x")
    return [
        name,
        f"{taken:,} of {FORMS:,}",
        f"{number(FORMS / took)}",
        f"{number(before / 1e6)} MB",
        f"{number(after / 1e6)} MB",
        f"{number(calm)} ms",
        f"{number(busy)} ms",
        f"{number(busy / calm)}x",
    ]


HEAD = (
    "Limits",
    "Taken",
    "Forms a second",
    "Store before",
    "after",
    "Search alone",
    "in the flood",
    "Ratio",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    options = parser.parse_args()
    report = Report(markdown=options.markdown)
    report.note(machine_line("sqlalchemy", "pandas"))
    places = load_places()
    query = Query(locate("01060"), radius_miles=100)
    calm = median(timed(lambda: search(places, query)) for _ in range(SEARCHES)) * MILLI
    rows = [
        row("The usual", USUAL, calm, report),
        row("Of bytes only", OPEN_WIDE, calm, report),
    ]
    report.table(f"{FORMS:,} forms from {THREADS} threads while it searches", HEAD, rows)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
