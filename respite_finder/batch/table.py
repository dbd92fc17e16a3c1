"""What leaves: the places of each row and the rows that were not answered, as CSV and as Excel."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd

from respite_finder.batch.nearest import COLUMNS, ROWS_A_STEP, Nearest
from respite_finder.batch.people import Trouble
from respite_finder.errors import FileError
from respite_finder.export.table import harmless
from respite_finder.export.workbook import Sheet, workbook
from respite_finder.i18n import _

EXCEL_ROWS: Final = 1_048_575
"""What a sheet holds, below its header."""

TROUBLE_COLUMNS: Final = ("row", "column", "problem")
MILES_DECIMALS: Final = 2
_EXACT: Final = "address"
"""The precision of a point that hundredths of a mile may be told from."""
_OF_PLACE: Final = tuple(
    name
    for name in COLUMNS
    if name not in ("row", "zip", "needs", "service_type", "rank", "distance_miles", "not_stated")
)
_PARTS: Final = (
    slice(0, _OF_PLACE.index("precision")),
    slice(_OF_PLACE.index("precision"), _OF_PLACE.index("checked")),
    slice(_OF_PLACE.index("checked"), None),
)
"""What stands before the distance, after it, and after what is not stated."""
_WIDTHS: Final = {"name": 36, "needs": 24, "website": 36, "source": 36, "place_id": 28}


def cells_of(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The cells of each row; miles as ``told_miles`` tells them, None where there are none."""
    columns: list[list[Any]] = []
    for name in COLUMNS:
        cells: list[Any] = frame[name].tolist()
        if name == "distance_miles":
            exact = (frame["precision"] == _EXACT).tolist()
            cells = [told_miles(*one) for one in zip(cells, exact, strict=True)]
        columns.append(cells)
    return zip(*columns, strict=True)


def told_miles(miles: float, exact: bool) -> float | None:
    """Two decimals to an address; whole miles to the middle of a town or ZIP; None for NaN.

    >>> told_miles(3.456, True), told_miles(3.456, False), told_miles(math.nan, False)
    (3.46, 3, None)
    """
    if math.isnan(miles):
        return None
    return round(miles, MILES_DECIMALS) if exact else round(miles)


def csv_parts(run: Nearest) -> Iterator[str]:
    """CSV (unix lines) of what is done, in parts, the header first.

    No cell is one that a spreadsheet would run. What is said of a place is written once.
    """
    yield _line(COLUMNS)
    places = run.places.reset_index()[list(_OF_PLACE)]
    texts = [[_cells(row[part]) for part in _PARTS] for row in places.itertuples(index=False)]
    exact = (run.places["precision"] == _EXACT).to_numpy(bool)
    zips = [one.zip for one in run.people.asked]
    needs = [_cells((one.words,)) for one in run.people.asked]
    for start in range(0, run.done, ROWS_A_STEP):
        hits = run.hits(start, start + ROWS_A_STEP)
        miles = map(told_miles, hits.miles.tolist(), exact[hits.place].tolist())
        columns = (hits.rows, hits.asked, hits.kind, hits.rank, hits.place)
        rows = zip(*(column.tolist() for column in columns), miles, hits.not_stated, strict=True)
        lines = []
        for row, asked, kind, rank, place, far, unsaid in rows:
            who, how, checked = texts[place]
            away = "" if far is None else far
            lines.append(
                f"{row},{zips[asked]},{needs[asked]},{run.service_types[kind]},{rank},"
                f"{who},{away},{how},{unsaid},{checked}\n"
            )
        yield "".join(lines)


def troubles_csv(troubles: Sequence[Trouble]) -> str:
    """The rows that were not answered, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TROUBLE_COLUMNS)
    writer.writerows((one.row, one.column, one.words) for one in troubles)
    return out.getvalue()


def excel_workbook(run: Nearest) -> bytes:
    """A workbook of two sheets: the places of what is done, and the rows that were not answered.

    Raises FileError if there are more rows than a sheet holds.
    """

    def rows() -> Iterator[tuple[Any, ...]]:
        count = 0
        for frame in run.frames():
            count += len(frame)
            if count > EXCEL_ROWS:
                rule = _("a sheet holds {count:,} rows, and these are more: take CSV")
                raise FileError("Excel", rule.format(count=EXCEL_ROWS))
            yield from cells_of(frame)

    widths = [_WIDTHS.get(name, 14) for name in COLUMNS]
    problems = ([one.row, one.column, one.words] for one in run.troubles())
    return workbook(
        [
            Sheet(_("Nearest"), COLUMNS, widths, rows()),
            Sheet(_("Not answered"), TROUBLE_COLUMNS, (9, 14, 100), problems),
        ]
    )


def _cells(cells: Sequence[object]) -> str:
    """A part of a line of CSV."""
    return _line([harmless(cell) for cell in cells]).removesuffix("\n")


def _line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    # The module quotes a lone empty cell, which stands between commas here.
    return out.getvalue() if any(cells) or len(cells) > 1 else "\n"
