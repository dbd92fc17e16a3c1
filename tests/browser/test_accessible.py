"""Every screen, light and dark, in each language, at every width: axe, and what we promise more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

import axe
import house_rules
from own_server import OwnServer
from screens import SCREENS, Screen, filters_open
from standing import place, results

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 390)
# 320 px is the narrowest phone; 640 px is a window of 1280 px at a zoom of 200 %.
NARROW = (640, 320)
HEIGHT = 900
MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
  const style = getComputedStyle(e);
  const takes = style.transitionDuration.split(",").some((words) => parseFloat(words) > 0);
  return takes || style.animationName !== "none";
}).map((e) => e.outerHTML.slice(0, 90))"""


def visitor(browser: Browser, language: str, scheme: str, **more: object) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": WIDTHS[0], "height": HEIGHT},
        locale=language,
        color_scheme=scheme,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )
    context.set_default_timeout(40_000)
    return context


@pytest.fixture(scope="module", params=list(product(("en", "es"), ("light", "dark"))), ids="-".join)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Somebody with a language and a colour scheme; the browser keeps the scripts in between."""
    context = visitor(browser, *request.param)
    yield context
    context.close()


def fail(route: Route) -> None:
    route.abort()


def show(context: BrowserContext, base: str, screen: Screen) -> Page:
    page = context.new_page()
    if screen.name == "first-screen":
        page.route("**/static/js/**", fail)
    if screen.name == "map-failed":
        page.route("**/assets/leaflet/**", fail)
        page.clock.install()
    page.goto(base + screen.path)
    screen.act(page)
    return page


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_for_everybody(reader: BrowserContext, server: str, screen: Screen) -> None:
    page = show(reader, server, screen)
    wrong = judge(page, screen)
    for step in screen.more:
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        step(page)
        wrong += judge(page, screen)
    page.close()
    assert not wrong, "\n".join(wrong)


def judge(page: Page, screen: Screen) -> list[str]:
    """Everything that is wrong with what the page shows now, at every width."""
    wrong: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        outcome = axe.run(page)
        assert outcome.rules > 5
        unsure = [one for one in outcome.incomplete if one.rule not in axe.LEFT_TO_US]
        wrong += [f"{width}: {finding}" for finding in outcome.violations + unsure]
        wrong += [f"{width}: {words}" for words in house_rules.broken(page)]
    for width in (*WIDTHS, *NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wrong += [f"{width}: {words}" for words in house_rules.too_wide(page)]
    return wrong if screen.name == "first-screen" else wrong + house_rules.headings(page)


def test_the_page_and_its_english_parts_say_their_language(browser: Browser, server: str) -> None:
    context = visitor(browser, "es", "light")
    page = context.new_page()
    page.goto(f"{server}/place?place=ma-afiya")
    place(page)
    assert page.evaluate("document.documentElement.lang") == "es"
    about = page.locator(".place-about span, .place-about")
    assert about.first.evaluate("e => (e.querySelector('[lang]') ?? e).lang") == "en"
    the_map = page.frame_locator(".st-key-place-map iframe").locator("html")
    expect(the_map).to_have_attribute("lang", "es")
    expect(page.locator(".st-key-place-map iframe")).to_have_attribute("title", re.compile("^Mapa"))
    page.goto(f"{server}/quality")
    expect(page.locator(".st-key-report table").first).to_be_visible()
    expect(page.locator(".st-key-report")).to_have_attribute("lang", "en")
    context.close()


def test_the_number_of_results_is_told_when_it_changes(browser: Browser, server: str) -> None:
    context = visitor(browser, "en", "light")
    page = context.new_page()
    page.goto(server)
    filters_open(page)
    told = page.locator("[role=status]").filter(has_text="places within")
    expect(told).to_have_count(1)
    # A live region speaks what changes inside it: it may not be a new element.
    told.evaluate("e => { e.dataset.mine = 'yes'; }")
    before = told.inner_text()
    page.locator(".st-key-kinds button, .stButtonGroup button").first.click()
    expect(page).to_have_url(re.compile("kinds="))
    expect(told).not_to_have_text(before)
    assert told.evaluate("e => e.closest('[data-testid=stHtml], [data-mine]') !== null")
    context.close()


def test_words_of_the_framework_that_are_english_in_any_app(
    browser: Browser, tmp_path: Path
) -> None:
    """The proof of what ``docs/accessibility.md`` lists: three lines show the same."""
    app = tmp_path / "app.py"
    lines = ("import streamlit as st", "st.selectbox('Hola', [1])", "st.pagination(3)")
    app.write_text("\n".join(lines), encoding="utf-8")
    smallest = OwnServer(tmp_path / "printed.txt", app)
    smallest.start()
    context = visitor(browser, "es", "light")
    try:
        page = context.new_page()
        page.goto(smallest.base)
        expect(page.get_by_role("link", name="Skip to main content")).to_be_attached()
        expect(page.get_by_role("button", name="Next page")).to_be_visible()
        expect(page.get_by_role("button", name="Open")).to_be_visible()
    finally:
        context.close()
        smallest.end()


def test_nothing_moves_for_who_asked_for_that(browser: Browser, server: str) -> None:
    context = visitor(browser, "en", "light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(server)
    filters_open(page)
    for frame in page.frames:
        assert frame.evaluate(MOVING) == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "act", "words"),
    [("/", results, "43 places within 50 miles"), ("/place?place=ma-afiya", place, "Longest stay")],
    ids=["results", "place"],
)
def test_on_paper(
    browser: Browser, server: str, path: str, act: Callable[[Page], None], words: str, scheme: str
) -> None:
    context = visitor(browser, "en", scheme)
    page = context.new_page()
    page.goto(server + path)
    act(page)
    page.emulate_media(media="print")
    expect(page.get_by_text(words).first).to_be_visible()
    for gone in ("iframe", "button", "input", ".way-out", ".st-key-around", ".st-key-end"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    links = page.locator('.card a[href^="http"], .card a[href^="mailto"]')
    printed = links.evaluate_all(
        """all => all.map((a) => getComputedStyle(a, "::after").content
          .includes(a.getAttribute("href")))"""
    )
    assert printed
    assert all(printed)
    cut = page.evaluate(
        """() => [...document.querySelectorAll("#root *")].filter((e) => e.checkVisibility()
          && !["visible", "clip"].includes(getComputedStyle(e).overflowY)
          && e.scrollHeight > e.clientHeight + 1).map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert cut == []
    ink = page.locator(".card").first.evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(0, 0, 0)"
    context.close()
