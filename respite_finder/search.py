"""``search``: places by distance, type, status and state. One function for page, CLI and API.

The answer is never empty-handed: if nothing lies within the radius, the nearest beyond it come
in ``beyond``; services without a place (lines, networks) come in ``statewide``, by area served.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from weakref import ref

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from respite_finder.distance import Floats, PlaceIndex, Positions
from respite_finder.errors import QueryError
from respite_finder.locate import Origin
from respite_finder.schema import OFF_BY_DEFAULT, ServiceType, Status
from respite_finder.states import NATIONWIDE, STATE_NAMES

RADII_MILES: Final = (10, 25, 50, 100, 250)
DEFAULT_RADIUS_MILES: Final = 50.0
BEYOND_COUNT: Final = 5
CONFIRMED: Final = frozenset({"active"})
SHOWN: Final = frozenset({"active", "listed"})
EVERY_STATUS: Final = frozenset(status.value for status in Status)
WHOLE: Final = ("statewide", "nationwide")
"""How the area served of a service for a whole state or the country begins."""

LINES: Final = frozenset({"warmline"})
"""Somebody to call is worth showing whatever kind of place was asked for."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Query:
    """What is asked for. Raises QueryError if a filter cannot be used.

    ``origin`` None, or a whole state, lists by city instead of by distance. ``radius_miles``
    None means any distance; a place exactly on the rim is inside. Empty ``states`` means all,
    empty ``service_types`` all that are not off by default (``schema.OFF_BY_DEFAULT``).
    """

    origin: Origin | None = None
    radius_miles: float | None = DEFAULT_RADIUS_MILES
    service_types: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    statuses: frozenset[str] = SHOWN

    def __post_init__(self) -> None:
        for name in ("service_types", "states", "statuses"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        radius = self.radius_miles
        if radius is not None and not (math.isfinite(radius) and radius > 0):
            expected = "give a number of miles greater than 0, or none for any distance."
            raise QueryError("radius", radius, expected)
        _only(self.service_types, {kind.value for kind in ServiceType}, "type")
        _only(self.states, set(STATE_NAMES), "state")
        _only(self.statuses, set(EVERY_STATUS), "status")

    @property
    def by_state(self) -> bool:
        """Whether the answer is a state's list by city, without distances."""
        return self.origin is None or self.origin.precision == "state"


def _only(given: frozenset[str], known: set[str], name: str) -> None:
    for value in sorted(given - known):
        raise QueryError(name, value, f"choose from {', '.join(sorted(known))}.")


@dataclass(frozen=True)
class Found:
    """Frames indexed by ``place_id``, each with every column of places and ``distance_miles``.

    ``results``: nearest first, or by city for a state. ``beyond``: only if there are no results,
    the nearest outside the radius. ``statewide``: found by area served, no distance (NaN).
    """

    query: Query
    results: pd.DataFrame
    beyond: pd.DataFrame
    statewide: pd.DataFrame


@dataclass(frozen=True)
class Facets:
    """How many places each choice of a filter would show, the other filters staying as they are.

    ``service_type`` counts services found by area too; the others count places with a distance
    (or, for a state, in its list). ``radius_miles`` has a key for each of ``RADII_MILES`` and
    None for any distance.
    """

    service_type: Mapping[str, int] = field(default_factory=dict)
    status: Mapping[str, int] = field(default_factory=dict)
    state: Mapping[str, int] = field(default_factory=dict)
    radius_miles: Mapping[int | None, int] = field(default_factory=dict)


def search(places: pd.DataFrame, query: Query) -> Found:
    """Find places. ``places`` is as ``load_places`` returns it and is not changed."""
    states = _home_states(query)
    statewide = _statewide(places, query, states)
    if query.by_state:
        results = _listed(places, query, states)
        return Found(query, results, _with_miles(places, *_nothing()), statewide)
    assert query.origin is not None
    lat, lon = query.origin.lat, query.origin.lon
    positions, miles = index_of(places).within(lat, lon, query.radius_miles)
    keep = _matches(places, positions, query)
    results = _with_miles(places, positions[keep], miles[keep])
    beyond = _nothing() if len(results) else _nearest_beyond(places, query, lat, lon)
    return Found(query, results, _with_miles(places, *beyond), statewide)


def facets(places: pd.DataFrame, query: Query) -> Facets:
    """Count what each choice of type, status, state and radius would show."""
    if query.by_state:
        # Without an origin the states are a filter like any other: their counts cover them all.
        around = frozenset({query.origin.state}) if query.origin else frozenset[str]()
        positions: Positions = np.flatnonzero(_in_states(places, around))
        miles: Floats = np.zeros(len(positions))
    else:
        assert query.origin is not None
        # No choice of radius but "any" reaches farther, and "any" needs no distance.
        lat, lon = query.origin.lat, query.origin.lon
        farthest = max(query.radius_miles or 0, *RADII_MILES)
        index = index_of(places)
        near_positions, near_miles = index.within(lat, lon, farthest)
        positions = np.flatnonzero(np.isfinite(index.lat) & np.isfinite(index.lon))
        every = np.full(len(index.lat), np.inf)
        every[near_positions] = near_miles
        miles = every[positions]
    radius = math.inf if query.radius_miles is None or query.by_state else query.radius_miles
    near = miles <= radius * (1 + 1e-9)
    kind = places["service_type"].take(positions)
    status = places["status"].take(positions)
    state = places["state"].take(positions)
    of_kind = _of_kind(kind, query)
    of_status = _isin(status, query.statuses)
    of_state = _isin(state, query.states)
    everywhere = of_kind & of_status & of_state
    without_point = np.flatnonzero(
        np.logical_or.reduce(_without_point(places, query, _home_states(query)))
    )
    by_area = places["service_type"].take(without_point)
    by_area = by_area[_isin(places["status"].take(without_point), query.statuses)]
    return Facets(
        service_type=_counts(pd.concat([kind[near & of_status & of_state], by_area])),
        status=_counts(status[near & of_kind & of_state]),
        state=_counts(state[near & of_kind & of_status]),
        radius_miles={
            **{r: int((everywhere & (miles <= r * (1 + 1e-9))).sum()) for r in RADII_MILES},
            None: int(everywhere.sum()),
        },
    )


_indexes: dict[int, tuple[ref[pd.DataFrame], PlaceIndex]] = {}


def index_of(places: pd.DataFrame) -> PlaceIndex:
    """The index of a frame's coordinates, built once and again if the coordinates change."""
    lat, lon = places["latitude"].to_numpy(float), places["longitude"].to_numpy(float)
    known = _indexes.get(id(places))
    if known is not None and known[0]() is places:
        index = known[1]
        if np.array_equal(index.lat, lat, True) and np.array_equal(index.lon, lon, True):
            return index
    index = PlaceIndex(lat, lon)
    key = id(places)
    _indexes[key] = (ref(places, lambda _: _indexes.pop(key, None)), index)
    return index


def _home_states(query: Query) -> frozenset[str]:
    """The states that the visitor is in or asks for."""
    if query.origin is None:
        return query.states
    return frozenset({query.origin.state})


def _isin(values: pd.Series[str], wanted: frozenset[str]) -> Mask:
    if not wanted:
        return np.ones(len(values), bool)
    return values.isin(wanted).to_numpy(bool, copy=True)


def _matches(places: pd.DataFrame, positions: Positions, query: Query) -> Mask:
    """Which of these positions pass type, status and state."""
    keep = _of_kind(places["service_type"].take(positions), query)
    for name, wanted in {"status": query.statuses, "state": query.states}.items():
        if wanted:
            keep &= _isin(places[name].take(positions), wanted)
    return keep


def _of_kind(values: pd.Series[str], query: Query) -> Mask:
    if query.service_types:
        return _isin(values, query.service_types)
    return ~_isin(values, OFF_BY_DEFAULT)


def _in_states(places: pd.DataFrame, states: frozenset[str]) -> Mask:
    physical = (places["location_type"] == "physical").to_numpy()
    return physical & _isin(places["state"], states)


def _listed(places: pd.DataFrame, query: Query, states: frozenset[str]) -> pd.DataFrame:
    """A state's places by city; those whose town nobody states come last."""
    rows: Positions = np.flatnonzero(_in_states(places, states))
    rows = rows[_matches(places, rows, query)]
    frame = _with_miles(places, rows, np.full(len(rows), np.nan))
    unknown = frame["city"] == ""
    order = frame.assign(_unknown=unknown, _city=frame["city"].str.lower(), _name=frame["name"])
    return frame.loc[order.sort_values(["state", "_unknown", "_city", "_name"]).index]


def _statewide(places: pd.DataFrame, query: Query, states: frozenset[str]) -> pd.DataFrame:
    """Services without a point: what was asked for, then the state's lines, the rest, nationwide.

    The state's own services found by area are shown whatever type was asked for, nationwide ones
    only if they are lines or of that type. Places that tell no town come here too (when a whole
    state is listed they stand in the list itself).
    """
    at_home, everywhere, unplaced = _without_point(places, query, states)
    rows = np.flatnonzero(at_home | everywhere | unplaced)
    kind = places["service_type"].take(rows)
    asked = _of_kind(kind, query)
    on = asked | ~_isin(kind, OFF_BY_DEFAULT)
    reached = (at_home[rows] & on) | ((everywhere | unplaced)[rows] & asked)
    reached |= everywhere[rows] & _isin(kind, LINES)
    reached &= _isin(places["status"].take(rows), query.statuses)
    rows, asked = rows[reached], asked[reached]
    rank = {kind.value: place for place, kind in enumerate(ServiceType)}
    order = pd.DataFrame(
        {
            "not_asked": ~(asked & bool(query.service_types)),
            "far": everywhere[rows],
            "rank": places["service_type"].take(rows).map(rank).to_numpy(),
            "local": ~places["area_served"].take(rows).str.startswith(WHOLE).to_numpy(bool),
            "unconfirmed": (places["status"].take(rows) != "active").to_numpy(),
            "name": places["name"].take(rows).to_numpy(),
        }
    )
    rows = rows[order.sort_values(list(order.columns), kind="stable").index.to_numpy()]
    return _with_miles(places, rows, np.full(len(rows), np.nan))


def _without_point(
    places: pd.DataFrame, query: Query, states: frozenset[str]
) -> tuple[Mask, Mask, Mask]:
    """Found by area: served at home, nationwide, and places of these states that tell no town.

    Without a state at hand, only what serves the whole country is at home.
    """
    virtual = (places["location_type"] == "virtual").to_numpy()
    everywhere = virtual & (places["state"] == NATIONWIDE).to_numpy()
    at_home = np.zeros(len(places), bool)
    by_area = np.flatnonzero(virtual)
    at_home[by_area] = [
        not states.isdisjoint(codes.split("; ")) for codes in places["area_states"].take(by_area)
    ]
    unplaced = np.zeros(len(places), bool)
    if states and not query.by_state:
        unknown = ~virtual & ~np.isfinite(places["latitude"].to_numpy(float))
        unplaced = unknown & _isin(places["state"], states)
    return at_home, everywhere, unplaced


def _nearest_beyond(
    places: pd.DataFrame, query: Query, lat: float, lon: float
) -> tuple[Positions, Floats]:
    index = index_of(places)
    count = 64
    while True:
        positions, miles = index.nearest(lat, lon, count)
        keep = _matches(places, positions, query)
        if keep.sum() >= BEYOND_COUNT or count >= len(index):
            return positions[keep][:BEYOND_COUNT], miles[keep][:BEYOND_COUNT]
        count *= 8


def _nothing() -> tuple[Positions, Floats]:
    return np.empty(0, np.intp), np.empty(0)


def _with_miles(places: pd.DataFrame, positions: Positions, miles: Floats) -> pd.DataFrame:
    frame = places.take(positions) if len(positions) else places.iloc[:0]
    return frame.assign(distance_miles=miles)


def _counts(values: pd.Series[str]) -> dict[str, int]:
    return {str(name): int(count) for name, count in values.value_counts().items()}
