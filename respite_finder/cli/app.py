"""``respite-finder app``: start the finder in the browser."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from respite_finder.cli.output import BAD_DATA, fail, say
from respite_finder.errors import DataError
from respite_finder.places import load_places
from respite_finder.resources import ROOT


def app(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to serve at.")] = 8501,
) -> None:
    """Start the finder on this machine and say where to open it.

    Example: respite-finder app --port 8501
    """
    try:
        load_places()
    except DataError as error:
        fail(str(error), BAD_DATA)
    say(f"Open http://localhost:{port} in a browser. Press Ctrl-C to stop.")
    entry = str(ROOT / "streamlit_app.py")
    # Streamlit reads .streamlit/config.toml from the folder that it is started in.
    command = [sys.executable, "-m", "streamlit", "run", entry, "--server.port", str(port)]
    os.chdir(ROOT)
    # In place of this process: who stops the command stops the server.
    os.execv(command[0], command)  # noqa: S606
