"""``read_population``: people at points from somebody's own table, CSV or Excel.

Columns ``id, lat, lon, population, state``, optional ``county_fips``, in any order; others are not
read. A table is taken whole or not at all: a row left out would be people who count as nowhere.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from respite_finder.coverage.population import Population
from respite_finder.coverage.population_rules import COUNTY, REQUIRED, Columns, first_problems
from respite_finder.errors import FileError
from respite_finder.tables.csv_rows import NumberedRow, csv_rows, named_cells
from respite_finder.tables.excel_rows import excel_rows, is_excel

LARGEST_ROWS: Final = 2_000_000
"""Rows: the country has a quarter of a million block groups."""
_FORM: Final = f"a CSV file or an Excel workbook with the columns {', '.join(REQUIRED)}"
_ALIASES: Final = {
    "latitude": "lat",
    "longitude": "lon",
    "long": "lon",
    "lng": "lon",
    "pop": "population",
    "people": "population",
    "geoid": "id",
}


def read_population(path: Path) -> Population:
    """Read people at points (WGS 84 degrees) from a CSV (UTF-8) or an Excel workbook.

    Raises FileError, in one sentence with the first rows and how many are wrong, for a table that
    is empty or lacks a column, and for a row whose id is missing or told twice, whose people are
    no whole number of 0 or more, whose state is unknown, or whose point is not in its state.
    """
    with _opened(path) as rows:
        header, records = named_cells(path.name, rows)
        names = _names(path.name, header)
        numbers: list[int] = []
        cells: dict[str, list[object]] = {name: [] for name in names}
        taken = [(cells[name], theirs) for name, theirs in names.items()]
        for number, record in records:
            numbers.append(number)
            for column, theirs in taken:
                column.append(record[theirs])
            if len(numbers) > LARGEST_ROWS:
                raise FileError(path.name, f"has more than {LARGEST_ROWS:,} rows: join small areas")
    if not numbers:
        raise FileError(path.name, "has a header and no rows: give a row a point where people live")
    columns = Columns.of(numbers, cells)
    problem = first_problems(columns)
    if problem is not None:
        raise FileError(path.name, problem.rule, problem.row)
    if not columns.people.any():
        raise FileError(path.name, "has no people: population is 0 in every row")
    return Population(
        name=path.name,
        year="as its source states",
        ids=columns.ids,
        states=columns.states,
        counties=columns.counties,
        lat=columns.lat,
        lon=columns.lon,
        people=columns.people,
    )


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Iterator[NumberedRow]]:
    if is_excel(path):
        with excel_rows(path) as (rows, _other_sheets):
            yield rows
    else:
        yield csv_rows(path, _FORM)


def _names(source: str, header: list[str]) -> dict[str, str]:
    """The header's name of each column that is read. Raises FileError if one lacks or is double."""
    found: dict[str, list[str]] = {}
    for theirs in header:
        plain = "_".join(theirs.lower().replace("-", " ").split())
        ours = _ALIASES.get(plain, plain)
        if ours in (*REQUIRED, COUNTY):
            found.setdefault(ours, []).append(theirs)
    missing = [name for name in REQUIRED if name not in found]
    if missing:
        plural = "columns" if len(missing) > 1 else "column"
        rule = f"lacks the {plural} {', '.join(missing)}: give {', '.join(REQUIRED)}"
        raise FileError(source, rule, 1)
    for ours, several in found.items():
        if len(several) > 1:
            one, two = several[:2]
            raise FileError(source, f"columns {one} and {two} both mean {ours}: keep one", 1)
    return {name: several[0] for name, several in found.items()}
