"""A real Streamlit server on a free loopback port, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, sync_playwright

from respite_finder.resources import ROOT

START_SECONDS = 60.0


@dataclass(frozen=True)
class Served:
    """A running server."""

    url: str
    pid: int


@contextmanager
def served(entry: Path, env: Mapping[str, str] | None = None) -> Iterator[Served]:
    """``streamlit run entry`` with the project's own settings, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(entry)]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    # Streamlit reads .streamlit/config.toml from the folder that it is started in.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    # Asked to end, end by way of the finally below: the server must not outlive the benchmark.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        _wait_until_healthy(process, url)
        yield Served(url, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"the server did not answer within {START_SECONDS:g} seconds")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium (or Playwright's own, if the system has none), without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            yield browser
        finally:
            browser.close()
