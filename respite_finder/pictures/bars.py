"""``bars_png``: areas ranked by one measure, as bars with their values written beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from respite_finder.coverage.words import value_words
from respite_finder.i18n import _, ngettext
from respite_finder.pictures.style import (
    DARK,
    LIGHT,
    MARGIN,
    WIDTH,
    Sheet,
    one_at_a_time,
    plain,
    shortened,
    text_width,
)
from respite_finder.pictures.words import words_around

NAME_SIZE: Final = 23
VALUE_SIZE: Final = 22
PITCH: Final = 38
BAR: Final = 24
_MOST_NAME: Final = 460
_GAP: Final = 14
_REFERENCE_ROOM: Final = 44


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    value: float
    low: float
    high: float

    @property
    def interval(self) -> bool:
        return math.isfinite(self.value) and math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def end(self) -> float:
        """The farthest that is drawn of it."""
        return _drawn(max(self.value, self.high) if self.interval else self.value)


def bars_png(
    names: Sequence[str],
    values: Sequence[float],
    *,
    title: str,
    subtitle: str,
    unit: str,
    source: str,
    low: Sequence[float] | None = None,
    high: Sequence[float] | None = None,
    reference: tuple[str, float] | None = None,
    description: str = "",
    width_px: int = WIDTH,
    dark: bool = False,
) -> bytes:
    r"""A ranked bar chart as a PNG file, the largest value first, areas without a value last.

    ``unit`` is that of a measure; ``low`` and ``high`` are the ends of an interval (NaN: none).
    ``reference`` is a value with its name, such as that of the whole country, drawn as a line.
    ``description`` is the alternative text; without one it is made from the figures. The same
    input gives the same bytes. Raises ValueError if the sequences differ in length, QueryError
    for a width beyond 320 to 6400 pixels.

    >>> made = bars_png(["Ohio", "Utah"], [0.5, 0.2], title="Within reach", subtitle="",
    ...                 unit="share", source="")
    >>> made[:4]
    b'\x89PNG'
    """
    rows = _ranked(names, values, low, high)
    with one_at_a_time():
        notes = []
        if any(row.interval for row in rows):
            notes.append(_("Thin lines show how sure a value is: its 95% interval."))
        around = words_around(title, subtitle, source, notes)
        line = reference if reference and math.isfinite(reference[1]) else None
        top = around.above + (_REFERENCE_ROOM if line else 0)
        height = top + PITCH * len(rows) + around.below
        sheet = Sheet(height, DARK if dark else LIGHT, width_px)
        around.draw(sheet)
        _draw(sheet, rows, top, unit, line)
        told = description or _told(rows, title, subtitle, unit, line)
        return sheet.png(title=title, source=source, description=told)


def _ranked(
    names: Sequence[str],
    values: Sequence[float],
    low: Sequence[float] | None,
    high: Sequence[float] | None,
) -> list[_Row]:
    nothing = [math.nan] * len(names)
    lows, highs = nothing if low is None else low, nothing if high is None else high
    rows = [
        _Row(str(name), *(float(figure) for figure in figures))
        for name, *figures in zip(names, values, lows, highs, strict=True)
    ]
    # By name among equals; a value that is missing comes after every other.
    return sorted(
        rows, key=lambda row: (not math.isfinite(row.value), -_drawn(row.value), row.name)
    )


def _drawn(value: float) -> float:
    """How long a bar is: nothing for what has no value."""
    return value if math.isfinite(value) and value > 0 else 0.0


def _draw(
    sheet: Sheet, rows: Sequence[_Row], top: float, unit: str, reference: tuple[str, float] | None
) -> None:
    theme = sheet.theme
    names = [shortened(plain(row.name), NAME_SIZE, _MOST_NAME) for row in rows]
    written = [plain(value_words(row.value, unit)) for row in rows]
    widest = max((text_width(words, VALUE_SIZE, "SemiBold") for words in written), default=0.0)
    # Beside the end of a line a value would look like what that end stands for.
    before = any(row.interval for row in rows)
    name_end = MARGIN + max((text_width(name, NAME_SIZE) for name in names), default=0.0)
    left = name_end + _GAP + (widest + 2 * _GAP if before else 0)
    room = WIDTH - MARGIN - left - (0 if before else widest + _GAP)
    ends = [row.end for row in rows] + ([reference[1]] if reference else [])
    most = max((end for end in ends if end > 0), default=1.0)

    def x_of(value: float) -> float:
        return left + room * (value / most)

    for number, (row, name) in enumerate(zip(rows, names, strict=True)):
        middle = top + PITCH * (number + 0.5)
        sheet.text(name_end, middle + NAME_SIZE * 0.35, name, NAME_SIZE, align="right")
        sheet.box(left, middle - BAR / 2, x_of(_drawn(row.value)) - left, BAR, theme.bar)
    bottom = top + PITCH * len(rows)
    sheet.line([(left, top), (left, bottom)], theme.quiet, 1.5)
    if reference:
        _reference_line(sheet, reference, unit, x_of(reference[1]), top, bottom)
    for number, (row, words) in enumerate(zip(rows, written, strict=True)):
        middle = top + PITCH * (number + 0.5)
        if row.interval:
            _whisker(sheet, x_of(row.low), x_of(row.high), middle)
        known = math.isfinite(row.value)
        sheet.text(
            left - _GAP if before else x_of(row.end) + _GAP,
            middle + VALUE_SIZE * 0.35,
            words,
            VALUE_SIZE,
            "SemiBold" if known else "Regular",
            color=theme.ink if known else theme.quiet,
            align="right" if before else "left",
            halo=None if before else theme.paper,
        )


def _whisker(sheet: Sheet, low: float, high: float, y: float) -> None:
    ink, paper = sheet.theme.ink, sheet.theme.paper
    sheet.line([(low, y), (high, y)], ink, 2.5, halo=paper)
    for x in (low, high):
        sheet.line([(x, y - 6), (x, y + 6)], ink, 2.5)


def _reference_line(
    sheet: Sheet,
    reference: tuple[str, float],
    unit: str,
    x: float,
    top: float,
    bottom: float,
) -> None:
    """A line through all bars, its name above it."""
    label = _reference_words(reference, unit)
    half = text_width(label, VALUE_SIZE, "SemiBold") / 2
    middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    sheet.text(middle, top - 20, label, VALUE_SIZE, "SemiBold", align="center")
    theme = sheet.theme
    sheet.line([(x, top - 10), (x, bottom)], theme.ink, 2.5, halo=theme.paper)


def _reference_words(reference: tuple[str, float], unit: str) -> str:
    return plain(
        _("{name}: {value}").format(name=reference[0], value=value_words(reference[1], unit))
    )


def _told(
    rows: Sequence[_Row],
    title: str,
    subtitle: str,
    unit: str,
    reference: tuple[str, float] | None,
) -> str:
    """The chart's message in words."""
    known = [row for row in rows if math.isfinite(row.value)]
    parts = [title, subtitle]
    count = len(rows)
    parts.append(
        ngettext("Bar chart of {count} area.", "Bar chart of {count} areas.", count).format(
            count=count
        )
    )
    if known:
        most, least = known[0], known[-1]
        parts.append(
            _("Most: {most}, {most_value}. Least: {least}, {least_value}.").format(
                most=most.name,
                most_value=value_words(most.value, unit),
                least=least.name,
                least_value=value_words(least.value, unit),
            )
        )
    if reference:
        parts.append(_reference_words(reference, unit) + ".")
    if len(known) < count:
        missing = count - len(known)
        parts.append(
            ngettext("{count} area has no value.", "{count} areas have no value.", missing).format(
                count=missing
            )
        )
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
