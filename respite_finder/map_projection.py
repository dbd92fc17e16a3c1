"""The plane of the coverage maps: the United States as atlases draw them, and every state.

A layout turns latitude and longitude into map units (x to the right, y upwards) and back. All of
its projections keep areas in proportion, as a map of shares must: else the eye counts large
states twice. The browser's map and the pictures are drawn on the same plane.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer
from pyproj.enums import TransformDirection

from respite_finder.boundaries import read_counties, read_states, state_at
from respite_finder.states import WITHOUT_PEOPLE

Floats = NDArray[np.float64]
Frame = tuple[float, float, float, float]
"""Left, bottom, right and top in map units."""
Spot = tuple[float, float, str]
"""Latitude, longitude (WGS 84 degrees) and postal code of the state."""

WIDTH: Final = 1000.0
MARGIN: Final = 8.0
"""Map units that stay free around a panel, for lines and dots at its edge."""

_STEP_DEGREES: Final = 0.5
"""Longer edges are divided before they are projected: a parallel is a curve on these maps."""


@dataclass(frozen=True)
class Shape:
    """An area on a map: ``id`` is a state's postal code or a county's FIPS code."""

    id: str
    name: str
    state: str
    geometry: shapely.Geometry


@dataclass(frozen=True)
class Panel:
    """A part of a map with a projection (PROJ words) and a scale (map units a metre) of its own.

    ``west`` to ``north`` is what it holds, in metres of the projection; ``left`` and ``bottom``
    are where that lies in map units. ``states``: what is drawn in it; empty for everything.
    """

    states: frozenset[str]
    projection: str
    west: float
    south: float
    east: float
    north: float
    scale: float
    left: float
    bottom: float

    @property
    def frame(self) -> Frame:
        """The panel and its margin, in map units."""
        right = self.left + (self.east - self.west) * self.scale
        top = self.bottom + (self.north - self.south) * self.scale
        return (self.left - MARGIN, self.bottom - MARGIN, right + MARGIN, top + MARGIN)

    def project(self, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
        """Degrees to map units."""
        x, y = _transformer(self.projection).transform(lon, lat)
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        at_x = self.left + (x - self.west) * self.scale
        at_y = self.bottom + (y - self.south) * self.scale
        return np.where(np.isfinite(x), at_x, np.nan), np.where(np.isfinite(y), at_y, np.nan)

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """Map units to latitude and longitude; may be infinite far outside."""
        lon, lat = _transformer(self.projection).transform(
            self.west + (x - self.left) / self.scale,
            self.south + (y - self.bottom) / self.scale,
            direction=TransformDirection.INVERSE,
        )
        return float(lat), float(lon)


@dataclass(frozen=True)
class Layout:
    """A map: ``US`` or a state, its size in map units, and its panels, insets first."""

    name: str
    width: float
    height: float
    panels: tuple[Panel, ...]

    @property
    def insets(self) -> list[Frame]:
        """Frames of the parts that are not where they are on the ground: left, bottom, right, top.

        >>> len(us_layout().insets), len(state_layout("AK").insets)
        (3, 0)
        """
        return [panel.frame for panel in self.panels[:-1]]

    def project(self, lat: ArrayLike, lon: ArrayLike, state: ArrayLike) -> tuple[Floats, Floats]:
        """Points (WGS 84 degrees and postal codes, one shape or one state for all) in map units.

        NaN where there is no point, and where the map has no panel for the state. On the map of
        one state, places elsewhere lie outside of it.

        >>> x, y = us_layout().project([42.32, 21.31], [-72.63, -157.86], ["MA", "HI"])
        >>> bool(x[1] < 500 < x[0]), bool(y[1] < 100 < y[0])
        (True, True)
        """
        lats, lons, states = np.broadcast_arrays(
            np.asarray(lat, dtype=float), np.asarray(lon, dtype=float), np.asarray(state, dtype=str)
        )
        x, y = np.full(lats.shape, np.nan), np.full(lats.shape, np.nan)
        for panel in self.panels:
            here = np.isfinite(lats) & np.isfinite(lons)
            if panel.states:
                here &= np.isin(states, sorted(panel.states))
            if here.any():
                x[here], y[here] = panel.project(lats[here], lons[here])
        return x, y

    def unproject(self, x: float, y: float) -> tuple[float, float] | None:
        """Latitude and longitude of a spot on the map; None at sea, abroad and beside the map.

        >>> x, y = us_layout().project(42.32, -72.63, "MA")
        >>> [round(degrees, 2) for degrees in us_layout().unproject(float(x), float(y)) or ()]
        [42.32, -72.63]
        """
        if not (0 <= x <= self.width and 0 <= y <= self.height):
            return None
        for panel in self.panels:
            left, bottom, right, top = panel.frame
            if left <= x <= right and bottom <= y <= top:
                lat, lon = panel.unproject(x, y)
                state = state_at(lat, lon) if np.isfinite([lat, lon]).all() else ""
                known = state and state not in WITHOUT_PEOPLE
                return (lat, lon) if known and state in (panel.states or {state}) else None
        return None

    def spots(self, places: Sequence[Spot]) -> Floats:
        """Where places are in map units, shape ``(n, 2)``, without those beyond the map's edge."""
        if not places:
            return np.empty((0, 2))
        units = np.column_stack(self.project(*zip(*places, strict=True)))
        return units[((units >= 0) & (units <= (self.width, self.height))).all(axis=1)]

    def shapes(self) -> list[Shape]:
        """What the map is made of, in map units: states on ``US``, else the state's counties.

        >>> len(us_layout().shapes()), len(state_layout("MA").shapes())
        (52, 14)
        """
        return list(_shapes(self.name))


