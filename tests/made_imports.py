"""Files of other people that tests make: the locator's rows, features, tables, workbooks."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from respite_finder.errors import FileError
from respite_finder.ingest.incoming import Incoming, Reader, Source

PEER = {"f1": "Recovery Support Services", "f2": "RSS", "f3": "Mentoring/peer support"}
CODES = ("PEER", "SHG", "RC", "CHLD", "YAD", "ADLT", "SNR", "SP", "AH")
CSV_COLUMNS = (
    *("name1", "name2", "street1", "street2", "city", "state", "zip", "zip4", "county", "phone"),
    *("intake_prompt", "intake1", "intake2", "website", "latitude", "longitude", "type_facility"),
    *CODES,
)
FACILITY: Mapping[str, Any] = {
    "name1": "Made Health Network",
    "name2": None,
    "street1": "1 Main St",
    "street2": None,
    "city": "Northampton",
    "state": "MA",
    "zip": "01060",
    "phone": "413-555-0100",
    "intake1": None,
    "hotline1": None,
    "website": "https://example.org/made",
    "latitude": "42.3223",
    "longitude": "-72.6313",
    "miles": 0.5,
    "typeFacility": "SA",
    "services": [PEER],
}


def facility(**values: Any) -> dict[str, Any]:
    """A row of the locator's JSON with changes."""
    return {**FACILITY, **values}


def page(*rows: Any, number: int = 1, pages: int = 1, **members: Any) -> dict[str, Any]:
    """An answer of the locator."""
    told = {"page": number, "totalPages": pages, "recordCount": len(rows)}
    return {**told, "rows": list(rows), **members}


def write_json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def write_export(path: Path, *rows: Mapping[str, Any]) -> Path:
    """The locator's CSV export, each row a facility with peer support and changes."""
    made = [{**FACILITY, "county": "Hampshire", "PEER": "1", **row} for row in rows]
    cells = [[row.get(name) or "" for name in CSV_COLUMNS] for row in made]
    return write_table(path, [CSV_COLUMNS, *cells])


def write_table(path: Path, rows: Sequence[Sequence[Any]], delimiter: str = ",") -> Path:
    """A table as CSV, or as a workbook where the name ends in .xlsx."""
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.active
        for row in rows:
            sheet.append(list(row))
        book.save(path)
        return path
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return path


def feature(
    properties: Any = None, geometry: Any = "the middle of Northampton", **members: Any
) -> dict[str, Any]:
    """A GeoJSON feature: a made place with other properties."""
    made = {"name": "Made House", "state": "MA", "service_type": "peer_run_center"}
    if geometry == "the middle of Northampton":
        geometry = point(-72.6313, 42.3223)
    told = {**made, **properties} if isinstance(properties, dict) else made
    return {"type": "Feature", "geometry": geometry, "properties": told, **members}


def point(lon: Any, lat: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def read(reader: Reader, path: Path, **said: Any) -> list[Incoming]:
    """Every record of a file; ``said`` are fields of its Source."""
    return list(reader(path, Source(**said)))


def read_one(reader: Reader, path: Path, **said: Any) -> Incoming:
    """The record of a file with one."""
    (record,) = read(reader, path, **said)
    return record


def refused(reader: Reader, path: Path, **said: Any) -> FileError:
    """The error of a file that cannot be used: one line that begins with a file's name."""
    with pytest.raises(FileError) as caught:
        read(reader, path, **said)
    error = caught.value
    assert str(error).startswith(error.source)
    assert "\n" not in str(error)
    assert len(str(error)) < 350
    return error
