"""What if there were a place: before and after, and what a visitor may name."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import frame
from oracle import Point
from respite_finder import QueryError, load_places
from respite_finder.coverage import RADII_MILES, CoverageQuery, Reach, coverage_table
from respite_finder.coverage.what_if import MOST_POINTS, points_of_zips, what_if
from towns import KANSAS, MISSOURI, Town, population, reach, respites, some_points, towns

SALINA, INDEPENDENCE, ST_LOUIS = (38.8, -97.6), (39.1, -94.4), (38.63, -90.2)
TOWNS: list[Town] = [
    (SALINA, 300, "KS", KANSAS),
    ((37.8, -100.0), 600, "KS", KANSAS),
    (INDEPENDENCE, 700, "MO", MISSOURI),
]
QUERY = CoverageQuery(radius_miles=50)

in_kansas = st.tuples(st.floats(37.1, 39.0), st.floats(-101.9, -94.8))
radii = st.floats(1, 500)
OF_COUNTIES = ["counties_with_place", "counties_with_place_share"]


def test_a_place_in_salina() -> None:
    change = what_if(reach(TOWNS, []), QUERY, [SALINA])
    assert change.newly_covered == 300
    before, after = change.before, change.after
    assert before["state"].tolist() == after["state"].tolist() == ["KS"]
    assert (before["covered_population"].tolist(), after["covered_population"].tolist()) == (
        [0],
        [300],
    )
    assert (before["places"].tolist(), after["places"].tolist()) == ([0], [1])
    assert before["median_miles"].isna().all()
    assert after["median_miles"].tolist() == [pytest.approx(148, abs=2)]
    assert after["counties_with_place"].tolist() == [1]
    assert change.us_before["covered_population"].tolist() == [0]
    assert change.us_after["covered_population"].tolist() == [300]


def test_the_states_shown_are_those_asked_or_those_that_change() -> None:
    here = reach(TOWNS, [SALINA])
    # By the border: the place is in Kansas, the people whom it reaches are in Missouri.
    border = what_if(here, QUERY, [(39.0, -94.9)])
    assert border.after["state"].tolist() == ["KS", "MO"]
    assert border.after["places"].tolist() == [2, 0]
    assert border.newly_covered == 700
    asked = what_if(here, QUERY, [(39.0, -94.9)], states=["Missouri"])
    assert asked.before["state"].tolist() == asked.after["state"].tolist() == ["MO"]
    assert asked.newly_covered == 700
    nothing_new = what_if(here, QUERY, [SALINA])
    assert nothing_new.newly_covered == 0
    assert nothing_new.after["places"].tolist() == [2]


@settings(max_examples=40)
@given(
    towns,
    some_points,
    st.lists(in_kansas, min_size=1, max_size=4),
    radii,
    st.sampled_from([1.0, 1.417]),
)
def test_it_says_what_the_table_would_say(
    made: list[Town], points: list[Point], more: list[Point], radius: float, detour: float
) -> None:
    """A place that is tried out counts as one that is there, the county's name apart."""
    query = CoverageQuery(radius_miles=radius, detour=detour)
    change = what_if(reach(made, points), query, more, states=["KS", "MO"])
    rows = [*respites(points), *respites(more, precision="address")]
    there = Reach(frame(*rows), population(made))
    for ours, by in ((change.after, "state"), (change.us_after, "us")):
        expected = coverage_table(there, query, by=by).drop(columns=OF_COUNTIES)
        pd.testing.assert_frame_equal(ours.drop(columns=OF_COUNTIES), expected)
    before = coverage_table(reach(made, points), query)
    pd.testing.assert_frame_equal(change.before, before)


