"""The legend of a map: a swatch and words for each class, in a row that breaks where it must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from respite_finder.pictures.style import MARGIN, WIDTH, Sheet, plain, shortened, text_width

SIZE: Final = 21
PITCH: Final = 40
SWATCH: Final = (44, 24)
_GAP: Final = 12
_BETWEEN: Final = 36
_TITLE_PITCH: Final = 36


@dataclass(frozen=True, slots=True)
class Entry:
    """A class: its colour and its words. Without a figure it is hatched."""

    color: str
    words: str
    hatched: bool = False


class Legend:
    """Entries with their places in the row; ``height`` is what they take."""

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        room = WIDTH - 2 * MARGIN
        self._title = shortened(plain(title), SIZE, room, "SemiBold")
        self._placed: list[tuple[float, int, Entry, str]] = []
        x, row = float(MARGIN), 0
        for entry in entries:
            words = shortened(plain(entry.words), SIZE, room - SWATCH[0] - _GAP)
            wide = SWATCH[0] + _GAP + text_width(words, SIZE)
            if x > MARGIN and x + wide > WIDTH - MARGIN:
                x, row = float(MARGIN), row + 1
            self._placed.append((x, row, entry, words))
            x += wide + _BETWEEN
        above = _TITLE_PITCH if self._title else 0
        self.height = above + PITCH * (row + 1) if entries else above

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw it, its upper edge at ``top``."""
        if self._title:
            sheet.text(MARGIN, top + SIZE * 0.8, self._title, SIZE, "SemiBold")
            top += _TITLE_PITCH
        for x, row, entry, words in self._placed:
            y = top + PITCH * row
            sheet.box(x, y, *SWATCH, entry.color, edge=sheet.theme.quiet)
            if entry.hatched:
                for start in range(0, SWATCH[0] - 10, 10):
                    # Lines at 45 degrees that end at the edges of the swatch.
                    end = min(start + SWATCH[1], SWATCH[0])
                    low, high = y + SWATCH[1], y + SWATCH[1] - (end - start)
                    sheet.line([(x + start, low), (x + end, high)], sheet.theme.quiet, 1.5)
            sheet.text(x + SWATCH[0] + _GAP, y + SWATCH[1] / 2 + SIZE * 0.36, words, SIZE)
