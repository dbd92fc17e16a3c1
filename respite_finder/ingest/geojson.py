"""Places from GeoJSON (RFC 7946): our own export, or anybody's with our column names."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from respite_finder.errors import FileError, shorten
from respite_finder.ingest.cells import tidy
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.ingest.json_records import json_items, json_shape, member
from respite_finder.ingest.stating import ABOUT, OneIdEach, incoming
from respite_finder.schema import BY_NAME
from respite_finder.tables.cells import plain_text

OF_A_SEARCH: Final = frozenset({"distance_miles", "group", "not_stated"})
"""What our own answers to a search say beside the columns."""

_WGS_84: Final = ("crs84", "epsg:4326", "epsg::4326")


def read_geojson(path: Path, source: Source) -> Iterator[Incoming]:
    """The features of a FeatureCollection, each a place.

    A point is read longitude first; properties under other names than ours are told, not read.
    Raises FileError for what is no FeatureCollection in WGS 84, and for an id that stands twice.
    """
    if json_shape(path) == "array":
        raise FileError(path.name, "is a JSON array: give a GeoJSON FeatureCollection")
    kind = member(path, "type")
    if kind != "FeatureCollection":
        got = f"is a GeoJSON {shorten(kind)}" if isinstance(kind, str) else "is no GeoJSON"
        raise FileError(path.name, f"{got}: give a FeatureCollection of points")
    _check_crs(path)
    ids = OneIdEach(path.name)
    number = 0
    for number, feature in enumerate(json_items(path, "features.item"), start=1):
        yield ids.check(_record(number, feature, source))
    if not number:
        raise FileError(path.name, "holds no features: export it again")


def _check_crs(path: Path) -> None:
    crs: object = None
    # A file that is cut off has its say when the features are read, with the last whole one.
    with contextlib.suppress(FileError):
        crs = member(path, "crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = plain_text(properties.get("name")) if isinstance(properties, dict) else ""
    if crs is not None and not name.lower().endswith(_WGS_84):
        said = shorten(name) or "without a name"
        rule = f"has the coordinate system {said!r}: convert it to WGS 84 (EPSG:4326)"
        raise FileError(path.name, rule)


def _record(number: int, feature: object, source: Source) -> Incoming:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return Incoming(number, "", {}, "is not a GeoJSON feature")
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        properties = {}
    values = {name: value for name, value in properties.items() if name in BY_NAME}
    unknown = [name for name in properties if name not in BY_NAME and name not in OF_A_SEARCH]
    notes = []
    if unknown:
        names = ", ".join(shorten(name, 30) for name in unknown[:8])
        more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
        notes.append(f"not read, because they are no columns of ours: {names}{more}")
    told = feature.get("id")
    identity = plain_text(told) if isinstance(told, str | int) else ""
    if "place_id" not in values and tidy("place_id", identity)[0]:
        values["place_id"] = identity
    point, refused = _point(feature.get("geometry"))
    record = incoming(number, {**values, **point}, source, key=identity, notes=notes)
    if refused:
        cells = {name: record.cells[name] for name in ABOUT if name in record.cells}
        return dataclasses.replace(record, cells=cells, refused=record.refused or refused)
    return record


def _point(geometry: object) -> tuple[Mapping[str, Any], str]:
    """Latitude and longitude of a geometry, and why it cannot be read."""
    if geometry is None:
        return {}, ""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind != "Point":
        got = shorten(kind) if isinstance(kind, str) else "nothing known"
        return {}, f"its geometry must be a Point or null, got {got}"
    at = geometry.get("coordinates")
    if not isinstance(at, list) or len(at) < 2 or not all(_is_number(part) for part in at):
        return {}, "its Point must have two numbers, longitude and latitude"
    return {"longitude": at[0], "latitude": at[1]}, ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
