"""A table of areas that the browser sorts: real headings with buttons, numbers by their value.

``coverage.js`` sorts; without a script the table stands in the order that it was sent in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from respite_finder.coverage.measures import MEASURES
from respite_finder.coverage.words import value_words
from respite_finder.i18n import _
from respite_finder.markup.parts import as_stated
from respite_finder.states import state_name

Row = Mapping[str, Any]
Href = Callable[[str], str]
"""The address of a state's own view, by its postal code."""

STATE_COLUMNS: Final = (
    "covered_share",
    "uncovered_population",
    "population",
    "places",
    "places_per_million",
    "median_miles",
    "p90_miles",
    "people_beyond_100",
    *("share_within_10", "share_within_25", "share_within_30"),
    *("share_within_50", "share_within_60", "share_within_100"),
    "counties_reached_share",
    "lines",
)
COUNTY_COLUMNS: Final = STATE_COLUMNS[:-2]
_INTERVAL: Final = "places_per_million"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows (HTML), and the value that it is sorted by; None is sorted last."""

    inner: str
    value: float | str | None = None


def areas_html(rows: Iterable[Row], *, by: str, label: str, href: Href) -> str:
    """Rows of ``coverage_table`` (``by`` "state" or "county") as a table; ``label`` names it."""
    columns = STATE_COLUMNS if by == "state" else COUNTY_COLUMNS
    heads = [_(MEASURES[by].title), *(_(MEASURES[column].title) for column in columns)]
    body = [[_name(row, by, href), *(_figure(row, column) for column in columns)] for row in rows]
    return table_html(heads, body, name=f"coverage-{by}", label=label)


def table_html(
    heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, name: str, label: str
) -> str:
    """A sortable table in a region that takes the focus; the first cell of a row names it."""
    head = "".join(
        f'<th scope="col"><button type="button">{escape(title)}</button></th>' for title in heads
    )
    body = "".join(
        f'<tr><th scope="row"{_sorted_by(first)}>{first.inner}</th>'
        + "".join(_cell(cell) for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="wide areas" tabindex="0" role="region" '
        f'aria-label="{escape(label, quote=True)}">'
        f'<table data-sortable="{escape(name, quote=True)}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    css = "" if isinstance(cell.value, str) else ' class="number"'
    return f"<td{css}{_sorted_by(cell)}>{cell.inner}</td>"


def state_link(state: str, href: Href) -> str:
    """A link to a state's own view; ``coverage.js`` follows it without loading the page anew."""
    address = escape(href(state), quote=True)
    return f'<a href="{address}" data-within>{escape(state_name(state))}</a>'


def _name(row: Row, by: str, href: Href) -> Cell:
    if by == "state":
        return Cell(state_link(row["state"], href), state_name(row["state"]))
    return Cell(as_stated(row["county"]), row["county"])


def _figure(row: Row, column: str) -> Cell:
    value = float(row[column])
    unit = MEASURES[column].unit
    inner = escape(value_words(value, unit))
    if column == _INTERVAL:
        words = _("({low} to {high})").format(
            low=value_words(row["places_per_million_low"], unit),
            high=value_words(row["places_per_million_high"], unit),
        )
        inner += f" <small>{escape(words)}</small>"
    return Cell(inner, value if math.isfinite(value) else None)


def _sorted_by(cell: Cell) -> str:
    if cell.value is None:
        return ' data-value=""'
    value = cell.value if isinstance(cell.value, str) else f"{cell.value:.6g}"
    if isinstance(cell.value, float) and cell.value.is_integer():
        value = str(int(cell.value))
    return f' data-value="{escape(value, quote=True)}"'
