"""Everything a map needs, from this server: Leaflet, clusters, outlines, towns. No other host."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

import xstatic.pkg.leaflet
import xstatic.pkg.leaflet_markercluster
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from respite_finder.gazetteer import gazetteer
from respite_finder.resources import COUNTIES_GEOJSON, STATES_GEOJSON
from respite_finder.web.coverage_assets import CACHED, serve_outlines

PREFIX: Final = "/assets"
SCRIPTS: Final = (
    "leaflet/leaflet.js",
    "markercluster/leaflet.markercluster.js",
    "own/map_frame.js",
    "own/respite_map.js",
)
STYLES: Final = (
    "leaflet/leaflet.css",
    "markercluster/MarkerCluster.css",
    "own/marks.css",
    "own/respite_map.css",
)
TOWNS_ON_MAP: Final = 4000

_STATIC: Final = Path(__file__).parent / "static"
ICON: Final = _STATIC / "icon.png"
FROM_FRAME: Final = f"../..{PREFIX}/"
"""Our assets as the frame of a map sees them, two levels below the app: /component/<name>/."""


@cache
def _towns() -> bytes:
    """Names for the map, the largest first: ``[[name, latitude, longitude, people], ...]``."""
    cities = sorted(gazetteer().cities.values(), key=lambda city: -city.population)
    rows = [
        [city.name, round(city.lat, 3), round(city.lon, 3), city.population]
        for city in cities[:TOWNS_ON_MAP]
    ]
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False).encode()


@cache
def _states() -> bytes:
    return STATES_GEOJSON.read_bytes()


@cache
def _counties() -> bytes:
    return COUNTIES_GEOJSON.read_bytes()


def _serve_towns(_: Request) -> Response:
    return Response(_towns(), media_type="application/json", headers=CACHED)


def _serve_states(_: Request) -> Response:
    return Response(_states(), media_type="application/geo+json", headers=CACHED)


def _serve_counties(_: Request) -> Response:
    headers = CACHED | {"Content-Encoding": "gzip"}
    return Response(_counties(), media_type="application/geo+json", headers=headers)


def asset_routes(base: str = "") -> list[BaseRoute]:
    """The routes to hand to ``st.App``; ``base`` is the path that the app is served below."""
    prefix = base_path(base) + PREFIX
    folders = {
        "leaflet": xstatic.pkg.leaflet.BASE_DIR,
        "markercluster": xstatic.pkg.leaflet_markercluster.BASE_DIR,
        "own": _STATIC,
    }
    routes: list[BaseRoute] = [
        Route(f"{prefix}/towns.json", _serve_towns),
        Route(f"{prefix}/us_states.geojson", _serve_states),
        Route(f"{prefix}/us_counties.geojson", _serve_counties),
        Route(f"{prefix}/coverage/{{name}}.json", serve_outlines),
    ]
    for name, folder in folders.items():
        routes.append(Mount(f"{prefix}/{name}", StaticFiles(directory=folder)))
    return routes


def base_path(base: str) -> str:
    """The framework's ``server.baseUrlPath`` as a path without an end: "" or "/app"."""
    inner = base.strip("/")
    return f"/{inner}" if inner else ""
