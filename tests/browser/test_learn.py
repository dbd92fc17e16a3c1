"""From a card to what its kind of help is, and from there to the places: the session stays."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from keyboard import focused, tab_to
from visitor import PHONE, Watched

pytestmark = pytest.mark.browser

OWN = "./learn?about="


def in_url(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def complaints(visitor: Watched) -> list[str]:
    """What the console said, but for the framework's own search for its address at the start."""
    return [line for line in visitor.console if "404 (Not Found)" not in line]


def loads(visitor: Watched) -> int:
    """How often the page was loaded anew: a load ends the session."""
    pages = [url for url in visitor.requests if "/_stcore/host-config" in url]
    return len(pages)


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_from_a_card_to_its_explanation_and_to_the_places_near(watched: Watched) -> None:
    page = watched.open("/?kinds=peer_respite&radius=100")
    watched.search("01060")
    expect(page.locator(".summary p")).to_contain_text("Northampton")
    before = loads(watched)
    page.locator("article.card .kind a").first.click()
    expect(page.locator("#root h1")).to_have_text("What is a peer respite?")
    expect(page).to_have_title(re.compile("What is a peer respite?"))
    assert in_url(page) == {"about": ["peer_respite"]}
    page.get_by_role("link", name="Find peer respites near you").click()
    expect(page.locator(".summary p")).to_contain_text("within 100 miles of Northampton")
    expect(page.get_by_label("Where are you?")).to_have_value("01060")
    assert in_url(page) == {"kinds": ["peer_respite"], "radius": ["100"]}
    page.go_back()
    expect(page.locator("#root h1")).to_have_text("What is a peer respite?")
    assert loads(watched) == before
    assert watched.hosts == {watched.base.split("/")[2]}
    assert complaints(watched) == []


def test_another_kind_than_the_one_chosen(watched: Watched) -> None:
    page = watched.open("/?kinds=warmline")
    watched.search("01060")
    expect(page.locator(".summary p")).to_contain_text("Northampton")
    page.get_by_role("link", name="What is peer support?").click()
    page.get_by_role("link", name="Clubhouses").click()
    page.get_by_role("link", name="Find clubhouses near you").click()
    expect(page.locator(".summary p")).to_contain_text("Northampton")
    assert in_url(page) == {"kinds": ["clubhouse"]}
    page.get_by_role("link", name="What is peer support?").click()
    expect(page.get_by_role("link", name="Clubhouses")).to_be_visible()
    page.get_by_role("link", name="Find a place", exact=True).click()
    expect(page.locator(".summary p")).to_contain_text("Northampton")
    assert in_url(page) == {"kinds": ["clubhouse"]}


def test_from_page_to_page_by_the_keyboard(watched: Watched) -> None:
    page = watched.open("/learn?about=recovery")
    on = page.get_by_role("link", name="Read next: This is not caregiver respite")
    expect(on).to_be_visible()
    tab_to(page, lambda at: at.name.startswith("Read next"))
    found = focused(page)
    assert found is not None
    assert found.shown
    page.keyboard.press("Enter")
    expect(page.locator("#root h1")).to_have_text("This is not caregiver respite")
    expect(page.locator("#root h1")).to_be_in_viewport()
    assert in_url(page) == {"about": ["not-caregiver-respite"]}
    page.go_back()
    expect(page.locator("#root h1")).to_have_text("Recovery and its four sides")


def test_in_spanish_every_step_stays_spanish(watched: Watched) -> None:
    page = watched.open("/learn?lang=es")
    page.locator(f'a[href^="{OWN}how-to-choose"]').click()
    expect(page.locator("#root h1")).to_have_text("Cómo elegir")
    page.locator(f'.place-learn a[href^="{OWN}peer_respite"]').first.click()
    expect(page.locator("#root h1")).to_have_text("¿Qué es una casa de respiro entre pares?")
    assert in_url(page) == {"about": ["peer_respite"], "lang": ["es"]}
    page.locator(f'.place-learn a[href^="{OWN}what-a-stay-is-like"]').click()
    expect(page.locator("#root h1")).to_have_text("Cómo es una estadía")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert watched.hosts == {watched.base.split("/")[2]}
    assert complaints(watched) == []


def test_a_misspelt_name_still_leads_somewhere(watched: Watched) -> None:
    page = watched.open("/learn?about=peer-respit")
    expect(page.get_by_text("We have no page of that name.")).to_be_visible()
    page.get_by_role("link", name="Peer respites", exact=True).click()
    expect(page.locator("#root h1")).to_have_text("What is a peer respite?")
    expect(page.get_by_text("We have no page of that name.")).to_have_count(0)
