"""``search`` on made places, against a loop over all of them by geopy."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from made import VIRTUAL, frame, record
from oracle import TIE_MILES, oracle
from respite_finder import Origin, Query, search
from respite_finder.schema import OFF_BY_DEFAULT, ServiceType, Status
from strategies import place_frames, radii, us_origins

HERE = Origin(42.3223, -72.6313, "Northampton, MA 01060", "MA", "zip")
kinds = st.sets(st.sampled_from(list(ServiceType))).map(frozenset)
statuses = st.sets(st.sampled_from(list(Status)), min_size=1).map(frozenset)
states = st.sets(st.sampled_from(["KS", "MO", "NE"])).map(frozenset)


@given(place_frames(), us_origins, radii, kinds, statuses, states)
def test_results_are_those_that_a_loop_finds(
    made: pd.DataFrame,
    here: Origin,
    radius: float,
    of_kind: frozenset[str],
    of_status: frozenset[str],
    of_state: frozenset[str],
) -> None:
    found = search(made, Query(here, radius, of_kind, of_state, of_status))
    slack = radius * 1e-8 + TIE_MILES
    for place_id, row in made.iterrows():
        fits = (
            row["service_type"] in (of_kind or set(ServiceType) - OFF_BY_DEFAULT)
            and row["status"] in of_status
            and row["state"] in (of_state or {"KS", "MO", "NE"})
            and row["precision"] != "none"
        )
        miles = oracle((here.lat, here.lon), (row["latitude"], row["longitude"])) if fits else 1e9
        if abs(miles - radius) > slack:
            assert (place_id in found.results.index) == (miles < radius)
        if place_id in found.results.index:
            assert abs(found.results.loc[place_id, "distance_miles"] - miles) < miles * 1e-5 + 1e-6
    assert found.results["distance_miles"].is_monotonic_increasing


@given(place_frames(), us_origins, radii, radii, kinds)
def test_a_smaller_radius_finds_a_subset(
    made: pd.DataFrame, here: Origin, one: float, other: float, of_kind: frozenset[str]
) -> None:
    near = search(made, Query(here, min(one, other), of_kind)).results.index
    far = search(made, Query(here, max(one, other), of_kind)).results.index
    everywhere = search(made, Query(here, None, of_kind)).results.index
    assert set(near) <= set(far) <= set(everywhere)


@given(place_frames(max_size=10), us_origins, radii, kinds)
def test_nobody_is_sent_away_empty_handed(
    made: pd.DataFrame, here: Origin, radius: float, of_kind: frozenset[str]
) -> None:
    """Nothing within the radius: the nearest five beyond it, or all there are."""
    found = search(made, Query(here, radius, of_kind))
    anywhere = search(made, Query(here, None, of_kind)).results
    if len(found.results):
        assert len(found.beyond) == 0
    else:
        assert found.beyond.index.tolist() == anywhere.index.tolist()[:5]


@given(place_frames(), us_origins, radii | st.none(), kinds, statuses)
def test_the_frame_that_comes_in_is_not_changed(
    made: pd.DataFrame,
    here: Origin,
    radius: float | None,
    of_kind: frozenset[str],
    of_status: frozenset[str],
) -> None:
    before = made.copy(deep=True)
    found = search(made, Query(here, radius, of_kind, statuses=of_status))
    found.results["name"] = "changed by the caller"
    pd.testing.assert_frame_equal(made, before)


@given(place_frames(), us_origins)
def test_a_place_is_never_both_near_and_statewide(made: pd.DataFrame, here: Origin) -> None:
    found = search(made, Query(here, None))
    assert not set(found.results.index) & set(found.statewide.index)
    assert found.statewide.index.is_unique


def test_the_rim_is_inside() -> None:
    made = frame(record(latitude="42.0", longitude="-72.0"))
    exact = oracle((HERE.lat, HERE.lon), (42.0, -72.0))
    assert len(search(made, Query(HERE, exact)).results) == 1
    assert len(search(made, Query(HERE, exact * 0.9999)).results) == 0


def test_corrected_coordinates_are_used_at_the_next_search() -> None:
    made = frame(record(), record(latitude="42.0", longitude="-72.0"))
    assert search(made, Query(HERE, 10)).results.index.tolist() == ["xx-0"]
    made.loc["xx-0", ["latitude", "longitude"]] = [34.0, -118.0]
    assert search(made, Query(HERE, 10)).results.index.tolist() == []
    assert search(made, Query(HERE, 50)).results.index.tolist() == ["xx-1"]


def test_a_place_of_unknown_town_is_told_in_its_state_and_only_there() -> None:
    made = frame(record(city="", latitude="", longitude="", precision="none"))
    assert search(made, Query(HERE, 50)).statewide.index.tolist() == ["xx-0"]
    vermont = Origin(44.0, -72.7, "Montpelier, VT", "VT", "city")
    assert search(made, Query(vermont, 50)).statewide.index.tolist() == []
    state = Origin(42.2, -71.5, "Massachusetts", "MA", "state")
    assert search(made, Query(state)).results.index.tolist() == ["xx-0"]
    assert search(made, Query(state)).statewide.index.tolist() == []


def test_a_nationwide_network_is_shown_only_to_those_who_ask_for_its_type() -> None:
    network = record(VIRTUAL, service_type="peer_organization", state="US", area_states="US")
    line = record(VIRTUAL, state="US", area_states="US")
    made = frame(network, line)
    asked = search(made, Query(HERE, service_types=frozenset({"peer_organization"})))
    assert set(asked.statewide.index) == {"xx-0", "xx-1"}
    other = search(made, Query(HERE, service_types=frozenset({"peer_respite"})))
    assert other.statewide.index.tolist() == ["xx-1"]


def test_confirmed_lines_come_before_those_that_are_not() -> None:
    made = frame(
        record(VIRTUAL, name="A line", status="listed"),
        record(VIRTUAL, name="B line", status="active"),
        record(VIRTUAL, name="A national line", state="US", area_states="US"),
    )
    told = search(made, Query(HERE)).statewide["name"].tolist()
    assert told == ["B line", "A line", "A national line"]
