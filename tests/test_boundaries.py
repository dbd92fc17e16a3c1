"""Outlines: which state a point lies in, and where our country ends."""

from __future__ import annotations

import pytest

from respite_finder.boundaries import inside_state, state_at
from respite_finder.gazetteer import gazetteer


def test_a_point_is_in_the_state_whose_outline_holds_it() -> None:
    """Vancouver, Washington, and Portland, Oregon, look at each other across a river."""
    assert (state_at(45.64, -122.66), state_at(45.52, -122.66)) == ("WA", "OR")
    assert (state_at(38.90, -77.04), state_at(38.88, -77.10)) == ("DC", "VA")


@pytest.mark.parametrize(
    ("ours", "theirs", "state"),
    [
        ((32.545, -117.03), (32.53, -117.03), "CA"),
        ((48.995, -122.75), (49.02, -122.75), "WA"),
        ((45.005, -72.10), (45.03, -72.10), "VT"),
    ],
)
def test_a_land_border_is_sharp_to_half_a_mile(
    ours: tuple[float, float], theirs: tuple[float, float], state: str
) -> None:
    assert state_at(*ours) == state
    assert state_at(*theirs) == ""


def test_a_shore_is_not_a_border() -> None:
    """Two miles off the beach there is nobody's else country."""
    off_miami = (25.79, -80.09)
    assert state_at(*off_miami) == "FL"
    assert inside_state([off_miami[0]], [off_miami[1]], "FL")[0]
    assert state_at(25.79, -79.9) == ""


def test_no_zip_code_is_abroad() -> None:
    zips = gazetteer().zip_points
    sample = zips.groupby("state").sample(n=8, replace=True, random_state=4).drop_duplicates("zip")
    points = zip(sample["zip"], sample["latitude"], sample["longitude"], strict=True)
    assert [code for code, lat, lon in points if not state_at(lat, lon)] == []
