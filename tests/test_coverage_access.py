"""Floating catchment areas: known answers, conservation, cut-offs, and nothing to divide by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder.coverage.access import (
    Pairs,
    flat_weights,
    gravity_weights,
    reachable_supply,
    step_weights,
    three_step,
    two_step,
)
from respite_finder.distance import Floats

PEOPLE = np.array([100.0, 50.0, 10.0])
SUPPLY = np.array([15.0, 20.0, 100.0])
SHORT = {10: 1.0, 20: 0.68, 30: 0.22}
LONG = {20: 1.0, 40: 0.68, 60: 0.22}


def three_towns(inner: float, outer: float, cross: float) -> Pairs:
    """Town 3 lies ``inner`` from town 1 and ``outer`` from town 2, these ``cross``; to itself 1.

    The sheet of known answers words it otherwise (cross between 1 and 3). Only so do its numbers
    come out, all thirty of them: 0.761364 is 15/110 + 100/160, towns 1 and 3 in one catchment.
    """
    cost = np.array([[1, cross, inner], [cross, 1, outer], [inner, outer, 1]], dtype=float)
    people_row, supply_row = np.indices((3, 3))
    return Pairs(people_row.ravel(), supply_row.ravel(), cost.ravel())


FAR, NEAR = (40, 40, 80), (20, 20, 40)


@pytest.mark.parametrize(
    ("apart", "method", "expected"),
    [
        (FAR, "2sfca", (0.761364, 0.958333, 1.094697)),
        (FAR, "gravity", (0.331444, 0.579828, 7.286418)),
        (FAR, "3sfca", (0.156257, 0.406216, 9.906352)),
        (FAR, "short", (0.150000, 0.400000, 10.000000)),
        (FAR, "long", (0.747592, 0.959256, 1.227799)),
        (NEAR, "2sfca", (0.843750, 0.843750, 0.843750)),
        (NEAR, "gravity", (0.442568, 0.666758, 5.740525)),
        (NEAR, "3sfca", (0.174802, 0.424036, 9.631801)),
        (NEAR, "short", (0.747592, 0.959256, 1.227799)),
        (NEAR, "long", (0.835417, 0.852083, 0.885417)),
    ],
)
def test_the_known_answers_of_the_three_towns(
    apart: tuple[int, int, int], method: str, expected: tuple[float, ...]
) -> None:
    pairs = three_towns(*apart)
    weights = {
        "2sfca": flat_weights(pairs.cost, 61),
        "gravity": gravity_weights(pairs.cost, 61),
        "3sfca": gravity_weights(pairs.cost, 61),
        "short": step_weights(pairs.cost, SHORT),
        "long": step_weights(pairs.cost, LONG),
    }[method]
    if method == "3sfca":
        scores = three_step(pairs, weights, PEOPLE, SUPPLY, preference=1 / pairs.cost)
    else:
        scores = two_step(pairs, weights, PEOPLE, SUPPLY)
    assert np.round(scores, 6).tolist() == list(expected)
    assert (PEOPLE * scores).sum() == pytest.approx(135)


def all_weights(cost: Floats, catchment: float) -> list[Floats]:
    return [
        flat_weights(cost, catchment),
        gravity_weights(cost, catchment),
        step_weights(cost, {catchment / 3: 1.0, catchment * 2 / 3: 0.68, catchment: 0.22}),
    ]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Pairs, Floats, Floats]:
    """Some people, some supply (either may be zero or missing), some of them near each other."""
    people = draw(st.lists(st.integers(0, 50_000), max_size=8))
    supply = draw(st.lists(st.integers(0, 100), max_size=6))
    pairs: list[tuple[int, int]] = []
    if people and supply:
        of = st.tuples(st.integers(0, len(people) - 1), st.integers(0, len(supply) - 1))
        pairs = draw(st.lists(of, unique=True, max_size=48))
    costs = draw(st.lists(st.floats(0, 150), min_size=len(pairs), max_size=len(pairs)))
    rows = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    made = Pairs(rows[:, 0], rows[:, 1], np.array(costs, dtype=float))
    return made, np.array(people, dtype=float), np.array(supply, dtype=float)


@given(cases(), st.sampled_from([1.0, 30.0, 50.0, 100.0]))
def test_what_people_get_is_what_can_be_reached(
    case: tuple[Pairs, Floats, Floats], catchment: float
) -> None:
    pairs, people, supply = case
    lived_in = people[pairs.people_row] > 0
    near = pairs.cost <= catchment * (1 + 1e-9)
    expected = supply[np.unique(pairs.supply_row[lived_in & near])].sum()
    for weights in all_weights(pairs.cost, catchment):
        assert reachable_supply(pairs, weights, people, supply) == expected
        for method in (two_step, three_step):
            scores = method(pairs, weights, people, supply)
            assert np.isfinite(scores).all()
            assert (scores >= 0).all()
            assert (people * scores).sum() == pytest.approx(expected)


@given(cases(), st.integers(2, 9))
def test_twice_the_supply_is_twice_the_score(
    case: tuple[Pairs, Floats, Floats], times: int
) -> None:
    pairs, people, supply = case
    for weights in all_weights(pairs.cost, 50):
        for method in (two_step, three_step):
            once = method(pairs, weights, people, supply)
            assert method(pairs, weights, people, supply * times) == pytest.approx(once * times)


def test_the_rim_of_a_zone_belongs_to_it() -> None:
    cost = np.array([0.0, 10.0, 10.001, 20.0, 30.0, 30.001])
    assert flat_weights(cost, 30).tolist() == [1, 1, 1, 1, 1, 0]
    assert step_weights(cost, SHORT).tolist() == [1, 1, 0.68, 0.68, 0.22, 0]
    assert gravity_weights(cost, 30).tolist() == pytest.approx(
        [1, 1 / 10, 1 / 10.001, 1 / 20, 1 / 30, 0]
    )


def test_with_one_place_to_choose_the_third_step_changes_nothing() -> None:
    pairs = Pairs(np.array([0, 1]), np.array([0, 0]), np.array([5.0, 15.0]))
    people, supply = np.array([100.0, 300.0]), np.array([4.0])
    weights = flat_weights(pairs.cost, 20)
    assert three_step(pairs, weights, people, supply).tolist() == pytest.approx([0.01, 0.01])


def test_nobody_and_nothing_are_no_division_by_zero() -> None:
    nothing = Pairs(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))
    for method in (two_step, three_step):
        assert method(nothing, np.empty(0), np.zeros(2), np.zeros(3)).tolist() == [0, 0]
    empty_town = Pairs(np.array([0, 1]), np.array([0, 0]), np.array([1.0, 40.0]))
    scores = two_step(empty_town, np.array([1.0, 0.0]), np.array([0.0, 10.0]), np.array([5.0]))
    assert scores.tolist() == [0, 0]
