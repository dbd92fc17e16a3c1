"""The app in a process of its own: it can be ended and started again, what it printed be read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


class OwnServer:
    """The app on one port, started as the README does; everything it prints goes to a file.

    ``env``: variables that only this server has; ``level``: how much the framework prints.
    """

    def __init__(
        self,
        log: Path,
        script: Path | None = None,
        env: Mapping[str, str] | None = None,
        level: str = "debug",
    ) -> None:
        self.log = log
        self.script = script or ROOT / "streamlit_app.py"
        # What tests send never reaches the store of whoever runs them.
        store = {"RESPITE_FINDER_DB": str(log.with_name("cases.sqlite3"))}
        self.env = {**os.environ, **store, **(env or {})}
        self.level = level
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [*command, "--server.port", str(self.port), "--logger.level", self.level],
                cwd=ROOT,
                env=self.env,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urlopen(f"{self.base}/_stcore/health", timeout=2):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        self.end()
        raise AssertionError(f"The app did not answer:\n{self.printed()}")

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=20)

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")
