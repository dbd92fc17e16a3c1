"""Memory of the running app with the full dataset, and what each further visitor adds.

    python benchmarks/memory.py             # text, about four minutes; needs Debian's chromium
    python benchmarks/memory.py --markdown  # the table of docs/performance.md

Starts ``streamlit run streamlit_app.py``; a first visitor searches 01060 and shows every place
once. Then ten visitors come, each in a browser profile of its own that stays open, and search
another ZIP code with the usual filters; then ten more, who have every place shown. Prints the
server's resident memory (its children counted in) after each step, medians of several servers,
and the growth per further visitor: the slope of a straight line through the readings after each
visit, because a difference of two readings is lost in what Python frees and takes meanwhile.
Every visitor must still be connected at the end. Exit status 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from statistics import median

import numpy as np
import psutil
from playwright.sync_api import Browser, Page
from report import Report, machine_line, number, progress
from served import Served, chromium, served
from wire import wait_for

from respite_finder.resources import ROOT

FIRST = "01060"
USUAL = ("10001", "60601", "90012", "33101", "59715", "82001", "73102", "98101", "05401", "00601")
EVERY = ("02139", "19104", "30303", "48226", "63101", "70112", "80202", "85004", "97204", "99501")
EVERY_PLACE = "?radius=any&closed=yes"
MOST_MB, MOST_EACH_MB = 400.0, 10.0
SETTLE_SECONDS = 2.0
STEPS = (
    "Server started, nobody there",
    f"First visitor: {FIRST}, usual filters",
    "First visitor: every place shown",
    f"{len(USUAL)} further visitors, usual filters",
    f"{len(EVERY)} more, every place shown",
    "The highest seen, looking after every visit",
)


def resident_mb(server: Served, settle: float = SETTLE_SECONDS) -> float:
    """Resident memory of the server and its children, in millions of bytes."""
    time.sleep(settle)
    process = psutil.Process(server.pid)
    family = [process, *process.children(recursive=True)]
    return float(sum(one.memory_info().rss for one in family)) / 1e6


def visit(browser: Browser, server: Served, code: str, params: str) -> Page:
    """A new visitor searches a ZIP code and waits for the list and the marks."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{server.url}/{params}")
    page.get_by_label("Where are you?").fill(code)
    page.get_by_role("button", name="Find places").click()
    # "7 places within 50 miles of Northampton, MA 01060": the sentence ends in the ZIP code.
    page.locator(".summary", has_text=code).wait_for(timeout=60_000)
    wait_for(page, lambda count: count > 0)
    return page


def show_every_place(page: Page) -> None:
    """Closed and planned ones too, at any distance."""
    page.get_by_label("How far").click()
    page.get_by_role("option", name="Any distance").click()
    page.locator(".summary", has_text="by distance from").wait_for()
    before = wait_for(page, lambda count: count > 0)
    box = page.locator("label", has_text="Show closed and planned").locator("input")
    box.evaluate("box => box.click()")
    wait_for(page, lambda count: count > before)


@dataclass(frozen=True)
class Run:
    """One server: its memory at each of ``STEPS`` and the growth per visitor of either group."""

    sizes: list[float]
    growths: list[float]


def one_server(browser: Browser) -> Run:
    with served(ROOT / "streamlit_app.py") as server:
        sizes = [resident_mb(server)]
        first = visit(browser, server, FIRST, "")
        sizes.append(resident_mb(server))
        show_every_place(first)
        sizes.append(resident_mb(server))
        highest, growths = sizes[-1], []
        for codes, params in ((USUAL, ""), (EVERY, EVERY_PLACE)):
            readings = []
            for code in codes:
                visit(browser, server, code, params)
                readings.append(resident_mb(server, settle=0.2))
            growths.append(float(np.polyfit(range(len(readings)), readings, 1)[0]))
            highest = max(highest, *readings)
            sizes.append(resident_mb(server))
        connections = psutil.Process(server.pid).net_connections()
        there = sum(one.status == psutil.CONN_ESTABLISHED for one in connections)
        if there < 1 + len(USUAL) + len(EVERY):
            raise RuntimeError(f"only {there} connections: some visitors have left")
        for context in browser.contexts:
            context.close()
        return Run([*sizes, highest], growths)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("--repeats", type=int, default=3, help="servers to start, one by one")
    options = parser.parse_args()
    report = Report(markdown=options.markdown)
    report.note(machine_line("streamlit", "pandas", "pyarrow", "numpy", "scipy", "folium"))
    runs = []
    with chromium() as browser:
        for number_of_run in range(options.repeats):
            progress(f"server {number_of_run + 1} of {options.repeats}")
            runs.append(one_server(browser))
    sizes = [median(run.sizes[step] for run in runs) for step in range(len(STEPS))]
    usual, every = (median(run.growths[group] for run in runs) for group in (0, 1))
    each = ["", "", "", f"{number(usual)} MB", f"{number(every)} MB", ""]
    rows = [
        [name, f"{number(size)} MB", growth]
        for name, size, growth in zip(STEPS, sizes, each, strict=True)
    ]
    report.table("Resident memory of the server", ("After", "Total", "Each further visitor"), rows)
    report.target("first visitor, every place", sizes[2], MOST_MB, at_least=False, unit=" MB")
    total = f"highest with all {1 + len(USUAL) + len(EVERY)} visitors"
    report.target(total, sizes[5], MOST_MB, at_least=False, unit=" MB")
    what = "each further visitor, "
    report.target(f"{what}usual filters", usual, MOST_EACH_MB, at_least=False, unit=" MB")
    report.target(f"{what}every place shown", every, MOST_EACH_MB, at_least=False, unit=" MB")
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
