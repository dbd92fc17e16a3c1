"""CSV, and what every table shares: nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from respite_finder.export.gate import FINEST_DECIMALS, Record, records
from respite_finder.schema import COLUMN_NAMES

_RUN: Final = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the begin of a formula; some also take the wide forms."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROWS_AT_ONCE = 2_000


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe.

    Spaces before it do not protect, so they are looked through. Numbers stay numbers; None is an
    empty cell; a line break is a line feed, for the csv module does not quote a carriage return.
    Text that has the apostrophe already gets another, so that a reader can take one away.

    >>> harmless("=1+1"), harmless("  @SUM(A1)"), harmless(-72.63), harmless("-72.63")
    ("'=1+1", "'  @SUM(A1)", -72.63, "'-72.63")
    """
    if not isinstance(value, str):
        return "" if value is None else value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if runs(text.lstrip("'")) else text


def as_written(text: str) -> str:
    """The text of a cell before ``harmless``.

    >>> as_written("'=1+1"), as_written("'Ohana House")
    ('=1+1', "'Ohana House")
    """
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def runs(text: str) -> bool:
    """Whether a spreadsheet may take this text for a formula."""
    return text.startswith(_RUN) or text.lstrip().startswith(_RUN)


def printable(text: str) -> str:
    """The text without the control characters that no XML may hold.

    >>> printable("Made" + chr(0) + " House" + chr(27))
    'Made House'
    """
    return _UNPRINTABLE.sub("", text)


def decimal(degrees: float) -> str:
    """Degrees in figures, never with an exponent.

    >>> decimal(-72.63), decimal(0.00001), decimal(42.0)
    ('-72.63', '0.00001', '42')
    """
    return f"{degrees:.{FINEST_DECIMALS}f}".rstrip("0").rstrip(".")


def csv_table(places: pd.DataFrame) -> bytes:
    """CSV (UTF-8, unix lines): a row a place, the columns of the schema in their order.

    Without a byte order mark, which scripts would read as a part of the first name; for Excel
    there is ``export.excel``.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMN_NAMES)
    for cells in rows_of(places):
        writer.writerow(
            decimal(cell) if isinstance(cell, float) else harmless(cell) for cell in cells
        )
    return out.getvalue().encode("utf-8")


def rows_of(places: pd.DataFrame) -> Iterator[list[Any]]:
    """The cells of each place as ``places.csv`` has them, numbers as numbers, None if unknown."""
    for record in records_of(places):
        cells = (record[name] for name in COLUMN_NAMES)
        yield [("yes" if cell else None) if isinstance(cell, bool) else cell for cell in cells]


def records_of(places: pd.DataFrame) -> Iterator[Record]:
    """``records``, some at a time: ninety thousand dicts at once would take gigabytes."""
    for start in range(0, len(places), _ROWS_AT_ONCE):
        yield from records(places.iloc[start : start + _ROWS_AT_ONCE])
