"""RFC 7946 GeoJSON."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from respite_finder.export.gate import Record, records
from respite_finder.export.table import records_of


def feature_collection(places: pd.DataFrame) -> dict[str, Any]:
    """RFC 7946 GeoJSON: a feature a place, longitude first, null geometry without a point."""
    return {"type": "FeatureCollection", "features": [_feature(r) for r in records(places)]}


def geojson_document(places: pd.DataFrame) -> bytes:
    """A ``feature_collection`` as a file (UTF-8), a feature a line."""
    features = (
        json.dumps(_feature(record), ensure_ascii=False, allow_nan=False)
        for record in records_of(places)
    )
    lines = ",\n".join(features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _feature(record: Record) -> dict[str, Any]:
    lon, lat = record.pop("longitude"), record.pop("latitude")
    point = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": record["place_id"], "geometry": point, "properties": record}
