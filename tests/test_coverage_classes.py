"""The classes of a map: every value is in the class whose breaks stand around it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder.coverage.classes import MOST_CLASSES, UNKNOWN, classes, rounded_figure

UNITS = ("share", "people", "count", "per_million", "miles")
VALUES = st.lists(st.floats(0, 1e9, allow_subnormal=False) | st.just(math.nan), max_size=60)


@pytest.mark.parametrize("unit", UNITS)
@given(values=VALUES)
def test_every_value_lies_between_the_breaks_of_its_class(unit: str, values: list[float]) -> None:
    found = classes(values, unit)
    assert list(found.breaks) == sorted(set(found.breaks))
    assert found.count <= MOST_CLASSES
    for value, number in zip(values, found.of.tolist(), strict=True):
        if math.isnan(value):
            assert number == UNKNOWN
        elif found.zero and value == 0:
            assert number == 0
        else:
            least, most = found.bounds(number)
            assert least <= value < most


@pytest.mark.parametrize("unit", UNITS)
@given(values=VALUES)
def test_a_larger_value_is_never_in_a_lower_class(unit: str, values: list[float]) -> None:
    found = classes(values, unit)
    known = [(v, n) for v, n in zip(values, found.of.tolist(), strict=True) if not math.isnan(v)]
    known.sort()
    numbers = [number for _value, number in known]
    assert numbers == sorted(numbers)


@given(values=VALUES)
def test_two_maps_of_shares_have_the_same_breaks(values: list[float]) -> None:
    assert classes(values, "share").breaks == classes([0.5], "share").breaks


def test_nobody_reached_is_a_class_of_its_own() -> None:
    found = classes([0.0, 0.0, 0.001, 1.0], "share")
    assert found.of.tolist() == [0, 0, 1, 5]
    assert [found.held(number) for number in range(found.count)] == [2, 1, 0, 0, 0, 1]


def test_no_place_anywhere_has_no_class() -> None:
    found = classes([math.inf, math.nan, 12.0], "miles")
    assert found.of.tolist() == [UNKNOWN, UNKNOWN, 1]
    assert found.held(UNKNOWN) == 2


@pytest.mark.parametrize("values", [[], [0.0, 0.0], [math.nan]])
def test_nothing_to_class_is_no_trouble(values: list[float]) -> None:
    found = classes(values, "people")
    assert len(found.of) == len(values)
    assert found.breaks == (0.0,)


@given(st.floats(1e-6, 1e12))
def test_a_rounded_figure_is_near_and_has_one_digit(value: float) -> None:
    figure = rounded_figure(value)
    assert abs(figure - value) <= 0.5 * value
    assert len(f"{figure:.0e}".split("e")[0]) == 1
    assert float(f"{figure:.0e}") == figure


def test_small_counts_are_parted_by_whole_numbers() -> None:
    found = classes([0, 1, 1, 2, 3, 5, 9], "count")
    assert all(edge == int(edge) for edge in found.breaks)
