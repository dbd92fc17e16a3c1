"""What whoever runs the finder may set, by environment variables. A bad value gets a sentence."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

from respite_finder.errors import shorten


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment variable: what it must match, that in words, and what holds without it."""

    name: str
    pattern: str
    expected: str
    default: str = ""

    def value(self) -> str:
        """The value that holds: a bad one is as if it were not there (see ``problems``)."""
        given = os.environ.get(self.name, "").strip()
        return given if re.fullmatch(self.pattern, given) else self.default

    def problem(self) -> str:
        """What is wrong with the value in one sentence; empty if nothing is."""
        given = os.environ.get(self.name, "").strip()
        if not given or re.fullmatch(self.pattern, given):
            return ""
        instead = f"We use {self.default}." if self.default else "We go on without it."
        return f"{self.name} is {shorten(given)!r}; it must be {self.expected}. {instead}"


TILES: Final = Setting(
    "RESPITE_FINDER_TILES",
    r"https?://[\w.{}:-]+/\S*\{z\}\S*",
    "a tile server's address such as https://tiles.example.org/{z}/{x}/{y}.png",
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
)
NEUTRAL_PAGE: Final = Setting(
    "RESPITE_FINDER_EXIT",
    r"https://[^\s\"'<>]+",
    "the https address of a page that tells nothing about this one",
    "https://www.weather.gov/",
)
CONTACT: Final = Setting(
    "RESPITE_FINDER_CONTACT",
    r"[^@\s<>\"?&]+@[^@\s<>\"?&]+\.[A-Za-z]{2,}|https://[^\s\"'<>]+",
    "an e-mail address or an https address",
)
ADDRESS: Final = Setting(
    "RESPITE_FINDER_ADDRESS",
    r"https?://[^\s\"'<>?#]+",
    "the address under which others reach this finder, such as https://finder.example.org",
)
EVERY: Final = (TILES, NEUTRAL_PAGE, CONTACT, ADDRESS)


def problems() -> list[str]:
    """A sentence for each setting that cannot be used."""
    return [words for words in (setting.problem() for setting in EVERY) if words]
