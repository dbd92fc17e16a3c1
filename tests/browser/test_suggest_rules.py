"""The forms keep the house rules: sizes, contrast, names, on each screen, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

import axe
from forms import (
    FORMS,
    Sent,
    give,
    open_form,
    send,
    send_well,
    serving,
    visiting,
)
from house_rules import broken, headings, too_wide
from suggesting import PROGRAM

pytestmark = pytest.mark.browser

SCREENS: tuple[tuple[ViewportSize, Literal["light", "dark"]], ...] = (
    ({"width": 390, "height": 844}, "light"),
    ({"width": 390, "height": 844}, "dark"),
    ({"width": 320, "height": 640}, "light"),
    ({"width": 1280, "height": 900}, "dark"),
    ({"width": 1280, "height": 900}, "light"),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    with serving(tmp_path_factory.mktemp("forms")) as started:
        yield started


@pytest.fixture
def sent(shared: Sent) -> Sent:
    return shared.begin()


@pytest.fixture
def page(browser: Browser, sent: Sent) -> Iterator[Page]:
    with visiting(browser, sent) as visitor:
        yield visitor


@pytest.mark.parametrize("form", list(FORMS))
def test_the_forms_keep_the_house_rules(page: Page, form: str) -> None:
    """In trouble, in the middle and at the end, on a phone and a desk, light and dark."""
    open_form(page, form, place="ma-afiya")
    send(page)
    expect(page.locator(".suggest-alert")).to_be_visible()
    keeps_the_rules(page)
    FORMS[form](page)
    give(page, PROGRAM)
    expect(page.get_by_text("Please send a PDF, a PNG or a JPEG.")).to_be_visible()
    keeps_the_rules(page)
    send_well(page)
    keeps_the_rules(page)


def test_the_choice_and_the_question_which_place_keep_the_house_rules(page: Page) -> None:
    page.goto("/suggest")
    expect(page.get_by_role("radio", name="Write to us")).to_be_visible()
    keeps_the_rules(page)
    page.get_by_role("radio", name="Something is wrong or has changed").click()
    page.get_by_label("Which place is it?").fill("Northampton")
    page.get_by_role("button", name="Look for it").click()
    expect(page.get_by_role("button", name="Afiya (Northampton, MA)")).to_be_visible()
    keeps_the_rules(page)


def keeps_the_rules(page: Page) -> None:
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    found = []
    for viewport, scheme in SCREENS:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        rules = [*map(str, axe.run(page).violations), *broken(page)]
        found += [f"{viewport['width']} px, {scheme}: {one}" for one in rules]
        found += headings(page) + too_wide(page)
    assert found == []
