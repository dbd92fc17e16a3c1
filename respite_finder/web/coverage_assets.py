"""The outlines of the coverage maps, in map units, from this server: ``/coverage/US.json``."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Any, Final

import numpy as np
import shapely
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from respite_finder.map_projection import Shape, label_spot, layout, layouts

COVERAGE_SCRIPTS: Final = ("leaflet/leaflet.js", "own/map_frame.js", "own/coverage_map.js")
COVERAGE_STYLES: Final = ("leaflet/leaflet.css", "own/respite_map.css", "own/coverage_map.css")
NOT_FOUND: Final = 404

CACHED: Final = {"Cache-Control": "public, max-age=86400"}
_COUNTRY: Final = "US"


def serve_outlines(request: Request) -> Response:
    """The outlines of one map; 404 for a name that is none of ``layouts()``."""
    name = request.path_params["name"]
    if name not in layouts():
        return PlainTextResponse("There is no such map.", NOT_FOUND)
    headers = {**CACHED, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(_outlines(name), media_type="application/json", headers=headers)


@cache
def _outlines(name: str) -> bytes:
    made = layout(name)
    answer = {
        "insets": [[round(edge, 1) for edge in frame] for frame in made.insets],
        "areas": [_area(shape, codes=name == _COUNTRY) for shape in made.shapes()],
    }
    text = json.dumps(answer, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def _area(shape: Shape, *, codes: bool) -> dict[str, Any]:
    """An area: polygons of rings, each one list x, y, x, y; with ``codes`` where its code goes."""
    area: dict[str, Any] = {
        "id": shape.id,
        "name": shape.name,
        "rings": [
            [_flat(ring) for ring in (polygon.exterior, *polygon.interiors)]
            for polygon in shapely.get_parts(shape.geometry)
        ],
    }
    if codes:
        area["label"] = [round(number, 1) for number in label_spot(shape.geometry)]
    return area


def _flat(ring: shapely.LinearRing) -> list[float]:
    corners: list[float] = np.round(shapely.get_coordinates(ring), 1).ravel().tolist()
    return corners
