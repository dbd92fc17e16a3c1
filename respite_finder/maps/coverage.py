"""The map of coverage: areas coloured by class, on the plane of ``map_projection``.

As on the map of places, the base never changes and the browser fetches the outlines once; what is
shown is one compact payload that ``coverage_map.js`` draws in place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import folium

from respite_finder.coverage.palette import NO_FIGURE
from respite_finder.i18n import _
from respite_finder.map_projection import Layout, Spot
from respite_finder.maps.base import Call, OwnMap, frame_words


def coverage_map(asset_base: str, scripts: Sequence[str], styles: Sequence[str]) -> folium.Map:
    """The map without areas; ``asset_base`` is the path of our assets as its frame sees it."""
    made = OwnMap(asset_base, scripts, styles, crs="Simple", location=[320, 500], zoom_start=0)
    made.options |= {"minZoom": -3, "maxZoom": 4, "zoomSnap": 0.1, "zoomDelta": 0.5}
    label = _("Map of coverage. The table holds the same numbers.")
    made.add_child(Call("coverageMap.start", frame_words(label)))
    return made


def coverage_layer(
    layout: Layout,
    classes: Mapping[str, int],
    colors: Sequence[str],
    *,
    tips: Mapping[str, str],
    places: Sequence[Spot] = (),
    added: Sequence[Spot] = (),
    clickable: bool = True,
    dark: bool = False,
) -> folium.FeatureGroup:
    """What is shown, as a layer.

    ``classes``: the class of each area by its id (a postal code, a county's FIPS code), -1 where
    there is no figure; an area that is not named has none. ``colors``: of each class. ``tips``:
    what is said of each area. ``places`` are drawn as dots, ``added``, ones that might be, as
    diamonds; those beyond the map's edge are left out. ``clickable``: a press chooses an area.
    """
    payload = {
        "layout": layout.name,
        "width": round(layout.width, 1),
        "height": round(layout.height, 1),
        "classes": dict(classes),
        "colors": list(colors),
        "noFigure": NO_FIGURE[dark],
        "tips": dict(tips),
        "places": _spots(layout, places),
        "added": _spots(layout, added),
        "clickable": clickable,
        "dark": dark,
    }
    group = folium.FeatureGroup(name="coverage")
    group.add_child(Call("coverageMap.show", payload))
    return group


def _spots(layout: Layout, spots: Sequence[Spot]) -> list[list[float]]:
    """Points in map units, x first, a tenth of a unit exact; each once."""
    pairs = layout.spots(spots).round(1).tolist()
    return [list(pair) for pair in dict.fromkeys(map(tuple, pairs))]
