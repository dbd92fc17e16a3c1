"""Records that tests make: one valid place, and changes to it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from respite_finder.places import to_frame
from respite_finder.schema import COLUMN_NAMES

VALID: Mapping[str, str] = {
    **dict.fromkeys(COLUMN_NAMES, ""),
    "place_id": "ma-made-house",
    "name": "Made House",
    "service_type": "peer_run_center",
    "status": "active",
    "location_type": "physical",
    "street": "1 Main St",
    "city": "Northampton",
    "county": "Hampshire County",
    "state": "MA",
    "zip": "01060",
    "latitude": "42.3223",
    "longitude": "-72.6313",
    "precision": "zip",
    "time_zone": "America/New_York",
    "phone": "413-555-0100",
    "source_name": "Made Source",
    "source_url": "https://example.org/list",
    "source_date": "2026-07-21",
}

WITHHELD: Mapping[str, str] = {
    "service_type": "peer_respite",
    "address_withheld": "yes",
    "street": "",
    "zip": "",
    "precision": "city",
    "latitude": "42.3222",
    "longitude": "-72.6315",
}

VIRTUAL: Mapping[str, str] = {
    "service_type": "warmline",
    "location_type": "virtual",
    "street": "",
    "city": "",
    "county": "",
    "zip": "",
    "latitude": "",
    "longitude": "",
    "precision": "none",
    "area_states": "MA",
}


def record(*changes: Mapping[str, str], **cells: str) -> dict[str, str]:
    """The valid record with changes, the later ones winning."""
    made = dict(VALID)
    for change in (*changes, cells):
        made |= change
    assert made.keys() == VALID.keys(), "a change names a column that does not exist"
    return made


def frame(*rows: dict[str, str]) -> pd.DataFrame:
    """Records as ``load_places`` returns them, ids made unique by their position."""
    return to_frame([row | {"place_id": f"xx-{n}"} for n, row in enumerate(rows)])


def write_places(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write records as a places CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMN_NAMES, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path
