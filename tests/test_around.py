"""``around``: a rough position becomes a place to search from, in the right country and state."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import LocationNotFound, Query, locate, search
from respite_finder.around import around
from respite_finder.distance import METERS_PER_MILE, miles_between
from respite_finder.gazetteer import gazetteer
from strategies import latitudes, longitudes

ABROAD = "You seem to be outside the United States."


@pytest.mark.parametrize(
    ("lat", "lon", "town", "county"),
    [
        (42.3251, -72.6412, "Northampton, MA", "Hampshire County"),
        (48.99, -123.07, "Point Roberts, WA", "Whatcom County"),
        (24.56, -81.78, "Key West, FL", "Monroe County"),
        (21.31, -157.86, "Honolulu, HI", "Honolulu County"),
        (18.47, -66.11, "San Juan, PR", "San Juan"),
        (13.47, 144.75, "Hagatna, GU", ""),
        (15.19, 145.75, "Saipan, MP", ""),
        (-14.28, -170.70, "Pago Pago, AS", ""),
        (18.34, -64.93, "St Thomas, VI", ""),
        (51.88, -176.65, "Adak, AK", "Aleutians West Census Area"),
        # West of the antimeridian.
        (52.90, 172.90, "Adak, AK", "Aleutians West Census Area"),
        # A pier, an island that the outlines leave out, and the towns beside a border.
        (37.81, -122.41, "San Francisco, CA", "San Francisco County"),
        (32.58, -117.14, "Imperial Beach, CA", "San Diego County"),
        (43.76, -69.31, "Monhegan, ME", "Lincoln County"),
        (32.55, -117.04, "San Ysidro, CA", "San Diego County"),
        (31.76, -106.49, "El Paso, TX", "El Paso County"),
        (42.33, -83.05, "Detroit, MI", "Wayne County"),
    ],
)
def test_a_position_is_named_after_the_nearest_town(
    lat: float, lon: float, town: str, county: str
) -> None:
    origin = around(lat, lon)
    assert origin.label == f"your location, near {town}"
    assert (origin.state, origin.county, origin.precision) == (town[-2:], county, "point")


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        pytest.param(32.53, -117.02, id="Tijuana"),
        pytest.param(31.74, -106.49, id="Ciudad Juárez"),
        pytest.param(27.48, -99.52, id="Nuevo Laredo"),
        pytest.param(42.31, -83.04, id="Windsor, Ontario"),
        pytest.param(43.09, -79.08, id="Niagara Falls, Ontario"),
        pytest.param(46.52, -84.33, id="Sault Sainte Marie, Ontario"),
        pytest.param(43.65, -79.38, id="Toronto"),
        pytest.param(49.28, -123.12, id="Vancouver"),
        pytest.param(48.43, -123.37, id="Victoria"),
        pytest.param(44.88, -66.94, id="Campobello"),
        pytest.param(18.43, -64.62, id="Tortola"),
        pytest.param(51.50, -0.13, id="London"),
        pytest.param(0.0, 0.0, id="the Atlantic"),
        pytest.param(90.0, 0.0, id="the North Pole"),
    ],
)
def test_abroad_is_told_with_a_way_on(lat: float, lon: float) -> None:
    with pytest.raises(LocationNotFound) as caught:
        around(lat, lon)
    assert str(caught.value).startswith(ABROAD)
    assert "type a ZIP code" in str(caught.value)


@pytest.mark.parametrize(
    ("lat", "lon"), [(-72.64, 42.33), (-157.86, 21.31), (144.75, 13.47), (-117.16, 32.72)]
)
def test_swapped_numbers_are_told(lat: float, lon: float) -> None:
    with pytest.raises(LocationNotFound, match="are swapped"):
        around(lat, lon)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e308, 181.0, -999.0])
def test_what_is_no_position_gets_a_sentence(value: float) -> None:
    for lat, lon in ((value, -72.64), (42.33, value)):
        with pytest.raises(LocationNotFound, match="We did not get your location"):
            around(lat, lon)


@pytest.mark.parametrize("value", [None, "", "north", [1], 10**400])
def test_what_is_no_number_gets_a_sentence(value: object) -> None:
    with pytest.raises(LocationNotFound, match="We did not get your location"):
        around(value, -72.64)  # type: ignore[arg-type]


@given(latitudes, longitudes)
def test_anywhere_on_earth_is_a_place_or_a_sentence_without_the_numbers(
    lat: float, lon: float
) -> None:
    try:
        origin = around(lat, lon)
    except LocationNotFound as error:
        words = str(error)
    else:
        words = origin.label
        assert origin.time_zone
    assert words
    assert not any(char.isdigit() for char in words)


@given(st.sampled_from(gazetteer().zip_points["zip"].tolist()))
def test_every_zip_is_around_itself(code: str) -> None:
    """In its own state, or half a mile from it: rounding can move a point across a border."""
    area = gazetteer().zip_code(code)
    assert area is not None
    origin = around(area.lat, area.lon)
    moved = float(miles_between(area.lat, area.lon, origin.lat, origin.lon))
    assert moved * METERS_PER_MILE < 1000
    assert (origin.lat, origin.lon) == (round(area.lat, 2), round(area.lon, 2))
    if origin.state != area.state:
        # The exact point is in its state; the rounded one has come out on the other side.
        assert 0 < moved < 0.5
        near = gazetteer().zip_points.query("state == @origin.state")
        apart = miles_between(origin.lat, origin.lon, near["latitude"], near["longitude"])
        assert apart.min() < 10
        return
    assert origin.time_zone in gazetteer().zones_of(area.state)


def test_half_a_mile_is_enough_to_hide_in_and_to_find_the_same_places(
    places: pd.DataFrame,
) -> None:
    exact = locate("01060")
    rough = around(exact.lat, exact.lon)
    assert (rough.lat, rough.lon) != (exact.lat, exact.lon)
    one = search(places, Query(exact, radius_miles=25))
    other = search(places, Query(rough, radius_miles=25))
    assert set(other.results.index[:5]) == set(one.results.index[:5])
    assert other.statewide.index.tolist() == one.statewide.index.tolist()
