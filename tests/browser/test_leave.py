"""Leave this page quickly: from everywhere, also when nothing else works any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from own_server import OwnServer
from visitor import Watched

pytestmark = pytest.mark.browser

NEUTRAL = "https://www.weather.gov/"
PATHS = (
    *("/", "/lines", "/place?place=ma-afiya", "/list?places=ma-afiya,vt-alyssum", "/many"),
    *("/data", "/quality", "/privacy", "/coverage?state=MA", "/methods"),
    *("/learn", "/evidence", "/suggest?form=message", "/changes"),
)


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


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[OwnServer]:
    """A server that this test may kill."""
    server = OwnServer(tmp_path / "printed.txt")
    server.start()
    yield server
    server.end()


def test_the_key_leaves_when_the_server_is_gone(visitor: Watched, own_server: OwnServer) -> None:
    visitor.base = own_server.base
    page = visitor.open()
    own_server.end()
    escape(page)
    left(page)


def test_it_is_said_that_the_history_is_not_cleared(visitor: Watched) -> None:
    page = visitor.open()
    expect(page.locator("#root .way-out")).to_contain_text("It does not clear your history.")
