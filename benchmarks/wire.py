"""What a page receives, and when its map holds its marks: the browser's side of the benchmarks."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Error, Page

QUIET_SECONDS = 1.0
"""A change is over when nothing has arrived for so long."""
LIMIT_SECONDS = 180.0
"""Longer than any map may take."""

# Marks on the map in a frame: those that clusters hold, else those in the document.
COUNT_MARKS = """() => {
  if (!window.L || !window.map || !window.map.eachLayer) return -1;
  let held = 0;
  window.map.eachLayer((layer) => {
    const cluster = L.MarkerClusterGroup && layer instanceof L.MarkerClusterGroup;
    if (cluster) held += layer.getLayers().length;
  });
  const drawn = document.querySelectorAll(".leaflet-marker-icon:not(.town):not(.origin)").length;
  return held && drawn ? held : drawn;
}"""


@dataclass
class Wire:
    """Counts what a page receives."""

    received: int = 0
    last: float = field(default_factory=time.monotonic)

    def listen(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))

    def _frame(self, event: dict[str, Any]) -> None:
        response = event["response"]
        text = response["payloadData"]
        binary = response["opcode"] == 2
        self._add(len(base64.b64decode(text)) if binary else len(text.encode()))

    def _add(self, count: float) -> None:
        self.received += int(count)
        self.last = time.monotonic()


def marks_on(page: Page) -> int:
    """How many marks the newest map on the page holds; -1 if there is none yet."""
    for frame in reversed(page.frames[1:]):
        with suppress(Error):  # a frame may go while we look
            count = int(frame.evaluate(COUNT_MARKS))
            if count >= 0:
                return count
    return -1


def wait_for(page: Page, done: Callable[[int], bool]) -> int:
    end = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < end:
        count = marks_on(page)
        if done(count):
            return count
        page.wait_for_timeout(5)
    raise TimeoutError(f"the map holds {marks_on(page)} marks after {LIMIT_SECONDS:g} s")


def wait_for_quiet(page: Page, wire: Wire) -> None:
    while time.monotonic() - wire.last < QUIET_SECONDS:
        page.wait_for_timeout(50)


@contextmanager
def visit(browser: Browser, url: str) -> Iterator[tuple[Page, Wire]]:
    """A page in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page, wire = context.new_page(), Wire()
        wire.listen(page)
        page.goto(url)
        yield page, wire
    finally:
        context.close()
