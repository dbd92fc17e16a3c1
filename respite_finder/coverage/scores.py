"""Access scores: places or beds for a person, by four methods, from who lives near what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
import pandas as pd

from respite_finder.coverage.access import (
    Pairs,
    flat_weights,
    gravity_weights,
    step_weights,
    three_step,
    two_step,
)
from respite_finder.coverage.population import Areas, Population, county_names
from respite_finder.coverage.query import CoverageQuery, asked_states
from respite_finder.coverage.reach import Reach
from respite_finder.coverage.table import By, check_counties
from respite_finder.distance import Floats
from respite_finder.errors import QueryError
from respite_finder.states import NATIONWIDE

Supplied = Literal["places", "beds"]

ZONE_WEIGHTS: Final = (1.0, 0.68, 0.22)
"""Of three equal zones: the slow decay of Luo & Qi (2009), made for zones of 10 minutes."""
GRAVITY_POWER: Final = -1.0
GRAVITY_FLOOR_MILES: Final = 1.0
"""Nearer than this counts as this far: a ZIP code's middle is no better known, and at 0 miles a
weight of one over the distance would have no end."""
PER_PEOPLE: Final = 100_000

_Weigh = Callable[[Floats, float], Floats]


def _zones(cost: Floats, catchment: float) -> Floats:
    last = len(ZONE_WEIGHTS)
    rims = {catchment * zone / last: weight for zone, weight in enumerate(ZONE_WEIGHTS, start=1)}
    return step_weights(cost, rims)


def _decay(cost: Floats, catchment: float) -> Floats:
    return gravity_weights(cost, catchment, power=GRAVITY_POWER, floor=GRAVITY_FLOOR_MILES)


SCORES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "2sfca": "Everything within the catchment counts alike",
        "e2sfca": "Three equal zones of the catchment count 1, 0.68 and 0.22",
        "3sfca": "The zones of E2SFCA; who has much to choose from asks less of each place",
        "gravity": "One over the miles, at least 1 mile, within the catchment",
    }
)
"""The methods, in plain words. The catchment is the radius of the query."""
SUPPLIES: Final = ("places", "beds")
BYS: Final = ("county", "state", "us")

_WEIGHTS: Final[Mapping[str, _Weigh]] = {
    "2sfca": flat_weights,
    "e2sfca": _zones,
    "3sfca": _zones,
    "gravity": _decay,
}


@dataclass(frozen=True, eq=False)
class Supply:
    """What is there to reach: an amount at each place that can be counted, and what cannot.

    ``lat``, ``lon`` and ``amount`` are of the ``places`` that count. A place without a point is
    near nobody that we know of; where beds are asked for, a place that does not state them cannot
    count, as unknown is not zero. A place that lacks both is among those without a point.
    """

    lat: Floats
    lon: Floats
    amount: Floats
    without_point: int
    without_beds: int

    @property
    def places(self) -> int:
        """How many places count."""
        return len(self.amount)


def supply_of(reach: Reach, query: CoverageQuery, supply: Supplied = "places") -> Supply:
    """What the counted places of a query offer: each place 1, or its beds. Raises QueryError."""
    if supply not in SUPPLIES:
        raise QueryError("supply", supply, f"choose from {', '.join(SUPPLIES)}.")
    places = reach.counted(query)
    located = places.loc[places["latitude"].notna() & places["longitude"].notna()]
    counted = located.loc[located["beds"].notna()] if supply == "beds" else located
    amount = np.ones(len(counted)) if supply == "places" else counted["beds"].to_numpy(float)
    return Supply(
        lat=counted["latitude"].to_numpy(float),
        lon=counted["longitude"].to_numpy(float),
        amount=amount,
        without_point=len(places) - len(located),
        without_beds=len(located) - len(counted),
    )


def access_scores(
    reach: Reach,
    query: CoverageQuery,
    *,
    method: str = "e2sfca",
    supply: Supplied = "places",
) -> Floats:
    """Supply per person at each point of the population, shape ``(n,)``.

    The catchment is the query's radius, rim included, in its miles (straight, or times the
    detour). ``method`` is one of ``SCORES``. Raises QueryError.
    """
    return _scores(reach.population, supply_of(reach, query, supply), query, method)


def score_table(
    reach: Reach,
    query: CoverageQuery,
    *,
    method: str = "e2sfca",
    supply: Supplied = "places",
    by: By = "state",
    states: Iterable[str] = (),
) -> pd.DataFrame:
    """A row an area: what there is for 100,000 of its people, weighted by people.

    Columns: by county first ``county_fips, county``; ``state``, ``population``,
    ``score_per_100000``, ``share_without`` (people with a score of 0, 0 to 1), and, alike in each
    row, ``places_used``, ``places_without_point``, ``places_without_beds`` (0 unless beds are
    asked for), ``method``, ``supply``, ``radius_miles``. Raises QueryError.
    """
    if by not in BYS:
        raise QueryError("by", by, f"choose from {', '.join(BYS)}.")
    asked = asked_states(states)
    population, offered = reach.population, supply_of(reach, query, supply)
    scores = _scores(population, offered, query, method)
    inside = population.in_states(asked)
    people = population.people * inside
    areas, names = _areas(population, by)
    total = areas.sums(people)
    some = np.where(total > 0, total, np.nan)
    frame = names.assign(
        population=np.rint(total).astype(np.int64),
        score_per_100000=areas.sums(people * scores) / some * PER_PEOPLE,
        share_without=areas.sums(people * (scores <= 0)) / some,
        places_used=offered.places,
        places_without_point=offered.without_point,
        places_without_beds=offered.without_beds,
        method=method,
        supply=supply,
        radius_miles=query.radius_miles,
    )
    return frame.loc[areas.sums(inside.astype(float)) > 0].reset_index(drop=True)


def _areas(population: Population, by: By) -> tuple[Areas, pd.DataFrame]:
    """The areas, and the columns that name them."""
    if by == "us":
        areas = Areas((NATIONWIDE,), np.zeros(len(population), np.intp))
        return areas, pd.DataFrame({"state": [NATIONWIDE]})
    if by == "state":
        return population.by_state, pd.DataFrame({"state": list(population.by_state.names)})
    areas = population.by_county
    check_counties(population)
    known = county_names()
    names = {
        "county_fips": list(areas.names),
        "county": [known.get(fips, ("", ""))[0] for fips in areas.names],
        "state": list(population.states_of_counties),
    }
    return areas, pd.DataFrame(names, dtype=object)


def _scores(population: Population, offered: Supply, query: CoverageQuery, method: str) -> Floats:
    if method not in SCORES:
        raise QueryError("method", method, f"choose from {', '.join(SCORES)}.")
    rows, at, miles = population.index.pairs(offered.lat, offered.lon, query.straight_radius_miles)
    pairs = Pairs(people_row=at, supply_row=rows, cost=miles * query.detour)
    weights = _WEIGHTS[method](pairs.cost, query.radius_miles)
    steps = three_step if method == "3sfca" else two_step
    return steps(pairs, weights, population.people, offered.amount)
