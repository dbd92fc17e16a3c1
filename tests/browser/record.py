"""Pictures of a walk, for the documents: taken only where a folder is named for them."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

COLOURS = 64


def picture(page: Page, name: str) -> None:
    """What the window shows, in ``RESPITE_FINDER_RECORD``, small enough for a repository."""
    if os.environ.get("RESPITE_FINDER_RECORD"):
        keep(Image.open(io.BytesIO(page.screenshot())), name)


def keep(shot: Image.Image, name: str) -> None:
    """This picture, in ``RESPITE_FINDER_RECORD``."""
    folder = os.environ.get("RESPITE_FINDER_RECORD", "")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        shot.convert("RGB").quantize(COLOURS).save(Path(folder) / f"{name}.png", optimize=True)
