"""Which column of a table holds the ZIP codes, which the needs; all others are refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter

from respite_finder.batch.people import ColumnsFound, Fault
from respite_finder.batch.personal import looks_personal
from respite_finder.batch.zip_cells import read_zip
from respite_finder.errors import FileError, shorten
from respite_finder.gazetteer import normalize
from respite_finder.i18n import _

SAMPLE: Final = 200
"""Rows that are looked at to find out what the columns are."""

_ZIP_NAMES: Final = frozenset(
    {
        *("zip", "zips", "zipcode", "zipcodes", "zip code", "zip codes", "zip5", "zip 5"),
        *("postal code", "postalcode", "postcode", "post code", "us zip", "us zip code"),
        *("codigo postal", "codigopostal", "codigo zip", "cod postal", "cp", "c p"),
    }
)
_ZIP_WORDS: Final = re.compile(
    r".*(zip|zipcode)( (code|codes|\d))?|.*(postal code|codigo postal).*"
)
_NEEDS_NAMES: Final = frozenset(
    {"needs", "need", "need s", "needs optional", "necesidades", "necesidad", "necesita"}
)
_WHOLE_ZIP: Final = re.compile(r"[0-9]{5}(-[0-9]{4})?")
"""What a column without a name is known by: a shorter or longer number may be a person's."""
_LOST_ZERO: Final = re.compile(r"[0-9]{4}")
_NUMBER: Final = re.compile(r"[0-9]+(-[0-9]+)*")
_LONGEST_NAME: Final = 30
_WIDEST: Final = 1_000
"""Columns that are told by name: beyond, a table is no list of people."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The positions of the columns that are read, and what is said of all of them."""

    zip: int
    needs: int | None
    width: int
    has_header: bool
    found: ColumnsFound


def choose_columns(source: str, sample: Sequence[Sequence[str]]) -> Chosen:
    """Choose by the first rows, their cells as text. Raises FileError if no column can be it."""
    first = sample[0]
    plain = [normalize(cell) for cell in first]
    named = _by_name(source, first, plain)
    if named is not None:
        at, by = named, "name"
    else:
        at = _by_content(source, sample)
        by = "no_header" if _is_data(first[at]) else "content"
    has_header = by != "no_header"
    rows = sample[1:] if has_header else sample
    needs = [place for place, name in enumerate(plain) if name in _NEEDS_NAMES and has_header]
    needs_at = next((place for place in needs if place != at), None)
    rest = [place for place in range(min(len(first), _WIDEST)) if place not in (at, needs_at)]
    personal: list[str] = []
    unused: list[str] = []
    for place in rest:
        cells = [row[place][:80] for row in rows if place < len(row)]
        header = first[place] if has_header else ""
        # Without a column called ZIP the first row may be a person: none of it is repeated.
        shown = shorten(header, _LONGEST_NAME) if by == "name" else ""
        if not (header or any(cells)):
            continue
        who = personal if looks_personal(header, cells) else unused
        who.append(shown or get_column_letter(place + 1))
    found = ColumnsFound(
        zip_name=shorten(first[at], _LONGEST_NAME) if by == "name" else get_column_letter(at + 1),
        zip_by=by,
        needs_name=first[needs_at] if needs_at is not None else "",
        personal=tuple(personal),
        unused=tuple(unused),
    )
    return Chosen(at, needs_at, len(first), has_header, found)


def _by_name(source: str, first: Sequence[str], plain: Sequence[str]) -> int | None:
    """The column that is called ZIP; None if none is."""
    exact = [place for place, name in enumerate(plain) if name in _ZIP_NAMES]
    fits = exact or [place for place, name in enumerate(plain) if _ZIP_WORDS.fullmatch(name)]
    if len(fits) > 1:
        one, two = (shorten(first[place], _LONGEST_NAME) for place in fits[:2])
        rule = _("has two columns of ZIP codes, {one} and {two}: keep one")
        raise FileError(source, rule.format(one=one, two=two))
    return fits[0] if fits else None


def _by_content(source: str, sample: Sequence[Sequence[str]]) -> int:
    """The one column that holds ZIP codes and nothing else, and does not look personal.

    In a table without a header it is the one whose first cell is a ZIP code, if only one is.
    """
    only, begins = [], []
    for place in range(min(len(sample[0]), _WIDEST)):
        first = sample[0][place]
        rest = [row[place] for row in sample[1:] if place < len(row) and row[place]]
        if looks_personal(first, rest):
            continue
        if _is_data(first):
            if _are_zips_with_lost_zeros([first, *rest]):
                begins.append(place)
        elif rest and all(_is_whole_zip(cell) for cell in rest):
            only.append(place)
    fits = begins if len(begins) == 1 else begins + only
    if len(fits) == 1:
        return fits[0]
    if fits:
        rule = _("has {count} columns that hold ZIP codes: call the right one ZIP")
        raise FileError(source, rule.format(count=len(fits)))
    raise FileError(source, _("has no column of ZIP codes: call the column with them ZIP"))


def _is_data(cell: str) -> bool:
    """Whether a cell of the first row is no header."""
    return _NUMBER.fullmatch(cell) is not None or read_zip(cell).area is not None


def _is_whole_zip(cell: str) -> bool:
    if not _WHOLE_ZIP.fullmatch(cell):
        return False
    found = read_zip(cell)
    return found.area is not None or found.fault is Fault.MILITARY


def _are_zips_with_lost_zeros(cells: Sequence[str]) -> bool:
    """Whether cells without a header are ZIP codes: a lost zero is one only among whole codes, and
    a word among them is a row with a mistake.
    """
    numbers = [cell for cell in cells if any(char.isdecimal() for char in cell)]
    whole = sum(_is_whole_zip(cell) for cell in numbers)
    known = all(_WHOLE_ZIP.fullmatch(cell) or _LOST_ZERO.fullmatch(cell) for cell in numbers)
    return known and whole > 0 and 2 * len(numbers) > len(cells)
