"""WGS 84 distances in miles, vectorised, and the index that finds what is near.

Two methods, chosen by distance:

* up to ``CHORD_LIMIT_MILES``, the straight line through the Earth between the two points on the
  ellipsoid, bent to an arc of the ellipsoid's Gaussian radius at the query point. Against the
  geodesic this is wrong by less than 2e-6 (three feet in 300 miles; a property test holds it);
* beyond, and wherever a place lies on the rim of a radius, the geodesic itself (Karney 2013,
  by PROJ).

Because the index is three-dimensional, poles and antimeridian are places like any other.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod
from scipy.spatial import cKDTree

METERS_PER_MILE: Final = 1609.344
CHORD_LIMIT_MILES: Final = 300.0
CHORD_ERROR: Final = 5e-6
INCLUSIVE: Final = 1e-9
"""A place exactly on the rim belongs inside, whatever the last bit of two computations says."""
ROUNDING_MILES: Final = 1e-6
"""Earth-centred coordinates are rounded: two names of one pole may lie this far apart."""

_SPARE: Final = 6
"""Candidates more than are asked for: near by, the chord's order is all but the geodesic's."""

_GEOD: Final = Geod(ellps="WGS84")
_EQUATOR_MILES: Final = _GEOD.a / METERS_PER_MILE
_E2: Final = _GEOD.es

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]


def miles_between(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Floats:
    """Geodesic miles between points in WGS 84 degrees; shapes broadcast, NaN in gives NaN out.

    >>> round(float(miles_between(40.7128, -74.0060, 34.0522, -118.2437)))
    2451
    """
    parts = np.broadcast_arrays(lat1, lon1, lat2, lon2)
    shape = parts[0].shape
    from_lat, from_lon, to_lat, to_lon = (np.array(part, float).ravel() for part in parts)
    _, _, meters = _GEOD.inv(from_lon, from_lat, to_lon, to_lat)
    return np.asarray(meters, float).reshape(shape) / METERS_PER_MILE


def ring(
    lat: float, lon: float, radius_miles: float, points: int = 72
) -> list[tuple[float, float]]:
    """The rim of a radius as ``points`` pairs (latitude, longitude), clockwise from north.

    Longitudes go on past 180 degrees instead of jumping, so that a map draws one closed ring.
    """
    bearings = np.arange(points) * (360.0 / points)
    same = np.full(points, 1.0)
    lons, lats, _ = _GEOD.fwd(
        lon * same, lat * same, bearings, radius_miles * METERS_PER_MILE * same
    )
    unwrapped = np.asarray(lon) + (np.asarray(lons) - lon + 180.0) % 360.0 - 180.0
    return [(float(y), float(x)) for y, x in zip(lats, unwrapped, strict=True)]


def to_xyz(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Earth-centred coordinates of points on the ellipsoid, in miles, shape ``(..., 3)``."""
    phi, lam = np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float))
    normal = _EQUATOR_MILES / np.sqrt(1.0 - _E2 * np.sin(phi) ** 2)
    parallel = normal * np.cos(phi)
    return np.stack(
        [parallel * np.cos(lam), parallel * np.sin(lam), normal * (1.0 - _E2) * np.sin(phi)], -1
    )


def chord_limits(radius_miles: float) -> tuple[float, float]:
    """Straight lines through the Earth, in miles: up to the first a point is surely within the
    radius, beyond the second it surely is not. Between them, only the geodesic knows.

    No arc is shorter than its chord, and none of the ellipsoid bends more than at the equator,
    along a meridian: of two arcs of one length the one that bends less has the longer chord.
    """
    sharpest = _EQUATOR_MILES * (1.0 - _E2)
    half = min(radius_miles / (2.0 * sharpest), np.pi / 2.0)
    surely = 2.0 * sharpest * np.sin(half) * (1.0 - INCLUSIVE) - ROUNDING_MILES
    return float(surely), radius_miles * (1.0 + INCLUSIVE) + ROUNDING_MILES


