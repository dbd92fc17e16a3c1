"""The table of export formats: what each is called, and the function that makes its bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from respite_finder.corrections import Correction
from respite_finder.export.archive import zip_archive
from respite_finder.export.geojson import geojson_document
from respite_finder.export.hsds import hsds_services
from respite_finder.export.hsds_tables import hsds_package
from respite_finder.export.kml import kml_document
from respite_finder.export.schema_org import json_ld
from respite_finder.export.table import csv_table

Log = Sequence[Correction]


class FormatName(StrEnum):
    """The formats by the names that a command takes."""

    CSV = "csv"
    EXCEL = "excel"
    GEOJSON = "geojson"
    KML = "kml"
    HSDS_JSON = "hsds-json"
    HSDS_PACKAGE = "hsds-package"
    JSON_LD = "json-ld"


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which places leave.

    ``write`` takes places as ``load_places`` returns them and the correction log, and lets
    nothing out that the gate keeps back. The same places give the same bytes. ``files`` is set
    where the format is a folder of files, of which ``write`` makes a ZIP archive.
    """

    title: str
    suffix: str
    media_type: str
    write: Callable[[pd.DataFrame, Log], bytes]
    binary: bool = False
    files: Callable[[pd.DataFrame, Log], dict[str, bytes]] | None = None


def _without_log(write: Callable[[pd.DataFrame], bytes]) -> Callable[[pd.DataFrame, Log], bytes]:
    return lambda places, _log: write(places)


def _excel(places: pd.DataFrame, _log: Log) -> bytes:
    # Its library is heavy and rarely asked for.
    from respite_finder.export.excel import excel_table  # noqa: PLC0415

    return excel_table(places)


def _hsds_json(places: pd.DataFrame, log: Log) -> bytes:
    # A service a line: as short as JSON can be, and two exports can still be compared.
    services = hsds_services(places, log)
    lines = (json.dumps(one, ensure_ascii=False, allow_nan=False) for one in services)
    return "[{}]\n".format(",\n".join(lines)).encode()


def _hsds_zip(places: pd.DataFrame, log: Log) -> bytes:
    return zip_archive(hsds_package(places, log))


FORMATS: Final[Mapping[FormatName, Format]] = {
    FormatName.CSV: Format("CSV", ".csv", "text/csv", _without_log(csv_table)),
    FormatName.EXCEL: Format(
        "Excel",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _excel,
        binary=True,
    ),
    FormatName.GEOJSON: Format(
        "GeoJSON", ".geojson", "application/geo+json", _without_log(geojson_document)
    ),
    FormatName.KML: Format(
        "KML", ".kml", "application/vnd.google-earth.kml+xml", _without_log(kml_document)
    ),
    FormatName.HSDS_JSON: Format("HSDS 3.0 JSON", ".json", "application/json", _hsds_json),
    FormatName.HSDS_PACKAGE: Format(
        "HSDS 3.0 tabular data package",
        ".zip",
        "application/zip",
        _hsds_zip,
        binary=True,
        files=hsds_package,
    ),
    FormatName.JSON_LD: Format(
        "schema.org JSON-LD", ".jsonld", "application/ld+json", _without_log(json_ld)
    ),
}
