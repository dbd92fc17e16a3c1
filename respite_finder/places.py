"""Places: the typed frame in, every problem out. The only reader of ``data/places.csv``.

A file is read as it stands: a row that breaks a rule is a problem, never a row less.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from respite_finder.errors import DataError, Problem
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import (
    BY_NAME,
    COLUMN_NAMES,
    COLUMNS,
    DATE_PATTERN,
    FINE,
    NUMERIC_TYPES,
    PATTERNS,
    Column,
)
from respite_finder.states import NATIONWIDE, STATE_NAMES

_DEGREES = ("latitude", "longitude")
_CONTROL = re.compile(r"[\x00-\x1f\ud800-\udfff]")  # also half a surrogate pair
_YES_OR_EMPTY = ("yes", "")
_LONGEST = 10_000
"""Characters of a cell; csv itself reads no more than 131,072."""
_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,20})?")
# Digits of other scripts are no digits that a phone or a post office knows.
_DATE = re.compile(DATE_PATTERN, re.ASCII)
_PATTERNS = {
    name: (re.compile(pattern, re.ASCII), rule) for name, (pattern, rule) in PATTERNS.items()
}

Row = dict[str, str]


def load_places(path: Path = PLACES_CSV) -> pd.DataFrame:
    """Read and type a places file.

    Returns a frame indexed by ``place_id``, in the file's order, with a column for every other
    name in ``schema.COLUMN_NAMES``: text as str (empty where unknown), integers as Int64,
    ``latitude`` and ``longitude`` as float64 (NaN where there is no point), booleans as bool.

    Raises DataError, whose ``problems`` list every broken rule, if the file cannot be trusted.
    """
    rows, problems = read_rows(path)
    problems += [problem for row, record in rows for problem in row_problems(row, record)]
    problems += duplicate_ids(rows)
    if any(problem.severity == "error" for problem in problems):
        raise DataError(path.name, problems)
    return to_frame([record for _, record in rows])


def read_rows(path: Path) -> tuple[list[tuple[int, Row]], list[Problem]]:
    """The file's records with their row numbers, and what is wrong with the file's shape."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return [], [
            _file_problem(f"there is no file {path.name or path}: give the path of a places CSV")
        ]
    except IsADirectoryError:
        return [], [
            _file_problem(f"{path.name or path} is a folder: give the path of a places CSV")
        ]
    except OSError as error:
        reason = error.strerror or "the system refused it"
        return [], [_file_problem(f"cannot be opened ({reason}): give the path of a places CSV")]
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        rule = "is not UTF-8 text: save the file as CSV UTF-8"
        return [], [Problem(row, "", "", f"byte 0x{error.object[error.start]:02x}", rule)]
    try:
        return _parse(text)
    except csv.Error as error:
        return [], [_file_problem(f"cannot be read as CSV ({error}): save it as CSV UTF-8")]