def layouts() -> tuple[str, ...]:
    """The names of all maps: ``US`` and the postal codes of what it is made of.

    >>> layouts()[:3], len(layouts())
    (('US', 'AK', 'AL'), 53)
    """
    return ("US", *sorted(set(_outlines()) - WITHOUT_PEOPLE))


def layout(name: str) -> Layout:
    """The map of that name; KeyError if it is none of ``layouts()``."""
    return us_layout() if name == "US" else state_layout(name)


@cache
def us_layout() -> Layout:
    """The 50 states, DC and Puerto Rico; those beyond the sea in insets, as in every US atlas.

    Albers' equal-area conic with the parameters of EPSG:5070 (48 states), EPSG:3338 (Alaska) and
    ESRI:102007 (Hawaii), Lambert's azimuthal one for Puerto Rico. Alaska has 0.34 of the scale of
    the 48 states, Puerto Rico twice that scale: it can be seen and touched.
    """
    scale = (WIDTH - 2 * MARGIN) / (2_259_000 + 2_357_000)
    main = Panel(
        states=frozenset(_outlines()) - WITHOUT_PEOPLE - {"AK", "HI", "PR"},
        projection="+proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5",
        west=-2_357_000,
        south=140_000,
        east=2_259_000,
        north=3_174_000,
        scale=scale,
        left=MARGIN,
        bottom=MARGIN,
    )
    alaska = Panel(
        states=frozenset({"AK"}),
        projection="+proj=aea +lat_0=50 +lon_0=-154 +lat_1=55 +lat_2=65",
        west=-2_169_000,
        south=415_000,
        east=1_494_000,
        north=2_375_000,
        scale=scale * 0.34,
        left=MARGIN,
        bottom=MARGIN,
    )
    hawaii = Panel(
        states=frozenset({"HI"}),
        projection="+proj=aea +lat_0=13 +lon_0=-157 +lat_1=8 +lat_2=18",
        west=-340_000,
        south=655_000,
        east=232_000,
        north=1_023_000,
        scale=scale,
        left=291,
        bottom=MARGIN,
    )
    puerto_rico = Panel(
        states=frozenset({"PR"}),
        projection="+proj=laea +lat_0=18.2 +lon_0=-66.4",
        west=-164_000,
        south=-33_000,
        east=125_000,
        north=36_000,
        scale=scale * 2,
        left=WIDTH - MARGIN - 289_000 * scale * 2,
        bottom=20,
    )
    height = main.frame[3]
    return Layout("US", WIDTH, height, (alaska, hawaii, puerto_rico, main))


@cache
def state_layout(state: str) -> Layout:
    """The map of one state (or DC, or Puerto Rico), centred on it; KeyError for any other.

    Lambert's azimuthal equal-area projection: straight up is north in the state's middle.
    """
    if state in WITHOUT_PEOPLE:
        raise KeyError(state)
    shape = shapely.transform(_outlines()[state], _west_of_the_date_line)
    west, south, east, north = shape.bounds
    words = f"+proj=laea +lat_0={(south + north) / 2:.4f} +lon_0={(west + east) / 2:.4f}"
    whole = Panel(frozenset(), words, 0, 0, 0, 0, 1, 0, 0)
    west, south, east, north = _drawn(whole, np.array([shape]))[0].bounds
    scale = (WIDTH - 2 * MARGIN) / (east - west)
    panel = Panel(frozenset(), words, west, south, east, north, scale, MARGIN, MARGIN)
    return Layout(state, WIDTH, panel.frame[3], (panel,))


def label_spot(geometry: shapely.Geometry) -> tuple[float, float, float]:
    """Where a label has most room in a shape: x, y and the map units that are free around it."""
    middle, rim = shapely.get_coordinates(shapely.maximum_inscribed_circle(geometry, 0.5))
    return float(middle[0]), float(middle[1]), float(np.hypot(*(rim - middle)))


@cache
def _shapes(name: str) -> tuple[Shape, ...]:
    made = layout(name)
    states = name == "US"
    outlines = [one for one in read_states() if one.state not in WITHOUT_PEOPLE]
    if not states:
        outlines = [one for one in read_counties() if one.state == name]
    geometries: dict[str, shapely.Geometry] = {}
    for panel in made.panels:
        inside = [one for one in outlines if not panel.states or one.state in panel.states]
        drawn = _drawn(panel, np.array([one.geometry for one in inside]))
        geometries |= zip((one.fips for one in inside), drawn, strict=True)
    return tuple(
        Shape(one.state if states else one.fips, one.name, one.state, geometries[one.fips])
        for one in sorted(outlines, key=lambda one: one.state if states else one.fips)
    )


def _drawn(panel: Panel, geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    def move(degrees: Floats) -> Floats:
        return np.column_stack(panel.project(degrees[:, 1], degrees[:, 0]))

    divided = shapely.segmentize(geometries, _STEP_DEGREES)
    return np.asarray(shapely.transform(divided, move), dtype=object)


def _west_of_the_date_line(degrees: Floats) -> Floats:
    lon = degrees[:, 0]
    return np.column_stack([np.where(lon > 0, lon - 360, lon), degrees[:, 1]])


@cache
def _outlines() -> Mapping[str, shapely.Geometry]:
    return {one.state: one.geometry for one in read_states()}


@cache
def _transformer(projection: str) -> Transformer:
    # A pipeline opens no database of reference systems, and is safe to share among threads.
    steps = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
    return Transformer.from_pipeline(f"{steps} +step {projection} +ellps=GRS80")
