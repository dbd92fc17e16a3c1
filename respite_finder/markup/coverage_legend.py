"""The legend of a coverage map: a swatch a class, its number, and its real breaks in words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from respite_finder.coverage.classes import UNKNOWN, Classes
from respite_finder.coverage.words import class_words
from respite_finder.i18n import _, ngettext
from respite_finder.text import number_phrase


def legend_html(found: Classes, unit: str, title: str, swatch: Callable[[int], str]) -> str:
    """Every class with how many areas it holds; ``swatch`` makes the HTML of a class's mark."""
    numbers = list(range(found.count))
    if found.held(UNKNOWN):
        numbers.append(UNKNOWN)
    items = "".join(
        f"<li>{swatch(number)}<span>{escape(class_words(found, number, unit))} "
        f"<small>{escape(_held(found.held(number)))}</small></span></li>"
        for number in numbers
    )
    label = escape(_("What the colors mean: {measure}").format(measure=title), quote=True)
    return (
        f'<div class="coverage-legend"><p>{escape(title)}</p>'
        f'<ul class="legend" aria-label="{label}">{items}</ul></div>'
    )


def _held(count: int) -> str:
    return ngettext("({count} area)", "({count} areas)", count).format(count=number_phrase(count))
