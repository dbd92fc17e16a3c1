"""HSDS 3.0 services from a tabular data package: its tables, put together service by service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sys import intern
from typing import Any, Final

from respite_finder.errors import FileError, shorten
from respite_finder.export.hsds_model import NESTED, TABLES, Table
from respite_finder.export.table import as_written
from respite_finder.ingest.hsds import UniqueIds
from respite_finder.ingest.hsds_fields import incoming_services
from respite_finder.ingest.hsds_files import PackageFiles, package_files
from respite_finder.ingest.incoming import Incoming, Source

_KEYS: Final = {table: key for key, table in NESTED.items()}
_PARTS: Final = {
    "service": (
        "phone",
        "schedule",
        "service_area",
        "language",
        "cost_option",
        "contact",
    ),
    "service_at_location": ("phone", "schedule"),
    "location": ("address", "phone", "schedule", "language"),
    "organization": ("phone",),
}
"""What hangs on an object, of what we read."""

Cells = dict[str, str]


def read_hsds_package(path: Path, source: Source) -> Iterator[Incoming]:
    """The services of an HSDS 3.0 tabular data package.

    ``path`` is its folder, its datapackage.json, or a ZIP archive of it. Raises FileError, with
    file and row, for what is missing, and for a row that points to one that is not there.
    """
    with package_files(path) as files:
        tables = _Tables(files)
        services = TABLES["service"]
        for number, cells in files.rows(services):
            told = tables.service(_plain(cells))
            yield from incoming_services(told, number, source)


class _Tables:
    """Every table but the services, by what its rows hang on."""

    def __init__(self, files: PackageFiles) -> None:
        self.files = files
        self.ids: dict[str, set[str]] = {}
        self.ones: dict[str, dict[str, Cells]] = {
            name: {} for name in ("organization", "location", "taxonomy_term")
        }
        self.parts: dict[tuple[str, str], dict[str, list[Cells]]] = {}
        self.at: dict[str, list[Cells]] = {}
        self.attributes: dict[str, list[tuple[str, str]]] = {}
        described = [table for name, table in TABLES.items() if name in files.paths]
        for name in {one for table in described for one in table.foreign_keys.values()}:
            self.ids[name] = self._ids(TABLES[name])
        for table in described:
            self._read(table)

    def service(self, cells: Cells) -> dict[str, Any]:
        """A service with everything that hangs on it, as the JSON form nests it."""
        told = self._whole("service", cells)
        service_id = cells.get("id", "")
        told["organization"] = self._one("organization", cells.get("organization_id", ""))
        told["service_at_locations"] = [
            self._whole("service_at_location", at)
            | {"location": self._one("location", at.get("location_id", ""))}
            for at in self.at.get(service_id, ())
        ]
        terms = self.ones["taxonomy_term"]
        told["attributes"] = [
            {"taxonomy_term": terms[term], "value": value}
            for term, value in self.attributes.get(service_id, ())
        ]
        return told

    def _one(self, table: str, row_id: str) -> dict[str, Any]:
        cells = self.ones[table].get(row_id)
        return self._whole(table, cells) if cells else {}

    def _whole(self, table: str, cells: Cells) -> dict[str, Any]:
        told: dict[str, Any] = dict(cells)
        for part in _PARTS[table]:
            found = self.parts.get((table, part), {}).get(cells.get("id", ""))
            if found:
                told[_KEYS[part]] = found
        return told

    def _ids(self, table: Table) -> set[str]:
        if table.name not in self.files.paths:
            return set()
        path = self.files.paths[table.name]
        seen = UniqueIds(path, "row")
        found = set()
        for number, cells in self.files.rows(table):
            row_id = cells.get("id", "")
            if not row_id:
                raise FileError(path, "has no id: give it one", number)
            seen.add(row_id, number)
            found.add(row_id)
        return found

    def _read(self, table: Table) -> None:
        path = self.files.paths[table.name]
        holders = [name for name, parts in _PARTS.items() if table.name in parts]
        for number, cells in self.files.rows(table):
            for column, target in table.foreign_keys.items():
                if column in cells and cells[column] not in self.ids[target]:
                    rule = (
                        f"{column} {shorten(cells[column])!r} is no {target} of this package: "
                        f"add it, or take the row out"
                    )
                    raise FileError(path, rule, number)
            if table.name == "attribute":
                self._keep_attribute(path, number, cells)
            elif table.name == "service_at_location":
                self.at.setdefault(cells.get("service_id", ""), []).append(_plain(cells))
            elif table.name in self.ones:
                self.ones[table.name][cells["id"]] = _plain(cells)
            for holder in holders:
                row_id = cells.get(f"{holder}_id")
                if row_id:
                    kept = self.parts.setdefault((holder, table.name), {})
                    kept.setdefault(row_id, []).append(_plain(cells))

    def _keep_attribute(self, path: str, number: int, cells: Cells) -> None:
        if cells.get("link_entity", "").lower().rstrip("s") != "service":
            return
        link, term = cells.get("link_id", ""), cells.get("taxonomy_term_id", "")
        if link not in self.ids["service"]:
            rule = (
                f"link_id {shorten(link)!r} is no service of this package: add it, or take it out"
            )
            raise FileError(path, rule, number)
        if term:
            kept = self.attributes.setdefault(link, [])
            kept.append((intern(term), as_written(cells.get("value", ""))))


def _plain(cells: Cells) -> Cells:
    return {name: as_written(cell) for name, cell in cells.items()}
