"""axe-core in a page and in every frame of it: what it finds against WCAG 2.2, A and AA."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
SETTLED_MS = 1000
# What axe cannot judge alone. House rules measure the contrast of all of it.
LEFT_TO_US = {"color-contrast"}
_SLIM = """(tags) => axe.run(document, {
  runOnly: { type: "tag", values: tags },
  resultTypes: ["violations", "incomplete"],
}).then(({ violations, incomplete, passes }) => {
  const slim = (found) => found.flatMap(({ id, nodes }) => nodes.map((node) => ({
    rule: id, target: node.target.flat().join(" > "), html: node.html.slice(0, 200),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
  })));
  return { violations: slim(violations), incomplete: slim(incomplete), rules: passes.length };
})"""


@dataclass(frozen=True)
class Finding:
    """One element against which one rule speaks."""

    rule: str
    target: str
    html: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule} at {self.target}: {self.html} ({self.why})"


@dataclass(frozen=True)
class Outcome:
    """What axe is sure of, what a person has to look at, and how many rules were kept."""

    violations: list[Finding]
    incomplete: list[Finding]
    rules: int


@cache
def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def run(page: Page) -> Outcome:
    """Judge everything that the page shows, its frames too; twice where something may be wrong.

    Between two states, while the framework draws, a name may stand before what it names.
    """
    first = _run(page)
    unsure = {one.rule for one in first.incomplete} - LEFT_TO_US
    if not first.violations and not unsure:
        return first
    page.wait_for_timeout(SETTLED_MS)
    return _run(page)


def _run(page: Page) -> Outcome:
    for frame in page.frames:
        if not frame.evaluate("typeof axe === 'object'"):
            frame.evaluate(_source())
    found: dict[str, Any] = page.evaluate(_SLIM, list(TAGS))
    return Outcome(
        violations=[Finding(**one) for one in found["violations"]],
        incomplete=[Finding(**one) for one in found["incomplete"]],
        rules=found["rules"],
    )
