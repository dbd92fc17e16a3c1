"""The three forms in a browser: with and without a file, twice, in Spanish, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

import axe
from house_rules import broken, headings, too_wide
from own_server import OwnServer
from record import picture
from suggesting import PDF, kept, kept_file
from visitor import DESKTOP, PHONE

pytestmark = pytest.mark.browser

WAIT_MS = 40_000
SCRIPT = "<script>document.title=1</script><img src=x onerror=document.title=1>"
FOCUSED = "document.activeElement.innerText || document.activeElement.ariaLabel"
ENOUGH_MS = 3_500
"""Longer than a person needs at least."""
SLOWLY_MS = 400
"""How long somebody holds a button down whose hand is not quick."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "sent.db"


@pytest.fixture
def server(tmp_path: Path, store: Path) -> Iterator[OwnServer]:
    own = OwnServer(tmp_path / "printed.txt", env={"RESPITE_FINDER_DB": str(store)})
    own.start()
    yield own
    own.end()


@pytest.fixture
def viewport() -> dict[str, int]:
    return DESKTOP


@pytest.fixture
def page(browser: Browser, server: OwnServer, viewport: dict[str, int]) -> Iterator[Page]:
    context = browser.new_context(viewport=viewport, base_url=server.base)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def open_form(page: Page, form: str, **params: str) -> None:
    more = "".join(f"&{name}={value}" for name, value in params.items())
    page.goto(f"/suggest?form={form}{more}")
    expect(page.locator(".st-key-suggest-send button")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator("#first")).to_have_count(0)
    page.wait_for_timeout(ENOUGH_MS)


def send(page: Page, *, slowly: int = 0) -> None:
    page.locator(".st-key-suggest-send button").click(delay=slowly)


def thanked(page: Page) -> None:
    expect(page.locator(".suggest-thanks h2")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(".suggest-thanks h2")).to_be_focused()


def give(page: Page, content: bytes, name: str = "flyer.pdf") -> None:
    file: FilePayload = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.locator("input[type=file]").set_input_files(files=[file])


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).press_sequentially(option)
    page.get_by_role("option", name=option, exact=True).click()


def fill_place(page: Page) -> None:
    page.get_by_label("Name of the place").fill("Marigold House")
    choose(page, "Kind of help", "Peer respite")
    choose(page, "State", "Massachusetts")
    page.get_by_label("Phone").fill("413-555-0123")


def fill_change(page: Page) -> None:
    page.get_by_text("Phone", exact=True).click()
    page.get_by_label("Phone: what should it be?").fill("413-555-0123")


def fill_message(page: Page) -> None:
    page.get_by_label("Your message").fill("Thank you all")


FORMS = {"place": fill_place, "change": fill_change, "message": fill_message}


@pytest.mark.parametrize("with_file", [False, True], ids=["words", "file"])
@pytest.mark.parametrize("form", list(FORMS))
def test_each_form_is_kept_after_one_press(
    page: Page, store: Path, form: str, with_file: bool
) -> None:
    """The last field still has the focus when Send is pressed."""
    open_form(page, form, place="ma-afiya")
    if with_file:
        give(page, PDF)
        expect(page.get_by_text("Your file is ready: a PDF")).to_be_visible()
    FORMS[form](page)
    send(page, slowly=SLOWLY_MS)
    thanked(page)
    (case,) = kept(store)
    assert case.kind == form
    assert page.locator(".suggest-thanks code").inner_text() == case.number
    assert len(case.attachments) == with_file
    if with_file:
        assert kept_file(store, case.number) == PDF
    for typed in ("Marigold", "555", "Thank"):
        assert typed not in page.url


def test_two_presses_send_once_and_the_next_form_is_another(page: Page, store: Path) -> None:
    open_form(page, "message")
    fill_message(page)
    page.locator(".st-key-suggest-send button").dblclick()
    thanked(page)
    assert len(kept(store)) == 1
    page.get_by_role("button", name="Send another one").click()
    box = page.get_by_label("Your message")
    expect(box).to_have_value("")
    page.wait_for_timeout(ENOUGH_MS)
    box.fill("A second one")
    send(page)
    thanked(page)
    assert [case.said["message"] for case in kept(store)] == ["Thank you all", "A second one"]


def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(page: Page, store: Path) -> None:
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
    send(page)
    thanked(page)
    assert kept(store)[0].said["city"] == "Troy"


def test_a_script_in_a_field_comes_out_as_text(page: Page, store: Path) -> None:
    open_form(page, "place")
    fill_place(page)
    for label in ("Name of the place", "Town", "Website"):
        page.get_by_label(label).fill(SCRIPT)
    page.get_by_label("ZIP code").fill("<b>1</b>")
    send(page)
    expect(page.locator(".suggest-alert")).to_be_visible()
    page.get_by_label("ZIP code").fill("")
    send(page)
    thanked(page)
    assert page.title() == "Respite finder"
    assert page.locator("#root img[src=x]").count() == 0
    assert kept(store)[0].said["name"] == SCRIPT


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


def test_without_a_link_the_place_is_looked_for(page: Page, store: Path) -> None:
    page.goto("/suggest?form=change")
    box = page.get_by_label("Which place is it?")
    box.fill("afiya")
    page.get_by_role("button", name="Look for it").click()
    page.get_by_role("button", name="Afiya (Northampton, MA)").click()
    expect(page.get_by_text("Which part is wrong?")).to_be_visible()
    page.wait_for_timeout(ENOUGH_MS)
    page.get_by_text("It is closed, or it is not there").click()
    page.get_by_label("When did it close, and how do you know?").fill("In May. I work there.")
    send(page)
    thanked(page)
    assert kept(store)[0].said == {"closed": "", "more": "In May. I work there."}


def test_in_spanish_no_word_of_the_framework_is_english(page: Page, store: Path) -> None:
    open_form(page, "message", lang="es")
    page.locator(".st-key-suggest-message-message textarea").fill("Gracias a todos")
    give(page, PDF)
    expect(page.locator(".suggest-ready")).to_be_visible()
    send(page)
    thanked(page)
    (case,) = kept(store)
    assert (case.language, case.said) == ("es", {"message": "Gracias a todos"})


def test_by_keyboard_alone_and_nobody_meets_the_fields_for_machines(page: Page) -> None:
    open_form(page, "message")
    page.locator(".st-key-suggest-message-message textarea").focus()
    met = []
    for _ in range(6):
        page.keyboard.press("Tab")
        met.append(page.evaluate(FOCUSED))
    assert "Send" in met
    for words in ("Leave this empty", "Leave this as it is"):
        assert words not in met
        expect(page.get_by_label(words)).to_be_attached()
        assert words not in page.locator("#root").aria_snapshot()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("form", list(FORMS))
def test_the_forms_keep_the_house_rules(page: Page, scheme: str, form: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_form(page, form, place="ma-afiya")
    send(page)
    expect(page.locator(".suggest-alert")).to_be_visible()
    picture(page, f"7-suggest-{form}")
    keeps_the_rules(page)
    FORMS[form](page)
    send(page)
    thanked(page)
    keeps_the_rules(page)


def keeps_the_rules(page: Page) -> None:
    assert [str(finding) for finding in axe.run(page).violations] == []
    assert broken(page) == []
    assert headings(page) == []
    assert too_wide(page) == []
