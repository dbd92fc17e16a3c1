"""What each row of somebody's population table must hold, looked at column by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import process

from respite_finder.boundaries import inside_state, state_at
from respite_finder.coverage.population import Texts
from respite_finder.distance import Floats
from respite_finder.errors import shorten
from respite_finder.states import STATE_NAMES, state_code, state_name
from respite_finder.tables.cells import plain_text

REQUIRED: Final = ("id", "lat", "lon", "population", "state")
COUNTY: Final = "county_fips"
MOST_PEOPLE: Final = 50_000_000
"""More than any state has: such a number at one point is a mistake."""

_FIPS: Final = re.compile(r"[0-9]{5}")
_ROWS_TOLD: Final = 5

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns as arrays of one length, and ``told``: their cells as they stand.

    ``lat``, ``lon`` and ``people`` are NaN where a cell is no number; ``states`` postal codes.
    """

    rows: NDArray[np.int64]
    ids: Texts
    states: Texts
    counties: Texts
    lat: Floats
    lon: Floats
    people: Floats
    told: Mapping[str, Sequence[object]]

    @classmethod
    def of(cls, rows: Sequence[int], cells: Mapping[str, Sequence[object]]) -> Columns:
        counties = cells.get(COUNTY, [""] * len(rows))
        return cls(
            rows=np.array(rows, dtype=np.int64),
            ids=_texts(cells["id"]),
            states=_each(cells["state"], state_code),
            # A spreadsheet takes the zero in front away.
            counties=_each(counties, lambda text: text.zfill(5) if text.isdecimal() else text),
            lat=_numbers(cells["lat"]),
            lon=_numbers(cells["lon"]),
            people=_numbers(cells["population"]),
            told=cells,
        )


@dataclass(frozen=True, slots=True)
class FirstProblem:
    """The first row that is wrong, and one sentence that also counts the others."""

    row: int
    rule: str


def first_problems(columns: Columns) -> FirstProblem | None:
    """What is wrong with the first wrong row and how many there are; None if all are right."""
    wrong: dict[int, str] = {}
    for at, rule in _cell_problems(columns):
        wrong.setdefault(at, rule)
    right = np.ones(len(columns.rows), dtype=bool)
    right[list(wrong)] = False
    for at, rule in _point_problems(columns, right):
        wrong.setdefault(at, rule)
    if not wrong:
        return None
    first, *others = sorted(wrong)
    more = ""
    if others:
        listed = ", ".join(f"{columns.rows[at]}" for at in others[:_ROWS_TOLD])
        rest = f" and {len(others) - _ROWS_TOLD:,} more" if len(others) > _ROWS_TOLD else ""
        more = f"; {len(wrong):,} rows are wrong in all (also {listed}{rest})"
    said = wrong[first] or _where(columns, first)
    return FirstProblem(int(columns.rows[first]), said + more)


_Found = list[tuple[int, str]]


def _cell_problems(columns: Columns) -> _Found:
    """Cells that cannot be what they should; positions with a sentence."""
    found: _Found = []
    found += _told(columns, "id", columns.ids == "", "must not be empty")
    twice = pd.Series(columns.ids).duplicated().to_numpy() & (columns.ids != "")
    found += _told(columns, "id", twice, "stands twice: an area counts once")
    people = columns.people
    rule = "must be a whole number of people, 0 or more"
    found += _told(columns, "population", ~(people >= 0) | (people % 1 != 0), rule)
    rule = f"must be at most {MOST_PEOPLE:,}, the people at one point"
    found += _told(columns, "population", people > MOST_PEOPLE, rule)
    found += _states(columns)
    swapped = (np.abs(columns.lat) > 90) & (np.abs(columns.lon) <= 90)
    found += _told(columns, "lat", swapped, "and lon look swapped: lat is from -90 to 90")
    found += _told(columns, "lat", ~(np.abs(columns.lat) <= 90), "must be degrees from -90 to 90")
    found += _told(columns, "lon", ~(np.abs(columns.lon) <= 180), "must be degrees, -180 to 180")
    return found + _counties(columns)


def _states(columns: Columns) -> _Found:
    known = pd.Series(columns.states).isin(list(STATE_NAMES)).to_numpy()
    rule = "must be a state's postal code or name, e.g. MA"
    found = _told(columns, "state", ~known, rule)
    names = list(STATE_NAMES.values())
    for place, (at, words) in enumerate(found[:_ROWS_TOLD]):
        near = process.extractOne(plain_text(columns.told["state"][at]).title(), names)
        if near and near[1] >= 75:
            found[place] = (at, f"{words}, perhaps {near[0]}")
    return found


def _counties(columns: Columns) -> _Found:
    """FIPS codes that are none; empty ones are not known. A ZIP code's county may lie in another
    state, so that is no fault.
    """
    if COUNTY not in columns.told:
        return []
    given = columns.counties != ""
    code = _each(columns.counties, lambda text: text if _FIPS.fullmatch(text) else "")
    return _told(columns, COUNTY, given & (code == ""), "must have five digits, e.g. 25015")


def _point_problems(columns: Columns, right: Mask) -> _Found:
    """Points that do not lie in the state of their row; only of rows that are right so far.

    The sentence is left empty: only the one that is told is looked into.
    """
    outside = np.zeros(len(columns.rows), dtype=bool)
    groups = pd.Series(columns.states[right]).groupby(columns.states[right], sort=False).indices
    positions = np.flatnonzero(right)
    for state, places in groups.items():
        at = positions[places]
        outside[at] = ~inside_state(columns.lat[at], columns.lon[at], str(state))
    return [(int(at), "") for at in np.flatnonzero(outside)]


def _where(columns: Columns, at: int) -> str:
    """Where a point lies that is not in its state, and what may have happened to it."""
    lat, lon, state = float(columns.lat[at]), float(columns.lon[at]), str(columns.states[at])
    point = f"the point lat {lat:g}, lon {lon:g}"
    if abs(lon) <= 90 and inside_state([lon], [lat], state)[0]:
        return f"{point} is not in {state_name(state)}, but would be if lat and lon were swapped"
    if inside_state([lat], [-lon], state)[0]:
        return f"{point} is not in {state_name(state)}, but would be with lon {-lon:g}"
    there = state_at(lat, lon)
    lies = f"lies in {state_name(there)}, not in" if there else "lies in no state, and not in"
    return f"{point} {lies} {state_name(state)}: correct the point or the state"


def _told(columns: Columns, name: str, wrong: Mask, rule: str) -> _Found:
    cells = columns.told[name]
    return [
        (at, f"{name} {rule}, got {shorten(plain_text(cells[at]))!r}")
        for at in np.flatnonzero(wrong).tolist()
    ]


def _texts(cells: Sequence[object]) -> Texts:
    return np.array([plain_text(cell) for cell in cells] + [""], dtype=object)[:-1]


def _each(cells: Sequence[object] | Texts, made: Callable[[str], str]) -> Texts:
    """A function of every text; what recurs is worked out once."""
    known: dict[object, str] = {}
    for cell in dict.fromkeys(cells):
        known[cell] = made(plain_text(cell))
    return np.array([known[cell] for cell in cells] + [""], dtype=object)[:-1]


def _numbers(cells: Sequence[object]) -> Floats:
    """Cells as numbers; NaN for what is none, also a truth value and a day."""
    plain = [cell if type(cell) in (str, int, float) else None for cell in cells]
    numbers = pd.to_numeric(pd.Series(plain, dtype=object), errors="coerce").to_numpy(float)
    return np.where(np.isfinite(numbers), numbers, np.nan)
