"""Which rows of the places come into question, before anybody's needs."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import ref

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from respite_finder.distance import PlaceIndex, Positions
from respite_finder.schema import OFF_BY_DEFAULT, ServiceType
from respite_finder.search.query import LINES, Query
from respite_finder.states import NATIONWIDE

Mask = NDArray[np.bool_]

_ON = frozenset(kind.value for kind in ServiceType) - OFF_BY_DEFAULT
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


def is_in(values: pd.Series[str], wanted: frozenset[str]) -> Mask:
    """Which values are wanted; all of them if nothing in particular is."""
    if not wanted:
        return np.ones(len(values), bool)
    return values.isin(wanted).to_numpy(bool, copy=True)


def matches(places: pd.DataFrame, positions: Positions, query: Query) -> Mask:
    """Which of these positions pass type, status and state."""
    keep = of_kind(places["service_type"].take(positions), query)
    for name, wanted in {"status": query.statuses, "state": query.states}.items():
        if wanted:
            keep &= is_in(places[name].take(positions), wanted)
    return keep


def of_kind(values: pd.Series[str], query: Query) -> Mask:
    """Which types are asked for."""
    return is_in(values, wanted_types(query))


def wanted_types(query: Query) -> frozenset[str]:
    """The types asked for; if none is, all that are not off by default."""
    return query.service_types or _ON


def in_states(places: pd.DataFrame, states: frozenset[str]) -> Mask:
    """Which places to go to stand in these states, or in any."""
    physical = (places["location_type"] == "physical").to_numpy()
    return physical & is_in(places["state"], states)


def without_point(
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
        unplaced = unknown & is_in(places["state"], states)
    return at_home, everywhere, unplaced


@dataclass(frozen=True)
class ByArea:
    """Rows that are found by the area served, which of them are of a type that was asked for, and
    which serve the whole country; one value a row.
    """

    rows: Positions
    asked: Mask
    everywhere: Mask


def by_area(places: pd.DataFrame, query: Query) -> ByArea:
    """The services without a point that a query reaches, in the order of ``places``.

    The state's own are reached whatever type was asked for, nationwide ones only if they are
    lines or of that type.
    """
    at_home, everywhere, unplaced = without_point(places, query, query.home_states)
    rows: Positions = np.flatnonzero(at_home | everywhere | unplaced)
    kind = places["service_type"].take(rows)
    asked = of_kind(kind, query)
    on = asked | ~is_in(kind, OFF_BY_DEFAULT)
    reached = (at_home[rows] & on) | ((everywhere | unplaced)[rows] & asked)
    reached |= everywhere[rows] & is_in(kind, LINES)
    reached &= is_in(places["status"].take(rows), query.statuses)
    return ByArea(rows[reached], asked[reached], everywhere[rows[reached]])
