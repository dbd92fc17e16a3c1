"""The shortlist as a table for people: readable headings, a row a place, in the language spoken.

For programs there is ``export.table``, with every column of the schema.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, Final

import pandas as pd

from respite_finder.export.table import harmless, printable
from respite_finder.export.workbook import Sheet, workbook
from respite_finder.i18n import _
from respite_finder.markup.card import ages_phrase, self_referral_phrase, status_phrase
from respite_finder.referral import plain
from respite_finder.referral.plain import Record
from respite_finder.text import checked_phrase, days_phrase

_EXACT: Final = "address"
_LONGEST_TITLE: Final = 31


def short_csv(places: pd.DataFrame, origin_label: str = "") -> bytes:
    """CSV for people: UTF-8 with a byte order mark, CRLF.

    Without the mark Excel takes a CSV for the system's old code page and breaks every accent;
    Numbers, LibreOffice and Google read it with the mark. Nothing in it runs as a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    header = [name for name, _width, _cell in _columns(origin_label)]
    for row in (header, *_rows(places, origin_label)):
        cells = (printable(cell) if isinstance(cell, str) else cell for cell in row)
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def short_excel(places: pd.DataFrame, origin_label: str = "") -> bytes:
    """The same as an Excel workbook; the same places give the same bytes.

    Made in memory: the heading may name where somebody starts from, which no file may keep.
    """
    columns = _columns(origin_label)
    header, widths, _cells = zip(*columns, strict=True)
    rows = _rows(places, origin_label)
    return workbook([Sheet(_("My list")[:_LONGEST_TITLE], header, widths, rows)])


def _rows(places: pd.DataFrame, origin_label: str) -> Iterator[list[Any]]:
    """A cell is empty (None) where no source says."""
    cells = [cell for _name, _width, cell in _columns(origin_label)]
    for record in plain.handed_out(places):
        yield [None if (value := cell(record)) == "" else value for cell in cells]


def _columns(origin_label: str) -> list[tuple[str, int, Callable[[Record], Any]]]:
    """Heading, width in characters, and what stands there."""
    miles = (_("Miles from {place}").format(place=origin_label), 14, _miles)
    return [
        (_("Name"), 30, lambda record: record["name"]),
        (_("Kind of help"), 20, plain.kind),
        (_("Please note"), 24, status_phrase),
        (_("Phone"), 16, plain.phone),
        (_("Text"), 16, plain.text_to),
        (_("E-mail"), 24, lambda record: record["email"]),
        (_("Website"), 30, lambda record: record["website"]),
        (_("Hours"), 30, lambda record: record["hours"]),
        (_("Where"), 36, plain.where),
        *([miles] if origin_label else []),
        (_("How to ask"), 30, lambda record: plain.said("referral", record)),
        (_("You can ask yourself"), 12, self_referral_phrase),
        (_("Cost"), 14, plain.cost),
        (_("Longest stay"), 14, _longest_stay),
        (_("Ages"), 18, ages_phrase),
        (_("Who it is for"), 24, lambda record: plain.said_list("populations", record)),
        (_("Languages"), 20, plain.languages),
        (_("Run by"), 28, lambda record: record["organization"]),
        (_("Checked"), 20, _checked),
        (_("Source"), 36, lambda record: record["source_name"]),
        (_("Source page"), 36, lambda record: record["source_url"]),
        (_("Id"), 28, lambda record: record["place_id"]),
    ]


def _checked(record: Record) -> str:
    # In words: a spreadsheet would make a day of 2026-07.
    return checked_phrase(record["source_date"]) if record["source_date"] else ""


def _longest_stay(record: Record) -> str:
    days = record["max_stay_days"]
    return "" if days is None else days_phrase(days)


def _miles(record: Record) -> float | None:
    """Miles, whole ones where the place is known only roughly; None if not measured."""
    miles: float | None = record.get("distance_miles")
    if miles is None:
        return None
    return round(miles, 1) if record["precision"] == _EXACT else max(1, round(miles))
