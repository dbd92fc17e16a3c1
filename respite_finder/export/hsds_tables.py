"""Places as an HSDS 3.0 tabular data package: datapackage.json and a CSV a table.

The tables are made of the same services as the JSON form. A table that we know nothing for has
its header only.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from respite_finder.corrections import Correction
from respite_finder.export.gate import publishable
from respite_finder.export.hsds import hsds_services
from respite_finder.export.hsds_model import NESTED, TABLES, Table
from respite_finder.export.hsds_record import Service
from respite_finder.export.hsds_terms import OPEN_ELIGIBILITY, TAXONOMIES
from respite_finder.export.table import harmless

DATAPACKAGE: Final = "datapackage.json"
EMPTY: Final = "(empty)"
"""In a column that must not be empty: what was there, or what came, is nothing."""

_LICENSE: Final = {
    "name": "CC-BY-NC-4.0",
    "title": "Creative Commons Attribution-NonCommercial 4.0",
    "path": "https://creativecommons.org/licenses/by-nc/4.0/",
}

Rows = dict[str, dict[str, Any]]


def hsds_package(places: pd.DataFrame, corrections: Sequence[Correction] = ()) -> dict[str, bytes]:
    """The files of the package by name: datapackage.json, then the tables."""
    rows: dict[str, Rows] = {name: {} for name in TABLES}
    for service in hsds_services(places, corrections):
        _collect("service", service, {}, rows)
    used = {term.get("taxonomy_id") for term in rows["taxonomy_term"].values()}
    rows["taxonomy"] |= {one["id"]: dict(one) for one in TAXONOMIES if one["id"] in used}
    files = {DATAPACKAGE: json.dumps(_datapackage(places), indent=1, ensure_ascii=False) + "\n"}
    files |= {table.path: _csv(table, rows[name]) for name, table in TABLES.items()}
    return {name: text.encode("utf-8") for name, text in files.items()}


def _collect(name: str, told: Service, links: dict[str, str], rows: dict[str, Rows]) -> None:
    """Put an object, and what is nested in it, into the tables; each object once."""
    row = links | {key: value for key, value in told.items() if key not in NESTED}
    for key, table in NESTED.items():
        inner = told.get(key)
        if isinstance(inner, dict):
            # The one that it belongs to: its id stands in this row.
            row[f"{table}_id"] = inner["id"]
            _collect(table, inner, {}, rows)
        for one in inner if isinstance(inner, list) else ():
            _collect(table, one, _links(table, name, told["id"]), rows)
    rows[name].setdefault(told["id"], row)


def _links(table: str, parent: str, parent_id: str) -> dict[str, str]:
    link = f"{parent}_id"
    return {link: parent_id} if link in TABLES[table].columns else {}


def _csv(table: Table, rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in rows.values():
        cells = [row.get(name, "") for name in table.columns]
        if table.name == "metadata":
            cells = [EMPTY if cell == "" else cell for cell in cells]
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def _datapackage(places: pd.DataFrame) -> dict[str, Any]:
    told = publishable(places)
    pages = dict(zip(told["source_name"], told["source_url"], strict=True))
    sources = [{"title": name, "path": pages[name]} for name in sorted(pages) if name]
    sources.append({"title": f"{OPEN_ELIGIBILITY['name']} (CC BY-SA 3.0): some taxonomy terms"})
    return {
        "profile": "tabular-data-package",
        "name": "respite-finder-hsds",
        "title": "Peer respites and recovery supports in the United States, as HSDS 3.0",
        "description": (
            "Services in the tables of the Human Services Data Specification 3.0. What its fields "
            "cannot carry stands in attributes.csv, by terms of taxonomies of our own. A text "
            "that a spreadsheet would run as a formula begins with an apostrophe."
        ),
        "licenses": [_LICENSE],
        "sources": sources,
        "resources": [table.descriptor() for table in TABLES.values()],
    }
