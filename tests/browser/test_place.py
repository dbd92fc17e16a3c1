"""The page of one place as a visitor uses it: by a link from a friend, from place to place."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from visitor import DESKTOP, PHONE, Watched

pytestmark = pytest.mark.browser


def name(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_have_text(words)


def in_url(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def complaints(visitor: Watched) -> list[str]:
    """What the console said, but for the framework's own search for its address at the start."""
    return [line for line in visitor.console if "404 (Not Found)" not in line]


def test_a_shared_link_opens_the_place_and_asks_nobody_else(watched: Watched) -> None:
    page = watched.open("/place?place=ma-afiya")
    name(page, "Afiya")
    expect(page.get_by_role("link", name="Call 413-570-2990")).to_be_visible()
    mark = page.frame_locator("iframe").locator('[data-place="ma-afiya"]')
    expect(mark).to_have_attribute("aria-label", re.compile("Afiya, Peer respite"))
    expect(page.get_by_role("heading", name="Is something wrong here?")).to_be_visible()
    assert in_url(page) == {"place": ["ma-afiya"]}
    assert watched.hosts == {watched.base.split("/")[2]}
    assert complaints(watched) == []


def test_from_place_to_place_and_back(watched: Watched) -> None:
    page = watched.open("/place?place=ma-afiya")
    name(page, "Afiya")
    near = page.locator(".st-key-place-nearest").get_by_role("link")
    near.filter(has_text="Karaya").click()
    name(page, "Karaya")
    expect(page).to_have_title(re.compile("Karaya"))
    assert in_url(page) == {"place": ["ma-karaya"]}
    expect(page.locator("h1")).to_be_in_viewport()
    page.go_back()
    name(page, "Afiya")
    assert in_url(page) == {"place": ["ma-afiya"]}
    page.go_forward()
    name(page, "Karaya")


def test_a_misspelt_link_leads_to_the_place_in_one_click(watched: Watched) -> None:
    page = watched.open("/place?place=ma-afya")
    name(page, "We do not have that place")
    page.get_by_role("link", name="Afiya").click()
    name(page, "Afiya")


def test_three_hundred_characters_of_junk_are_a_sentence(watched: Watched) -> None:
    page = watched.open("/place?place=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E" * 10)
    name(page, "We do not have that place")
    assert complaints(watched) == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 640}])
def test_the_phone_is_on_the_first_screen_and_nothing_is_too_wide(watched: Watched) -> None:
    page = watched.open("/place?place=ma-afiya")
    name(page, "Afiya")
    button = page.get_by_role("link", name="Call 413-570-2990")
    expect(button).to_be_visible()
    expect(page.get_by_role("heading", name="Is something wrong here?")).to_be_visible()
    if page.viewport_size != {"width": 320, "height": 640}:
        expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(wide) is False


def test_what_is_linked_outside_learns_nothing_of_this_page(watched: Watched) -> None:
    page = watched.open("/place?place=ak-polaris-house")
    way = page.get_by_role("link", name="OpenStreetMap")
    expect(way).to_be_visible()
    assert "noreferrer" in (way.get_attribute("rel") or "")
    assert watched.hosts == {watched.base.split("/")[2]}


def test_on_paper_stand_the_name_the_phone_and_the_facts_but_no_map(watched: Watched) -> None:
    page = watched.open("/place?place=ma-afiya")
    expect(page.get_by_role("heading", name="Is something wrong here?")).to_be_visible()
    expect(page.locator("iframe")).to_be_visible()
    page.emulate_media(media="print")
    for words in ("Afiya", "Call 413-570-2990", "Longest stay", "Checked July 2026"):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.locator("iframe")).to_be_hidden()
