"""``read_people``: a table of ZIP codes, CSV or workbook, whatever wrote it. In memory only."""

from __future__ import annotations

import contextlib
import io
import itertools
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Final

import numpy as np

from respite_finder.batch.columns import SAMPLE, Chosen, choose_columns
from respite_finder.batch.decode import as_utf8
from respite_finder.batch.needs_cells import NeedsRead, NeedsWords
from respite_finder.batch.people import Asked, Fault, People, Trouble
from respite_finder.batch.zip_cells import UNTOLD, ZipRead, read_zip
from respite_finder.errors import FileError
from respite_finder.gazetteer import Area
from respite_finder.i18n import _
from respite_finder.tables.cells import plain_text
from respite_finder.tables.csv_rows import NumberedRow, csv_rows_of
from respite_finder.tables.excel_rows import excel_rows_of, holds_workbook

LARGEST_ROWS: Final = 100_000
LARGEST_UNPACKED_MB: Final = 100
"""Of a workbook: ZIP codes and needs of many more rows than the limit take less."""

_LINES_A_ROW: Final = 2
"""Some cells hold a line break. A file with more lines than that is not even parsed."""


def read_people(
    content: bytes,
    name: str,
    *,
    languages: Collection[str] = (),
    now: datetime | None = None,
    largest: int = LARGEST_ROWS,
) -> People:
    """Read the ZIP codes and the needs of people; no other column is kept.

    ``name`` stands for the file in messages. ``languages`` are those that may be asked for
    (English names, as in the data); ``now`` is the moment of "open now". Raises FileError for a
    table that is empty, broken, without ZIP codes, or has more than ``largest`` rows.
    """
    words = NeedsWords(languages, now or datetime.now(UTC))
    file = io.BytesIO(content)
    with _opened(content, file, name, largest) as (rows, sheets_left):
        sample = list(itertools.islice(rows, SAMPLE))
        if not sample:
            raise FileError(name, _("is empty: give a table with a column of ZIP codes"))
        texts = [[plain_text(cell) for cell in cells] for _number, cells in sample]
        chosen = choose_columns(name, texts)
        every = itertools.chain(sample[1:] if chosen.has_header else sample, rows)
        taken = _Taken(chosen, words)
        for count, (number, cells) in enumerate(every, start=1):
            if count > largest:
                raise _too_many(name, largest)
            taken.take(number, cells)
        if not taken.rows and not taken.troubles:
            raise FileError(name, _("has a header and no rows: give a row a person"))
        return taken.people(sheets_left)


def _too_many(name: str, largest: int, lines: int = 0) -> FileError:
    if lines:
        rule = _("has about {count:,} rows, more than {largest:,}: give it in parts")
        return FileError(name, rule.format(count=lines, largest=largest))
    return FileError(
        name, _("has more than {largest:,} rows: give it in parts").format(largest=largest)
    )


@contextlib.contextmanager
def _opened(
    content: bytes, file: io.BytesIO, name: str, largest: int
) -> Iterator[tuple[Iterator[NumberedRow], int]]:
    """The rows that hold anything, and how many further sheets a workbook has."""
    if holds_workbook(file):
        with excel_rows_of(name, file, UNTOLD, LARGEST_UNPACKED_MB) as (rows, others):
            yield rows, len(others)
        return
    lines = content.count(b"\n")
    if lines > largest * _LINES_A_ROW + 1:
        raise _too_many(name, largest, lines)
    yield csv_rows_of(name, io.BytesIO(as_utf8(content, name))), 0


class _Taken:
    """What was taken of the rows so far. A cell that recurs is read once."""

    def __init__(self, chosen: Chosen, words: NeedsWords) -> None:
        self.rows: list[int] = []
        self.troubles: list[Trouble] = []
        self._which: list[int] = []
        self._asked: dict[tuple[str, NeedsRead], int] = {}
        self._areas: list[Area] = []
        self._chosen = chosen
        self._words = words
        self._needs: dict[str, NeedsRead] = {}
        self._zips: dict[str, ZipRead] = {}
        self._mended = self._cut = 0

    def take(self, number: int, cells: Collection[object]) -> None:
        chosen = self._chosen
        row = list(cells)
        found = self._zip_of(row[chosen.zip]) if chosen.zip < len(row) else ZipRead(None)
        if len(row) > chosen.width and any(map(plain_text, row[chosen.width :])):
            self.troubles.append(Trouble(number, Fault.TOO_WIDE))
            return
        if found.area is None:
            self.troubles.append(Trouble(number, found.fault))
            return
        needs = self._needs_of(row)
        if needs.fault is not None:
            self.troubles.append(Trouble(number, needs.fault, needs.at))
            return
        key = (found.area.zip, needs)
        at = self._asked.setdefault(key, len(self._areas))
        if at == len(self._areas):
            self._areas.append(found.area)
        self.rows.append(number)
        self._which.append(at)
        self._mended += found.mended
        self._cut += found.cut

    def people(self, sheets_left: int) -> People:
        asked = tuple(
            Asked(area.zip, area.lat, area.lon, area.state, read.needs, read.words)
            for area, (_code, read) in zip(self._areas, self._asked, strict=True)
        )
        return People(
            rows=np.array(self.rows, np.int64),
            which=np.array(self._which, np.int64),
            asked=asked,
            troubles=tuple(self.troubles),
            columns=self._chosen.found,
            mended=self._mended,
            cut=self._cut,
            sheets_left=sheets_left,
            needs_words=self._words.words,
        )

    def _zip_of(self, cell: object) -> ZipRead:
        text = cell if isinstance(cell, str) else plain_text(cell)
        known = self._zips.get(text)
        if known is None:
            known = self._zips[text] = read_zip(text)
        return known

    def _needs_of(self, row: list[object]) -> NeedsRead:
        at = self._chosen.needs
        if at is None or at >= len(row) or row[at] in (None, ""):
            return _NONE
        # A line break parts words too, so the text is not made one line first.
        cell = row[at]
        text = cell if isinstance(cell, str) else plain_text(cell)
        known = self._needs.get(text)
        if known is None:
            known = self._needs[text] = self._words.read(text)
        return known


_NONE: Final = NeedsRead()
