"""How soon there is something useful to see, against an empty Streamlit page (for ``page.py``).

A fresh browser profile each time, in turns: an empty page (``st.write("Hello")``), and our first
page. Times are the browser's own, from the start of the navigation to the moment at which the
words are in the page and have a size:

* empty: the word of the empty page;
* lines: a phone number to call, of a line that is open now (our first screen);
* search: the box that asks where you are (the app itself).

Once as the machine is, once as a cheap phone: 4 times slower, 1.6 Mbit/s, 150 ms away.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser
from report import MILLI, Report, number, progress
from served import served

from respite_finder.resources import ROOT

MOST = 1.3
EMPTY, LINES, SEARCH = "empty", "lines", "search"
SEEN = {
    EMPTY: "#root [data-testid=stMarkdownContainer] p",
    LINES: ".line a[href^='tel:']",
    SEARCH: "#root [data-testid=stTextInput] input",
}
_WATCH = """(() => {
  const selectors = %s;
  window.seen = {};
  const look = () => {
    for (const [name, selector] of Object.entries(selectors)) {
      const found = name in window.seen ? null : document.querySelector(selector);
      if (found && found.getClientRects().length) window.seen[name] = performance.now();
    }
    requestAnimationFrame(look);
  };
  look();
})()"""
_PHONE = {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
_PHONE_SLOWER = 4


def visit(browser: Browser, url: str, names: tuple[str, ...], *, phone: bool) -> dict[str, float]:
    """Seconds until each of these is seen, in a fresh profile."""
    size = {"width": 390, "height": 844}
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        if phone:
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", {"offline": False, **_PHONE})
            session.send("Emulation.setCPUThrottlingRate", {"rate": _PHONE_SLOWER})
        page.add_init_script(_WATCH % {name: SEEN[name] for name in names})
        page.goto(url, wait_until="commit", timeout=120_000)
        seen: dict[str, float] = {}
        while len(seen) < len(names):
            page.wait_for_timeout(50)
            seen = page.evaluate("window.seen")
        return {name: milliseconds / MILLI for name, milliseconds in seen.items()}
    finally:
        context.close()


def first_content(browser: Browser, report: Report, repeats: int) -> None:
    """Measure both pages in turns and add a table for each device."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text('import streamlit as st\n\nst.write("Hello")\n', encoding="utf-8")
        with served(script) as empty, served(ROOT / "streamlit_app.py") as ours:
            for device, phone in (("this machine", False), ("a cheap phone", True)):
                times: dict[str, list[float]] = {name: [] for name in SEEN}
                # The first visit warms the servers and is not counted.
                for turn in range(-1, repeats):
                    progress(f"first content, {device}, {turn + 1} of {repeats}")
                    seen = visit(browser, empty.url, (EMPTY,), phone=phone)
                    seen |= visit(browser, ours.url, (LINES, SEARCH), phone=phone)
                    if turn >= 0:
                        for name, seconds in seen.items():
                            times[name].append(seconds)
                _report(report, device, {name: median(taken) for name, taken in times.items()})


def _report(report: Report, device: str, middle: dict[str, float]) -> None:
    words = {
        EMPTY: "An empty Streamlit page: its word",
        LINES: "Ours: a number to call, open now",
        SEARCH: "Ours: the search box",
    }
    rows = [
        [text, f"{number(middle[name] * MILLI)} ms", f"{number(middle[name] / middle[EMPTY])}x"]
        for name, text in words.items()
    ]
    report.table(f"First useful content, {device}", ("What is seen", "After", "to empty"), rows)
    ratio = middle[LINES] / middle[EMPTY]
    report.target(f"first useful content, {device}", ratio, MOST, at_least=False, unit="x")
