"""The Find page as a visitor uses it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Locator, expect

from visitor import DESKTOP, PHONE, Watched

pytestmark = pytest.mark.browser


def the_map(visitor: Watched) -> FrameLocator:
    return visitor.page.frame_locator("iframe")


def marks(visitor: Watched) -> Locator:
    return the_map(visitor).locator(".leaflet-container")


def see(visitor: Watched, place: str = "01060") -> None:
    visitor.open()
    visitor.search(place)
    expect(visitor.page.locator(".summary")).to_contain_text("miles of")
    expect(marks(visitor)).to_have_attribute("data-places", re.compile(r"[1-9]\d*"))


def choose_kind(visitor: Watched, label: str) -> None:
    if not visitor.page.get_by_role("button", name=label).is_visible():
        visitor.page.get_by_text("Change filters").click()
    visitor.page.get_by_role("button", name=label).click()


def test_a_zip_code_finds_places_on_list_and_map(watched: Watched) -> None:
    see(watched)
    summary = watched.page.locator(".summary p")
    expect(summary).to_have_text("43 places within 50 miles of Northampton, MA 01060")
    expect(marks(watched)).to_have_attribute("data-places", "43")
    expect(watched.page.locator(".card h3").nth(1)).to_have_text("Afiya")


def test_the_kind_filter_changes_list_and_map_without_reloading_the_map(watched: Watched) -> None:
    see(watched)
    asked = [url for url in watched.requests if "/assets/" in url or "/component/" in url]
    choose_kind(watched, "Peer respites")
    expect(watched.page.locator(".summary p")).to_have_text(re.compile("^5 places"))
    expect(marks(watched)).to_have_attribute("data-places", "5")
    again = [url for url in watched.requests if "/assets/" in url or "/component/" in url]
    new = [url for url in again[len(asked) :] if not url.endswith("us_counties.geojson")]
    assert new == []


def test_choosing_a_mark_shows_its_card(watched: Watched) -> None:
    see(watched)
    choose_kind(watched, "Peer respites")
    expect(marks(watched)).to_have_attribute("data-places", "5")
    mark = the_map(watched).locator('[data-place="nh-monadnock-peer-respite"]')
    expect(mark).to_have_attribute("aria-label", re.compile("Monadnock Peer Respite, Peer respite"))
    mark.click()
    chosen = watched.page.locator(".st-key-chosen .card")
    expect(chosen.locator("h3")).to_have_text("Monadnock Peer Respite")
    expect(chosen.get_by_role("link", name="Call 603-352-5093")).to_be_visible()


def test_the_map_stays_where_it_is_when_a_mark_is_chosen(watched: Watched) -> None:
    see(watched)
    choose_kind(watched, "Peer respites")
    expect(marks(watched)).to_have_attribute("data-places", "5")
    mark = the_map(watched).locator('[data-place="nh-monadnock-peer-respite"]')
    frame = next(frame for frame in watched.page.frames if "component" in frame.url)
    before = frame.evaluate("map.getBounds().toBBoxString()")
    mark.click()
    expect(watched.page.locator(".st-key-chosen")).to_be_visible()
    expect(mark.locator(".mark.chosen")).to_be_visible()
    assert frame.evaluate("map.getBounds().toBBoxString()") == before


def test_a_mark_can_be_chosen_with_the_keyboard(watched: Watched) -> None:
    see(watched)
    choose_kind(watched, "Peer respites")
    expect(marks(watched)).to_have_attribute("data-places", "5")
    mark = the_map(watched).locator('[data-place="nh-monadnock-peer-respite"]')
    mark.focus()
    mark.press("Enter")
    expect(watched.page.locator(".st-key-chosen h3")).to_have_text("Monadnock Peer Respite")


def test_choosing_a_card_shows_it_on_the_map(watched: Watched) -> None:
    see(watched)
    card = watched.page.locator(".st-key-card-result-ma-afiya")
    card.get_by_role("button", name="Show on map").click()
    mark = the_map(watched).locator('[data-place="ma-afiya"] .mark.chosen')
    expect(mark).to_be_visible()
    expect(mark).to_be_in_viewport()


def test_phone_numbers_are_tel_links(watched: Watched) -> None:
    see(watched)
    call = watched.page.locator(".st-key-card-result-ma-afiya a.button.main")
    expect(call).to_have_attribute("href", "tel:+14135702990")
    crisis = watched.page.get_by_role("link", name="Call 988")
    expect(crisis.first).to_have_attribute("href", "tel:988")


def test_no_other_host_is_asked_and_the_console_is_silent(watched: Watched) -> None:
    see(watched)
    choose_kind(watched, "Clubhouses")
    watched.page.locator(".card").first.wait_for()
    expect(the_map(watched).locator(".town").first).to_be_attached()
    assert watched.hosts == {urlsplit(watched.base).netloc}
    assert watched.console == []


def test_filters_are_in_the_url_and_the_place_is_not(watched: Watched) -> None:
    see(watched)
    choose_kind(watched, "Peer respites")
    expect(watched.page).to_have_url(re.compile(r"kinds=peer_respite"))
    assert "01060" not in watched.page.url
    assert not any("01060" in url for url in watched.requests)


def test_a_link_brings_its_filters(watched: Watched) -> None:
    watched.open("/?radius=100&kinds=clubhouse")
    watched.search("01060")
    expect(watched.page.locator(".summary p")).to_contain_text("within 100 miles")
    kinds = watched.page.locator(".card .kind")
    expect(kinds.first).to_contain_text("Clubhouse")


def test_streets_are_asked_for_only_when_wanted(watched: Watched) -> None:
    see(watched)
    asked: list[str] = []

    def answer(route: object) -> None:
        asked.append(route.request.url)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    watched.page.context.route("**/tile.openstreetmap.org/**", answer)
    watched.page.get_by_text("Show streets").click()
    expect(the_map(watched).locator(".leaflet-container.streets")).to_be_attached()
    expect(the_map(watched).locator(".leaflet-control-attribution")).to_contain_text(
        "OpenStreetMap"
    )
    watched.page.wait_for_function("true")
    assert asked
    assert all("01060" not in url for url in asked)


def test_nothing_near_shows_the_nearest_and_the_states_lines(watched: Watched) -> None:
    watched.open("/?kinds=peer_respite")
    watched.search("82001")
    expect(watched.page.get_by_text("The 5 nearest beyond that")).to_be_visible()
    expect(watched.page.get_by_text("By phone, or anywhere in Wyoming")).to_be_visible()
    expect(marks(watched)).to_have_attribute("data-places", "5")


def test_a_name_that_many_towns_have_offers_them(watched: Watched) -> None:
    watched.open()
    watched.search("Springfield")
    watched.page.get_by_role("button", name="Springfield, MA").click()
    expect(watched.page.locator(".summary p")).to_contain_text("Springfield, MA")


def test_script_in_the_search_box_stays_text(watched: Watched) -> None:
    watched.open()
    watched.search("<img src=x onerror=alert(1)>")
    expect(watched.page.get_by_text("is not a place that we know")).to_be_visible()
    assert watched.console == []


@pytest.mark.parametrize("viewport", [PHONE])
def test_on_a_phone_the_first_card_is_on_the_first_screen(watched: Watched) -> None:
    see(watched)
    page = watched.page
    expect(page.locator(".card h3").first).to_be_in_viewport()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    list_top = page.locator(".card").first.bounding_box()
    map_top = page.locator("iframe").first.bounding_box()
    assert list_top is not None
    assert map_top is not None
    assert list_top["y"] < map_top["y"]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_the_filters_open_by_a_switch(watched: Watched) -> None:
    see(watched)
    kind = watched.page.get_by_role("button", name="Peer respites")
    expect(kind).to_be_hidden()
    watched.page.get_by_text("Change filters").click()
    kind.click()
    expect(watched.page.locator(".summary p")).to_have_text(re.compile("^5 places"))
