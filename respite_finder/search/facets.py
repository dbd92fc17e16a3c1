"""``facets``: how many places each choice of a filter would show."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from respite_finder.distance import Floats, Positions
from respite_finder.needs import Stated, Words
from respite_finder.search.candidates import (
    Mask,
    by_area,
    in_states,
    index_of,
    wanted_types,
    without_point,
)
from respite_finder.search.need_facets import Counted, count_needs, spoken_in
from respite_finder.search.query import RADII_MILES, Query
from respite_finder.search.sift import passing


@dataclass(frozen=True)
class Facets:
    """How many places each choice of a filter would show, the other filters staying as they are.

    ``service_type`` and ``needs`` count services found by area too; the others count places with
    a distance (or, for a state, in its list). ``radius_miles`` has a key for each of
    ``RADII_MILES`` and None for any distance. ``needs``: see ``count_needs``.
    """

    service_type: Mapping[str, int] = field(default_factory=dict)
    status: Mapping[str, int] = field(default_factory=dict)
    state: Mapping[str, int] = field(default_factory=dict)
    radius_miles: Mapping[int | None, int] = field(default_factory=dict)
    needs: Mapping[str, Counted] = field(default_factory=dict)


def facets(places: pd.DataFrame, query: Query) -> Facets:
    """Count what each choice of type, status, state, radius and need would show."""
    positions, miles = _in_question(places, query)
    radius = math.inf if query.radius_miles is None or query.by_state else query.radius_miles
    near = miles <= radius * (1 + 1e-9)
    stated = Stated(places, positions)
    kind, status, state = (stated.words(name) for name in ("service_type", "status", "state"))
    right_kind = _are(kind, wanted_types(query))
    right_status = _are(status, query.statuses)
    right_state = _are(state, query.states)
    candidates = right_kind & right_status & right_state
    helps = passing(stated, query.needs)
    everywhere = candidates & helps
    here = near & helps
    reached = by_area(places, query)
    return Facets(
        service_type=_counts(kind, here & right_status & right_state) + _by_area(places, query),
        status=_counts(status, here & right_kind & right_state),
        state=_counts(state, here & right_kind & right_status),
        radius_miles={
            **{r: int((everywhere & (miles <= r * (1 + 1e-9))).sum()) for r in RADII_MILES},
            None: int(everywhere.sum()),
        },
        needs=count_needs(
            Stated(places, np.concatenate([positions[near & candidates], reached.rows])),
            query.needs,
            spoken_in(places),
        ),
    )


def _by_area(places: pd.DataFrame, query: Query) -> Counter[str]:
    """Services found by area, of every type."""
    rows = np.flatnonzero(np.logical_or.reduce(without_point(places, query, query.home_states)))
    stated = Stated(places, rows)
    shown = _are(stated.words("status"), query.statuses) & passing(stated, query.needs)
    return _counts(stated.words("service_type"), shown)


def _in_question(places: pd.DataFrame, query: Query) -> tuple[Positions, Floats]:
    """Every place that some choice could show, and how far it is (infinite: beyond any radius)."""
    if query.by_state:
        # Without an origin the states are a filter like any other: their counts cover them all.
        around = frozenset({query.origin.state}) if query.origin else frozenset[str]()
        positions: Positions = np.flatnonzero(in_states(places, around))
        return positions, np.zeros(len(positions))
    assert query.origin is not None
    # No choice of radius but "any" reaches farther, and "any" needs no distance.
    lat, lon = query.origin.lat, query.origin.lon
    farthest = max(query.radius_miles or 0, *RADII_MILES)
    index = index_of(places)
    near_positions, near_miles = index.within(lat, lon, farthest)
    positions = np.flatnonzero(np.isfinite(index.lat) & np.isfinite(index.lon))
    every = np.full(len(index.lat), np.inf)
    every[near_positions] = near_miles
    return positions, every[positions]


def _are(stated: Words, wanted: frozenset[str]) -> Mask:
    """Which rows have a wanted word; all of them if nothing in particular is wanted."""
    codes, words = stated
    return np.array([not wanted or word in wanted for word in words], bool)[codes]


def _counts(stated: Words, mask: Mask) -> Counter[str]:
    codes, words = stated
    counts = np.bincount(codes[mask], minlength=len(words))
    return Counter({word: int(n) for word, n in zip(words, counts, strict=True) if n})
