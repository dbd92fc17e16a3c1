"""Coverage on the shipped data, on made data, and asked in ways that cannot be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from made import VIRTUAL, frame, record
from oracle import oracle
from respite_finder import CoverageQuery, QueryError, coverage, coverage_table, load_places
from respite_finder.coverage import COUNTED_STATES, MEASURES, RADII_MILES, Reach, zip_population
from respite_finder.coverage.population import county_names
from respite_finder.search import SHOWN
from towns import KANSAS, MISSOURI, population, respites

SALINA, KANSAS_CITY = (38.8403, -97.6114), (39.0997, -94.5786)
TOWNS = [(SALINA, 100, "KS", KANSAS), (KANSAS_CITY, 300, "MO", MISSOURI)]


@pytest.fixture(scope="module")
def shipped() -> Reach:
    return Reach(load_places())


def at(table: pd.DataFrame, state: str, column: str) -> float:
    return float(table.set_index("state").loc[state, column])


def test_every_state_dc_and_puerto_rico_has_a_row(shipped: Reach) -> None:
    table = coverage_table(shipped)
    assert table["state"].tolist() == sorted(COUNTED_STATES)
    assert len(COUNTED_STATES) == 52
    assert {"DC", "PR", "AK", "HI"} <= set(COUNTED_STATES)


def test_the_columns_begin_as_documented_and_all_have_a_meaning(shipped: Reach) -> None:
    table = coverage_table(shipped)
    first = ["state", "population", "places", "covered_population", "covered_share"]
    assert table.columns[:5].tolist() == first
    counties = coverage_table(shipped, by="county")
    assert counties.columns[:4].tolist() == ["county_fips", "county", "state", "population"]
    assert set(table.columns) | set(counties.columns) == set(MEASURES)


def test_a_few_shares_against_geopy(shipped: Reach) -> None:
    query = CoverageQuery(radius_miles=30)
    table = coverage_table(shipped, query)
    counted = shipped.counted(query).dropna(subset=["latitude"])
    points = list(zip(counted["latitude"], counted["longitude"], strict=True))
    people = shipped.population
    for state in ("VT", "DE"):
        rows = np.flatnonzero(people.states == state)
        covered = sum(
            people.people[row]
            for row in rows
            if min(oracle((people.lat[row], people.lon[row]), point) for point in points) <= 30
        )
        assert at(table, state, "covered_population") == covered


def test_the_country_is_the_sum_of_its_states(shipped: Reach) -> None:
    query = CoverageQuery(service_types=frozenset({"clubhouse"}), radius_miles=25)
    states, us = coverage_table(shipped, query), coverage_table(shipped, query, by="us")
    for column in ("population", "places", "covered_population", "people_beyond_100", "counties"):
        assert us.loc[0, column] == states[column].sum()
    for radius in RADII_MILES:
        name = f"share_within_{radius}"
        weighted = (states[name] * states["population"]).sum() / states["population"].sum()
        assert us.loc[0, name] == pytest.approx(weighted)


def test_counties_add_up_to_their_states(shipped: Reach) -> None:
    counties, states = coverage_table(shipped, by="county"), coverage_table(shipped)
    assert counties["population"].sum() == states["population"].sum()
    assert counties["covered_population"].sum() == states["covered_population"].sum()
    assert (counties["places"] > 0).sum() == states["counties_with_place"].sum()
    names = county_names()
    assert [names[fips][0] for fips in counties["county_fips"]] == counties["county"].tolist()


def test_some_states_are_those_rows_of_all(shipped: Reach) -> None:
    query, both = CoverageQuery(radius_miles=60), ("MA", "VT")
    every = coverage_table(shipped, query).set_index("state").loc[list(both)].reset_index()
    pd.testing.assert_frame_equal(coverage_table(shipped, query, states=both), every)
    together = coverage_table(shipped, query, by="us", states=both)
    assert together.loc[0, "population"] == every["population"].sum()
    assert together.loc[0, "places"] == every["places"].sum()
    assert together.loc[0, "counties"] == every["counties"].sum()
    counties = coverage_table(shipped, query, by="county", states=["Vermont"])
    assert set(counties["state"]) == {"VT"}
    assert len(counties) == 14


def test_a_state_without_a_place_of_the_kind_has_zero_and_no_blank(shipped: Reach) -> None:
    table = coverage_table(shipped, CoverageQuery(frozenset({"living_room"})))
    assert at(table, "WY", "places") == 0
    assert at(table, "WY", "covered_population") == 0
    assert at(table, "WY", "covered_share") == 0
    assert table.drop(columns=["state"]).notna().all(axis=None)


def test_a_kind_that_stands_nowhere_has_no_distance(shipped: Reach) -> None:
    table = coverage_table(shipped, CoverageQuery(frozenset({"warmline"})))
    assert table["places"].sum() == 0
    assert (table["covered_share"] == 0).all()
    assert table[["median_miles", "mean_miles", "p90_miles"]].isna().all(axis=None)
    assert (table["people_beyond_100"] == table["population"]).all()


def test_places_that_are_not_confirmed_count_only_when_asked(shipped: Reach) -> None:
    confirmed = coverage_table(shipped, by="us")
    shown = coverage_table(shipped, CoverageQuery(statuses=SHOWN), by="us")
    assert confirmed.loc[0, "places"] == 41
    assert shown.loc[0, "places"] == 73
    assert shown.loc[0, "covered_share"] > confirmed.loc[0, "covered_share"]


def test_how_exactly_the_places_are_known_adds_up(shipped: Reach) -> None:
    table = coverage_table(shipped, CoverageQuery(frozenset({"clubhouse"}), SHOWN))
    named = [name for name in table.columns if name.startswith("places_at_")]
    assert (table[named].sum(axis=1) + table["places_without_point"] == table["places"]).all()


def test_lines_stand_beside_and_are_no_places() -> None:
    lines = [
        record(VIRTUAL, area_served="statewide", area_states="KS"),
        record(VIRTUAL, area_served="statewide", area_states="MO; KS"),
        record(VIRTUAL, area_served="Saline County", area_states="KS"),
        record(VIRTUAL, area_served="nationwide", state="US", area_states="US"),
        record(VIRTUAL, area_served="statewide", area_states="KS", status="closed"),
    ]
    places = frame(*lines, *respites([SALINA]))
    table = coverage(places, population=population(TOWNS))
    assert table["lines"].tolist() == [3, 2]
    assert table["places"].tolist() == [1, 0]
    us = coverage(places, by="us", population=population(TOWNS))
    assert us.loc[0, "lines"] == 3


def test_a_place_across_the_border_reaches_and_stands_in_its_own_state() -> None:
    places = frame(*respites([KANSAS_CITY], state="KS"))
    table = coverage(places, population=population(TOWNS))
    assert table["places"].tolist() == [1, 0]
    assert table["covered_population"].tolist() == [0, 300]


def test_the_rim_is_within_reach() -> None:
    miles = oracle(SALINA, KANSAS_CITY)
    places = frame(*respites([SALINA]))
    on_rim = coverage(places, CoverageQuery(radius_miles=miles), population=population(TOWNS))
    short = coverage(
        places, CoverageQuery(radius_miles=miles - 0.001), population=population(TOWNS)
    )
    assert on_rim["covered_population"].tolist() == [100, 300]
    assert short["covered_population"].tolist() == [100, 0]


def test_road_miles_are_longer_by_the_factor() -> None:
    places = frame(*respites([SALINA]))
    straight = coverage(places, population=population(TOWNS))
    road = coverage(places, CoverageQuery(detour=1.417), population=population(TOWNS))
    assert at(road, "MO", "median_miles") == pytest.approx(
        1.417 * at(straight, "MO", "median_miles")
    )


def test_beds_are_summed_where_they_are_known() -> None:
    places = frame(
        *respites([SALINA], beds="3"), *respites([SALINA]), *respites([SALINA], beds="4")
    )
    table = coverage(places, population=population(TOWNS))
    assert at(table, "KS", "beds") == 7
    assert at(table, "KS", "places_with_beds") == 2
    assert at(table, "KS", "places") == 3


def test_a_place_without_a_point_counts_and_reaches_nobody() -> None:
    places = frame(
        record(
            service_type="peer_respite",
            state="KS",
            zip="",
            latitude="",
            longitude="",
            precision="none",
        )
    )
    table = coverage(places, population=population(TOWNS))
    assert at(table, "KS", "places") == 1
    assert at(table, "KS", "places_without_point") == 1
    assert at(table, "KS", "covered_population") == 0


def test_the_frame_that_comes_in_is_not_changed() -> None:
    places = frame(*respites([SALINA]))
    before = places.copy(deep=True)
    coverage(places, population=population(TOWNS))
    pd.testing.assert_frame_equal(places, before)


@pytest.mark.parametrize("radius", [0, -5, 10_000, float("nan"), float("inf")])
def test_a_radius_that_cannot_be(radius: float) -> None:
    with pytest.raises(QueryError, match=r"^radius cannot be .*: give miles from 1 to 500\.$"):
        CoverageQuery(radius_miles=radius)


def test_a_kind_a_status_a_factor_and_nothing_at_all() -> None:
    with pytest.raises(QueryError, match="Did you mean peer_respite"):
        CoverageQuery(frozenset({"peer_respites"}))
    with pytest.raises(QueryError, match="status cannot be 'open'"):
        CoverageQuery(statuses=frozenset({"open"}))
    with pytest.raises(QueryError, match="type cannot be 'nothing'"):
        CoverageQuery(frozenset())
    with pytest.raises(QueryError, match="detour"):
        CoverageQuery(detour=0.5)


def test_a_state_that_does_not_exist(shipped: Reach) -> None:
    with pytest.raises(QueryError, match="state cannot be 'ZZ': give a postal code or a name"):
        coverage_table(shipped, states=["ZZ"])
    with pytest.raises(QueryError, match="Did you mean Massachusetts"):
        coverage_table(shipped, states=["Massachusets"])
    with pytest.raises(QueryError, match=r"Guam.*not known there"):
        coverage_table(shipped, states=["GU"])


def test_counties_of_a_population_that_names_none() -> None:
    towns = [(SALINA, 100, "KS", "")]
    with pytest.raises(QueryError, match="no county_fips in any row"):
        coverage(frame(*respites([SALINA])), by="county", population=population(towns))
    table = coverage(frame(*respites([SALINA])), population=population(towns))
    assert at(table, "KS", "counties") == 0
    assert np.isnan(at(table, "KS", "counties_reached_share"))


def test_the_shipped_people_are_all_counted() -> None:
    people = zip_population()
    assert int(people.people.sum()) == 333_190_773
    assert len(set(people.ids)) == len(people)
    assert set(people.counties) == set(county_names())
