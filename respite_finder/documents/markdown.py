"""Tables and numbers of the generated documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]], *, numbers_from: int = 1) -> str:
    """A Markdown table; columns from ``numbers_from`` on are set to the right."""
    rule = ["---" if place < numbers_from else "--:" for place in range(len(header))]
    lines = [header, rule, *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def share(part: int, whole: int) -> str:
    """A part in whole per cent; a dash where there is nothing to divide.

    >>> share(1, 3), share(0, 0)
    ('33 %', '–')
    """
    return f"{round(100 * part / whole)} %" if whole else "–"


def _cell(value: object) -> str:
    text = f"{value:,}" if isinstance(value, int) else str(value)
    return " ".join(text.replace("|", "\\|").split())
