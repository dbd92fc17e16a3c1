"""Waiting until a page stands as a visitor sees it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

WAIT_MS = 40_000


def search(page: Page, place: str) -> None:
    box = page.locator("[data-testid=stTextInput] input")
    box.fill(place)
    box.press("Enter")


def whole(page: Page) -> None:
    """The page has come to its end, and nothing runs."""
    expect(page.locator(".st-key-end a").nth(2)).to_be_visible(timeout=WAIT_MS)
    expect(page.locator("#root h1").first).to_be_visible(timeout=WAIT_MS)
    settled(page)


def settled(page: Page) -> None:
    """The app stands in the place of the first screen, and nothing runs."""
    expect(page.locator("#first")).to_have_count(0)
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def map_drawn(page: Page) -> None:
    inside = page.frame_locator(".st-key-map-box iframe, .st-key-place-map iframe")
    drawn = inside.locator(".leaflet-container[data-places]")
    expect(drawn).to_be_attached(timeout=WAIT_MS)
    expect(inside.locator(".land").first).to_be_attached(timeout=WAIT_MS)


def home(page: Page) -> None:
    expect(page.locator(".st-key-open-now .line").first).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(".location button")).not_to_have_text("")
    settled(page)


def results(page: Page) -> None:
    home(page)
    search(page, "01060")
    expect(page.locator(".summary p")).to_contain_text("Northampton", timeout=WAIT_MS)
    whole(page)
    map_drawn(page)


def lines(page: Page) -> None:
    expect(page.locator('[class*="st-key-line-"]').first).to_be_visible(timeout=WAIT_MS)
    whole(page)


def place(page: Page) -> None:
    expect(page.locator(".place-head h1")).to_be_visible(timeout=WAIT_MS)
    whole(page)
    if page.locator(".st-key-place-map iframe").count():
        map_drawn(page)
