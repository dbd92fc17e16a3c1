"""What changed, in a browser: the page, its feed, Spanish, a narrow screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from visitor import PHONE, Watched

pytestmark = pytest.mark.browser


@pytest.fixture
def viewport() -> dict[str, int]:
    return PHONE


def test_a_state_its_feed_and_its_places_on_a_phone(watched: Watched) -> None:
    page = watched.open("/changes?state=VT")
    expect(page.locator("#root .summary p")).to_contain_text("Vermont:")
    expect(page.locator("#root h1")).to_have_text("What changed")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    feed = page.locator("#root a[type='application/atom+xml']").first
    answer = page.request.get(feed.evaluate("link => link.href"))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    page.locator("#root details.note summary").first.click()
    page.locator("#root details.note a[href*='place=vt-']").first.click()
    expect(page.locator(".place-head h1")).to_be_visible()
    assert watched.hosts == {watched.base.split("/")[2]}


def test_in_spanish_the_feed_is_spanish(watched: Watched) -> None:
    page = watched.open("/changes?state=VT&lang=es")
    feed = page.locator("#root a[type='application/atom+xml']").first
    answer = page.request.get(feed.evaluate("link => link.href"))
    assert (answer.status, answer.headers["content-language"]) == (200, "es")
    assert 'xml:lang="es"' in answer.text()
