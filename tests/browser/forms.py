"""A visitor who fills in a form in a browser, and one server whose store many tests share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, expect

from own_server import OwnServer
from respite_finder.community.records import Case
from suggesting import kept
from visitor import DESKTOP

WAIT_MS = 60_000
LEAST_MS = 3_500
"""Longer than a person needs at least for a form."""
OPENED = "window.openedAt = performance.now()"
SINCE = "performance.now() - (window.openedAt ?? 0)"


@dataclass
class Sent:
    """A server and its store: what came since a test began."""

    server: OwnServer
    path: Path
    before: set[str] = field(default_factory=set)

    def begin(self) -> Sent:
        self.before = {case.number for case in kept(self.path)} if self.path.exists() else set()
        return self

    def cases(self) -> list[Case]:
        return [case for case in kept(self.path) if case.number not in self.before]


@contextmanager
def serving(folder: Path, **env: str) -> Iterator[Sent]:
    """A server with a store of its own."""
    path = folder / "sent.db"
    server = OwnServer(folder / "printed.txt", env={"RESPITE_FINDER_DB": str(path), **env})
    server.start()
    try:
        yield Sent(server, path)
    finally:
        server.end()


@contextmanager
def visiting(browser: Browser, sent: Sent, viewport: Mapping[str, int] = DESKTOP) -> Iterator[Page]:
    """A fresh visitor."""
    context = browser.new_context(viewport=dict(viewport), base_url=sent.server.base)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def open_form(page: Page, form: str, **params: str) -> None:
    more = "".join(f"&{name}={value}" for name, value in params.items())
    page.goto(f"/suggest?form={form}{more}")
    drawn(page)


def drawn(page: Page) -> None:
    """The form stands there, and nothing runs."""
    expect(page.locator(".st-key-suggest-send button")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator("#first")).to_have_count(0)
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    page.evaluate(OPENED)


def rest(page: Page) -> None:
    """Look at the form for as long as a person does."""
    page.wait_for_timeout(max(0, LEAST_MS - page.evaluate(SINCE)))


def send(page: Page, *, slowly: int = 0) -> None:
    page.locator(".st-key-suggest-send button").click(delay=slowly)


def send_well(page: Page, *, slowly: int = 0) -> None:
    """Send it, and be thanked."""
    rest(page)
    send(page, slowly=slowly)
    thanked(page)


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
