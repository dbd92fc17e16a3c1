"""The data dictionary: ``data/datapackage.json`` (Frictionless) and ``docs/data-dictionary.md``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from respite_finder.coverage.citation import dataset_version
from respite_finder.documents.markdown import table
from respite_finder.documents.tables import header_of
from respite_finder.schema import COLUMNS, DATE_PATTERN, LIST_SEPARATOR, PATTERNS, Column

LICENSES: Final = (
    {
        "name": "CC-BY-NC-4.0",
        "title": "Creative Commons Attribution-NonCommercial 4.0 International",
        "path": "https://creativecommons.org/licenses/by-nc/4.0/",
    },
)
SOURCES: Final = (
    ("National Empowerment Center, Directory of Peer Respites", "https://power2u.org"),
    ("NAMI, National Warmline Directory and affiliates", "https://www.nami.org"),
    ("Clubhouse International, directory", "https://clubhouse-intl.org"),
    ("Depression and Bipolar Support Alliance, chapters", "https://www.dbsalliance.org"),
    ("New York State Office of Mental Health, Local Mental Health Programs", "https://data.ny.gov"),
    ("SUCCURRO dataset, July 2026 snapshot (transcription)", ""),
    ("GeoNames, postal codes", "https://www.geonames.org"),
    (
        "US Census Bureau, outlines and county population estimates of July 2020",
        "https://www.census.gov",
    ),
)
_GEONAMES: Final = (
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 International (coordinates: GeoNames)",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    {"name": "MIT", "title": "MIT (packages zipcodes and delphi-utils)"},
)
_OUTLINES: Final = ({"name": "ISC", "title": "ISC (package us-atlas; US Census Bureau)"},)
_TABLES: Final = {
    "crisis_lines.csv": "Crisis lines, 988 first.",
    "service_types.csv": "The kinds of help in plain words.",
    "referral_notes.csv": "What to know of each kind of help, and what to say on the phone.",
    "referral_sources.csv": "The sources of the notes, with page and date.",
    "decisions.csv": "How the researched facts became the founding dataset, cell by cell.",
    "corrections.csv": "Every change of a record since; columns of HSDS 3.0 metadata, and how.",
    "distinct.csv": "Pairs of records that look alike and are two places.",
    "releases.csv": "Releases of the dataset, with the length of the correction log by then.",
    "published_counts.csv": "Counts of peer respites that others published.",
    "quality_history.csv": "How the quality of the data changed.",
    "zip_codes.csv.gz": "ZIP codes with names, county, state, time zone, point and people.",
}
_TYPES: Final = {"integer": "integer", "number": "number", "boolean": "boolean"}


def data_package(folder: Path, as_of: date) -> str:
    """``datapackage.json``: every table of the folder with its fields. Frictionless, JSON."""
    package: dict[str, Any] = {
        "name": "respite-finder",
        "title": "Peer respites and recovery supports in the United States",
        "description": "Where to stay, whom to call and where to go in a mental-health crisis "
        "before or instead of a hospital, run by people who have been there; with sources, dates "
        "and precision. Addresses that a place gives on calling only are not in it.",
        "profile": "data-package",
        "version": dataset_version(folder),
        "created": f"{as_of.isoformat()}T00:00:00Z",
        "licenses": list(LICENSES),
        "sources": [{"title": title, **({"path": url} if url else {})} for title, url in SOURCES],
        "resources": [_places(), *(_plain(folder / name) for name in _TABLES), *_outlines()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def data_dictionary() -> str:
    """``docs/data-dictionary.md``: every column of places.csv in words."""
    lines = [
        "# Data dictionary",
        "",
        "Every column of [`data/places.csv`](../data/places.csv), made from `schema.py` by",
        "`respite-finder document`. For machines: [`datapackage.json`](../data/datapackage.json).",
        "An empty cell means that the source does not say; lists are separated by semicolons.",
        "",
        table(
            ("Column", "Type", "Meaning", "Example", "HSDS 3.0"),
            [_row(column) for column in COLUMNS],
            numbers_from=9,
        ),
        "`*`: never empty. `attribute.value`: HSDS has no field for it, so it leaves as an",
        "attribute of the service, whose taxonomy term is the column.",
        "",
    ]
    return "\n".join(lines)


def _row(column: Column) -> tuple[str, ...]:
    kind = f"one of {', '.join(f'`{value}`' for value in column.values)}"
    return (
        f"`{column.name}`{' *' if column.required else ''}",
        kind if column.values else column.type,
        f"**{column.title}.** {column.description}",
        f"`{column.example}`",
        f"`{column.hsds}`",
    )


def _places() -> dict[str, Any]:
    return {
        "name": "places",
        "path": "places.csv",
        "profile": "tabular-data-resource",
        "title": "Places",
        "description": "Peer respites and recovery supports, a row each.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in COLUMNS],
            "primaryKey": ["place_id"],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    """A Table Schema field; ``hsds`` is ours, the specification allows further properties."""
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "title": column.title,
        "description": column.description,
        "example": column.example,
        "hsds": column.hsds,
    }
    if column.type == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.type == "list":
        field["separator"] = LIST_SEPARATOR.strip()
    constraints: dict[str, Any] = {"minimum": 0} if column.type == "integer" else {}
    if column.required:
        constraints["required"] = True
    if column.name == "place_id":
        constraints["unique"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    pattern = DATE_PATTERN if column.type == "date" else PATTERNS.get(column.name, ("", ""))[0]
    if pattern:
        constraints["pattern"] = pattern
    return field | ({"constraints": constraints} if constraints else {})


def _plain(path: Path) -> dict[str, Any]:
    """A table of text columns: its header says what they are."""
    packed = path.suffix == ".gz"
    stem = path.name.partition(".")[0]
    return {
        "name": stem.replace("_", "-"),
        "path": path.name,
        "profile": "tabular-data-resource",
        "description": _TABLES[path.name],
        **({"licenses": list(_GEONAMES)} if packed else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if packed else {}),
        "schema": {"fields": [{"name": name, "type": "string"} for name in header_of(path)]},
    }


def _outlines() -> list[dict[str, Any]]:
    return [
        {
            "name": name.partition(".")[0].replace("_", "-"),
            "path": name,
            "format": "geojson",
            "mediatype": "application/geo+json",
            "description": words,
            "licenses": list(_OUTLINES),
        }
        for name, words in (
            ("us_states.geojson", "Outlines of states and territories (WGS 84)."),
            ("us_counties.geojson.gz", "Outlines of counties (WGS 84)."),
        )
    ]
