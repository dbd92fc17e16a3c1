"""The words around a picture: title and subtitle above, notes, source and licence at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from respite_finder.export.about import LICENCE
from respite_finder.i18n import _
from respite_finder.pictures.style import MARGIN, WIDTH, Sheet, lines_of, plain

TITLE_SIZE: Final = 42
TITLE_PITCH: Final = 54
SUBTITLE_SIZE: Final = 26
SUBTITLE_PITCH: Final = 36
FOOT_SIZE: Final = 19
FOOT_PITCH: Final = 28
ROOM: Final = WIDTH - 2 * MARGIN
_LICENCE_NAME: Final = LICENCE.split(",", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Words:
    """Lines that are known to fit; ``above`` and ``below`` are the heights that they take."""

    title: Sequence[str]
    subtitle: Sequence[str]
    foot: Sequence[str]

    @property
    def above(self) -> float:
        """From the upper edge to the free space."""
        return MARGIN + TITLE_PITCH * len(self.title) + SUBTITLE_PITCH * len(self.subtitle) + 28

    @property
    def below(self) -> float:
        """From the free space to the lower edge."""
        return 28 + 24 + FOOT_PITCH * len(self.foot) + MARGIN / 2

    def draw(self, sheet: Sheet) -> None:
        """Set them on the picture."""
        y = MARGIN + TITLE_SIZE * 0.7
        for line in self.title:
            sheet.text(MARGIN, y, line, TITLE_SIZE, "Bold")
            y += TITLE_PITCH
        y -= 6
        for line in self.subtitle:
            sheet.text(MARGIN, y, line, SUBTITLE_SIZE, color=sheet.theme.quiet)
            y += SUBTITLE_PITCH
        y = sheet.height - self.below + 28
        sheet.line([(MARGIN, y), (WIDTH - MARGIN, y)], sheet.theme.faint, 1.5)
        y += 24 + FOOT_SIZE * 0.6
        for line in self.foot:
            sheet.text(MARGIN, y, line, FOOT_SIZE, color=sheet.theme.quiet)
            y += FOOT_PITCH


def words_around(title: str, subtitle: str, source: str, notes: Sequence[str] = ()) -> Words:
    """What stands above and below, broken into lines. The source ends with name and licence."""
    credit = _("{source} Made with respite_finder. Licence: {licence}.").format(
        source=_ended(source), licence=_LICENCE_NAME
    )
    foot = [line for words in (*notes, credit) for line in lines_of(words, FOOT_SIZE, ROOM)]
    return Words(
        title=lines_of(title, TITLE_SIZE, ROOM, "Bold", most=3),
        subtitle=lines_of(subtitle, SUBTITLE_SIZE, ROOM, most=4),
        foot=foot,
    )


def _ended(words: str) -> str:
    """The words with a full stop, so that a sentence can follow."""
    words = plain(words)
    return words if not words or words[-1] in ".!?" else f"{words}."
