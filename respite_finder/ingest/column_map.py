"""The column map of a table: a TOML file that says what their columns are among ours.

``[columns]`` names their header for our column, ``[values]`` gives a column one value where
theirs says nothing, ``[translate.service_type]`` says what a word of theirs is in our terms::

    [columns]
    name = "Program Name"
    state = "ST"
    service_type = "Kind"

    [values]
    source_name = "State list of warmlines"

    [translate.service_type]
    "Warm Line" = "warmline"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rapidfuzz import process

from respite_finder.errors import FileError, shorten
from respite_finder.files import read_text
from respite_finder.gazetteer import normalize
from respite_finder.ingest.cells import tidy
from respite_finder.schema import COLUMN_NAMES
from respite_finder.tables.cells import plain_text

_PARTS: Final = ("columns", "values", "translate")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """``columns``: our column to their header. ``values``: our column to what stands there where
    theirs is empty. ``translate``: our column to their words (normalised) and ours.
    """

    columns: Mapping[str, str]
    values: Mapping[str, object] = field(default_factory=dict)
    translate: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def read(self, cells: Mapping[str, object]) -> dict[str, object]:
        """A row of theirs under the names of our columns."""
        found = dict(self.values)
        for ours, theirs in self.columns.items():
            value = cells.get(theirs)
            if value in (None, "") and ours in found:
                continue
            words = self.translate.get(ours)
            if words is not None:
                value = words.get(normalize(plain_text(value)), value)
            if plain_text(value) or ours not in found:
                found[ours] = value
        return found


def read_column_map(path: Path, header: Sequence[str]) -> ColumnMap:
    """A column map for a table with this header.

    Raises FileError, with the entry, for what is no map, or names a column that nobody has.
    """
    text = read_text(path, "a column map in TOML")
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileError(path.name, f"is broken TOML: {shorten(str(error), 90)}") from None
    for name, table in tables.items():
        if name not in _PARTS or not isinstance(table, dict):
            rule = f"{shorten(name)!r} is not a part of a map: use [columns], [values], [translate]"
            raise FileError(path.name, rule)
    columns = tables.get("columns", {})
    if not columns:
        raise FileError(path.name, "has no entry under [columns]: name their header for our column")
    translate = tables.get("translate", {})
    for part in _PARTS:
        for ours in tables.get(part, {}):
            _check_ours(path, part, ours)
    for ours, theirs in columns.items():
        _check_theirs(path, ours, theirs, header)
    for ours, value in tables.get("values", {}).items():
        _, rule = tidy(ours, value)
        if rule:
            raise FileError(path.name, f"[values] {ours}: {rule}, got {shorten(str(value))!r}")
    words = {}
    for ours, entries in translate.items():
        words[ours] = _words(path, ours, entries)
        if ours not in columns:
            raise FileError(path.name, f"[translate.{ours}] needs {ours} under [columns] too")
    return ColumnMap(columns, tables.get("values", {}), words)


def _check_ours(path: Path, part: str, ours: str) -> None:
    if ours not in COLUMN_NAMES:
        close = [name for name, _, _ in process.extract(ours, COLUMN_NAMES, limit=3)]
        rule = f"[{part}] {shorten(ours)!r} is not a column of ours: did you mean"
        raise FileError(path.name, f"{rule} {', '.join(close)}?")


def _check_theirs(path: Path, ours: str, theirs: object, header: Sequence[str]) -> None:
    if not isinstance(theirs, str):
        raise FileError(path.name, f"[columns] {ours} must name one header, in quotes")
    if theirs not in header:
        names = ", ".join(shorten(name, 30) for name in header[:12])
        more = f" and {len(header) - 12} more" if len(header) > 12 else ""
        rule = f"[columns] {ours} = {shorten(theirs)!r}: the table has no such column"
        raise FileError(path.name, f"{rule}; it has {names}{more}")


def _words(path: Path, ours: str, entries: object) -> dict[str, object]:
    if not isinstance(entries, dict):
        raise FileError(path.name, f'[translate.{ours}] must hold lines "their word" = "ours"')
    for theirs, value in entries.items():
        _, rule = tidy(ours, value)
        if rule:
            raise FileError(path.name, f"[translate.{ours}] {shorten(theirs)!r}: {rule}")
    return {normalize(theirs): value for theirs, value in entries.items()}
