"""The map of places: what was found, or one place.

The base map never changes, so the browser keeps it; what was found is one compact payload that
``respite_map.js`` draws in place. Names are put in the page as text, never as HTML.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final, Literal

import folium
import pandas as pd

from respite_finder.distance import METERS_PER_MILE, ring
from respite_finder.export import publishable
from respite_finder.i18n import _
from respite_finder.maps.base import Call, OwnMap, frame_words
from respite_finder.schema import Precision
from respite_finder.search import Found, Query
from respite_finder.service_types import spoken_types
from respite_finder.tiles import Tiles

US_BOUNDS: Final = ((24.4, -125.0), (49.4, -66.9))
COARSE_REACH_MILES: Final = {Precision.ZIP: 2.0, Precision.CITY: 4.0, Precision.COUNTY: 15.0}
"""How far from its mark a coarse place may be: half-width of the soft area that is drawn.

ZIP: the 90th percentile against known street points; city and county: by judgement."""

DEGREE_PARTS: Final = 10_000
"""Coordinates are sent as whole numbers of these, some 30 feet."""

_EXACT: Final = {
    Precision.ADDRESS: 1,
    Precision.ZIP: 2,
    Precision.CITY: 3,
    Precision.COUNTY: 4,
}


def base_map(
    asset_base: str, scripts: Sequence[str], styles: Sequence[str], *, one: bool = False
) -> folium.Map:
    """The map without places; ``asset_base`` is the path of our assets as its frame sees it.

    ``one``: it will show one place, so no list holds the same.
    """
    made = OwnMap(asset_base, scripts, styles, location=[39.5, -98.35], zoom_start=4, min_zoom=3)
    # Clusters refuse a map without tiles that has no largest zoom.
    made.options["maxZoom"] = 18
    label = _("Map of places. The list holds the same places.")
    if one:
        label = _("Map of one place. The page says in words where it is.")
    made.add_child(Call("respiteMap.start", frame_words(label)))
    return made


def results_layer(
    found: Found,
    *,
    chosen: str = "",
    look: Literal["results", "chosen", "stay"] = "results",
    dark: bool = False,
    tiles: Tiles | None = None,
) -> folium.FeatureGroup:
    """What was found, as a layer: a mark a place, soft areas, the ring of the radius, the origin.

    ``look`` is where the map looks: at all of it, at the ``chosen`` place, or where it looked.
    Marks: every result with a point; if there are none, the nearest beyond the radius. A place
    without a point has no mark.
    """
    frame = found.results if len(found.results) else found.beyond
    frame = publishable(frame)
    frame = frame.loc[frame["precision"] != Precision.NONE.value]
    kinds = list(spoken_types().items())
    position = {code: number for number, (code, _) in enumerate(kinds)}
    # Columns, not rows, and as little punctuation as can be: 1,200 marks stay under 100 kB.
    places = {
        "ids": " ".join(frame.index),
        "names": "\n".join(frame["name"]),
        "lats": (frame["latitude"] * DEGREE_PARTS).round().astype(int).tolist(),
        "lons": (frame["longitude"] * DEGREE_PARTS).round().astype(int).tolist(),
        "kinds": "".join(str(position[kind]) for kind in frame["service_type"]),
        "exact": "".join(str(_EXACT[Precision(exact)]) for exact in frame["precision"]),
    }
    origin, radius = found.query.origin, found.query.radius_miles
    centred = origin is not None and not found.query.by_state
    rim = None
    if centred and radius is not None and origin is not None:
        rim = [[round(y, 3), round(x, 3)] for y, x in ring(origin.lat, origin.lon, radius)]
    payload = {
        "places": places,
        "kinds": [
            {"name": text.name, "letter": text.mark, "shape": text.shape, "color": text.color}
            for _, text in kinds
        ],
        "reach": {
            _EXACT[precision]: round(miles * METERS_PER_MILE)
            for precision, miles in COARSE_REACH_MILES.items()
        },
        "about": _("exact place not shown"),
        "cluster": _("{count} places, zoom in"),
        "ring": rim,
        "origin": [origin.lat, origin.lon] if origin is not None and centred else None,
        "chosen": chosen,
        "dark": dark,
        "tiles": {"url": tiles.url, "attribution": tiles.attribution} if tiles else None,
        "view": None if look == "stay" else _view(frame, found, rim, chosen, look),
    }
    group = folium.FeatureGroup(name="results")
    group.add_child(Call("respiteMap.show", payload))
    return group


def place_layer(place: pd.DataFrame, *, dark: bool = False) -> folium.FeatureGroup:
    """One place (a frame of one row) as a layer: its mark, or the area that it is somewhere in."""
    nothing = place.iloc[:0]
    found = Found(Query(), place, nothing, nothing)
    return results_layer(found, chosen=str(place.index[0]), look="chosen", dark=dark)


def _view(
    frame: pd.DataFrame, found: Found, rim: list[list[float]] | None, chosen: str, look: str
) -> dict[str, Any]:
    """Where to look; the browser moves only when ``key`` changes."""
    if look == "chosen" and chosen in frame.index:
        row = frame.loc[chosen]
        return {"key": f"place {chosen}", "at": [row["latitude"], row["longitude"]], "zoom": 10}
    points = [[lat, lon] for lat, lon in zip(frame["latitude"], frame["longitude"], strict=True)]
    if found.query.origin is not None and not found.query.by_state:
        points.append([found.query.origin.lat, found.query.origin.lon])
        points = rim or points if len(found.results) else points
    if not points or (found.query.origin is None and not found.query.states):
        points = [list(corner) for corner in US_BOUNDS]
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    bounds = [[min(lats), min(lons)], [max(lats), max(lons)]]
    return {"key": json.dumps(bounds), "bounds": bounds}
