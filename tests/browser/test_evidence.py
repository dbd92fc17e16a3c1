"""The evidence in a browser: filter, read, take the file along; on a phone and in Spanish too."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

import axe
import house_rules
from visitor import PHONE, Watched

pytestmark = pytest.mark.browser

FOUND = ".st-key-evidence-found"


def open_evidence(watched: Watched, query: str = "") -> Page:
    page = watched.open(f"/evidence{query}")
    expect(page.locator(f"{FOUND} details").first).to_be_visible(timeout=40_000)
    expect(page.locator(".st-key-evidence-words details").nth(1)).to_be_visible()
    settled(page)
    return page


def settled(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    expect(page.locator("#first")).to_have_count(0)
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def choose(page: Page, box: str, words: str) -> None:
    field = page.locator(f".st-key-evidence_{box} input")
    # A list that is open shuts when the page is scrolled.
    field.scroll_into_view_if_needed()
    field.focus()
    field.press("ArrowDown")
    page.get_by_role("option", name=words, exact=True).click()
    settled(page)


def status(page: Page) -> Locator:
    return page.locator(".summary[role=status]")


def said(visitor: Watched) -> list[str]:
    """What the console said, but for the framework's own search for its address at the start."""
    return [line for line in visitor.console if "404 (Not Found)" not in line]


def test_a_visitor_filters_and_reads_and_takes_the_same_rows_along(watched: Watched) -> None:
    page = open_evidence(watched)
    expect(page.locator(f"{FOUND} article").first).to_be_hidden()
    page.locator(f"{FOUND} summary").first.press("Enter")
    expect(page.locator(f"{FOUND} article").first).to_be_visible()
    choose(page, "studied", "Peer respites and peer-run crisis houses")
    choose(page, "outcome", "Time in hospital")
    expect(status(page)).to_contain_text("2 of ")
    shown = page.locator(f"{FOUND} article")
    expect(shown).to_have_count(2)
    expect(shown.first).to_be_visible()
    outside = shown.first.locator("a[target=_blank]")
    expect(outside).to_have_attribute("href", re.compile(r"^https://doi\.org/10"))
    expect(page).to_have_url(re.compile(r"/evidence\??$"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this list (CSV)").click()
    assert waiting.value.suggested_filename == "evidence.csv"
    text = waiting.value.path().read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["study"] for row in rows] == ["croft-2015", "bouchery-2018"]
    assert {row["outcome"] for row in rows} == {"hospital"}
    assert said(watched) == []


def test_a_choice_is_told_to_who_does_not_see_it(watched: Watched) -> None:
    page = open_evidence(watched)
    told = status(page)
    told.evaluate("e => { e.closest('[data-testid=stHtml]').dataset.mine = 'yes'; }")
    before = told.inner_text()
    choose(page, "direction", "Worse")
    expect(told).not_to_have_text(before)
    # A live region speaks what changes inside it: it may not be a new element.
    assert told.evaluate("e => e.closest('[data-mine]') !== null")


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_on_a_phone_everything_is_readable_and_nothing_scrolls_sideways(
    watched: Watched, language: str
) -> None:
    page = open_evidence(watched, f"?lang={language}")
    assert page.evaluate("document.documentElement.lang") == language
    folded = page.locator(f"{FOUND} details:not([open]) > summary")
    folded.first.click()
    page.locator(".st-key-evidence-words summary").first.click()
    page.locator(".st-key-evidence-words summary").nth(1).click()
    wrong = house_rules.broken(page) + house_rules.too_wide(page) + house_rules.headings(page)
    outcome = axe.run(page)
    unsure = [one for one in outcome.incomplete if one.rule not in axe.LEFT_TO_US]
    assert not wrong, "\n".join(wrong)
    assert not outcome.violations, "\n".join(map(str, outcome.violations))
    assert not unsure, "\n".join(map(str, unsure))
    assert said(watched) == []
