"""A record of somebody else's file in our columns, before it meets the dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Incoming:
    """What one record of a file states.

    ``row``: where it stands, as a person would count (the line of a CSV, the number of a record
    in JSON, from 1). ``key``: what the source tells its own records apart by. ``cells``: column
    name to cell, as they would stand in places.csv, only what is stated. ``refused``: why it
    cannot come in, empty if it can. ``notes``: what was left out or repaired on the way.
    """

    row: int
    key: str
    cells: Cells
    refused: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What the person who imports says of a file that does not say it itself.

    ``states``: postal codes that the file should hold, empty if it may hold any. ``kind``: the
    service type of records that do not tell theirs.
    """

    name: str = ""
    url: str = ""
    date: str = ""
    kind: str = ""
    states: frozenset[str] = field(default_factory=frozenset)
    column_map: Path | None = None


Reader = Callable[[Path, Source], Iterator[Incoming]]
"""Reads a file record by record: every record comes out once, refused or not.

Raises FileError for what is wrong with the file as a whole, with the row where it is known.
"""
