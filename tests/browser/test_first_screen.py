"""What is there before the app: numbers to call, in place, and no jump when the app comes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from visitor import PHONE, Watched

pytestmark = pytest.mark.browser

JUMP_PX = 4
WATCH = """
window.seen = [];
new MutationObserver(() => {
  const there = Boolean(document.getElementById("first"));
  if (window.seen.at(-1) !== there) window.seen.push(there);
}).observe(document, { childList: true, subtree: true });
"""


def test_without_the_apps_scripts_the_numbers_can_be_called(watched: Watched) -> None:
    page = watched.page
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(watched.base)
    expect(page.locator("#first .crisis").get_by_role("link", name="Call 988")).to_be_visible()
    lines = page.locator("#first .line")
    expect(lines).to_have_count(4)
    call = lines.locator('a[href^="tel:"], a[href^="sms:"]')
    expect(call.first).to_be_visible()
    assert call.count() >= 4


@pytest.mark.parametrize("path", ["/", "/lines", "/place?place=ma-afiya"])
def test_without_javascript_the_numbers_are_there(server: str, browser: Browser, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="es-MX")
    page = context.new_page()
    page.goto(server + path)
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator('#first .crisis a[href="tel:988"]').is_visible()
    assert page.locator("noscript p").is_visible()
    assert page.locator("a.leave").get_attribute("href") == "https://www.weather.gov/"
    context.close()


@pytest.mark.parametrize("viewport", [PHONE])
def test_the_first_screen_gives_way_once_and_988_stays_where_it_was(watched: Watched) -> None:
    page = watched.page
    page.add_init_script(WATCH)
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(watched.base)
    before = page.locator("#first .crisis").bounding_box()
    page.unroute("**/static/js/**")
    watched.open()
    expect(page.locator("#first")).to_have_count(0)
    after = page.locator("#root .crisis").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= JUMP_PX
    assert abs(before["x"] - after["x"]) <= JUMP_PX
    assert abs(before["height"] - after["height"]) <= 2 * JUMP_PX
    watched.search("01060")
    expect(page.locator(".summary")).to_contain_text("miles of")
    assert page.evaluate("window.seen") == [False, True, False]


@pytest.mark.parametrize(("locale", "language"), [("es-MX", "es"), ("en-US", "en"), ("xh", "en")])
def test_the_browsers_language_is_spoken_from_the_first_moment(
    server: str, browser: Browser, locale: str, language: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    answer = page.goto(server)
    assert answer is not None
    assert f'<html lang="{language}">' in answer.text()
    expect(page.locator(f'#root .top[data-language="{language}"]')).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == language
    context.close()


def test_another_language_is_chosen_by_a_link_and_the_filters_stay(watched: Watched) -> None:
    page = watched.open("/?kinds=peer_respite&radius=100")
    watched.search("01060")
    expect(page.locator(".summary")).to_contain_text("100")
    page.get_by_role("link", name="Español").click()
    expect(page.locator('#root .top[data-language="es"]')).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "es"
    expect(page.locator(".summary")).to_contain_text("100")
    expect(page.locator(".summary")).to_contain_text("Northampton")
    assert "lang=es" in page.url
    assert "radius=100" in page.url
    assert "01060" not in page.url
