"""Excel: a workbook with the places, what each column means, and where it all comes from.

The only module that loads openpyxl; it is imported when a workbook is asked for.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from respite_finder.export.about import about, data_date
from respite_finder.export.archive import without_times
from respite_finder.export.table import printable, rows_of, runs
from respite_finder.schema import COLUMN_NAMES, COLUMNS

_LONGEST_CELL: Final = 32_767
_WIDTHS = {"text": 24, "list": 24, "enum": 16, "integer": 9, "number": 11, "boolean": 9, "date": 12}


def excel_table(places: pd.DataFrame) -> bytes:
    """An Excel workbook: the places, what each column means, and where it all comes from.

    Text is always text, so that no cell is a formula and a ZIP code keeps its zeros. The same
    places give the same bytes.
    """
    book = Workbook(write_only=True)
    as_of = data_date(places)
    book.properties.title = "Places of respite_finder"
    book.properties.creator = "respite_finder"
    book.properties.created = book.properties.modified = _day(as_of)
    widths = [_WIDTHS[column.type] for column in COLUMNS]
    _sheet(book, "places", COLUMN_NAMES, widths, rows_of(places))
    dictionary = ([column.name, column.title, column.description] for column in COLUMNS)
    _sheet(book, "columns", ("name", "title", "description"), (24, 28, 100), dictionary)
    _sheet(book, "about", ("what", "words"), (20, 100), about(len(places), as_of))
    written = io.BytesIO()
    # Workbook.save would set the time of now.
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        ExcelWriter(book, archive).write_data()
    with zipfile.ZipFile(written) as archive:
        return without_times(archive)


def _day(text: str) -> datetime:
    year, month, day = (*text.split("-"), "1", "1")[:3] if text else ("2000", "1", "1")
    return datetime(int(year), int(month), int(day))


def _sheet(
    book: Any, title: str, header: Sequence[str], widths: Sequence[int], rows: Iterable[list[Any]]
) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    head = [WriteOnlyCell(sheet, name) for name in header]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_text_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])


def _text_cell(sheet: Any, words: str) -> object:
    """A cell that holds text and nothing else, whatever it begins with."""
    text = printable(words)
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - 1] + "…"
    if not runs(text) and not text.startswith("#"):
        return text
    cell = WriteOnlyCell(sheet, text)
    # "=" would make a formula and "#N/A" an error; the quote keeps it text when it is edited.
    cell.data_type, cell.quotePrefix = "s", True
    return cell