def _gaussian_radius(lat: ArrayLike) -> Floats:
    """Mean radius of curvature at a latitude, in miles."""
    return np.asarray(
        _EQUATOR_MILES * np.sqrt(1.0 - _E2) / (1.0 - _E2 * np.sin(np.radians(lat)) ** 2)
    )


def _nearest_first(rows: Positions, miles: Floats) -> tuple[Positions, Floats]:
    """Sorted by miles, and by row at the same distance.

    Only the ties are sorted by both: doing that to all of them would cost ten times as much.
    """
    order = np.argsort(miles)
    rows, miles = rows[order], miles[order]
    same = miles[1:] == miles[:-1]
    if same.any():
        tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
        rows[tied] = rows[tied][np.lexsort((rows[tied], miles[tied]))]
    return rows, miles


class PlaceIndex:
    """Finds points near a point. Points without coordinates (NaN) are never found.

    Positions in the answers count in the arrays that the index was built from.
    """

    def __init__(self, lat: ArrayLike, lon: ArrayLike) -> None:
        self.lat = np.array(lat, dtype=float)
        self.lon = np.array(lon, dtype=float)
        self._known = np.flatnonzero(np.isfinite(self.lat) & np.isfinite(self.lon))
        self._xyz = to_xyz(self.lat[self._known], self.lon[self._known])
        self._tree = cKDTree(self._xyz, leafsize=32)

    def __len__(self) -> int:
        return len(self._known)

    def within(
        self, lat: float, lon: float, radius_miles: float | None
    ) -> tuple[Positions, Floats]:
        """Positions and miles of every point within the radius (inclusive), nearest first.

        ``None`` means any distance. Points at the same distance keep their order.
        """
        if radius_miles is None or radius_miles > CHORD_LIMIT_MILES:
            rows = np.arange(len(self._known))
            miles = self._miles_to(lat, lon, rows)
            if radius_miles is not None:
                rows = np.flatnonzero(miles <= radius_miles * (1.0 + INCLUSIVE))
                miles = miles[rows]
        else:
            rows, miles = self._near(lat, lon, radius_miles)
        rows, miles = _nearest_first(rows, miles)
        return self._known[rows], miles

    def nearest(self, lat: float, lon: float, count: int) -> tuple[Positions, Floats]:
        """Positions and geodesic miles of the ``count`` nearest points, nearest first."""
        count = min(count, len(self._known))
        if count == 0:
            return np.empty(0, np.intp), np.empty(0)
        here = to_xyz(lat, lon)
        _, first = self._tree.query(here, k=count)
        reach = self._miles_to(lat, lon, np.atleast_1d(first)).max()
        # Far away the chord's order is not the geodesic's. But no chord is longer than its arc,
        # so whatever is as near as the farthest of these lies within that many miles of chord.
        ball = self._tree.query_ball_point(here, reach * (1.0 + INCLUSIVE) + ROUNDING_MILES)
        rows = np.asarray(ball, np.intp)
        miles = self._miles_to(lat, lon, rows)
        order = np.lexsort((rows, miles))[:count]
        return self._known[rows[order]], miles[order]

    def nearest_miles(self, lat: ArrayLike, lon: ArrayLike) -> Floats:
        """Geodesic miles from each of many points to the nearest; infinity if there is none.

        Much quicker than ``nearest_many``, which also tells which one it is.
        """
        lats, lons = np.asarray(lat, float), np.asarray(lon, float)
        if not len(self._known):
            return np.full(len(lats), np.inf)
        chord, found = self._tree.query(to_xyz(lats, lons), k=[1, 2])
        at = self._known[found[:, 0]]
        miles = miles_between(lats, lons, self.lat[at], self.lon[at])
        # A second one that is as near by its chord may be nearer by its arc.
        close = np.flatnonzero(chord[:, 1] <= miles * (1.0 + INCLUSIVE) + ROUNDING_MILES)
        if len(close):
            _, near = self.nearest_many(lats[close], lons[close], 1)
            miles[close] = near[:, 0]
        return miles

    def nearest_many(self, lat: ArrayLike, lon: ArrayLike, count: int) -> tuple[Positions, Floats]:
        """``nearest`` of many points at once: a row a point, its ``count`` nearest in order.

        The arrays have as many columns as there are points to find, at most ``count``.
        """
        lats, lons = np.asarray(lat, float), np.asarray(lon, float)
        count = min(count, len(self._known))
        rows = np.empty((len(lats), count), np.intp)
        miles = np.empty((len(lats), count))
        if count == 0:
            return rows, miles
        here = to_xyz(lats, lons)
        left, tried = np.arange(len(lats)), min(count + _SPARE, len(self._known))
        while len(left):
            chord, found = self._tree.query(here[left], k=np.arange(1, tried + 1))
            # In the order of the index, so that a stable sort leaves ties in it.
            found.sort(axis=1)
            at = self._known[found]
            far = miles_between(lats[left, None], lons[left, None], self.lat[at], self.lon[at])
            order = np.argsort(far, axis=1, kind="stable")[:, :count]
            rows[left] = np.take_along_axis(at, order, axis=1)
            miles[left] = np.take_along_axis(far, order, axis=1)
            # What was not looked at is farther by its chord, and a chord is never longer than its
            # arc: the answer is whole once the last chord reaches beyond it.
            reach = miles[left, -1] * (1.0 + INCLUSIVE) + ROUNDING_MILES
            left = left[chord[:, -1] <= reach] if tried < len(self._known) else left[:0]
            tried = min(tried * 2, len(self._known))
        return rows, miles

    def pairs(
        self, lat: ArrayLike, lon: ArrayLike, radius_miles: float
    ) -> tuple[Positions, Positions, Floats]:
        """``within`` of many points at once: which point, which position, how many miles apart.

        Three arrays of one length, a pair an entry, in no order to rely on. Who is within (the rim
        included) is exact at any radius. Miles are off by less than 2e-6 of themselves up to
        ``CHORD_LIMIT_MILES``, and by less than 2e-5 up to 1,000 miles.
        """
        lats, lons = np.asarray(lat, float), np.asarray(lon, float)
        known = np.flatnonzero(np.isfinite(lats) & np.isfinite(lons))
        surely, perhaps = chord_limits(radius_miles)
        others = cKDTree(to_xyz(lats[known], lons[known]), leafsize=32)
        near = others.sparse_distance_matrix(self._tree, perhaps, output_type="ndarray")
        rows, at = known[near["i"]], self._known[near["j"]]
        diameters = 2.0 * _gaussian_radius(lats[rows])
        miles = diameters * np.arcsin(np.minimum(near["v"] / diameters, 1.0))
        inside = near["v"] <= surely
        on_rim = np.flatnonzero(~inside)
        if len(on_rim):
            there = at[on_rim]
            here = rows[on_rim]
            exact = miles_between(lats[here], lons[here], self.lat[there], self.lon[there])
            miles[on_rim] = exact
            inside[on_rim] = exact <= radius_miles * (1.0 + INCLUSIVE)
        return rows[inside], at[inside], miles[inside]

    def _miles_to(self, lat: float, lon: float, rows: Positions) -> Floats:
        at = self._known[rows]
        return miles_between(lat, lon, self.lat[at], self.lon[at])

    def _near(self, lat: float, lon: float, radius_miles: float) -> tuple[Positions, Floats]:
        here = to_xyz(lat, lon)
        # A chord is never longer than its arc, so no candidate is missed.
        found = self._tree.query_ball_point(
            here, radius_miles * (1.0 + INCLUSIVE) + ROUNDING_MILES, return_sorted=False
        )
        rows = np.asarray(found, dtype=np.intp)
        apart = self._xyz.take(rows, axis=0) - here
        chord = np.sqrt(np.einsum("ij,ij->i", apart, apart))
        diameter = 2.0 * float(_gaussian_radius(lat))
        miles = diameter * np.arcsin(chord / diameter)
        on_rim = np.flatnonzero(np.abs(miles - radius_miles) <= radius_miles * CHORD_ERROR)
        if len(on_rim):
            miles[on_rim] = self._miles_to(lat, lon, rows[on_rim])
        inside = miles <= radius_miles * (1.0 + INCLUSIVE)
        return rows[inside], miles[inside]
