"""Distances are WGS 84 geodesics: geopy, another implementation, is the oracle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import assume, given
from hypothesis import strategies as st

from oracle import Point, index_of, oracle
from respite_finder import miles_between, ring
from respite_finder.distance import CHORD_LIMIT_MILES
from strategies import points, us_points


@given(points, points)
def test_miles_between_agrees_with_geopy_everywhere(a: Point, b: Point) -> None:
    assert float(miles_between(*a, *b)) == pytest.approx(oracle(a, b), rel=1e-8, abs=1e-6)


@given(points, points)
def test_distance_is_the_same_in_both_directions(a: Point, b: Point) -> None:
    there, back = float(miles_between(*a, *b)), float(miles_between(*b, *a))
    assert there == pytest.approx(back, rel=1e-9, abs=1e-9)


@given(points)
def test_a_point_is_no_distance_from_itself_and_is_found(a: Point) -> None:
    assert float(miles_between(*a, *a)) == pytest.approx(0, abs=1e-9)
    positions, miles = index_of(a).within(*a, 0.001)
    assert positions.tolist() == [0]
    assert miles[0] == pytest.approx(0, abs=1e-6)


@given(points, points)
def test_index_agrees_with_geopy_whatever_method_it_chooses(a: Point, b: Point) -> None:
    true = oracle(a, b)
    positions, miles = index_of(b).within(*a, true + 1)
    assert positions.tolist() == [0]
    assert miles[0] == pytest.approx(true, rel=1e-5, abs=1e-6)


@given(points, st.floats(0, 360), st.floats(0.01, CHORD_LIMIT_MILES))
def test_short_distances_are_exact_to_a_few_feet(a: Point, bearing: float, far: float) -> None:
    there = geodesic(miles=far).destination(a, bearing)
    _, miles = index_of((there.latitude, there.longitude)).within(*a, CHORD_LIMIT_MILES)
    assert miles.tolist() == pytest.approx([far], rel=2e-6, abs=1e-6)


@given(points, st.floats(0, 360), st.floats(0.1, 6000))
def test_a_place_exactly_on_the_rim_is_inside(a: Point, bearing: float, far: float) -> None:
    there = geodesic(miles=far).destination(a, bearing)
    b = (there.latitude, there.longitude)
    exact = oracle(a, b)
    assume(exact > 0.09)
    assert index_of(b).within(*a, exact)[0].tolist() == [0]
    assert index_of(b).within(*a, exact * (1 - 1e-7))[0].tolist() == []


@pytest.mark.parametrize(
    ("a", "b", "miles"),
    [
        ((40.7128, -74.0060), (34.0522, -118.2437), 2450.95),
        ((0.0, 0.0), (0.0, 1.0), 69.1707),
        ((0.0, 0.0), (1.0, 0.0), 68.7077),
        ((52.0, 179.9), (52.0, -179.9), 8.5345),
        ((90.0, 0.0), (90.0, 137.0), 0.0),
        ((90.0, 0.0), (-90.0, 0.0), 12_429.9),
        ((-14.2731, -170.7031), (13.4467, 144.7609), 3596.07),
    ],
)
def test_known_distances(a: Point, b: Point, miles: float) -> None:
    """Published or computed by geopy: coasts, the equator, the antimeridian, the poles."""
    assert oracle(a, b) == pytest.approx(miles, rel=1e-5, abs=1e-3)
    assert float(miles_between(*a, *b)) == pytest.approx(oracle(a, b), rel=1e-9, abs=1e-6)
    assert index_of(b).within(*a, miles * 1.001 + 0.001)[0].tolist() == [0]


def test_the_antimeridian_is_no_wall() -> None:
    """The Aleutians lie on both sides of it."""
    aleutians = index_of((52.0, -179.9), (52.0, 170.0), (52.0, 179.8))
    positions, miles = aleutians.within(52.0, 179.9, 50)
    assert positions.tolist() == [2, 0]
    assert miles[0] < miles[1] < 9


def test_around_a_pole_every_longitude_is_near() -> None:
    around = index_of((89.9, 0.0), (89.9, 120.0), (89.9, -120.0), (80.0, 0.0))
    assert sorted(around.within(90.0, 45.0, 10)[0].tolist()) == [0, 1, 2]


@given(us_points, st.floats(0, 360))
def test_miles_do_not_jump_where_the_method_changes(a: Point, bearing: float) -> None:
    """The same place, asked for with a radius just below and just above the limit."""
    there = geodesic(miles=CHORD_LIMIT_MILES - 0.01).destination(a, bearing)
    found = index_of((there.latitude, there.longitude))
    below = found.within(*a, CHORD_LIMIT_MILES)[1]
    above = found.within(*a, CHORD_LIMIT_MILES + 0.01)[1]
    assert len(below) == len(above) == 1
    assert abs(below[0] - above[0]) < 0.001


@given(points, st.integers(1, 200), st.floats(0.1, 3000))
def test_every_point_of_a_ring_lies_at_the_radius(a: Point, count: int, radius: float) -> None:
    rim = ring(*a, radius, points=count)
    assert len(rim) == count
    for lat, lon in rim:
        wrapped = (lon + 180) % 360 - 180
        assert oracle(a, (lat, wrapped)) == pytest.approx(radius, rel=1e-6, abs=1e-5)


@given(us_points, st.floats(1, 300))
def test_a_ring_begins_in_the_north_and_never_jumps(a: Point, radius: float) -> None:
    rim = ring(*a, radius)
    assert rim[0][0] == max(lat for lat, _ in rim)
    assert rim[0][1] == pytest.approx(a[1], abs=1e-6)
    lons = [lon for _, lon in (*rim, rim[0])]
    assert max(abs(np.diff(lons))) < 10


def test_a_ring_across_the_antimeridian_goes_on_past_180() -> None:
    lons = [lon for _, lon in ring(52.0, 179.9, 50)]
    assert max(lons) > 180
    assert max(lons) - min(lons) < 5


def test_unknown_coordinates_give_unknown_miles() -> None:
    miles = miles_between([42.3, math.nan], -72.6, 42.3, [-72.6, -72.6])
    assert miles[0] == 0
    assert math.isnan(miles[1])
