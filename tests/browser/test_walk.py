"""A newcomer's walk: from the first screen to a phone number in at most three actions.

An action is something that the visitor decides: to write and send, to press a button, to follow a
link. Moving the focus with Tab, or reading, is none. With ``RESPITE_FINDER_RECORD=docs/walk`` the
walk leaves its pictures there.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from keyboard import focused, tab_to
from record import picture
from standing import WAIT_MS, home, map_drawn, settled
from visitor import PHONE

pytestmark = pytest.mark.browser

AT_MOST = 3
NORTHAMPTON = {"latitude": 42.325149, "longitude": -72.641234}
CALLED = """() => {
  window.called = [];
  addEventListener("click", (event) => {
    const link = event.composedPath().find((e) => e.href);
    if (link?.href.startsWith("tel:")) { event.preventDefault(); window.called.push(link.href); }
  }, true);
}"""


class Walk:
    """A newcomer with a phone, who counts what has to be done."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.actions = 0
        self._held: list[Route] = []
        self._ready = False

    def begin(self) -> None:
        """The first screen, as it stands before the framework's scripts have come."""
        self.page.route("**/static/js/**", self._hold)
        self.page.goto(self.base, wait_until="commit")
        expect(self.page.locator("#first .line a").first).to_be_visible()

    def _hold(self, route: Route) -> None:
        if self._ready:
            route.continue_()
        else:
            self._held.append(route)

    def scripts_come(self) -> None:
        self._ready = True
        for route in self._held:
            route.continue_()
        home(self.page)
        self.page.evaluate(f"({CALLED})()")

    def keys(self, *keys: str) -> None:
        """One action: something typed, a key that sends or presses."""
        self.actions += 1
        for key in keys:
            (self.page.keyboard.press if key in ("Enter", "Space") else self.page.keyboard.type)(
                key
            )

    def tap(self, what: Locator) -> None:
        self.actions += 1
        what.tap()

    def called(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.called")
        return found

    def picture(self, name: str) -> None:
        """What stands on the phone."""
        picture(self.page, name)


def walk(browser: Browser, server: str, **more: object) -> Iterator[Walk]:
    context = browser.new_context(viewport=PHONE, **more)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT_MS)
    yield Walk(context.new_page(), server)
    context.close()


@pytest.fixture
def spanish(browser: Browser, server: str) -> Iterator[Walk]:
    yield from walk(browser, server, locale="es-US", color_scheme="dark")


@pytest.fixture
def touching(browser: Browser, server: str) -> Iterator[Walk]:
    here = {"geolocation": NORTHAMPTON, "permissions": ["geolocation"]}
    yield from walk(browser, server, locale="en-US", has_touch=True, is_mobile=True, **here)


def found(page: Page) -> None:
    expect(page.locator(".summary p")).to_contain_text("Northampton", timeout=WAIT_MS)
    expect(page.locator(".st-key-filter-switch label")).to_be_visible()
    settled(page)


def test_spanish_dark_keyboard_to_a_line_before_any_script(spanish: Walk) -> None:
    """One action: the number stands on the first screen, and Tab reaches it."""
    spanish.begin()
    page = spanish.page
    assert page.evaluate("document.documentElement.lang") == "es"
    page.evaluate(f"({CALLED})()")
    spanish.picture("1-first-screen")
    tab_to(page, lambda at: at.href == "tel:988")
    spanish.keys("Enter")
    assert spanish.called() == ["tel:988"]
    assert spanish.actions == 1
    # The line that speaks the visitor's language comes first.
    expect(page.locator("#first .line").first).to_contain_text("988")
    expect(page.locator("#first .line").first.locator("a").first).to_be_in_viewport()


def test_spanish_dark_keyboard_to_a_place(spanish: Walk) -> None:
    spanish.begin()
    spanish.scripts_come()
    page = spanish.page
    spanish.picture("2-search")
    tab_to(page, lambda at: at.tag == "INPUT")
    spanish.keys("01060", "Enter")
    found(page)
    assert page.evaluate("document.documentElement.lang") == "es"
    card = page.locator(".card", has_text="Afiya").first
    presses = tab_to(page, lambda at: at.href == "tel:+14135702990")
    assert presses <= 12
    expect(card).to_be_in_viewport()
    at = focused(page)
    assert at is not None
    assert at.name == "Llame al 413-570-2990"
    spanish.picture("3-phone-number")
    spanish.keys("Enter")
    assert spanish.called() == ["tel:+14135702990"]
    assert spanish.actions <= AT_MOST


def test_english_touch_by_zip_code(touching: Walk) -> None:
    touching.begin()
    touching.scripts_come()
    page = touching.page
    touching.tap(page.get_by_label("Where are you?"))
    page.keyboard.type("01060")
    touching.tap(page.get_by_role("button", name="Find places"))
    found(page)
    touching.picture("4-results")
    touching.tap(page.get_by_role("link", name="Call 413-570-2990").first)
    assert touching.called() == ["tel:+14135702990"]
    assert touching.actions <= AT_MOST


def test_english_touch_by_location(touching: Walk) -> None:
    touching.begin()
    touching.scripts_come()
    page = touching.page
    touching.tap(page.get_by_role("button", name="Use my location"))
    found(page)
    touching.picture("5-near-me")
    touching.tap(page.get_by_role("link", name="Call 413-570-2990").first)
    assert touching.called() == ["tel:+14135702990"]
    assert touching.actions <= AT_MOST


def test_the_way_on_from_a_card_to_everything_that_is_known(touching: Walk) -> None:
    """Not needed for a number: the map and the page of a place, for who wants to know more."""
    touching.begin()
    touching.scripts_come()
    page = touching.page
    page.get_by_label("Where are you?").fill("01060")
    page.keyboard.press("Enter")
    found(page)
    touching.tap(page.get_by_role("link", name="More about Afiya"))
    expect(page.locator("h1")).to_have_text("Afiya")
    settled(page)
    map_drawn(page)
    touching.picture("6-place")
    touching.tap(page.get_by_role("link", name="Call 413-570-2990"))
    assert touching.called() == ["tel:+14135702990"]
