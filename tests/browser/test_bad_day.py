"""The map does not come, the server goes away, somebody pastes too much: the page stays kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from own_server import OwnServer
from screens import MAP_GIVEN_UP_MS
from standing import home, place, results, search, settled
from visitor import PHONE, Watched

pytestmark = pytest.mark.browser

WAIT_MS = 60_000
TRIES = 8
CONNECTED = "[data-test-connection-state=CONNECTED]"
AWAY = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])"
TYPED = "Marigold Featherstone, 350 Main Street, Northampton, MA 01060"
SPOT = {"latitude": 42.325149, "longitude": -72.641234}


def cut_off(route: Route) -> None:
    route.abort()


def broken(route: Route) -> None:
    route.fulfill(status=500, body="broken")


def not_there(route: Route) -> None:
    route.fulfill(status=404, body="not there")


@pytest.mark.parametrize(
    ("what", "trouble"),
    [
        ("/assets/leaflet/", cut_off),
        ("/assets/own/respite_map", broken),
        ("/component/", not_there),
    ],
    ids=["no-scripts", "broken-script", "no-frame"],
)
def test_without_its_map_the_list_works_and_says_so(
    watched: Watched, what: str, trouble: Callable[[Route], None]
) -> None:
    page = watched.page
    page.route(f"**{what}**", trouble)
    page.clock.install()
    watched.open()
    home(page)
    search(page, "01060")
    expect(page.locator(".summary p")).to_contain_text("43 places")
    note = page.get_by_text("The map did not load. The list has all the same places.")
    expect(page.locator(".st-key-map-box iframe")).to_be_attached()
    expect(note).to_be_hidden()
    settled(page)
    page.clock.fast_forward(MAP_GIVEN_UP_MS)
    expect(note).to_be_visible()
    expect(note).to_have_attribute("role", "status")
    expect(page.locator(".st-key-map-box iframe")).to_be_hidden()
    page.locator(".st-key-filter-switch label").click()
    page.get_by_role("button", name="Peer respites").click()
    expect(page.locator(".summary p")).to_contain_text("5 places")
    expect(
        page.locator(".card").get_by_role("link", name="Call 413-570-2990").first
    ).to_be_visible()
    expect(note).to_be_visible()


def test_a_place_without_its_map_says_that_the_words_are_enough(watched: Watched) -> None:
    page = watched.page
    page.route("**/assets/leaflet/**", cut_off)
    page.clock.install()
    watched.open("/place?place=ma-afiya")
    expect(page.locator(".st-key-place-map iframe")).to_be_attached()
    settled(page)
    page.clock.fast_forward(MAP_GIVEN_UP_MS)
    expect(page.get_by_text("The map did not load. You do not need it")).to_be_visible()
    expect(page.get_by_role("link", name="Call 413-570-2990")).to_be_visible()


def test_a_map_that_comes_is_not_called_missing(watched: Watched) -> None:
    page = watched.page
    page.clock.install()
    watched.open("/place?place=ma-afiya")
    place(page)
    page.clock.fast_forward(MAP_GIVEN_UP_MS)
    expect(page.locator(".st-key-place-map iframe")).to_be_visible()
    expect(page.locator(".map-note")).to_be_hidden()


def test_five_hundred_characters_get_one_sentence(watched: Watched) -> None:
    page = watched.open()
    home(page)
    search(page, "where can I go tonight " * 22)
    told = page.locator("[data-testid=stAlert]")
    expect(told).to_have_count(1)
    assert len(told.inner_text()) < 300
    assert watched.console == []
    search(page, "01060")
    expect(page.locator(".summary p")).to_contain_text("43 places")
    expect(told).to_have_count(0)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnServer]:
    started = OwnServer(tmp_path / "printed.txt")
    started.start()
    yield started
    started.end()


@pytest.fixture
def visitor(own: OwnServer, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, geolocation=SPOT, permissions=["geolocation"])  # type: ignore[arg-type]
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def test_the_connection_drops_and_all_is_there_again(watched: Watched) -> None:
    """A tunnel, a lift: the server is well, and so is the session."""
    page, sockets = watched.page, list[WebSocketRoute]()

    def pass_on(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket(re.compile("/_stcore/stream"), pass_on)
    watched.open("/?kinds=peer_respite")
    results(page)
    expect(page.locator(".summary p")).to_contain_text("5 places")
    url = page.url
    sockets[-1].close()
    expect(page.locator(AWAY)).to_be_attached()
    expect(page.locator(CONNECTED)).to_be_attached(timeout=WAIT_MS)
    settled(page)
    assert len(sockets) > 1
    assert page.url == url
    expect(page.locator(".summary p")).to_contain_text("5 places within 50 miles of Northampton")
    expect(page.locator("[data-testid=stTextInput] input")).to_have_value("01060")


def test_the_server_goes_away_and_comes_back(own: OwnServer, visitor: Page) -> None:
    """The page stays as it was. With the next press all is there again.

    The filters stand in the URL, and what was typed still stands in the box.
    """
    page = visitor
    page.goto(f"{own.base}/?radius=100&kinds=peer_respite")
    results(page)
    summary = page.locator(".summary p")
    expect(summary).to_contain_text("within 100 miles")
    before, url = summary.inner_text(), page.url
    own.end()
    expect(page.locator(AWAY)).to_be_attached(timeout=WAIT_MS)
    expect(page.get_by_role("link", name="Call 413-570-2990").first).to_be_visible()
    own.start()
    expect(page.locator(CONNECTED)).to_be_attached(timeout=WAIT_MS)
    expect(summary).to_have_text(before)
    assert page.url == url
    # The new session takes its filters from the URL: the first press on one of them is lost.
    switch = page.get_by_role("switch", name="Change filters")
    page.get_by_text("Change filters").click()
    expect(switch).not_to_be_checked()
    page.get_by_text("Change filters").click()
    page.get_by_role("button", name="Living rooms").click()
    expect(page).to_have_url(re.compile("living_room"), timeout=WAIT_MS)
    expect(summary).not_to_have_text(before)
    expect(summary).to_contain_text("within 100 miles of Northampton, MA 01060")


def test_while_the_server_is_away_one_can_still_call_and_leave(
    own: OwnServer, visitor: Page
) -> None:
    page = visitor
    page.goto(own.base)
    results(page)
    own.end()
    # The framework tells after some tries, in a dialog that covers the page.
    for _ in range(TRIES):
        page.wait_for_event("requestfailed", lambda one: one.url.endswith("/_stcore/health"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Call 413-834-4127").first.click(trial=True)
    page.get_by_role("link", name="Leave this page quickly").click(trial=True)


def test_of_a_pasted_address_only_the_zip_is_kept(own: OwnServer, visitor: Page) -> None:
    page, asked = visitor, list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(own.base)
    home(page)
    search(page, TYPED)
    expect(page.locator(".summary p")).to_contain_text("of Northampton, MA 01060")
    settled(page)
    expect(page.locator("[data-testid=stTextInput] input")).to_have_value("01060")
    shown = page.content() + page.title()
    page.get_by_role("link", name="More about Afiya").click()
    place(page)
    everywhere = "\n".join([shown, page.content(), page.url, *asked])
    page.goto(own.base)
    home(page)
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator(".summary p")).to_contain_text("near Northampton, MA")
    settled(page)
    printed = own.printed()
    own.end()
    assert urlsplit(page.url).query == ""
    assert "Uvicorn" in printed or "Streamlit app" in printed
    for word in ("Marigold", "Featherstone", "350 Main"):
        assert word not in everywhere
        assert word not in printed
    for word in ("01060", "42.32", "42.33", "72.64"):
        assert word not in printed
        assert not any(word in address for address in asked)
