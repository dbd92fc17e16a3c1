"""The rows of an Excel workbook, with a sentence for what a table of places may not hold."""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from respite_finder.errors import FileError
from respite_finder.files import open_bytes
from respite_finder.ingest.csv_rows import NumberedRow

LARGEST_MB: Final = 50
LARGEST_UNPACKED_MB: Final = 500
"""Beyond that it is no table of places; some archives unpack to any size."""

_OUR_SHEETS: Final = ["places", "columns", "about"]
"""Those of our own export: what explains the first is not missed."""

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_BROKEN: Final = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    TypeError,
    ValueError,
)


def is_excel(path: Path) -> bool:
    """Whether the file is a workbook, whatever it is called. Raises FileError if it is no file."""
    with open_bytes(path, "a CSV file or an Excel workbook") as file:
        try:
            if file.read(4) != b"PK\x03\x04":
                return False
            with zipfile.ZipFile(file) as archive:
                return "xl/workbook.xml" in archive.namelist()
        except zipfile.BadZipFile:
            return False
        except OSError as error:
            reason = error.strerror or "the system refused it"
            raise FileError(path.name, f"cannot be read ({reason})") from None


@contextlib.contextmanager
def excel_rows(path: Path) -> Iterator[tuple[Iterator[NumberedRow], list[str]]]:
    """The rows of the first sheet that holds any, and the names of further sheets that do.

    Raises FileError for a workbook that is too large, broken, or has merged cells.
    """
    with contextlib.ExitStack() as opened:
        with _told_if_broken(path):
            _check_size(path)
            # By its content: openpyxl judges a path by its ending.
            file = opened.enter_context(path.open("rb"))
            book = load_workbook(file, read_only=True, data_only=True)
        opened.enter_context(contextlib.closing(book))
        with _told_if_broken(path):
            sheets = [sheet for sheet in book.worksheets if _holds_cells(sheet)]
            titles = [str(sheet.title) for sheet in sheets]
            merged = _merged_cells(path, titles[0]) if titles else ""
        if not titles:
            rule = "holds no cells: give a table with a header and a row a record"
            raise FileError(path.name, rule)
        if merged:
            rule = f"cells {merged} are merged: unmerge them and fill in every cell"
            raise FileError(path.name, rule, range_boundaries(merged)[1] or 1)
        with contextlib.closing(_rows(path, sheets[0])) as rows:
            yield rows, [] if titles == _OUR_SHEETS else titles[1:]


@contextlib.contextmanager
def _told_if_broken(path: Path) -> Iterator[None]:
    try:
        yield
    except FileError:
        raise
    except _BROKEN as error:
        reason = f"({type(error).__name__}): open it in a spreadsheet and save it again"
        raise FileError(path.name, f"is a broken Excel workbook {reason}") from None


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST_MB * 10**6:
        rule = f"has {size / 1e6:.0f} MB, more than {LARGEST_MB} MB: save it as CSV UTF-8"
        raise FileError(path.name, rule)
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > LARGEST_UNPACKED_MB * 10**6:
        rule = f"unpacks to {unpacked / 1e6:.0f} MB, more than {LARGEST_UNPACKED_MB} MB"
        raise FileError(path.name, f"{rule}: save it as CSV UTF-8")


def _merged_cells(path: Path, title: str) -> str:
    """The first merged range of a sheet, such as A3:B4; empty if there is none.

    Rows that are read one by one come without it: a sheet held whole takes gigabytes.
    """
    with zipfile.ZipFile(path) as archive:
        book = WorkbookParser(archive, "xl/workbook.xml")
        book.parse()
        parts = {sheet.name: relation.target for sheet, relation in book.find_sheets()}
        with archive.open(parts[title]) as xml:
            kept = b""
            while chunk := xml.read(2**20):
                found = _MERGED.search(kept + chunk)
                if found:
                    return found[1].decode()
                kept = chunk[-200:]
    return ""


def _holds_cells(sheet: Worksheet) -> bool:
    return any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row)


def _rows(path: Path, sheet: Worksheet) -> Generator[NumberedRow]:
    """The rows that hold anything, each as wide as the first, wider where it holds more."""
    width = 0
    with _told_if_broken(path):
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            told = list(cells)
            while told and told[-1] in (None, ""):
                told.pop()
            if told:
                width = width or len(told)
                yield number, told + [None] * (width - len(told))
