"""A visitor who has a keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Frame, Page

FAR = 400

# What has the focus, through shadow roots; how it looks; and whether the bar on top hides it.
_FOCUSED = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  if (!e || e === document.body) return null;
  const drawn = (at) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const around = [e, e.parentElement, e.parentElement?.parentElement];
  const bar = document.querySelector("#root .way-out")?.getBoundingClientRect();
  const { top, bottom, left, right, width, height } = e.getBoundingClientRect();
  const under = Boolean(bar && !e.closest(".way-out") && height > 0 && e.tagName !== "MAIN"
    && !e.matches("[data-testid=stMain], iframe, [data-testid=stSkipToContent]")
    && top < bar.bottom - 1);
  return {
    tag: e.tagName, name: (e.ariaLabel || e.textContent || "").trim(),
    href: e.getAttribute("href") || "", css: typeof e.className === "string" ? e.className : "",
    place: e.dataset.place || "", shown: around.some((at) => at && drawn(at)), under,
    whole: Boolean(e.querySelector(".top")),
    off: bottom < 0 || top > innerHeight || right < 0 || left > innerWidth,
  };
}"""


@dataclass(frozen=True)
class Focused:
    """What has the focus; ``shown``: an outline says so; ``under``: the bar on top hides it."""

    tag: str
    name: str
    href: str
    css: str
    place: str
    shown: bool
    under: bool
    off: bool
    whole: bool


def focused(page: Page) -> Focused | None:
    """What has the focus, in the page or in a frame of it."""
    found = _in(page.main_frame)
    if found and found.tag == "IFRAME":
        for frame in page.frames[1:]:
            inside = _in(frame)
            if inside:
                return inside
    return found


def _in(frame: Frame) -> Focused | None:
    found = frame.evaluate(_FOCUSED)
    return Focused(**found) if found else None


def tab_to(page: Page, wanted: Callable[[Focused], bool], *, back: bool = False) -> int:
    """Press Tab until the wanted thing has the focus; how many presses that took."""
    for presses in range(1, FAR):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        found = focused(page)
        if found and wanted(found):
            return presses
    raise AssertionError("the keyboard does not reach it")


def stops(page: Page, *, back: bool = False) -> list[Focused]:
    """Everything that takes the focus, in order, until the keyboard leaves the page."""
    seen: list[Focused] = []
    for _ in range(FAR):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        found = focused(page)
        if found is None:
            return seen
        # The page itself takes the focus while it scrolls: nobody stops there.
        if not found.whole:
            seen.append(found)
    raise AssertionError(f"a trap: the focus never leaves the page, last {seen[-3:]}")