def _parse(text: str) -> tuple[list[tuple[int, Row]], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    if not header:
        return [], [_file_problem("is empty: a places CSV has a header and a row a place")]
    missing = [name for name in COLUMN_NAMES if name not in header]
    unknown = [name for name in header if name not in BY_NAME]
    twice = sorted({name for name in header if header.count(name) > 1})
    shape = [
        Problem(1, "", name, "", "this column is missing: add it, empty if nothing is known")
        for name in missing
    ]
    shape += [Problem(1, "", name, "", "is not a column that we know") for name in unknown]
    shape += [Problem(1, "", name, "", "this column stands twice") for name in twice]
    if shape:
        return [], shape
    rows: list[tuple[int, Row]] = []
    problems: list[Problem] = []
    for number, cells in enumerate(reader, start=2):
        if len(cells) == len(header):
            rows.append((number, dict(zip(header, cells, strict=True))))
        else:
            rule = f"has {len(cells)} cells where the header has {len(header)}"
            problems.append(Problem(number, cells[0] if cells else "", "", "", rule))
    if not rows and not problems:
        problems.append(_file_problem("holds no records"))
    return rows, problems


def _file_problem(rule: str) -> Problem:
    return Problem(0, "", "", "", rule)


def is_withheld(record: Row) -> bool:
    """Whether the place gives its street on calling only."""
    return record["address_withheld"] == "yes"


def duplicate_ids(rows: list[tuple[int, Row]]) -> list[Problem]:
    first: dict[str, int] = {}
    found = []
    for number, record in rows:
        place_id = record["place_id"]
        if place_id in first:
            rule = f"this id already stands in row {first[place_id]}"
            found.append(Problem(number, place_id, "place_id", place_id, rule))
        first.setdefault(place_id, number)
    return found


def row_problems(number: int, record: Row) -> Iterator[Problem]:
    """What is wrong with one record by itself: types, enums, patterns, required cells, ranges."""
    place_id = record["place_id"]
    for column in COLUMNS:
        value = record[column.name]
        rule = cell_rule(column, value)
        if rule:
            # A withheld street must not be printed even by the rule that it breaks.
            # A mistyped e-mail address may be a private person's.
            secret = column.name == "email" or (record["address_withheld"] and column.name in FINE)
            yield Problem(number, place_id, column.name, "" if secret else value, rule)
    yield from _location_problems(number, record)
    if record["state"] not in STATE_NAMES and record["state"] != NATIONWIDE:
        rule = "must be the postal code of a state or territory, or US"
        yield Problem(number, place_id, "state", record["state"], rule)


def cell_rule(column: Column, value: str) -> str:
    """The rule that a cell breaks; empty if none."""
    if not value:
        return "must not be empty" if column.required else ""
    if value != value.strip() or _CONTROL.search(value):
        return "must not begin or end with a space or hold line breaks or control characters"
    if column.values and value not in column.values:
        return f"must be one of {', '.join(column.values)}"
    if column.type == "boolean" and value not in _YES_OR_EMPTY:
        return "must be yes or empty"
    if len(value) > _LONGEST:
        return f"must not be longer than {_LONGEST:,} characters"
    if column.type == "integer" and not _WHOLE.fullmatch(value):
        return "must be a whole number"
    if column.type == "number" and not _NUMBER.fullmatch(value):
        return "must be a number"
    if column.type == "date" and not is_date(value):
        return "must be a date: YYYY, YYYY-MM or YYYY-MM-DD"
    if column.name in _PATTERNS:
        pattern, rule = _PATTERNS[column.name]
        return "" if pattern.fullmatch(value) else rule
    return ""


def is_date(value: str) -> bool:
    """Whether this is a year, a month or a day that the calendar has."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def _location_problems(number: int, record: Row) -> Iterator[Problem]:
    def problem(field: str, rule: str) -> Problem:
        return Problem(number, record["place_id"], field, record[field], rule)

    lat, lon, precision = record["latitude"], record["longitude"], record["precision"]
    if bool(lat) != bool(lon):
        yield problem("latitude", "latitude and longitude must both be known or both be empty")
    elif bool(lat) == (precision == "none"):
        yield problem("precision", "must be none without coordinates, and only then")
    elif lat and not any(cell_rule(BY_NAME[name], record[name]) for name in _DEGREES):
        if float(lat) == 0 and float(lon) == 0:
            yield problem("latitude", "0,0 is a place in the ocean, not in the United States")
        elif abs(float(lat)) > 90 or abs(float(lon)) > 180:
            yield problem("latitude", "is outside the range of WGS 84 degrees")
    if record["location_type"] == "virtual" and lat:
        yield problem("location_type", "a service found by area served has no coordinates")
    if record["address_withheld"] == "yes":
        for field in ("street", "zip"):
            if record[field]:
                # The value itself is what may not be printed anywhere.
                rule = "must be empty where the address is withheld"
                yield Problem(number, record["place_id"], field, "", rule)
        if precision in ("address", "zip"):
            yield problem("precision", "must not be finer than city where the address is withheld")


def to_frame(records: list[Row]) -> pd.DataFrame:
    """Records that have passed the check, typed."""
    frame = pd.DataFrame(records, columns=list(COLUMN_NAMES))
    for column in COLUMNS:
        cells = frame[column.name]
        if column.type in NUMERIC_TYPES:
            numbers = pd.to_numeric(cells.replace("", None))
            whole = column.type == "integer"
            frame[column.name] = numbers.astype("Int64") if whole else numbers.astype("float64")
        elif column.type == "boolean":
            frame[column.name] = cells == "yes"
        else:
            frame[column.name] = cells.astype(str)
    return frame.set_index("place_id")
