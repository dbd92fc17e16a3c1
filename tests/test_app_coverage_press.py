"""A press on the map of coverage: it opens a state, or puts a place there if that was asked for."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder.app.components.coverage_map import MAP_KEY
from respite_finder.app.components.coverage_what_if import TROUBLE
from respite_finder.app.coverage_state import ADDED, DROPPING
from respite_finder.map_projection import us_layout
from respite_finder.maps import ID_SEPARATOR

TEXAS = us_layout().project(31.0, -100.0, "TX")


def _page() -> None:
    from respite_finder.app.components import coverage_map

    coverage_map._pressed()


def visitor(*, state: str = "", dropping: bool = False) -> AppTest:
    at = AppTest.from_function(_page)
    at.session_state["lang"] = "en"
    at.session_state["coverage_state"] = state
    at.session_state[ADDED] = []
    at.session_state[DROPPING] = dropping
    return at


def press(at: AppTest, area: str, spot: tuple[Any, Any] = TEXAS, count: int = 1) -> AppTest:
    """A press on the map, as its script tells of it."""
    told = f"Somewhere: 1%{ID_SEPARATOR}{area}{ID_SEPARATOR}{count}"
    x, y = (float(number) for number in spot)
    at.session_state[MAP_KEY] = {
        "last_object_clicked_tooltip": told,
        "last_clicked": {"lng": x, "lat": y},
    }
    at.run()
    assert not at.exception
    return at


def test_a_press_on_a_state_opens_it_each_time() -> None:
    at = press(visitor(), "TX")
    assert at.session_state["coverage_state"] == "TX"
    at.session_state["coverage_state"] = ""
    assert press(at, "TX", count=2).session_state["coverage_state"] == "TX"


def test_a_press_beside_all_states_opens_nothing() -> None:
    at = press(visitor(), "TX")
    at.session_state["coverage_state"] = ""
    # The map still tells of the area of the press before.
    assert press(at, "TX", (1.0, 1.0)).session_state["coverage_state"] == ""


@pytest.mark.parametrize("area", ["XX", "48201", "", "<b>"])
def test_what_is_no_state_opens_nothing(area: str) -> None:
    assert press(visitor(), area).session_state["coverage_state"] == ""


def test_a_press_on_a_county_stays_in_the_state() -> None:
    assert press(visitor(state="TX"), "48201").session_state["coverage_state"] == "TX"


def test_with_the_switch_a_press_puts_one_place_there() -> None:
    at = press(visitor(dropping=True), "TX")
    (point,) = at.session_state[ADDED]
    assert (round(point.lat, 1), round(point.lon, 1), point.state) == (31.0, -100.0, "TX")
    assert at.session_state["coverage_state"] == ""
    assert at.session_state[DROPPING] is False


def test_a_place_at_sea_gets_a_sentence_and_another_try() -> None:
    at = press(visitor(dropping=True), "TX", (1.0, 1.0))
    assert at.session_state[ADDED] == []
    assert "outside the 50 states" in at.session_state[TROUBLE]
    assert at.session_state[DROPPING] is True


@pytest.mark.parametrize(
    "sent", [None, {}, {"last_clicked": None}, {"last_clicked": {"lat": "x", "lng": []}}]
)
def test_whatever_a_map_may_send_is_no_trouble(sent: Any) -> None:
    at = visitor(dropping=True)
    at.session_state[MAP_KEY] = sent
    at.run()
    assert not at.exception
    assert at.session_state[ADDED] == []


def test_a_spot_that_is_no_number_is_no_place() -> None:
    at = press(visitor(dropping=True), "TX", (float("nan"), float("inf")))
    assert at.session_state[ADDED] == []
