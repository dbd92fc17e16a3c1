"""Coverage in a browser: sort, press the map, go into a state and back, take a file along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from record import picture
from visitor import Watched

pytestmark = pytest.mark.browser

MAP = ".st-key-coverage-map iframe"


def open_coverage(watched: Watched, query: str = "") -> Page:
    page = watched.open(f"/coverage{query}")
    inside = page.frame_locator(MAP)
    expect(inside.locator(".leaflet-container[data-areas]")).to_be_attached(timeout=40_000)
    settled(page)
    return page


def settled(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def area(page: Page, code: str) -> Locator:
    return page.frame_locator(MAP).locator(f"[data-area={code}]")


def column(page: Page, number: int) -> list[str]:
    rows = page.locator("table[data-sortable=coverage-state] tbody tr")
    return rows.evaluate_all("(rows, at) => rows.map((row) => row.cells[at].dataset.value)", number)


def test_a_table_is_sorted_by_its_headings_with_the_keyboard_too(watched: Watched) -> None:
    page = open_coverage(watched)
    heads = page.locator("table[data-sortable=coverage-state] thead th")
    heads.nth(2).locator("button").click()
    values = [float(value) for value in column(page, 2)]
    assert values == sorted(values, reverse=True)
    expect(heads.nth(2)).to_have_attribute("aria-sort", "descending")
    heads.nth(2).locator("button").press("Enter")
    assert [float(value) for value in column(page, 2)] == sorted(values)
    heads.first.locator("button").press("Enter")
    assert column(page, 0) == sorted(column(page, 0))
    expect(heads.nth(2)).not_to_have_attribute("aria-sort", re.compile(".*"))
    # A control draws the table anew: the order stays.
    heads.nth(4).locator("button").click()
    page.locator(".st-key-coverage_unconfirmed label").click()
    expect(page.locator(".coverage-said")).to_contain_text("of them are not confirmed")
    settled(page)
    places = [float(value) for value in column(page, 4)]
    assert places == sorted(places, reverse=True)


def test_a_link_to_a_state_keeps_the_session_and_back_leads_back(watched: Watched) -> None:
    page = open_coverage(watched)
    page.evaluate("window.stays = true")
    page.locator("table[data-sortable=coverage-state] a", has_text="Texas").click()
    expect(page.locator(".summary").first).to_contain_text("in Texas")
    expect(page).to_have_url(re.compile(r"/coverage\?state=TX$"))
    assert page.evaluate("window.stays")
    page.go_back()
    expect(page.locator(".summary").first).to_contain_text("in the United States")


def test_a_press_on_the_map_opens_a_state(watched: Watched) -> None:
    page = open_coverage(watched)
    page.locator(".coverage-legend").evaluate("it => it.scrollIntoView({ block: 'end' })")
    picture(page, "coverage")
    area(page, "TX").click()
    expect(page).to_have_url(re.compile(r"/coverage\?state=TX$"))
    expect(page.frame_locator(MAP).locator("[data-layout=TX]")).to_be_attached()


def test_a_press_puts_a_place_on_the_map_and_tells_the_change(watched: Watched) -> None:
    page = open_coverage(watched)
    page.locator(".st-key-coverage_dropping label").click()
    settled(page)
    area(page, "CO").click()
    expect(page.locator(".what-if-place")).to_have_text("Spot 1 on the map, in Colorado")
    expect(page.locator(".st-key-coverage-what-if-change")).to_contain_text("more people")
    expect(page.frame_locator(MAP).locator("[data-added='1']")).to_be_attached()
    expect(page).to_have_url(re.compile(r"/coverage\??$"))
    page.get_by_role("button", name="Remove Spot 1").click()
    expect(page.locator(".what-if-place")).to_have_count(0)


def test_a_file_has_the_figures_of_the_page(watched: Watched) -> None:
    page = open_coverage(watched, "?state=MA")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Counties (CSV)").click()
    assert waiting.value.suggested_filename == "coverage-ma-50-miles-county.csv"
    lines = waiting.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("county_fips,county,state,population,places")
    assert len(lines) == 15


def test_a_link_to_a_state_is_no_filter_of_the_finder(watched: Watched) -> None:
    page = open_coverage(watched, "?state=MA&radius=60")
    page.locator(".st-key-around").get_by_role("link", name="Find a place").click()
    expect(page.get_by_label("Where are you?")).to_be_visible()
    settled(page)
    expect(page.locator(".stAlert")).to_have_count(0)
    expect(page.locator(".summary")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/$"))
