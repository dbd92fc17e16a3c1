"""What is typed into a form stands in no log and no address, and comes out as text."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from forms import (
    FORMS,
    Sent,
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
from suggesting import PDF

pytestmark = pytest.mark.browser

SCRIPT = "<script>document.title=1</script><img src=x onerror=document.title=1>"
SECRET = "Featherstone"
FOCUSED = """document.activeElement.innerText || document.activeElement.ariaLabel
  || document.activeElement.labels?.[0]?.innerText"""
MOST_STEPS = 60


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


def test_a_script_in_a_field_comes_out_as_text(page: Page, sent: Sent) -> None:
    open_form(page, "place")
    fill_place(page)
    for label in ("Name of the place", "Town", "Website"):
        page.get_by_label(label).fill(SCRIPT)
    page.get_by_label("ZIP code").fill("<b>1</b>")
    send(page)
    expect(page.locator(".suggest-alert")).to_be_visible()
    page.get_by_label("ZIP code").fill("")
    send_well(page)
    assert page.title() == "Help keep this true"
    assert page.locator("#root :is(img[src=x], script)").count() == 0
    assert sent.cases()[0].said["name"] == SCRIPT


def test_an_address_with_a_script_is_told_as_text(page: Page) -> None:
    page.goto(f"/suggest?form=change&place={quote(SCRIPT)}")
    box = page.get_by_label("Which place is it?")
    expect(box).to_be_visible()
    box.fill(SCRIPT)
    page.get_by_role("button", name="Look for it").click()
    expect(page.locator(".st-key-suggest-found")).to_be_visible()
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    assert page.title() == "Help keep this true"
    assert page.locator("#root :is(img[src=x], script)").count() == 0


@pytest.mark.parametrize("form", list(FORMS))
def test_what_is_typed_stands_in_no_log_and_no_address(page: Page, sent: Sent, form: str) -> None:
    """Neither while it is written, nor when it is refused, nor when it is sent."""
    asked: list[str] = []
    console: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: console.append(message.text))
    open_form(page, form, place="ma-afiya")
    give(page, PDF, f"{SECRET} flyer.pdf")
    expect(page.get_by_text("Your file is ready: a PDF")).to_be_visible()
    page.get_by_label("How can we reach you?").fill(f"{SECRET}@example.org")
    send(page)
    expect(page.locator(".suggest-alert")).to_be_visible()
    FORMS[form](page)
    label = "Your message" if form == "message" else "Is there more that we should know?"
    page.get_by_label(label).fill(f"{SECRET} told me")
    page.get_by_label(label).blur()
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    addresses = [page.url]
    send_well(page)
    (case,) = sent.cases()
    assert SECRET in "".join(case.said.values())
    printed = sent.server.printed()
    assert "Streamlit app" in printed or "Uvicorn" in printed
    history = page.evaluate(
        "JSON.stringify([history.state, {...localStorage}, {...sessionStorage}])"
    )
    everywhere = [*asked, *addresses, *console, page.url, page.title(), page.content(), history]
    for word in (SECRET, case.number):
        assert word not in printed
    assert [text[:200] for text in everywhere if SECRET.lower() in text.lower()] == []
    assert [url for url in (*asked, page.url, page.title()) if case.number in url] == []
    assert {url.split("/")[2] for url in asked if "://" in url} == {f"localhost:{sent.server.port}"}


@pytest.mark.parametrize("form", list(FORMS))
def test_by_keyboard_alone_and_nobody_meets_the_fields_for_machines(
    page: Page, sent: Sent, form: str
) -> None:
    open_form(page, form, place="ma-afiya")
    FORMS[form](page)
    rest(page)
    page.locator("#root h1").click()
    met: list[str] = []
    while met[-1:] != ["Send"] and len(met) < MOST_STEPS:
        page.keyboard.press("Tab")
        met.append(page.evaluate(FOCUSED) or "")
    assert met[-1] == "Send"
    assert any("How can we reach you?" in words for words in met)
    heard = page.locator("#root").aria_snapshot()
    for words in ("Leave this empty", "Leave this as it is"):
        assert not any(words in one for one in met)
        expect(page.get_by_label(words)).to_be_attached()
        assert words not in heard
    page.keyboard.press("Enter")
    thanked(page)
    assert len(sent.cases()) == 1
