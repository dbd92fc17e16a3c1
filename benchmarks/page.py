"""One filter change on the Find page, every place shown: server time, bytes and time to marks.

    python benchmarks/page.py             # text, about five minutes; needs Debian's chromium
    python benchmarks/page.py --markdown  # the tables of docs/performance.md

A real server and a real Chromium. A visitor opens the page with closed and planned places
hidden, waits for the marks and then ticks the box that shows every place. In turns, each time
in a fresh browser profile (Streamlit remembers what a browser has): our base map and results
layer, and two usual ways with one ``folium.Marker`` and ``Popup`` per place, with the same
words, through ``st_folium`` (see ``page_script.py``). Then our whole Find page. Prints medians:

* server: time in the script run for building the map component, all runs of the change together;
* bytes: what the browser received for the change, by WebSocket and HTTP;
* marks: from the click until all marks are on the browser's map.

Then how soon there is something useful to see (see ``first_content.py``); ``--first`` for that
alone.

Exit status 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from first_content import first_content
from playwright.sync_api import Browser, Page
from report import MILLI, Report, machine_line, number, progress
from served import Served, chromium, served
from wire import Wire, marks_on, visit, wait_for, wait_for_quiet

from respite_finder.resources import ROOT

WAYS = {
    "ours": "Ours: one compact payload",
    "layer": "One Marker with Popup per place, in a FeatureGroup",
    "cluster": "One Marker with Popup per place, in a MarkerCluster",
}
MADE = 10_000
LEAST_LESS_TIME, LEAST_FEWER_BYTES = 10.0, 6.0
MOST_MS, MOST_KB = 100.0, 100.0

ENTRY = """
import streamlit as st
from starlette.responses import Response
from starlette.routing import Route
from respite_finder.web.assets import asset_routes

# The one thing that Folium's popups ask of jQuery: $(html)[0].
SCRIPT = '''window.$ = (html) => {{
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return [holder.content.firstChild];
}};'''
def stand_in(_):
    return Response(SCRIPT, media_type="text/javascript")

routes = [*asset_routes(), Route("/bench/jquery_stand_in.js", stand_in)]
app = st.App({script!r}, routes=routes)
"""


@dataclass
class Change:
    """What one filter change cost."""

    bytes: int
    marks_seconds: float
    server_seconds: float
    marks: int


def tick(page: Page, wire: Wire, log: Path | None) -> Change:
    """Show closed and planned places too, once the page is at rest."""
    wait_for(page, lambda count: count > 0)
    wait_for_quiet(page, wire)
    before = marks_on(page)
    if log:
        log.write_text("")
    box = page.locator("label", has_text="Show closed and planned").locator("input")
    received, start = wire.received, time.perf_counter()
    box.evaluate("box => box.click()")
    marks = wait_for(page, lambda count: count > before)
    seconds = time.perf_counter() - start
    wait_for_quiet(page, wire)
    return Change(wire.received - received, seconds, float("nan"), marks)


def change(browser: Browser, server: Served, log: Path, way: str, made: int) -> Change:
    """Open the page, show every place, and see what that one change costs."""
    with visit(browser, f"{server.url}/?draw={way}&made={made}") as (page, wire):
        one = tick(page, wire, log)
    runs = [json.loads(line) for line in log.read_text().splitlines()]
    if one.marks != runs[-1]["marks"]:
        raise RuntimeError(f"{way}: {one.marks} marks on the map, not {runs[-1]['marks']}")
    return replace(one, server_seconds=sum(run["seconds"] for run in runs))


def find_page(browser: Browser, server: Served) -> Change:
    """The same change on the real Find page, the list of cards and all."""
    with visit(browser, f"{server.url}/?radius=any") as (page, wire):
        page.get_by_label("Where are you?").fill("01060")
        page.get_by_role("button", name="Find places").click()
        page.get_by_text("by distance from Northampton, MA").wait_for()
        page.get_by_text("Change filters").click()
        return tick(page, wire, None)


def middle(changes: list[Change]) -> Change:
    return Change(
        int(median(one.bytes for one in changes)),
        median(one.marks_seconds for one in changes),
        median(one.server_seconds for one in changes),
        changes[0].marks,
    )


def row(name: str, one: Change, ours: Change) -> list[str]:
    server = one.server_seconds
    known = math.isfinite(server)
    return [
        name,
        f"{number(server * MILLI)} ms" if known else "",
        f"{number(server / ours.server_seconds)}x" if known else "",
        f"{number(one.bytes / 1000)} kB",
        f"{number(one.bytes / ours.bytes)}x",
        f"{number(one.marks_seconds * MILLI)} ms",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("--repeats", type=int, default=7, help="fresh visits for each way")
    parser.add_argument("--first", action="store_true", help="only the first useful content")
    options = parser.parse_args()
    report = Report(markdown=options.markdown)
    report.note(machine_line("streamlit", "folium", "streamlit-folium", "pandas", "playwright"))
    if not options.first:
        one_change(report, options.repeats)
    with chromium() as browser:
        first_content(browser, report, options.repeats)
    return report.finish()


def one_change(report: Report, repeats: int) -> None:
    """Every place shown by one tick: ours, and the usual ways."""
    results: dict[int, dict[str, Change]] = {}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        log, entry = Path(folder) / "log", Path(folder) / "entry.py"
        entry.write_text(ENTRY.format(script=str(Path(__file__).with_name("page_script.py"))))
        with served(entry, {"RESPITE_BENCH_LOG": str(log)}) as server:
            for made in (0, MADE):
                taken: dict[str, list[Change]] = {way: [] for way in WAYS}
                # The first visit of each way warms the server and is not counted.
                for turn in range(-1, repeats):
                    for way, changes in taken.items():
                        if made and way != "ours" and turn != 0:
                            continue  # the other ways take most of a minute: once is enough
                        progress(f"{made or 'real'} places, {way}, {turn + 1} of {repeats}")
                        one = change(browser, server, log, way, made)
                        if turn >= 0:
                            changes.append(one)
                results[made] = {way: middle(changes) for way, changes in taken.items()}
        with served(ROOT / "streamlit_app.py") as server:
            progress("the whole Find page")
            whole = [find_page(browser, server) for _ in range(repeats + 1)]
    head = ("Way", "Server", "to ours", "Bytes", "to ours", "Click to marks")
    for made, ways in results.items():
        ours = ways["ours"]
        rows = [row(name, ways[way], ours) for way, name in WAYS.items()]
        if not made:
            rows.append(row("Our whole Find page, cards and all", middle(whole[1:]), ours))
        kind = "made places; the other ways measured once" if made else "real places"
        report.table(f"{ours.marks:,} marks ({kind})", head, rows)
    ours = results[0]["ours"]
    others = [results[0][way] for way in WAYS if way != "ours"]
    less = min(other.server_seconds for other in others) / ours.server_seconds
    fewer = min(other.bytes for other in others) / ours.bytes
    report.target("less server time", less, LEAST_LESS_TIME, at_least=True, unit="x")
    report.target("fewer bytes", fewer, LEAST_FEWER_BYTES, at_least=True, unit="x")
    time_ms, kb = ours.server_seconds * MILLI, ours.bytes / 1000
    report.target("server time, every place", time_ms, MOST_MS, at_least=False, unit=" ms")
    report.target("bytes, every place", kb, MOST_KB, at_least=False, unit=" kB")


if __name__ == "__main__":
    sys.exit(main())
