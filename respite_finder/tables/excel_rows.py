"""The rows of an Excel workbook, with a sentence for what a table of places may not hold."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from respite_finder.errors import FileError
from respite_finder.files import open_bytes
from respite_finder.i18n import _
from respite_finder.tables.csv_rows import NumberedRow

LARGEST_MB: Final = 50
LARGEST_UNPACKED_MB: Final = 500
"""Beyond that it is no table of places; some archives unpack to any size."""

LARGEST_ROWS: Final = 1_048_576
"""What a sheet of a spreadsheet holds, with its empty rows; a file may claim any number."""

_OUR_SHEETS: Final = ["places", "columns", "about"]
"""Those of our own export: what explains the first is not missed."""

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_BROKEN: Final = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    AttributeError,
    EOFError,
    IndexError,
    ArithmeticError,
    KeyError,
    OSError,
    RuntimeError,
    struct.error,
    TypeError,
    ValueError,
    zlib.error,
)


def is_excel(path: Path) -> bool:
    """Whether the file is a workbook, whatever it is called. Raises FileError if it is no file."""
    with open_bytes(path, "a CSV file or an Excel workbook") as file:
        try:
            return holds_workbook(file)
        except OSError as error:
            reason = error.strerror or "the system refused it"
            raise FileError(path.name, f"cannot be read ({reason})") from None


def holds_workbook(file: BinaryIO) -> bool:
    """Whether an open file is a workbook."""
    try:
        if file.read(4) != b"PK\x03\x04":
            return False
        with zipfile.ZipFile(file) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


@contextlib.contextmanager
def excel_rows(path: Path) -> Iterator[tuple[Iterator[NumberedRow], list[str]]]:
    """The rows of the first sheet that holds any, and the names of further sheets that do.

    Raises FileError for a workbook that is too large, broken, or has merged cells.
    """
    with contextlib.ExitStack() as opened:
        with told_if_broken(path.name):
            # By its content: openpyxl judges a path by its ending.
            file = opened.enter_context(path.open("rb"))
        yield opened.enter_context(excel_rows_of(path.name, file))


@contextlib.contextmanager
def excel_rows_of(
    source: str,
    file: BinaryIO,
    untold: object = None,
    largest_unpacked_mb: int | None = None,
) -> Iterator[tuple[Iterator[NumberedRow], list[str]]]:
    """The same of an open file; ``source`` names it in messages.

    ``untold`` is the cell for a formula whose value the workbook does not hold.
    """
    with contextlib.ExitStack() as opened:
        with told_if_broken(source):
            _check_size(source, file, largest_unpacked_mb or LARGEST_UNPACKED_MB)
            book = load_workbook(file, read_only=True, data_only=True)
        opened.enter_context(contextlib.closing(book))
        with told_if_broken(source):
            sheets = [sheet for sheet in book.worksheets if _holds_cells(source, sheet)]
            titles = [str(sheet.title) for sheet in sheets]
            marks = _marks(file, titles[0]) if titles else _Marks("", formulas=False)
            formulas = None
            if marks.formulas and untold is not None:
                written = load_workbook(file, read_only=True)
                opened.enter_context(contextlib.closing(written))
                formulas = written[titles[0]]
        if not titles:
            rule = _("holds no cells: give a table with a header and a row a record")
            raise FileError(source, rule)
        if marks.merged:
            rule = _("cells {cells} are merged: unmerge them and fill in every cell")
            row = range_boundaries(marks.merged)[1] or 1
            raise FileError(source, rule.format(cells=marks.merged), row)
        with contextlib.closing(_rows(source, sheets[0], formulas, untold)) as rows:
            yield rows, [] if titles == _OUR_SHEETS else titles[1:]


@contextlib.contextmanager
def told_if_broken(source: str) -> Iterator[None]:
    """Turn whatever a broken workbook makes a library raise into a FileError."""
    try:
        yield
    except FileError:
        raise
    except _BROKEN as error:
        rule = _(
            "is a broken Excel workbook ({reason}): open it in a spreadsheet and save it again"
        )
        raise FileError(source, rule.format(reason=type(error).__name__)) from None


def _check_size(source: str, file: BinaryIO, largest_unpacked_mb: int) -> None:
    size = file.seek(0, os.SEEK_END)
    if size > LARGEST_MB * 10**6:
        rule = _("has {size:.0f} MB, more than {most} MB: save it as CSV UTF-8")
        raise FileError(source, rule.format(size=size / 1e6, most=LARGEST_MB))
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
    if unpacked > largest_unpacked_mb * 10**6:
        rule = _("unpacks to {size:.0f} MB, more than {most} MB: save it as CSV UTF-8")
        raise FileError(source, rule.format(size=unpacked / 1e6, most=largest_unpacked_mb))
    with zipfile.ZipFile(file) as archive:
        for part in parts:
            # A row takes seven bytes or more: what is smaller holds no more rows than a sheet.
            if part.file_size > 7 * LARGEST_ROWS and _count_rows(archive, part) > LARGEST_ROWS:
                raise _too_many_rows(source)


def _count_rows(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """The rows of a sheet by its text, as far as the limit: to parse them takes minutes."""
    count, kept = 0, b""
    with archive.open(part) as xml:
        while count <= LARGEST_ROWS and (chunk := xml.read(2**20)):
            text = kept + chunk
            end = text.rfind(b"<")
            # What may go on in the next chunk is counted there.
            kept = text[end:] if end >= 0 and len(text) - end < 2**10 else b""
            count += len(_ROW.findall(text[: len(text) - len(kept)]))
    return count


def _too_many_rows(source: str) -> FileError:
    rule = _("has more than {largest:,} rows in a sheet, with empty ones: delete these")
    return FileError(source, rule.format(largest=LARGEST_ROWS))


@dataclass(frozen=True, slots=True)
class _Marks:
    """What rows that are read one by one come without.

    ``merged``: the first merged range, such as A3:B4. ``formulas``: whether there is any.
    """

    merged: str
    formulas: bool


def _marks(file: BinaryIO, title: str) -> _Marks:
    """Looked for in the sheet's text: a sheet held whole takes gigabytes."""
    formulas = False
    with zipfile.ZipFile(file) as archive:
        book = WorkbookParser(archive, "xl/workbook.xml")
        book.parse()
        parts = {sheet.name: relation.target for sheet, relation in book.find_sheets()}
        with archive.open(parts[title]) as xml:
            kept = b""
            while chunk := xml.read(2**20):
                text = kept + chunk
                formulas = formulas or _FORMULA.search(text) is not None
                found = _MERGED.search(text)
                if found:
                    return _Marks(found[1].decode(), formulas)
                kept = chunk[-200:]
    return _Marks("", formulas)


def _holds_cells(source: str, sheet: Worksheet) -> bool:
    return any(cell is not None for _number, row in _numbered(source, sheet) for cell in row)


def _numbered(source: str, sheet: Worksheet) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Every row with its number, empty ones too. Raises FileError beyond what a sheet holds."""
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > LARGEST_ROWS:
            raise _too_many_rows(source)
        yield number, cells


def _rows(
    source: str, sheet: Worksheet, formulas: Worksheet | None, untold: object
) -> Generator[NumberedRow]:
    """The rows that hold anything, each as wide as the first, wider where it holds more."""
    width = 0
    with told_if_broken(source):
        rows = _numbered(source, sheet)
        behind = formulas.iter_rows(values_only=True) if formulas else itertools.repeat(())
        for (number, cells), other in zip(rows, behind, strict=False):
            told: list[object] = list(cells)
            for place, formula in enumerate(other[: len(told)]):
                if formula is not None and told[place] is None:
                    told[place] = untold
            while told and told[-1] in (None, ""):
                told.pop()
            if told:
                width = width or len(told)
                yield number, told + [None] * (width - len(told))
