"""What whoever runs the finder may set, by environment variables. A bad value gets a sentence."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

from respite_finder.errors import shorten


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment variable: what it must match, that in words, and what holds without it.

    What is ``secret`` is not repeated in a sentence.
    """

    name: str
    pattern: str
    expected: str
    default: str = ""
    secret: bool = False

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
        got = "is not usable" if self.secret else f"is {shorten(given)!r}"
        return f"{self.name} {got}; it must be {self.expected}. {instead}"


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
DATABASE: Final = Setting(
    "RESPITE_FINDER_DB",
    r"(?:sqlite|postgresql)(?:\+\w+)?://\S*|(?!\w+://).+",
    "a file's path, or an address such as postgresql://user:password@host/name",
    secret=True,
)
REVIEW_TOKEN: Final = Setting(
    "RESPITE_FINDER_REVIEW_TOKEN",
    r"\S{20,200}",
    "a secret of at least 20 letters and numbers, without spaces",
    secret=True,
)
REVIEWERS: Final = Setting(
    "RESPITE_FINDER_REVIEWERS",
    r"[^@\s,]+@[^@\s,]+(?:\s*,\s*[^@\s,]+@[^@\s,]+)*",
    "the e-mail addresses of those who may review, with commas between them",
    secret=True,
)
EVERY: Final = (TILES, NEUTRAL_PAGE, CONTACT, ADDRESS, DATABASE, REVIEW_TOKEN, REVIEWERS)


def problems() -> list[str]:
    """A sentence for each setting that cannot be used."""
    return [words for words in (setting.problem() for setting in EVERY) if words]
