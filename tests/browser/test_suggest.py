"""The three forms in a browser: with and without a file, twice, in Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from forms import (
    FORMS,
    OPENED,
    Sent,
    drawn,
    fill_message,
    fill_place,
    give,
    open_form,
    rest,
    send,
    send_well,
    serving,
    thanked,
    visiting,
)
from suggesting import PDF, kept_file

pytestmark = pytest.mark.browser

SLOWLY_MS = 400
"""How long somebody holds a button down whose hand is not quick."""


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


@pytest.mark.parametrize("with_file", [False, True], ids=["words", "file"])
@pytest.mark.parametrize("form", list(FORMS))
def test_each_form_is_kept_after_one_press(
    page: Page, sent: Sent, form: str, with_file: bool
) -> None:
    """The last field still has the focus when Send is pressed."""
    open_form(page, form, place="ma-afiya")
    if with_file:
        give(page, PDF)
        expect(page.get_by_text("Your file is ready: a PDF")).to_be_visible()
    FORMS[form](page)
    send_well(page, slowly=SLOWLY_MS)
    (case,) = sent.cases()
    assert case.kind == form
    assert page.locator(".suggest-thanks code").inner_text() == case.number
    assert len(case.attachments) == with_file
    if with_file:
        assert kept_file(sent.path, case.number) == PDF
    for typed in ("Marigold", "555", "Thank"):
        assert typed not in page.url


def test_two_presses_send_once_and_the_next_form_is_another(page: Page, sent: Sent) -> None:
    open_form(page, "message")
    fill_message(page)
    rest(page)
    page.locator(".st-key-suggest-send button").dblclick()
    thanked(page)
    assert len(sent.cases()) == 1
    page.get_by_role("button", name="Send another one").click()
    box = page.get_by_label("Your message")
    expect(box).to_have_value("")
    page.evaluate(OPENED)
    box.fill("A second one")
    send_well(page)
    assert [case.said["message"] for case in sent.cases()] == ["Thank you all", "A second one"]


def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(page: Page, sent: Sent) -> None:
    open_form(page, "place")
    page.get_by_label("Town").fill("Troy")
    send(page)
    alert = page.locator(".suggest-alert")
    expect(alert).to_contain_text("4 fields need your help")
    expect(alert).to_have_attribute("role", "alert")
    name = page.get_by_label("Name of the place (needed). Tell us the name of the place.")
    expect(name).to_be_focused()
    expect(page.get_by_label("Town")).to_have_value("Troy")
    fill_place(page)
    send_well(page)
    assert sent.cases()[0].said["city"] == "Troy"


def test_a_place_that_we_have_is_told_and_leads_to_the_form_for_it(page: Page) -> None:
    open_form(page, "place")
    fill_place(page)
    page.get_by_label("Phone").fill("413-570-2990")
    page.get_by_label("Website").focus()
    told = page.locator(".suggest-likely")
    expect(told).to_contain_text("It looks like we have this one: Afiya, Northampton, MA")
    expect(told).to_have_attribute("role", "status")
    page.get_by_role("link", name="Tell us what is wrong with Afiya").click()
    expect(page).to_have_url(re.compile(r"form=change&place=ma-afiya"))
    expect(page.get_by_role("heading", name="Afiya")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Name of the place")).to_have_value("Marigold House")


def test_from_a_card_and_from_the_page_of_a_place(page: Page) -> None:
    page.goto("/place?place=ma-afiya")
    page.get_by_role("link", name="Something is wrong with Afiya").click()
    expect(page.get_by_role("heading", name="Afiya")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/suggest\?form=change&place=ma-afiya"))
    page.goto("/?state=VT&kinds=peer_respite")
    page.get_by_role("link", name="Something is wrong with Alyssum").first.click()
    expect(page.get_by_role("heading", name="Alyssum")).to_be_visible()


def test_without_a_link_the_place_is_looked_for(page: Page, sent: Sent) -> None:
    page.goto("/suggest?form=change")
    box = page.get_by_label("Which place is it?")
    box.fill("afiya")
    page.get_by_role("button", name="Look for it").click()
    page.get_by_role("button", name="Afiya (Northampton, MA)").click()
    drawn(page)
    page.get_by_text("It is closed, or it is not there").click()
    page.get_by_label("When did it close, and how do you know?").fill("In May. I work there.")
    send_well(page)
    assert sent.cases()[0].said == {"closed": "", "more": "In May. I work there."}


def test_in_spanish_no_word_of_the_framework_is_english(page: Page, sent: Sent) -> None:
    open_form(page, "message", lang="es")
    heard = page.locator("#root").aria_snapshot()
    assert "Subir archivo" in heard
    page.locator(".st-key-suggest-message-message textarea").fill("Gracias a todos")
    give(page, PDF)
    expect(page.locator(".suggest-ready")).to_be_visible()
    send_well(page)
    (case,) = sent.cases()
    assert (case.language, case.said) == ("es", {"message": "Gracias a todos"})
