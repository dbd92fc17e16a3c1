"""A query that cannot be used is refused at once, in words that help."""

from __future__ import annotations

import math

import pytest

from respite_finder import Query, QueryError, locate


@pytest.mark.parametrize("radius", [0, -5, -0.0, math.nan, math.inf, -math.inf])
def test_a_radius_that_is_no_distance_is_refused(radius: float) -> None:
    with pytest.raises(QueryError) as caught:
        Query(radius_miles=radius)
    assert caught.value.field == "radius"
    assert caught.value.value is radius
    assert str(caught.value) == (
        f"radius cannot be '{radius}': "
        "give a number of miles greater than 0, or none for any distance."
    )


@pytest.mark.parametrize(
    ("given", "field", "known"),
    [
        ({"service_types": {"hotel"}}, "type", "peer_respite"),
        ({"states": {"XX"}}, "state", "MA"),
        ({"states": {"Massachusetts"}}, "state", "MA"),
        ({"statuses": {"open"}}, "status", "listed"),
    ],
)
def test_an_unknown_choice_is_refused_and_the_choices_told(
    given: dict[str, set[str]], field: str, known: str
) -> None:
    ((wrong,),) = given.values()
    with pytest.raises(QueryError) as caught:
        Query(**given)  # type: ignore[arg-type]
    assert (caught.value.field, caught.value.value) == (field, wrong)
    assert repr(wrong) in str(caught.value)
    assert known in str(caught.value)


def test_any_collection_will_do_and_equal_queries_are_equal() -> None:
    query = Query(locate("01060"), service_types=["warmline"])  # type: ignore[arg-type]
    assert query == Query(locate("01060"), service_types=frozenset({"warmline"}))
    assert len({query, query}) == 1


def test_a_state_and_no_origin_list_by_city() -> None:
    assert Query().by_state
    assert Query(locate("Vermont")).by_state
    assert not Query(locate("01060")).by_state
