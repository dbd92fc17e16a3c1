"""``PlaceIndex``: which points are near, against a loop over all of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle import TIE_MILES, Point, index_of, oracle
from respite_finder import PlaceIndex
from strategies import points, radii, us_points

clouds = st.lists(points, max_size=20) | st.lists(us_points, max_size=20)


@given(clouds, points, radii)
def test_found_are_those_that_a_loop_finds(cloud: list[Point], here: Point, radius: float) -> None:
    found = set(index_of(*cloud).within(*here, radius)[0].tolist())
    slack = radius * 1e-8 + TIE_MILES
    for position, there in enumerate(cloud):
        miles = oracle(here, there)
        if abs(miles - radius) > slack:
            assert (position in found) == (miles < radius)


@given(clouds, us_points, radii | st.none())
def test_miles_ascend_and_none_lies_beyond(
    cloud: list[Point], here: Point, radius: float | None
) -> None:
    positions, miles = index_of(*cloud).within(*here, radius)
    assert miles.tolist() == sorted(miles)
    assert len(set(positions.tolist())) == len(positions)
    if radius is None:
        assert len(positions) == len(cloud)
    else:
        assert all(mile <= radius * (1 + 1e-8) for mile in miles)


@given(clouds, us_points, radii, radii)
def test_a_smaller_radius_finds_a_subset(
    cloud: list[Point], here: Point, one: float, other: float
) -> None:
    index = index_of(*cloud)
    near = set(index.within(*here, min(one, other))[0].tolist())
    far = set(index.within(*here, max(one, other))[0].tolist())
    assert near <= far <= set(index.within(*here, None)[0].tolist())


@given(clouds, points, st.integers(1, 30))
def test_nearest_are_those_that_a_loop_finds(cloud: list[Point], here: Point, count: int) -> None:
    positions, miles = index_of(*cloud).nearest(*here, count)
    expected = sorted(oracle(here, there) for there in cloud)[:count]
    assert miles.tolist() == pytest.approx(expected, rel=1e-8, abs=TIE_MILES)
    assert len(set(positions.tolist())) == len(expected)


def test_nearest_is_by_geodesic_even_a_quarter_of_the_earth_away() -> None:
    """Straight through the Earth the poles are nearer than they are on its surface."""
    pole = [(89.99, 15.0 * step) for step in range(20)]
    positions, _ = index_of(*pole, (0.0, 89.82)).nearest(0.0, 0.0, 1)
    assert positions.tolist() == [20]


def test_points_without_coordinates_are_never_found() -> None:
    index = PlaceIndex([math.nan, 42.3, 42.3], [-72.6, math.nan, -72.6])
    assert len(index) == 1
    for radius in (10, 1000, None):
        assert index.within(42.3, -72.6, radius)[0].tolist() == [2]
    assert index.nearest(42.3, -72.6, 3)[0].tolist() == [2]


@pytest.mark.parametrize("radius", [10, 1000, None])
def test_an_empty_index_finds_nothing(radius: float | None) -> None:
    for index in (PlaceIndex([], []), PlaceIndex([math.nan], [math.nan])):
        for positions, miles in (index.within(42.3, -72.6, radius), index.nearest(42.3, -72.6, 5)):
            assert positions.tolist() == miles.tolist() == []


def test_places_at_the_same_point_keep_their_order() -> None:
    houses = index_of(*[(42.3, -72.6)] * 5, (42.2, -72.6))
    assert houses.within(42.3, -72.6, 50)[0].tolist() == [0, 1, 2, 3, 4, 5]
    assert houses.nearest(42.3, -72.6, 3)[0].tolist() == [0, 1, 2]


def test_later_changes_to_the_arrays_do_not_move_the_index() -> None:
    lat, lon = [42.3], [-72.6]
    index = PlaceIndex(lat, lon)
    lat[0] = 10.0
    assert index.within(42.3, -72.6, 1)[0].tolist() == [0]
