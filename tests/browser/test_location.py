"""The button "Use my location", in a real browser that allows it, refuses it, or cannot do it."""

from __future__ import annotations

import re
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from visitor import PHONE, Watched

pytestmark = pytest.mark.browser

NORTHAMPTON = {"latitude": 42.325149, "longitude": -72.641234}
LONDON = {"latitude": 51.501364, "longitude": -0.14189}
ANSWER_MS = 20_000


@pytest.fixture
def viewport() -> dict[str, int]:
    return PHONE


def the_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Use my location")


def answer(page: Page) -> Locator:
    return page.locator(".location .answer")


def allow(visitor: Watched, where: dict[str, float] | None) -> None:
    context = visitor.page.context
    context.grant_permissions(["geolocation"], origin=visitor.base)
    if where:
        context.set_geolocation(where)  # type: ignore[arg-type]


def sent(visitor: Watched) -> list[str]:
    """Everything that goes to the server from now on, as text."""
    frames: list[str] = []

    def hear(payload: str | bytes) -> None:
        text = payload if isinstance(payload, str) else payload.decode("utf-8", "replace")
        frames.append(text)

    visitor.page.on("websocket", lambda socket: socket.on("framesent", hear))
    return frames


def test_what_will_happen_is_said_before_the_click_and_nothing_is_asked(watched: Watched) -> None:
    watched.page.add_init_script(
        "window.asked = 0; const ask = navigator.geolocation.getCurrentPosition;"
        "navigator.geolocation.getCurrentPosition = function (...all) {"
        " window.asked += 1; ask.apply(navigator.geolocation, all); };"
    )
    allow(watched, NORTHAMPTON)
    page = watched.open()
    button = the_button(page)
    expect(button).to_have_accessible_description(re.compile("It will ask you first.*rough area"))
    assert page.evaluate("window.asked") == 0
    button.click()
    expect(page.get_by_text("near Northampton, MA").first).to_be_visible()
    assert page.evaluate("window.asked") == 1


def test_a_position_gives_places_and_only_its_rough_area_leaves_the_browser(
    watched: Watched,
) -> None:
    allow(watched, NORTHAMPTON)
    frames = sent(watched)
    page = watched.open()
    the_button(page).click()
    expect(page.get_by_text("near Northampton, MA").first).to_be_visible()
    expect(page.locator(".card").first).to_be_visible()
    everything = "\n".join(frames)
    assert '"lat":42.33,"lon":-72.64' in everything
    assert "42.325" not in everything
    assert "72.641" not in everything
    for url in (page.url, *watched.requests):
        assert "42.3" not in url
        assert "72.6" not in url
    assert "42.3" not in page.title()
    assert watched.hosts == {urlsplit(watched.base).netloc}
    assert watched.console == []


def test_the_keyboard_does_it_twice_from_the_same_place(watched: Watched) -> None:
    allow(watched, NORTHAMPTON)
    page = watched.open()
    the_button(page).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("near Northampton, MA").first).to_be_visible()
    watched.search("05401")
    expect(page.get_by_text("of Burlington, VT 05401").first).to_be_visible()
    expect(page.get_by_text("near Northampton, MA")).to_have_count(0)
    # An empty box is the first screen again, with the button.
    watched.search("")
    the_button(page).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("near Northampton, MA").first).to_be_visible()
    expect(page.get_by_label("Where are you?")).to_have_value("")


def test_refused_says_what_to_do_instead(watched: Watched) -> None:
    page = watched.open()
    the_button(page).click()
    expect(answer(page)).to_contain_text("did not share your location")
    expect(answer(page)).to_contain_text("type a ZIP code")
    expect(answer(page)).to_have_attribute("role", "status")
    watched.search("01060")
    expect(page.get_by_text("of Northampton, MA 01060").first).to_be_visible()


def test_a_position_that_never_comes_is_waited_for_and_given_up(watched: Watched) -> None:
    """Allowed, but the browser finds nothing: it gives up after ten seconds."""
    allow(watched, None)
    page = watched.open()
    the_button(page).click()
    waiting = page.get_by_role("button", name="Waiting for your browser")
    expect(waiting).to_have_attribute("aria-disabled", "true")
    expect(waiting).to_be_focused()
    waiting.click(force=True)
    expect(answer(page)).to_contain_text("took too long", timeout=ANSWER_MS)
    expect(the_button(page)).to_have_attribute("aria-disabled", "false")
    allow(watched, NORTHAMPTON)
    the_button(page).click()
    expect(page.get_by_text("near Northampton, MA").first).to_be_visible()
    expect(answer(page)).to_have_count(0)


def test_a_browser_that_cannot_tell_says_so(watched: Watched) -> None:
    allow(watched, NORTHAMPTON)
    watched.page.add_init_script(
        "navigator.geolocation.getCurrentPosition = (yes, no) => no({ code: 2 });"
    )
    page = watched.open()
    the_button(page).click()
    expect(answer(page)).to_contain_text("could not find where you are")


def test_outside_the_united_states_is_told_and_is_no_dead_end(watched: Watched) -> None:
    allow(watched, LONDON)
    page = watched.open()
    the_button(page).click()
    expect(page.get_by_text("You seem to be outside the United States")).to_be_visible()
    assert "51.5" not in page.content()
    watched.search("01060")
    expect(page.get_by_text("of Northampton, MA 01060").first).to_be_visible()
    expect(page.get_by_text("You seem to be outside the United States")).to_have_count(0)


def test_without_https_it_says_why(server: str, browser: Browser) -> None:
    """A name that is not localhost, without https: the browser gives no position there."""
    path = shutil.which("chromium")
    assert path
    named = browser.browser_type.launch(
        executable_path=path,
        args=["--no-sandbox", "--host-resolver-rules=MAP finder.test 127.0.0.1"],
    )
    try:
        page = named.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.goto(server.replace("localhost", "finder.test"))
        the_button(page).click(timeout=ANSWER_MS)
        assert page.evaluate("window.isSecureContext") is False
        expect(answer(page)).to_contain_text("only on a safe page (https)")
        expect(answer(page)).to_contain_text("Type a ZIP code")
    finally:
        named.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_is_large_and_readable(watched: Watched, scheme: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = watched.open()
    button = the_button(page)
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    style = "e => [parseFloat(getComputedStyle(e).fontSize), getComputedStyle(e).color]"
    size, colour = button.evaluate(style)
    assert size >= 16
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    assert (red + green + blue > 600) is (scheme == "dark")
