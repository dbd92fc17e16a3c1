"""``CoverageQuery`` and what asks beside it: a single text is one value, the rest one sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from respite_finder.coverage import CoverageQuery, asked_states, coverage
from respite_finder.errors import QueryError


def test_a_single_text_is_one_value() -> None:
    single: Any = "clubhouse"
    status: Any = "listed"
    query = CoverageQuery(service_types=single, statuses=status)
    assert query == CoverageQuery(frozenset({"clubhouse"}), frozenset({"listed"}))
    assert asked_states("MA") == ("MA",)
    assert asked_states("New York") == ("NY",)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"radius_miles": "50"}, "radius"),
        ({"radius_miles": None}, "radius"),
        ({"radius_miles": True}, "radius"),
        ({"radius_miles": float("nan")}, "radius"),
        ({"radius_miles": 1j}, "radius"),
        ({"detour": "1"}, "detour"),
        ({"detour": None}, "detour"),
        ({"detour": True}, "detour"),
        ({"detour": float("inf")}, "detour"),
        ({"service_types": None}, "type"),
        ({"service_types": "respite"}, "type"),
        ({"service_types": ["clubhouse", 5]}, "type"),
        ({"service_types": []}, "type"),
        ({"statuses": 7}, "status"),
    ],
)
def test_what_cannot_be_asked_is_a_query_error(given: dict[str, Any], field: str) -> None:
    with pytest.raises(QueryError) as caught:
        CoverageQuery(**given)
    assert caught.value.field == field
    assert "\n" not in str(caught.value)


def test_numbers_of_arrays_are_numbers() -> None:
    assert CoverageQuery(radius_miles=np.float64(30), detour=np.float32(1)).radius_miles == 30
    assert CoverageQuery(radius_miles=np.int64(30)) == CoverageQuery(radius_miles=30)


def test_areas_that_there_are_not_are_refused(places: pd.DataFrame) -> None:
    size: Any = "zip"
    with pytest.raises(QueryError, match="choose from state, county, us"):
        coverage(places, by=size)
