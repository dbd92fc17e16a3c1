"""A visitor in a real browser: the page, the hosts that it asked, what its console said."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@dataclass
class Watched:
    """A fresh visitor and everything the browser did for it."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.base + path)
        self.page.locator("h1").wait_for()
        return self.page

    def search(self, place: str) -> None:
        box = self.page.get_by_label("Where are you?")
        box.fill(place)
        box.press("Enter")

    @property
    def hosts(self) -> set[str]:
        return {url.split("/")[2] for url in self.requests if "://" in url}
