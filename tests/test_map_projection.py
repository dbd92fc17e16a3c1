"""The plane of the coverage maps: there and back, areas in proportion, nothing on another."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod

from respite_finder.boundaries import read_counties, read_states, state_at
from respite_finder.distance import METERS_PER_MILE, miles_between
from respite_finder.gazetteer import gazetteer
from respite_finder.map_projection import (
    Layout,
    label_spot,
    layout,
    layouts,
    state_layout,
    us_layout,
)

STATES = layouts()[1:]
MILES: Final = 0.01
POINTS: Final = {
    state: list(zip(rows["latitude"], rows["longitude"], strict=True))
    for state, rows in gazetteer().zip_people.groupby("state")
}
lived_in = st.sampled_from(STATES).flatmap(
    lambda state: st.tuples(st.just(state), st.sampled_from(POINTS[state]))
)
"""A state, the small ones as often as the large, and a point of it where people live."""


def drawn_at(made: Layout, at: tuple[float, float], state: str) -> tuple[float, float]:
    x, y = made.project(*at, state)
    return float(x), float(y)


@given(lived_in, st.booleans())
@example(("WA", (48.6876, -123.0369)), True).via("an island beside the border, no outline has it")
@example(("AK", (51.8736, -176.6342)), True).via("the last town of the Aleutians")
def test_a_point_where_people_live_comes_back(
    lived: tuple[str, tuple[float, float]], country: bool
) -> None:
    state, at = lived
    made = us_layout() if country else state_layout(state)
    x, y = drawn_at(made, at, state)
    assert 0 < x < made.width
    assert 0 < y < made.height
    back = made.unproject(x, y)
    assert back is not None
    assert float(miles_between(*at, *back)) < MILES
    assert state_at(*back) == state_at(*at)


@given(lived_in)
def test_a_point_lies_on_its_own_state(lived: tuple[str, tuple[float, float]]) -> None:
    """Dots and outlines go through one projection: no further apart than outlines are coarse."""
    state, at = lived
    (outline,) = (one.geometry for one in us_layout().shapes() if one.id == state)
    (panel,) = (one for one in us_layout().panels if state in one.states)
    apart = outline.distance(shapely.Point(drawn_at(us_layout(), at, state)))
    assert apart <= 8 * METERS_PER_MILE * panel.scale


@pytest.mark.parametrize("name", layouts())
def test_every_shape_lies_inside_its_map(name: str) -> None:
    made = layout(name)
    left, bottom, right, top = shapely.total_bounds([one.geometry for one in made.shapes()])
    assert 0 <= left < right <= made.width == 1000
    assert 0 <= bottom < top <= made.height
    if name != "US":
        assert (left, right) == pytest.approx((8, 992), abs=4)


def test_the_country_is_made_of_the_52_and_a_state_of_its_counties() -> None:
    assert tuple(one.id for one in us_layout().shapes()) == STATES
    assert len(STATES) == 52
    for state in STATES:
        ids = [one.id for one in state_layout(state).shapes()]
        assert ids == sorted(one.fips for one in read_counties() if one.state == state)


@pytest.mark.parametrize("state", ["GU", "VI", "AS", "MP", "US", "ZZ", "ma", ""])
def test_there_is_no_map_of_what_has_no_figures(state: str) -> None:
    with pytest.raises(KeyError):
        state_layout(state)
    if state != "US":
        assert np.isnan(us_layout().project(13.4, 144.8, state)).all()


def test_nothing_of_another_place_lies_in_an_inset() -> None:
    made = us_layout()
    frames = [shapely.box(*frame) for frame in made.insets]
    for one in made.shapes():
        inside = [frame.intersects(one.geometry) for frame in frames]
        assert inside == [one.id == state for state in ("AK", "HI", "PR")]
    assert not any(a.intersects(b) for a in frames for b in frames if a is not b)


def test_no_state_lies_on_another() -> None:
    shapes = [one.geometry for one in us_layout().shapes()]
    together = shapely.union_all(shapes).area
    assert together == pytest.approx(sum(shape.area for shape in shapes), rel=1e-3)


def land(degrees: shapely.Geometry) -> float:
    """Square metres on the ellipsoid; edges that follow a parallel are divided, as on the map."""
    area, _ = Geod(ellps="GRS80").geometry_area_perimeter(shapely.segmentize(degrees, 0.25))
    return abs(float(area))


def test_areas_keep_their_proportions() -> None:
    """Land measured on the map, over the land measured on the globe, is one number."""
    globe = {one.state: land(one.geometry) for one in read_states()}
    drawn = {one.id: one.geometry.area for one in us_layout().shapes()}
    scale = drawn["KS"] / globe["KS"]
    times = {"AK": 0.34**2, "PR": 2.0**2}
    for state in STATES:
        expected = globe[state] * scale * times.get(state, 1)
        assert drawn[state] == pytest.approx(expected, rel=1e-3), state


@pytest.mark.parametrize("state", ["AK", "CA", "HI", "MA", "PR", "TX"])
def test_the_areas_of_counties_keep_their_proportions(state: str) -> None:
    globe = {one.fips: land(one.geometry) for one in read_counties() if one.state == state}
    drawn = {one.id: one.geometry.area for one in state_layout(state).shapes()}
    scale = sum(drawn.values()) / sum(globe.values())
    assert drawn == pytest.approx({fips: area * scale for fips, area in globe.items()}, rel=0.002)


def test_no_state_is_wider_than_the_panel_that_it_is_in() -> None:
    frames = {state: one.frame for one in us_layout().panels for state in one.states}
    for one in us_layout().shapes():
        assert shapely.box(*frames[one.id]).contains(one.geometry), one.id


def test_the_islands_beyond_the_date_line_are_beside_the_others() -> None:
    """Attu (173 degrees east) is west of Adak (177 degrees west), on both maps of Alaska."""
    for made in (us_layout(), state_layout("AK")):
        (attu, adak, juneau), _ = made.project([52.9, 51.9, 58.3], [172.9, -176.7, -134.4], "AK")
        assert attu < adak < juneau
        widest = max(
            part.bounds[2] - part.bounds[0]
            for one in made.shapes()
            if one.state == "AK"
            for part in shapely.get_parts(one.geometry)
        )
        assert widest < (juneau - attu) * 0.8


@pytest.mark.parametrize(
    ("x", "y"),
    [
        *((500.0, 40.0), (295.0, 130.0), (-1.0, 300.0), (1001.0, 1.0), (900.0, 250.0)),
        *((math.nan, 300.0), (300.0, math.nan), (math.inf, 300.0), (300.0, -math.inf)),
    ],
)
def test_sea_and_what_lies_beside_the_map_is_nowhere(x: float, y: float) -> None:
    assert us_layout().unproject(x, y) is None
    assert state_layout("MA").unproject(x + 2000, y) is None


@pytest.mark.parametrize(
    ("at", "beside"),
    [
        pytest.param((43.65, -79.38), "NY", id="Toronto"),
        pytest.param((49.28, -123.12), "WA", id="Vancouver"),
        pytest.param((32.45, -117.0), "CA", id="Tijuana"),
        pytest.param((27.48, -99.6), "TX", id="Nuevo Laredo"),
        pytest.param((60.72, -135.06), "AK", id="Whitehorse"),
    ],
)
def test_abroad_is_nowhere_on_both_maps(at: tuple[float, float], beside: str) -> None:
    for made in (us_layout(), state_layout(beside)):
        assert made.unproject(*drawn_at(made, at, beside)) is None


def test_points_that_are_missing_are_left_out_and_the_others_stay() -> None:
    x, y = us_layout().project([42.3, math.nan, 42.3], [-72.6, -72.6, math.nan], "MA")
    assert np.isfinite(x).tolist() == np.isfinite(y).tolist() == [True, False, False]
    assert us_layout().project([], [], [])[0].shape == (0,)


def test_a_mile_on_a_state_s_map_is_a_mile_in_all_of_it() -> None:
    made = state_layout("MA")
    lat, lon = np.array([42.1, 42.3, 41.7]), np.array([-73.2, -71.1, -70.2])
    x, y = made.project(lat, lon, "MA")
    drawn = np.hypot(x - np.roll(x, 1), y - np.roll(y, 1))
    miles = miles_between(lat, lon, np.roll(lat, 1), np.roll(lon, 1))
    assert drawn / miles == pytest.approx(
        np.full(3, made.panels[0].scale * METERS_PER_MILE), rel=0.002
    )


def test_a_label_stands_in_its_shape() -> None:
    for one in us_layout().shapes():
        x, y, room = label_spot(one.geometry)
        assert one.geometry.contains(shapely.Point(x, y).buffer(room * 0.9))
