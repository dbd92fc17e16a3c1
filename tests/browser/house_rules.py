"""What the pages promise beyond axe: sizes, headings, names, contrast, no sideways scrolling."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

TEXT_PX = 16
STEP_PX = 44
TARGET_PX = 24
CONTRAST, CONTRAST_LARGE = 4.5, 3.0

_READ = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_HEADINGS = """() => [...(document.querySelector("#root") ?? document.body)
    .querySelectorAll("h1,h2,h3,h4,h5,h6,[role=heading]")]
  .filter((e) => e.checkVisibility()).map((e) => Number(e.ariaLevel || e.tagName[1]))"""
_WIDE = """() => ["html", "body", "[data-testid=stMain]"]
  .flatMap((where) => [...document.querySelectorAll(where)])
  .filter((e) => e.scrollWidth > e.clientWidth)
  .map((e) => `${e.scrollWidth} px wide on ${e.clientWidth}`)"""


def broken(page: Page) -> list[str]:
    """What is too small, too pale or without a name, in the page and its frames."""
    limits = [TEXT_PX, STEP_PX, TARGET_PX, CONTRAST, CONTRAST_LARGE]
    return [words for frame in page.frames for words in frame.evaluate(_READ, limits)]


def headings(page: Page) -> list[str]:
    """More or fewer than one heading of level 1; a level that is left out."""
    levels: list[int] = page.evaluate(_HEADINGS)
    out = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of level 1"]
    pairs = zip([0, *levels], levels, strict=False)
    return out + [f"heading {high} is followed by {low}" for high, low in pairs if low > high + 1]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = page.evaluate(_WIDE)
    return found
