"""The forms on a bad day: files that cannot be, a lost connection, a server that goes away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from forms import (
    LEAST_MS,
    OPENED,
    WAIT_MS,
    Sent,
    fill_change,
    fill_message,
    give,
    open_form,
    rest,
    send,
    send_well,
    serving,
    thanked,
    visiting,
)
from own_server import OwnServer
from suggesting import PDF, PROGRAM

pytestmark = pytest.mark.browser

CONNECTED = "[data-test-connection-state=CONNECTED]"
LOST = "The connection is lost. What you wrote stays here."
RESTED_MS = 1_000
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    with serving(tmp_path_factory.mktemp("forms")) as started:
        yield started


@contextmanager
def away(server: OwnServer) -> Iterator[None]:
    """The server is killed, and is there again in the end."""
    server.end()
    try:
        yield
    finally:
        server.start()


@pytest.fixture
def sent(shared: Sent) -> Sent:
    return shared.begin()


@pytest.fixture
def page(browser: Browser, sent: Sent) -> Iterator[Page]:
    with visiting(browser, sent) as visitor:
        yield visitor


def test_each_file_that_cannot_be_gets_its_sentence_and_the_form_goes_on(
    page: Page, sent: Sent
) -> None:
    open_form(page, "message")
    fill_message(page)
    box = page.locator(".st-key-suggest-file")
    for content, told in (
        (PROGRAM, "Please send a PDF, a PNG or a JPEG."),
        (b"", "The file is empty."),
        (PDF[:-10], "The PDF is cut off or broken."),
        (PDF + b" " * (11 * MEGABYTE), "The file is too large. It may have 10 MB."),
    ):
        give(page, content)
        expect(box.get_by_role("alert")).to_contain_text(told)
    give(page, b"x" * (21 * MEGABYTE))
    expect(box.get_by_text("We could not take this file. It is too large")).to_be_visible()
    expect(box.get_by_text("smaller.")).to_have_count(1)
    expect(page.get_by_text("must be")).to_be_hidden()
    page.get_by_role("button", name="Choose another file").click()
    expect(page.get_by_role("button", name="Upload", exact=True)).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value("Thank you all")
    give(page, PDF)
    expect(page.get_by_text("Your file is ready: a PDF")).to_be_visible()
    send_well(page)
    (case,) = sent.cases()
    assert [one.size for one in case.attachments] == [len(PDF)]


def test_many_people_are_told_of_a_file_above_the_limit_in_our_words(page: Page) -> None:
    page.goto("/many?lang=es")
    page.locator("input[type=file]").wait_for(state="attached")
    give(page, b"x" * (21 * MEGABYTE), "people.csv")
    expect(page.locator(".upload-refused")).to_be_visible()
    expect(page.locator(".st-key-upload-anew button")).to_be_visible()
    expect(page.get_by_text("must be")).to_be_hidden()


def test_the_connection_is_cut_and_what_was_typed_is_sent_once(page: Page, sent: Sent) -> None:
    """A tunnel, a lift: the server is well, and so is the session."""
    sockets: list[WebSocketRoute] = []
    closed: list[bool] = []

    def pass_on(socket: WebSocketRoute) -> None:
        if closed:
            socket.close()
            return
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket(re.compile("/_stcore/stream"), pass_on)
    open_form(page, "message")
    give(page, PDF)
    expect(page.get_by_text("Your file is ready: a PDF")).to_be_visible()
    box = page.get_by_label("Your message")
    box.fill("Half a")
    box.blur()
    box.press_sequentially(" thought", delay=10)
    closed.append(True)
    sockets[-1].close()
    expect(page.get_by_text(LOST)).to_be_visible()
    expect(box).to_have_value("Half a thought")
    closed.clear()
    expect(page.locator(CONNECTED)).to_be_attached(timeout=WAIT_MS)
    expect(page.get_by_text(LOST)).to_be_hidden()
    expect(box).to_have_value("Half a thought")
    send_well(page)
    (case,) = sent.cases()
    assert case.said == {"message": "Half a thought"}
    assert len(case.attachments) == 1


def test_the_server_is_started_anew_and_the_form_is_still_there(page: Page, sent: Sent) -> None:
    """Also what was typed last and has not left the browser; the file has to be chosen again."""
    open_form(page, "change", place="ma-afiya")
    give(page, PDF)
    expect(page.get_by_text("Your file is ready: a PDF")).to_be_visible()
    fill_change(page)
    page.get_by_label("Is there more that we should know?").fill("I was there.")
    page.get_by_label("How can we reach you?").fill("ana@example.org")
    page.wait_for_timeout(RESTED_MS)
    with away(sent.server):
        expect(page.get_by_text(LOST)).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(CONNECTED)).to_be_attached(timeout=WAIT_MS)
    send(page)
    expect(page.get_by_text("Please choose your file again.")).to_be_visible()
    assert sent.cases() == []
    expect(page.get_by_label("Phone: what should it be?")).to_have_value("413-555-0123")
    page.evaluate(OPENED)
    send_well(page)
    (case,) = sent.cases()
    assert case.said == {"phone": "413-555-0123", "more": "I was there."}
    assert case.contact == "ana@example.org"


def test_the_same_form_sent_again_after_a_restart_is_kept_once(page: Page, sent: Sent) -> None:
    """It was kept, but the answer was lost on the way."""
    sockets: list[WebSocketRoute] = []
    silent: list[bool] = []

    def pass_on(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda message: None if silent else socket.send(message))
        sockets.append(socket)

    page.route_web_socket(re.compile("/_stcore/stream"), pass_on)
    open_form(page, "message")
    fill_message(page)
    page.get_by_label("Your message").blur()
    rest(page)
    silent.append(True)
    send(page)
    page.wait_for_timeout(LEAST_MS)
    (first,) = sent.cases()
    with away(sent.server):
        silent.clear()
        sockets[-1].close()
    expect(page.locator(CONNECTED)).to_be_attached(timeout=WAIT_MS)
    expect(page.get_by_label("Your message")).to_have_value("Thank you all")
    page.evaluate(OPENED)
    send_well(page)
    assert page.locator(".suggest-thanks code").inner_text() == first.number
    assert len(sent.cases()) == 1


@pytest.mark.parametrize("field", ["Your message", "How can we reach you?"])
def test_words_in_the_field_that_has_the_focus_outlive_a_restart(
    page: Page, sent: Sent, field: str
) -> None:
    """Nothing has left the browser: neither the words nor that a form was begun."""
    open_form(page, "message")
    rest(page)
    if field != "Your message":
        fill_message(page)
    box = page.get_by_label(field)
    box.focus()
    page.keyboard.type("Thank you all")
    with away(sent.server):
        expect(page.get_by_text(LOST)).to_be_visible()
        expect(box).to_have_value("Thank you all")
    expect(page.locator(CONNECTED)).to_be_attached()
    expect(page.get_by_text(LOST)).to_be_hidden()
    expect(box).to_have_value("Thank you all")
    send(page)
    thanked(page)
    (case,) = sent.cases()
    assert case.said == {"message": "Thank you all"}
    assert case.contact == ("" if field == "Your message" else "Thank you all")


def test_a_store_that_cannot_be_written_is_told_and_nothing_is_lost(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(tmp_path) as sent, visiting(browser, sent) as page:
        sent.path.mkdir()
        open_form(page, "message")
        fill_message(page)
        rest(page)
        send(page)
        expect(page.get_by_text("We could not keep this. Nothing is lost")).to_be_visible()
        expect(page.locator(".st-key-suggest-send button")).to_be_focused()
        expect(page.get_by_label("Your message")).to_have_value("Thank you all")
        sent.path.rmdir()
        send_well(page)
        assert len(sent.cases()) == 1
        printed = sent.server.printed()
    assert "A form was not kept" in printed
    assert "Thank you all" not in printed
