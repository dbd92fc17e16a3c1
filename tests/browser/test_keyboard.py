"""The finder without a mouse: everything can be reached, seen, used, and left."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from keyboard import Focused, focused, stops, tab_to
from standing import home, lines, place, results, settled
from visitor import PHONE, Watched

pytestmark = pytest.mark.browser

TRIES = 3
PAUSE_MS = 1_000


@pytest.fixture
def viewport() -> dict[str, int]:
    return PHONE


def named(words: str) -> Callable[[Focused], bool]:
    return lambda found: re.search(words, found.name) is not None


def is_box(found: Focused) -> bool:
    return found.tag == "INPUT" and found.name.startswith("Where are you?")


def type_place(page: Page, words: str) -> None:
    tab_to(page, is_box)
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def press(page: Page, words: str, key: str = "Enter") -> None:
    tab_to(page, named(words))
    page.keyboard.press(key)


def test_from_the_search_to_a_call(watched: Watched) -> None:
    page = watched.open()
    home(page)
    type_place(page, "01060")
    expect(page.locator(".summary p")).to_contain_text("43 places")
    settled(page)
    press(page, "^Change filters", "Space")
    expect(page.locator(".st-key-filters-open")).to_be_visible()
    settled(page)
    press(page, "^Peer respites", "Space")
    expect(page.locator(".summary p")).to_contain_text("5 places")
    settled(page)
    press(page, "^More about Afiya")
    expect(page.locator("h1")).to_have_text("Afiya")
    settled(page)
    tab_to(page, named("^Call 413-570-2990"))
    call = focused(page)
    assert call is not None
    assert call.href == "tel:+14135702990"


def test_a_mark_on_the_map_opens_its_card(watched: Watched) -> None:
    page = watched.open("/?kinds=peer_respite")
    results(page)
    tab_to(page, lambda found: found.place == "nh-monadnock-peer-respite")
    page.keyboard.press("Enter")
    card = page.locator(".st-key-chosen")
    expect(card.locator("h3")).to_have_text("Monadnock Peer Respite")
    expect(card).to_be_in_viewport()


def test_the_language_by_keyboard(watched: Watched) -> None:
    page = watched.open("/lines")
    lines(page)
    press(page, "^Español$")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert "lang=es" in page.url


def test_leaving_by_keyboard(watched: Watched) -> None:
    page = watched.open()
    home(page)
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather"))
    press(page, "^Leave this page quickly")
    page.wait_for_url("https://www.weather.gov/")
    assert urlsplit(page.url).path == "/"


def test_988_comes_first_then_the_way_out(watched: Watched) -> None:
    page = watched.open()
    home(page)
    order = [found.name for found in stops(page)]
    ours = [name for name in order if not name.startswith(("Skip to main", "In danger"))]
    assert ours[:3] == ["Call 988", "text 988", "Leave this page quickly"]
    box = next(i for i, name in enumerate(ours) if name.startswith("Where are you?"))
    assert ours[3:box] == ["Find a place", "Call or text now", "My list", "Español"]
    assert ours[box + 1 : box + 3] == ["Find places", "Use my location"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "act"),
    [("/", home), ("/?kinds=peer_respite", results), ("/place?place=ma-afiya", place)],
    ids=["home", "results", "place"],
)
def test_the_focus_is_seen_everywhere_and_never_trapped(
    watched: Watched, path: str, act: Callable[[Page], None], scheme: Literal["light", "dark"]
) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = watched.open(path)
    act(page)
    # While parts of the page still come, what stands there changes on the way: a mark that is
    # drawn anew under the focus leaves it on the map's frame.
    for _ in range(TRIES):
        forward, backward = stops(page), stops(page, back=True)
        seen = forward + backward
        missed = {one.name for one in forward} - {one.name for one in backward} - {""}
        unseen = [found for found in seen if not found.shown]
        if not missed and not unseen:
            break
        page.wait_for_timeout(PAUSE_MS)
    assert missed == set()
    assert unseen == []
    # The bar on top and the edges of the screen hide nothing that has the focus.
    assert [found for found in seen if found.under or found.off] == []
    assert any(found.place for found in seen) is (path != "/")
