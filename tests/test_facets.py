"""Counts beside the filters: each equals the length of the search that it announces."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from respite_finder import Origin, Query, facets, locate, search
from respite_finder.schema import ServiceType
from respite_finder.search import EVERY_STATUS, RADII_MILES, SHOWN
from strategies import place_frames, radii, us_origins

QUERIES = [
    Query(locate("01060")),
    Query(locate("01060"), 25, frozenset({"peer_respite", "clubhouse"})),
    Query(locate("01060"), None, statuses=EVERY_STATUS),
    Query(locate("82001"), 10, frozenset({"warmline"})),
    Query(locate("10001"), 100, states=frozenset({"NJ"})),
    Query(locate("Vermont")),
    Query(locate("Ohio"), 10, frozenset({"clubhouse"})),
    Query(locate("Vermont"), states=frozenset({"NH"})),
    Query(None),
    Query(None, states=frozenset({"CA", "NY"})),
]
queries = pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))


def count(places: pd.DataFrame, query: Query) -> int:
    return len(search(places, query).results)


@queries
def test_a_type_announces_its_places_and_its_lines(places: pd.DataFrame, query: Query) -> None:
    told = facets(places, query).service_type
    for kind in ServiceType:
        answer = search(places, replace(query, service_types=frozenset({kind.value})))
        of_kind = answer.statewide["service_type"] == kind.value
        assert told.get(kind.value, 0) == len(answer.results) + of_kind.sum()


@queries
def test_a_status_announces_its_places(places: pd.DataFrame, query: Query) -> None:
    told = facets(places, query).status
    for status in EVERY_STATUS:
        assert told.get(status, 0) == count(places, replace(query, statuses=frozenset({status})))


@queries
def test_a_radius_announces_its_places(places: pd.DataFrame, query: Query) -> None:
    told = facets(places, query).radius_miles
    assert list(told) == [*RADII_MILES, None]
    for radius, places_told in told.items():
        assert places_told == count(places, replace(query, radius_miles=radius))


@queries
def test_a_state_announces_its_places(places: pd.DataFrame, query: Query) -> None:
    told = facets(places, query).state
    for state in ("MA", "NH", "CT", "NY", "NJ", "VT", "OH", "CA", "PR"):
        assert told.get(state, 0) == count(places, replace(query, states=frozenset({state})))


@settings(max_examples=25)  # each example is 24 searches
@given(place_frames(), us_origins, radii | st.none(), st.sampled_from([SHOWN, EVERY_STATUS]))
def test_counts_hold_for_any_places(
    made: pd.DataFrame, here: Origin, radius: float | None, statuses: frozenset[str]
) -> None:
    query = Query(here, radius, statuses=statuses)
    told = facets(made, query)
    for kind in ServiceType:
        answer = search(made, replace(query, service_types=frozenset({kind.value})))
        of_kind = answer.statewide["service_type"] == kind.value
        assert told.service_type.get(kind.value, 0) == len(answer.results) + of_kind.sum()
    for state in ("KS", "MO", "NE"):
        assert told.state.get(state, 0) == count(made, replace(query, states=frozenset({state})))
    for miles in (*RADII_MILES, None):
        assert told.radius_miles[miles] == count(made, replace(query, radius_miles=miles))
