"""Ranked bars as a list: the words say everything, the bar beside them shows it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from respite_finder.coverage.words import value_words
from respite_finder.i18n import _


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name (HTML), its value, and whether it is the one that others are held against."""

    name: str
    value: float
    reference: bool = False


def bars_html(
    bars: Sequence[Bar], unit: str, label: str, *, ranks: bool = True, need: bool = False
) -> str:
    """Bars in the order given; a line through all of them marks the value of the reference.

    ``unit`` is that of the measure, ``ranks`` numbers them, but for the reference. A value that is
    no number has no bar and says so. ``need``: more is worse, and has the map's colour for that.
    """
    finite = [bar.value for bar in bars if math.isfinite(bar.value)]
    longest = 1.0 if unit == "share" else max(finite, default=0.0)
    mark = next((bar.value for bar in bars if bar.reference), math.nan)
    at = f"--mark:{_part(mark, longest)}" if math.isfinite(mark) else ""
    numbers = _ranks(bars) if ranks else [None] * len(bars)
    items = [
        _bar_html(bar, number, unit, longest) for bar, number in zip(bars, numbers, strict=True)
    ]
    kinds = {"coverage-bars": True, "marked": bool(at), "unranked": not ranks, "need": need}
    css = " ".join(name for name, holds in kinds.items() if holds)
    return (
        f'<ul class="{css}" role="list" aria-label="{escape(label, quote=True)}" style="{at}">'
        f"{''.join(items)}</ul>"
    )


def _ranks(bars: Sequence[Bar]) -> list[str | None]:
    """The rank of each bar in a given order: equal values share one, the reference has none."""
    found: list[str | None] = []
    rank, seen, before = 0, 0, math.inf
    for bar in bars:
        if bar.reference:
            found.append("")
            continue
        seen += 1
        # NaN is never equal: two without a value are alike.
        alike = bar.value == before or (math.isnan(bar.value) and math.isnan(before))
        rank = rank if alike and seen > 1 else seen
        before = bar.value
        found.append(f"{rank}.")
    return found


def _bar_html(bar: Bar, number: str | None, unit: str, longest: float) -> str:
    css = ' class="reference"' if bar.reference else ""
    value = value_words(bar.value, unit)
    if not math.isfinite(bar.value):
        value = _("no place anywhere")
    length = _part(bar.value, longest)
    rank = "" if number is None else f'<span class="rank">{number}</span>'
    return (
        f"<li{css}>{rank}"
        f'<span class="who">{bar.name}</span>'
        f'<span class="track" aria-hidden="true"><i style="width:{length}"></i></span>'
        f'<b class="value">{escape(value)}</b></li>'
    )


def _part(value: float, longest: float) -> str:
    if not math.isfinite(value) or longest <= 0:
        return "0%"
    return f"{min(value / longest, 1.0) * 100:.1f}%"
