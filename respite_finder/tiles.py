"""The street map of another server, shown only when the visitor asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from respite_finder.settings import TILES


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server: its URL with {z}, {x}, {y}, and whom to name (HTML)."""

    url: str
    attribution: str


_ATTRIBUTION: Final = (
    '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors'
)


def street_tiles() -> Tiles:
    """OpenStreetMap, or the server that is set (``settings.TILES``)."""
    return Tiles(TILES.value(), _ATTRIBUTION)
