"""From a visitor's rough position to where a search starts. Offline; nothing is kept."""

from __future__ import annotations

import math
from functools import cache
from typing import Final

from respite_finder.boundaries import state_at
from respite_finder.distance import PlaceIndex
from respite_finder.errors import LocationNotFound
from respite_finder.gazetteer import Area, gazetteer
from respite_finder.i18n import _
from respite_finder.locate import Origin

DECIMALS: Final = 2
"""Of a degree: a point is moved by half a mile at most, whatever a browser sends."""


def around(lat: float, lon: float) -> Origin:
    """The origin at a point in WGS 84 degrees, rounded to two decimals, named by the nearest ZIP.

    The state is the one whose outline holds the point; the ZIP code is the nearest of that state.
    Within about half a mile of Canada or Mexico the country may be wrong: see ``state_at``.
    Raises LocationNotFound outside the United States and its territories, and for numbers that
    are no position.

    >>> around(42.3251, -72.6412).label
    'your location, near Northampton, MA'
    """
    lat, lon = _rounded(lat, lon)
    state = state_at(lat, lon)
    if not state:
        raise _abroad(lat, lon)
    area = _nearest(lat, lon, state)
    town = f"{area.name}, {area.state}"
    label = _("your location, near {town}").format(town=town)
    return Origin(lat, lon, label, state, "point", area.time_zone, area.county)


def _rounded(lat: float, lon: float) -> tuple[float, float]:
    try:
        lat, lon = float(lat), float(lon)
    except (TypeError, ValueError, OverflowError):
        lat = lon = math.nan
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lon) <= 180 and abs(lat) <= 180):
        raise _no_position()
    if abs(lat) > 90:
        raise _swapped() if state_at(lon, lat) else _no_position()
    return round(lat, DECIMALS), round(lon, DECIMALS)


def _abroad(lat: float, lon: float) -> LocationNotFound:
    if abs(lon) <= 90 and state_at(lon, lat):
        return _swapped()
    return LocationNotFound(
        _(
            "You seem to be outside the United States. We only know places inside it. "
            "To look there, type a ZIP code, or a town and state."
        )
    )


def _swapped() -> LocationNotFound:
    return LocationNotFound(
        _("The two numbers of that position are swapped: north comes first, then east.")
    )


def _no_position() -> LocationNotFound:
    return LocationNotFound(
        _("We did not get your location. Type a ZIP code, or a town and state.")
    )


@cache
def _index(state: str) -> tuple[PlaceIndex, list[str]]:
    zips = gazetteer().zip_points
    rows = zips.loc[zips["state"] == state]
    return PlaceIndex(rows["latitude"], rows["longitude"]), list(rows["zip"])


def _nearest(lat: float, lon: float, state: str) -> Area:
    index, codes = _index(state)
    positions, _miles = index.nearest(lat, lon, 1)
    area = gazetteer().zip_code(codes[int(positions[0])])
    assert area is not None
    return area
