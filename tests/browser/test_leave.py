"""Leave this page quickly: from everywhere, also when nothing else works any more."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from visitor import Watched

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
NEUTRAL = "https://www.weather.gov/"
PATHS = ("/", "/lines", "/place?place=ma-afiya", "/data", "/quality", "/privacy")


def weather(context: BrowserContext) -> None:
    """The neutral page, without a network."""
    body = "<title>Weather</title><h1>Rain</h1>"
    context.route(
        "https://www.weather.gov/**", lambda r: r.fulfill(body=body, content_type="text/html")
    )


@pytest.fixture
def visitor(watched: Watched) -> Watched:
    weather(watched.page.context)
    return watched


def left(page: Page) -> None:
    expect(page).to_have_url(NEUTRAL)
    expect(page.locator("h1")).to_have_text("Rain")


def escape(page: Page, times: int = 3) -> None:
    for _ in range(times):
        page.keyboard.press("Escape")


@pytest.mark.parametrize("path", PATHS)
def test_the_button_and_the_key_leave_every_page(visitor: Watched, path: str) -> None:
    page = visitor.open(path)
    page.get_by_role("link", name="Leave this page quickly").click()
    left(page)
    page = visitor.open(path)
    escape(page)
    left(page)


def test_escape_does_not_stop_the_page_that_is_on_its_way(visitor: Watched) -> None:
    """To a browser Escape means "stop loading": the third press may not mean that."""
    page = visitor.open()
    stopped = page.evaluate(
        """() => {
          const press = () => document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
          return [press(), press(), press(), press()];
        }"""
    )
    assert stopped == [True, True, False, False]
    left(page)


def test_two_presses_or_other_keys_between_do_nothing(visitor: Watched) -> None:
    page = visitor.open()
    escape(page, 2)
    page.keyboard.press("a")
    escape(page, 2)
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(visitor.base)


def test_slow_presses_do_nothing(visitor: Watched) -> None:
    page = visitor.page
    page.clock.install()
    visitor.open()
    for _ in range(4):
        page.keyboard.press("Escape")
        page.clock.fast_forward(1500)
    assert page.url.startswith(visitor.base)
    expect(page.locator("h1")).to_be_visible()


def test_the_key_leaves_from_the_search_box(visitor: Watched) -> None:
    page = visitor.open()
    page.get_by_label("Where are you?").fill("01060")
    escape(page)
    left(page)


def test_the_key_leaves_from_inside_the_map(visitor: Watched) -> None:
    page = visitor.open()
    visitor.search("01060")
    box = page.frame_locator("iframe").locator(".leaflet-container")
    expect(box).to_have_attribute("data-places", re.compile(r"[1-9]"))
    box.focus()
    escape(page)
    left(page)


def test_the_way_back_does_not_lead_to_the_page_that_was_left(visitor: Watched) -> None:
    page = visitor.page
    page.goto("about:blank")
    visitor.open("/privacy")
    before = page.evaluate("history.length")
    escape(page)
    left(page)
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_the_key_leaves_before_the_app_is_there(visitor: Watched) -> None:
    page = visitor.page
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(visitor.base)
    expect(page.locator("#first")).to_be_visible()
    escape(page)
    left(page)
    page.goto(visitor.base)
    page.locator("#first a.leave").click()
    left(page)


def answers(url: str) -> bool:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=2):
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False


@pytest.fixture
def own_server(server: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server that this test may kill, on the port after that of the others'."""
    port = int(server.rsplit(":", 1)[1]) + 1
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://localhost:{port}"
    try:
        assert answers(f"{base}/_stcore/health")
        yield base, process
    finally:
        process.kill()
        process.wait(timeout=20)


def test_the_key_leaves_when_the_server_is_gone(
    visitor: Watched, own_server: tuple[str, subprocess.Popen[bytes]]
) -> None:
    visitor.base, process = own_server
    page = visitor.open()
    process.kill()
    process.wait(timeout=20)
    escape(page)
    left(page)


def test_it_is_said_that_the_history_is_not_cleared(visitor: Watched) -> None:
    page = visitor.open()
    expect(page.locator("#root .way-out")).to_contain_text("It does not clear your history.")
