"""``PlaceIndex.pairs``: everything near each of many points, against a loop over all pairs."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle import TIE_MILES, Point, index_of, oracle
from respite_finder import PlaceIndex
from respite_finder.distance import ring
from strategies import points, us_points

clouds = st.lists(points, max_size=10) | st.lists(us_points, max_size=10)
radii = st.sampled_from((1.0, 10.0, 50.0, 300.0, 500.0)) | st.floats(0.1, 1000)


@given(clouds, clouds, radii)
def test_pairs_are_those_that_a_loop_finds(
    cloud: list[Point], heres: list[Point], radius: float
) -> None:
    lats, lons = [here[0] for here in heres], [here[1] for here in heres]
    rows, positions, miles = index_of(*cloud).pairs(lats, lons, radius)
    found = {
        pair: mile
        for *pair_, mile in zip(rows, positions, miles, strict=True)
        if (pair := tuple(pair_))
    }
    assert len(found) == len(rows)
    slack = radius * 1e-8 + TIE_MILES
    for row, here in enumerate(heres):
        for position, there in enumerate(cloud):
            apart = oracle(here, there)
            if abs(apart - radius) > slack:
                assert ((row, position) in found) == (apart < radius)
            if (row, position) in found:
                assert found[row, position] == pytest.approx(apart, rel=2e-5, abs=TIE_MILES)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(1, 1000))
def test_the_rim_itself_decides_in_every_direction(lat: float, lon: float, radius: float) -> None:
    """Where the chord cannot tell any more, a millionth of the radius still can."""
    rim = ring(lat, lon, radius, points=24)
    for by, found in ((1 + 1e-6, 24), (1 - 1e-6, 0)):
        assert len(index_of(*rim).pairs([lat], [lon], radius * by)[0]) == found


def test_both_sides_of_the_antimeridian_and_equal_points_are_pairs() -> None:
    rows, positions, miles = index_of((52.0, 179.99), (52.0, -179.99)).pairs(
        [52.0, 52.0], [-179.99, 10.0], 5
    )
    assert sorted(zip(rows.tolist(), positions.tolist(), strict=True)) == [(0, 0), (0, 1)]
    assert min(miles) == 0


def test_points_without_coordinates_are_in_no_pair() -> None:
    index = PlaceIndex([math.nan, 42.3], [-72.6, -72.6])
    rows, positions, _ = index.pairs([math.nan, 42.3], [-72.6, -72.6], 10)
    assert (rows.tolist(), positions.tolist()) == ([1], [1])
    for empty in (PlaceIndex([], []), PlaceIndex([math.nan], [math.nan])):
        assert [len(part) for part in empty.pairs([42.3], [-72.6], 10)] == [0, 0, 0]
    assert [len(part) for part in index.pairs([], [], 10)] == [0, 0, 0]
