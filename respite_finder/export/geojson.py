"""RFC 7946 GeoJSON."""

from __future__ import annotations

from typing import Any

import pandas as pd

from respite_finder.export.gate import records


def feature_collection(places: pd.DataFrame) -> dict[str, Any]:
    """RFC 7946 GeoJSON: a feature a place, longitude first, null geometry without a point."""
    features = []
    for record in records(places):
        lon, lat = record.pop("longitude"), record.pop("latitude")
        point = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
        features.append(
            {
                "type": "Feature",
                "id": record["place_id"],
                "geometry": point,
                "properties": record,
            }
        )
    return {"type": "FeatureCollection", "features": features}
