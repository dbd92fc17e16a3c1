"""A CSV from anywhere, row by row: any size, and a sentence with the row for what is wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from respite_finder.errors import FileError, shorten
from respite_finder.files import check_text, open_bytes
from respite_finder.i18n import _
from respite_finder.tables.cells import plain_text

LONGEST_LINE: Final = 16 * 2**20
"""Bytes. A line beyond is no table; it is not read into memory to find that out."""

LONGEST_CELL: Final = 131_072
"""Characters: where the csv module stops by default."""

_WEB_PAGE: Final = ("<!doctype html", "<html")

NumberedRow = tuple[int, Sequence[object]]


def csv_rows(path: Path, form: str) -> Iterator[NumberedRow]:
    """The rows of a CSV (comma, semicolon or tab) as a spreadsheet numbers them, header first.

    Empty rows are not told. Raises FileError, with the row, for what is no CSV in UTF-8.
    """
    check_text(path, form)
    with open_bytes(path, form) as file:
        yield from csv_rows_of(path.name, file)


def csv_rows_of(source: str, file: BinaryIO) -> Iterator[NumberedRow]:
    """The same of an open file in UTF-8 that is not empty; ``source`` names it in messages."""
    lines = _Lines(source, file)
    first = next(lines)
    if first.lstrip()[:14].lower().startswith(_WEB_PAGE):
        rule = _("is a web page, not a table: get the file itself, not the page that links to it")
        raise FileError(source, rule)
    # csv.reader takes the first line again: a quoted header may go on in the next one.
    reader = csv.reader(_again(first, lines), delimiter=_delimiter(first), strict=True)
    while True:
        lines.row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileError(source, _rule(str(error)), lines.row) from None
        # csv's own limit is one for the whole process, and others may have raised it.
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise FileError(source, _rule("field limit"), lines.row)
        if any(cells):
            yield lines.row, cells


def named_cells(
    source: str, rows: Iterator[NumberedRow]
) -> tuple[list[str], Iterator[tuple[int, dict[str, object]]]]:
    """The header, and every row after it as a dict by the header's names.

    Raises FileError for a header that is missing, has a name twice or none, and, while reading,
    for a row that is longer or shorter than the header.
    """
    at, first = next(rows, (0, ()))
    header = [plain_text(cell) for cell in first]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise FileError(source, "is empty: give a table with a header and a row a record")
    twice = [name for name in dict.fromkeys(header) if header.count(name) > 1 and name]
    if twice:
        raise FileError(source, f"two columns are called {shorten(twice[0])!r}: rename one", at)
    if "" in header:
        rule = f"column {header.index('') + 1} has no name: name it, or take it out"
        raise FileError(source, rule, at)
    return header, _by_name(source, header, len(first), rows)


def _by_name(
    source: str, header: list[str], width: int, rows: Iterator[NumberedRow]
) -> Iterator[tuple[int, dict[str, object]]]:
    for number, cells in rows:
        if len(cells) not in (width, len(header)):
            rule = (
                f"has {len(cells)} cells where the header has {width}: "
                "look for a comma or a quote too many or too few"
            )
            raise FileError(source, rule, number)
        for position in range(len(header), len(cells)):
            if plain_text(cells[position]):
                rule = f"has a cell in column {position + 1}, which has no name in the header"
                raise FileError(source, f"{rule}: name it", number)
        yield number, dict(zip(header, cells, strict=False))


class _Lines:
    """Decoded lines of a file; ``row`` is the row that is being read, for the messages."""

    def __init__(self, source: str, file: BinaryIO) -> None:
        self.row = 0
        self._source = source
        self._file = file
        self._encoding = "utf-8-sig"

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        if len(line) > LONGEST_LINE:
            rule = _("has a line of more than {size} MB: this is not a table of places")
            raise FileError(self._source, rule.format(size=LONGEST_LINE >> 20), max(self.row, 1))
        if b"\x00" in line:
            rule = _("holds a null byte: open the file in a spreadsheet and save it as CSV UTF-8")
            raise FileError(self._source, rule, max(self.row, 1))
        try:
            text = line.decode(self._encoding)
        except UnicodeDecodeError as error:
            byte = line[error.start]
            rule = f"byte 0x{byte:02x} is not UTF-8: save it as UTF-8 and try again"
            raise FileError(self._source, rule, max(self.row, 1)) from None
        self._encoding = "utf-8"
        return text


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _delimiter(header: str) -> str:
    """The one of comma, semicolon and tab that stands most often between names."""
    outside = "".join(header.split('"')[::2])
    return max(",;\t", key=outside.count)


def _rule(error: str) -> str:
    if "field limit" in error:
        rule = _("has a cell of more than {count:,} characters: look for a quote that never closes")
        return rule.format(count=LONGEST_CELL)
    if "unexpected end" in error:
        return _("the file ends inside a quoted cell: look for a quote that never closes")
    if "new-line" in error:
        return _("has the line ends of an old system: save it as CSV UTF-8")
    return _("cannot be read as CSV ({reason}): save it as CSV UTF-8").format(reason=error)
