"""A real server and a real Chromium. Without Chromium these tests fail: they are never skipped."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from own_server import OwnServer
from visitor import DESKTOP, Watched

# What the framework's own frames print; our pages may not add to it.
FRAMEWORK_NOISE = ("Unrecognized feature", "allow-scripts and allow-same-origin")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a free port, for all tests that leave it as it is."""
    own = OwnServer(tmp_path_factory.mktemp("server") / "printed.txt", level="info")
    own.start()
    yield own.base
    own.end()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "The browser tests need Chromium. On Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()


@pytest.fixture
def viewport() -> dict[str, int]:
    return DESKTOP


@pytest.fixture
def watched(server: str, browser: Browser, viewport: dict[str, int]) -> Iterator[Watched]:
    """A fresh visitor."""
    context = browser.new_context(viewport=viewport)
    context.set_default_timeout(20_000)
    page = context.new_page()
    visitor = Watched(page, server)
    page.on("request", lambda request: visitor.requests.append(request.url))
    page.on("pageerror", lambda error: visitor.console.append(f"pageerror: {error}"))

    def hear(message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in ("error", "warning") and not any(noise in text for noise in FRAMEWORK_NOISE):
            visitor.console.append(f"{kind}: {text}")

    page.on("console", hear)
    yield visitor
    context.close()
