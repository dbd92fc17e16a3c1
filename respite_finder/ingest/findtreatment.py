"""Treatment facilities with peer support from FindTreatment.gov, the locator of SAMHSA.

Nothing here is ever a peer respite: what comes in is a treatment facility whose own answers name
peer support or self-help groups, and every other facility is refused with that reason. The source
has no stable ids: a facility is known by name, street and ZIP code, and often stands there twice,
once among substance use, once among mental health facilities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from respite_finder.errors import FileError
from respite_finder.ingest.cells import tidy
from respite_finder.ingest.findtreatment_codes import Services, services_of_csv, services_of_json
from respite_finder.ingest.findtreatment_pages import page_note, page_rows
from respite_finder.ingest.findtreatment_rows import about, key, row_values
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.ingest.stating import incoming
from respite_finder.schema import Status
from respite_finder.tables.csv_rows import csv_rows, named_cells
from respite_finder.text import freshness

SOURCE_NAME: Final = "SAMHSA FindTreatment.gov"
SOURCE_URL: Final = "https://findtreatment.gov/locator"
NO_SIGN: Final = "no sign of peer support (PEER or SHG)"

_NEEDED: Final = ("name1", "street1", "city", "state", "zip")


def read_findtreatment_json(
    path: Path, source: Source, *, today: date | None = None
) -> Iterator[Incoming]:
    """The rows of an answer of the locator: one page, an array of pages, or an array of rows.

    ``today`` decides whether the date of the source is recent. Raises FileError.
    """
    facilities = _Facilities(source, today)
    last: Incoming | None = None
    number = 0
    for number, row in enumerate(page_rows(path), start=1):
        if last:
            yield last
        if isinstance(row, dict):
            last = facilities.read(number, row, services_of_json(row.get("services")))
        else:
            last = Incoming(number, "", {}, "is not a record with names and values")
    if last is None:
        raise FileError(path.name, "holds no rows: give an answer of FindTreatment.gov as JSON")
    note = page_note(path, number)
    yield replace(last, notes=(*last.notes, note)) if note else last


def read_findtreatment_csv(
    path: Path, source: Source, *, today: date | None = None
) -> Iterator[Incoming]:
    """The rows of the locator's CSV export. ``today`` as for JSON. Raises FileError."""
    header, rows = named_cells(path.name, csv_rows(path, "a CSV export of FindTreatment.gov"))
    names = [name.lower() for name in header]
    for name in _NEEDED:
        if name not in names:
            rule = f"has no column {name}: give the CSV export of FindTreatment.gov"
            raise FileError(path.name, rule, 1)
    if not {"peer", "shg"} & set(names):
        rule = "has no column PEER or SHG: choose every service code when exporting"
        raise FileError(path.name, rule, 1)
    facilities = _Facilities(source, today)
    number = 0
    for number, cells in rows:
        row = {name.lower(): value for name, value in cells.items()}
        yield facilities.read(number, row, services_of_csv(row))
    if not number:
        raise FileError(path.name, "holds a header and no records: export it again")


class _Facilities:
    """The rows of one file in our columns, every facility once."""

    def __init__(self, source: Source, today: date | None) -> None:
        name, url = source.name or SOURCE_NAME, source.url or SOURCE_URL
        self._source = replace(source, name=name, url=url)
        age = freshness(source.date, today or date.today())
        self._recent = age in ("fresh", "ageing")
        self._first: dict[str, int] = {}

    def read(self, number: int, row: Mapping[str, object], services: Services) -> Incoming:
        known_by = key(row)
        if not services.peer:
            return Incoming(number, known_by, about(row), NO_SIGN)
        notes: list[str] = []
        values = row_values(row, notes)
        values |= {"populations": services.populations, "languages": services.languages}
        reachable = any(tidy(name, values.get(name))[0] for name in ("phone", "website"))
        status = Status.ACTIVE if self._recent and reachable else Status.LISTED
        values["status"] = status.value
        record = incoming(number, values, self._source, key=known_by, strict_zip=True, notes=notes)
        if record.refused:
            return record
        first = self._first.setdefault(known_by, number)
        if first == number:
            return record
        return replace(record, cells=about(row), refused=f"the same record as row {first}")
