"""``search`` on the shipped data: what a visitor sees for real towns."""

from __future__ import annotations

import pandas as pd
import pytest

from oracle import oracle
from respite_finder import Found, Origin, Query, locate, search
from respite_finder.gazetteer import gazetteer
from respite_finder.schema import OFF_BY_DEFAULT, ServiceType
from respite_finder.search import EVERY_STATUS


def found(places: pd.DataFrame, typed: str, *kinds: str, radius: float | None = 50) -> Found:
    return search(places, Query(locate(typed), radius_miles=radius, service_types=frozenset(kinds)))


def test_northampton_finds_afiya_first_and_crosses_state_lines(places: pd.DataFrame) -> None:
    results = found(places, "01060", "peer_respite").results
    assert results["name"].iloc[0] == "Afiya"
    assert results["distance_miles"].is_monotonic_increasing
    assert results["distance_miles"].iloc[-1] <= 50
    assert {"MA", "NH"} <= set(results["state"])
    assert set(results["service_type"]) == {"peer_respite"}
    assert set(results["status"]) <= {"active", "listed"}


def test_distances_are_those_of_geopy(places: pd.DataFrame) -> None:
    here = locate("01060")
    results = found(places, "01060", radius=None).results
    for lat, lon, miles in zip(
        results["latitude"], results["longitude"], results["distance_miles"], strict=True
    ):
        assert miles == pytest.approx(oracle((here.lat, here.lon), (lat, lon)), rel=1e-5, abs=1e-6)


def test_cheyenne_is_not_empty_handed(places: pd.DataFrame) -> None:
    answer = found(places, "82001", "peer_respite")
    assert len(answer.results) == 0
    assert len(answer.beyond) == 5
    assert answer.beyond["distance_miles"].is_monotonic_increasing
    assert answer.beyond["distance_miles"].iloc[0] > 50
    assert set(answer.beyond["service_type"]) == {"peer_respite"}
    assert "WY" in {state for cell in answer.statewide["area_states"] for state in cell.split("; ")}


def test_results_leave_beyond_empty(places: pd.DataFrame) -> None:
    assert len(found(places, "01060").beyond) == 0


@pytest.mark.parametrize("typed", ["96910", "96799", "Honolulu, HI", "00601", "99723", "82001"])
@pytest.mark.parametrize("kind", ["peer_respite", "living_room", "clubhouse"])
def test_beyond_are_truly_the_nearest(places: pd.DataFrame, typed: str, kind: str) -> None:
    """Also from the ends of the country: Guam, Samoa, Hawaii, Puerto Rico, the Arctic."""
    here, answer = locate(typed), found(places, typed, kind, radius=0.01)
    assert len(answer.results) == 0
    rows = places.loc[
        (places["service_type"] == kind)
        & places["status"].isin(["active", "listed"])
        & places["latitude"].notna()
    ]
    miles = sorted(
        oracle((here.lat, here.lon), at)
        for at in zip(rows["latitude"], rows["longitude"], strict=True)
    )
    assert answer.beyond["distance_miles"].tolist() == pytest.approx(miles[:5], rel=1e-6)


@pytest.mark.parametrize("typed", ["01060", "82001", "00601", "Vermont", "Fargo, ND"])
def test_statewide_services_have_no_distance_and_serve_the_state(
    places: pd.DataFrame, typed: str
) -> None:
    statewide = found(places, typed).statewide
    state = locate(typed).state
    assert statewide["distance_miles"].isna().all()
    assert statewide["latitude"].isna().all()
    for served, home, where in zip(
        statewide["area_states"], statewide["state"], statewide["location_type"], strict=True
    ):
        assert {state, "US"} & set(served.split("; ")) or (where, home) == ("physical", state)


def test_national_lines_are_offered_everywhere(places: pd.DataFrame) -> None:
    national = places.index[
        (places["state"] == "US")
        & (places["service_type"] == "warmline")
        & places["status"].isin(["active", "listed"])
    ]
    assert len(national) > 0
    for typed in ("01060", "96910", "Vermont"):
        assert set(national) <= set(found(places, typed, "peer_respite").statewide.index)


def test_a_line_of_two_states_is_found_from_both(places: pd.DataFrame) -> None:
    shared = places.index[places["area_states"].str.split("; ").map(len) == 2]
    assert len(shared) > 0
    for place_id in shared:
        for state in places.loc[place_id, "area_states"].split("; "):
            assert place_id in found(places, f"{state}").statewide.index


def test_what_was_asked_for_comes_first_by_phone(places: pd.DataFrame) -> None:
    kinds = found(places, "01060", "warmline").statewide["service_type"].tolist()
    count = kinds.count("warmline")
    assert count > 0
    assert kinds[:count] == ["warmline"] * count


def test_a_state_lists_its_places_by_city_without_distance(places: pd.DataFrame) -> None:
    answer = found(places, "Vermont")
    assert len(answer.results) > 0
    assert set(answer.results["state"]) == {"VT"}
    assert answer.results["distance_miles"].isna().all()
    towns = [town.lower() for town in answer.results["city"] if town]
    assert towns == sorted(towns)
    assert "" not in answer.results["city"].tolist()[: len(towns)]
    assert len(answer.beyond) == 0


def test_closed_and_planned_places_are_hidden_unless_asked_for(places: pd.DataFrame) -> None:
    shown = search(places, Query(None, None)).results
    assert set(shown["status"]) == {"active", "listed"}
    every = search(places, Query(None, None, statuses=EVERY_STATUS)).results
    assert set(every["status"]) == {"active", "listed", "closed", "planned"}
    confirmed = search(places, Query(None, None, statuses=frozenset({"active"}))).results
    assert set(confirmed["status"]) == {"active"}
    assert len(confirmed) < len(shown) < len(every)


def test_no_place_is_ever_lost(places: pd.DataFrame) -> None:
    """Every shown record is found from its own state, by distance as well as by city."""
    shown = places.loc[places["status"].isin(["active", "listed"]) & (places["state"] != "US")]
    for state, rows in shown.groupby("state"):
        middle = gazetteer().states[str(state)]
        for precision in ("state", "point"):
            origin = Origin(middle.lat, middle.lon, middle.name, middle.state, precision)
            answer = search(places, Query(origin, radius_miles=None))
            assert set(rows.index) <= {*answer.results.index, *answer.statewide.index}


def test_a_state_filter_keeps_distances(places: pd.DataFrame) -> None:
    answer = search(places, Query(locate("01060"), 50, states=frozenset({"NH"})))
    assert set(answer.results["state"]) == {"NH"}
    assert answer.results["distance_miles"].is_monotonic_increasing


@pytest.mark.parametrize("kind", [kind for kind in ServiceType if kind not in OFF_BY_DEFAULT])
def test_every_type_can_be_found_somewhere(places: pd.DataFrame, kind: ServiceType) -> None:
    answer = found(places, "01060", kind.value, radius=None)
    reached = pd.concat([answer.results, answer.statewide])
    assert kind.value in set(reached["service_type"])


def test_a_nationwide_answer_without_origin_lists_every_state(places: pd.DataFrame) -> None:
    results = search(places, Query(None, None)).results
    physical = places["location_type"].eq("physical") & places["status"].isin(["active", "listed"])
    assert set(results.index) == set(places.index[physical])
    assert results["state"].tolist() == sorted(results["state"])
