"""The street map of another server, shown only when the visitor asks for it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server: its URL with {z}, {x}, {y}, and whom to name (HTML)."""

    url: str
    attribution: str


OPENSTREETMAP: Final = Tiles(
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors',
)


def street_tiles() -> Tiles:
    """OpenStreetMap, or the server named in ``RESPITE_FINDER_TILES``."""
    url = os.environ.get("RESPITE_FINDER_TILES", "")
    if url.startswith(("https://", "http://")):
        return Tiles(url, OPENSTREETMAP.attribution)
    return OPENSTREETMAP
