"""What holds for any towns and any places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from oracle import TIE_MILES, Point
from respite_finder.coverage import RADII_MILES, CoverageQuery, coverage_table
from respite_finder.coverage.statistics import poisson_interval, weighted_quantiles
from strategies import us_points
from towns import Town, plain_miles, reach, some_points, towns

radii = st.floats(1, 500)


@given(towns, some_points)
def test_miles_are_those_of_the_nearest_place(made: list[Town], points: list[Point]) -> None:
    miles = reach(made, points).miles(CoverageQuery())
    for (at, *_), ours in zip(made, miles, strict=True):
        assert ours == pytest.approx(plain_miles(at, points), abs=TIE_MILES)


@given(towns, some_points, radii, radii)
def test_the_share_grows_with_the_radius(
    made: list[Town], points: list[Point], one: float, other: float
) -> None:
    here = reach(made, points)
    small, large = (
        coverage_table(here, CoverageQuery(radius_miles=radius), by="us").iloc[0]
        for radius in sorted((one, other))
    )
    assert small["covered_population"] <= large["covered_population"] <= large["population"]
    within = [small[f"share_within_{radius}"] for radius in RADII_MILES]
    assert within == sorted(within) or not small["population"]


@given(towns, some_points, radii)
def test_the_country_is_its_states_weighted_by_people(
    made: list[Town], points: list[Point], radius: float
) -> None:
    here, query = reach(made, points), CoverageQuery(radius_miles=radius)
    us = coverage_table(here, query, by="us").iloc[0]
    for by in ("state", "county"):
        table = coverage_table(here, query, by=by)
        people = table["population"].to_numpy()
        assert us["covered_population"] == table["covered_population"].sum()
        if us["population"]:
            share = np.nansum(table["covered_share"] * people) / people.sum()
            assert us["covered_share"] == pytest.approx(share)
        else:
            assert np.isnan(us["covered_share"])


@given(towns, some_points, us_points, radii)
def test_one_more_place_never_lowers_a_share(
    made: list[Town], points: list[Point], more: Point, radius: float
) -> None:
    query = CoverageQuery(radius_miles=radius)
    before = coverage_table(reach(made, points), query)
    after = coverage_table(reach(made, [*points, more]), query)
    assert (after["covered_population"] >= before["covered_population"]).all()
    if points:
        some = before["population"] > 0
        for name in ("median_miles", "mean_miles", "p90_miles"):
            assert (after[name] <= before[name] + TIE_MILES)[some].all()


@given(st.lists(st.tuples(st.floats(0, 1e4), st.integers(0, 1_000)), min_size=1, max_size=30))
def test_a_quantile_is_the_value_of_that_person(rows: list[tuple[float, int]]) -> None:
    values = np.array([value for value, _ in rows])
    people = np.array([count for _, count in rows], float)
    everybody = np.sort(np.repeat(values, people.astype(int)))
    ours = weighted_quantiles(values, people, np.zeros(len(rows), np.intp), 1, (0.5, 0.9))[0]
    for share, value in zip((0.5, 0.9), ours, strict=True):
        if not len(everybody):
            assert np.isnan(value)
        else:
            needed = int(np.ceil(share * len(everybody) - 1e-9))
            assert value == everybody[max(needed, 1) - 1]


@given(st.integers(0, 5_000))
def test_the_interval_holds_the_count_and_leaves_its_tails(count: int) -> None:
    low, high = poisson_interval(count)
    assert low <= count < high
    assert poisson.cdf(count, high) == pytest.approx(0.025)
    if count:
        assert poisson.sf(count - 1, low) == pytest.approx(0.025)