@settings(max_examples=40)
@given(towns, some_points, in_kansas, radii)
def test_one_more_place_never_lowers_a_share(
    made: list[Town], points: list[Point], more: Point, radius: float
) -> None:
    query = CoverageQuery(radius_miles=radius, detour=1.417)
    change = what_if(reach(made, points), query, [more], states=["KS", "MO"])
    shares = ["covered_share", *(f"share_within_{miles}" for miles in RADII_MILES)]
    for before, after in ((change.before, change.after), (change.us_before, change.us_after)):
        assert not (after[shares] < before[shares]).any(axis=None)
        assert not (after["mean_miles"] > before["mean_miles"] * (1 + 1e-12)).any()
    assert change.newly_covered >= 0


def test_the_shipped_country_is_left_as_it_was() -> None:
    here = Reach(load_places())
    before = coverage_table(here)
    change = what_if(here, CoverageQuery(), points_of_zips("60644"))
    assert change.newly_covered > 8_000_000
    assert {"IL", "IN"} <= set(change.after["state"])
    pd.testing.assert_frame_equal(coverage_table(here), before)


@pytest.mark.parametrize(
    "text",
    ["01060,60644", "01060 60644", " 01060;60644; ", "01060\n60644\r\n", "1060, 60644-1234, 01060"],
)
def test_zip_codes_may_be_written_in_many_ways(text: str) -> None:
    northampton, chicago = points_of_zips(text)
    assert northampton == pytest.approx((42.32, -72.63), abs=0.01)
    assert chicago == pytest.approx((41.88, -87.76), abs=0.01)


@pytest.mark.parametrize(
    ("text", "number"),
    [("my-name", 1), ("01060, 99999", 2), ("01060 60644 my-name", 3), ("09012", 1)],
)
def test_an_unknown_zip_code_is_named_by_its_position(text: str, number: int) -> None:
    with pytest.raises(QueryError) as told:
        points_of_zips(text)
    assert str(told.value) == (
        f"ZIP code number {number} in your list is not one that we know: write five digits, "
        "such as 01060."
    )
    assert told.value.value == number


@given(st.text(max_size=40))
def test_nothing_typed_is_repeated(text: str) -> None:
    with pytest.raises(QueryError) as told:
        points_of_zips(f"qqq{text}")
    assert "qqq" not in f"{told.value} {told.value.value} {told.value.args}"


@pytest.mark.parametrize("text", ["", "  ", ",;\n"])
def test_no_zip_code_is_told(text: str) -> None:
    with pytest.raises(QueryError, match=r"^Write at least one ZIP code"):
        points_of_zips(text)


def test_twenty_places_are_tried_and_not_one_more() -> None:
    points = [(38.0 + step / 20, -98.0) for step in range(MOST_POINTS)]
    change = what_if(reach(TOWNS, []), QUERY, points)
    assert change.after["places"].tolist() == [MOST_POINTS]
    with pytest.raises(QueryError, match=r"^There are more than 20 places"):
        what_if(reach(TOWNS, []), QUERY, [*points, SALINA])
    chicago = " ".join(f"606{number:02}" for number in range(1, 25) if number != 27)
    with pytest.raises(QueryError, match=r"^There are more than 20 places"):
        points_of_zips(chicago)


@pytest.mark.parametrize(
    "outside",
    [
        (43.65, -79.38),  # Toronto
        (32.5, -117.04),  # Tijuana
        (13.45, 144.78),  # Guam: its people are not counted by ZIP code
        (0.0, 0.0),
        (-97.6, 38.8),  # swapped
        (38.8, 262.4),
        (math.nan, -97.6),
        (math.inf, math.inf),
    ],
)
def test_a_point_outside_is_told_by_its_position(outside: Point) -> None:
    with pytest.raises(QueryError) as told:
        what_if(reach(TOWNS, []), QUERY, [SALINA, outside])
    assert str(told.value) == (
        "Place number 2 is outside the 50 states, the District of Columbia and Puerto Rico: "
        "choose a place inside."
    )


def test_no_point_is_told() -> None:
    with pytest.raises(QueryError, match=r"^Choose at least one place"):
        what_if(reach(TOWNS, []), QUERY, [])
