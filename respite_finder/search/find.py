"""``search``: the places near an origin, or of a state, and what serves the area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from respite_finder.distance import Floats, Positions
from respite_finder.needs import Stated
from respite_finder.schema import ServiceType
from respite_finder.search.candidates import by_area, in_states, index_of, matches
from respite_finder.search.query import WHOLE, Query
from respite_finder.search.sift import passing, sift

BEYOND_COUNT: Final = 5


@dataclass(frozen=True)
class Found:
    """Frames indexed by ``place_id``, each with every column of places, ``distance_miles`` and
    ``not_stated``: the needs asked that the source does not answer, as in ``age; free``.

    ``results``: nearest first, or by city for a state. ``beyond``: only if there are no results,
    the nearest outside the radius. ``statewide``: found by area served, no distance (NaN).
    ``hidden_unknown`` places are not in ``results``, ``hidden_by_area`` not in ``statewide``,
    only because their source does not say whether they answer a need.
    """

    query: Query
    results: pd.DataFrame
    beyond: pd.DataFrame
    statewide: pd.DataFrame
    hidden_unknown: int = 0
    hidden_by_area: int = 0


def search(places: pd.DataFrame, query: Query) -> Found:
    """Find places. ``places`` is as ``load_places`` returns it and is not changed."""
    statewide, hidden_by_area = _statewide(places, query)
    if query.by_state:
        positions: Positions = np.flatnonzero(in_states(places, query.home_states))
        miles: Floats = np.full(len(positions), np.nan)
    else:
        assert query.origin is not None
        index, at = index_of(places), query.origin
        positions, miles = index.within(at.lat, at.lon, query.radius_miles)
    keep = matches(places, positions, query)
    results, hidden = _sifted(places, positions[keep], miles[keep], query)
    if query.by_state:
        results = _by_city(results)
    beyond = results.iloc[:0]
    if not query.by_state and not len(results):
        beyond, _ = _sifted(places, *_beyond(places, query), query)
    return Found(query, results, beyond, statewide, hidden, hidden_by_area)


def _sifted(
    places: pd.DataFrame, positions: Positions, miles: Floats, query: Query
) -> tuple[pd.DataFrame, int]:
    """The rows that answer the needs, and how many are hidden for an unknown answer."""
    left = sift(places, positions, query.needs)
    if left.keep is not None:
        positions, miles = positions[left.keep], miles[left.keep]
    frame = places.take(positions) if len(positions) else places.iloc[:0]
    return frame.assign(distance_miles=miles, not_stated=left.not_stated or ""), left.hidden


def _by_city(frame: pd.DataFrame) -> pd.DataFrame:
    """A state's places by city; those whose town nobody states come last."""
    unknown = frame["city"] == ""
    order = frame.assign(_unknown=unknown, _city=frame["city"].str.lower(), _name=frame["name"])
    return frame.loc[order.sort_values(["state", "_unknown", "_city", "_name"]).index]


def _statewide(places: pd.DataFrame, query: Query) -> tuple[pd.DataFrame, int]:
    """Services without a point: what was asked for, then the state's lines, the rest, nationwide.

    Places that tell no town come here too (when a whole state is listed they stand in the list
    itself).
    """
    reached = by_area(places, query)
    rows = reached.rows
    rank = {kind.value: place for place, kind in enumerate(ServiceType)}
    order = pd.DataFrame(
        {
            "not_asked": ~(reached.asked & bool(query.service_types)),
            "far": reached.everywhere,
            "rank": places["service_type"].take(rows).map(rank).to_numpy(),
            "local": ~places["area_served"].take(rows).str.startswith(WHOLE).to_numpy(bool),
            "unconfirmed": (places["status"].take(rows) != "active").to_numpy(),
            "name": places["name"].take(rows).to_numpy(),
        }
    )
    rows = rows[order.sort_values(list(order.columns), kind="stable").index.to_numpy()]
    return _sifted(places, rows, np.full(len(rows), np.nan), query)


def _beyond(places: pd.DataFrame, query: Query) -> tuple[Positions, Floats]:
    """The nearest that match, at any distance."""
    assert query.origin is not None
    index, count = index_of(places), 64
    while True:
        positions, miles = index.nearest(query.origin.lat, query.origin.lon, count)
        keep = matches(places, positions, query)
        positions, miles = positions[keep], miles[keep]
        may = passing(Stated(places, positions), query.needs)
        if may.sum() >= BEYOND_COUNT or count >= len(index):
            return positions[may][:BEYOND_COUNT], miles[may][:BEYOND_COUNT]
        count *= 8
