"""Places from a table, CSV or Excel: under our column names, or under others with a column map."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from respite_finder.errors import FileError, shorten
from respite_finder.export.table import as_written
from respite_finder.ingest.column_map import ColumnMap, read_column_map
from respite_finder.ingest.geojson import OF_A_SEARCH
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.ingest.stating import MUST, OneIdEach, incoming
from respite_finder.schema import COLUMN_NAMES
from respite_finder.tables.csv_rows import NumberedRow, csv_rows, named_cells
from respite_finder.tables.excel_rows import excel_rows, is_excel

_FORM: Final = "a CSV file or an Excel workbook"


def read_table(path: Path, source: Source) -> Iterator[Incoming]:
    """The records of a CSV or a workbook's first sheet.

    ``source.column_map`` says what their columns are; without one the header must be ours.
    Raises FileError for what is wrong with the table or the map, and for an id that stands twice.
    """
    with _opened(path) as (rows, others):
        last: Incoming | None = None
        for record in _records(path.name, rows, source):
            if last:
                yield last
            last = record
    if last is None:
        raise FileError(path.name, "holds a header and no records: give a row a place")
    if others:
        names = ", ".join(shorten(name, 30) for name in others)
        note = f"the workbook has more sheets, which were not read: {names}"
        last = dataclasses.replace(last, notes=(*last.notes, note))
    yield last


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[Iterator[NumberedRow], list[str]]]:
    """The rows, and the names of sheets that are not read."""
    if is_excel(path):
        with excel_rows(path) as told:
            yield told
    else:
        rows = csv_rows(path, _FORM)
        # Our CSV puts an apostrophe before what a spreadsheet would run; a workbook does not.
        yield ((number, [as_written(str(cell)) for cell in cells]) for number, cells in rows), []


def _records(name: str, rows: Iterator[NumberedRow], source: Source) -> Iterator[Incoming]:
    header, records = named_cells(name, rows)
    if source.column_map:
        columns = read_column_map(source.column_map, header)
    else:
        columns = _ours(name, header, kind_is_told=bool(source.kind))
    ids = OneIdEach(name)
    for number, cells in records:
        yield ids.check(incoming(number, columns.read(cells), source))


def _ours(source: str, header: list[str], *, kind_is_told: bool) -> ColumnMap:
    """The map of a table that has our column names already."""
    unknown = [name for name in header if name not in COLUMN_NAMES and name not in OF_A_SEARCH]
    must = MUST - {"service_type"} if kind_is_told else MUST
    missing = [name for name in COLUMN_NAMES if name in must and name not in header]
    if unknown:
        names = ", ".join(shorten(name, 30) for name in unknown[:8])
        more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
        rule = f"has columns that are not ours: {names}{more}: say with --map what they are"
        raise FileError(source, rule, 1)
    if missing:
        rule = f"has no column {', '.join(missing)}: add it, or say with --map what stands for it"
        raise FileError(source, rule, 1)
    return ColumnMap({name: name for name in header if name in COLUMN_NAMES})
