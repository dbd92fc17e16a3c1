"""A real server and a real Chromium. Without Chromium these tests fail: they are never skipped."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from visitor import DESKTOP, Watched

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
# What the framework's own frames print; our pages may not add to it.
FRAMEWORK_NOISE = ("Unrecognized feature", "allow-scripts and allow-same-origin")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The app on a free port, started as the README does; its output if it does not answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    base = f"http://localhost:{port}"
    try:
        _wait(process, f"{base}/_stcore/health")
        yield base
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait(process: subprocess.Popen[str], url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    process.kill()
    output = process.stdout.read() if process.stdout else ""
    pytest.fail(f"The app did not answer at {url}:\n{output}")


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
