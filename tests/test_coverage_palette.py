"""Colours of the classes: the order can be seen in any theme, in grey, and with any eyes."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from respite_finder.coverage.classes import FIXED_BREAKS, classes
from respite_finder.coverage.palette import MOST_COLORS, NO_FIGURE, colors

Linear = NDArray[np.float64]

PAGE = {False: "#fdfaf4", True: "#1a1d1c"}
LEAST_CONTRAST = 1.2
"""Between neighbours, as WCAG counts it: two greys with less look alike when they touch."""
RAMPS = list(product([False, True], repeat=2))
ASKED = [*product(range(MOST_COLORS + 1), [False, True], RAMPS)]
EYES = {
    "typical": np.eye(3),
    # Machado, Oliveira & Fernandes 2009, "A physiologically-based model for simulation of color
    # vision deficiency": no red, no green, no blue cones at all; of linear RGB.
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(color: str) -> Linear:
    parts = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(color: str, eyes: str = "typical") -> float:
    seen = np.clip(EYES[eyes] @ linear(color), 0, 1)
    return float(seen @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str, eyes: str = "typical") -> float:
    low, high = sorted((luminance(one, eyes), luminance(other, eyes)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("count", "zero", "ramp"), ASKED)
def test_any_number_of_classes_can_be_told_apart(
    count: int, zero: bool, ramp: tuple[bool, bool]
) -> None:
    need, dark = ramp
    made = colors(count, zero=zero, need=need, dark=dark)
    assert len(made) == count
    brightness = [luminance(color) for color in made]
    assert brightness == sorted(brightness, reverse=not dark)
    assert all(contrast(*two) >= LEAST_CONTRAST for two in pairwise(made))


@pytest.mark.parametrize(("need", "dark"), RAMPS)
def test_much_stands_out_from_the_page_and_little_does_not(need: bool, dark: bool) -> None:
    ramp = colors(MOST_COLORS, zero=True, need=need, dark=dark)
    from_page = [contrast(color, PAGE[dark]) for color in ramp]
    assert from_page == sorted(from_page)
    assert from_page[0] < 1.5
    assert from_page[-1] >= 7


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize(("need", "dark"), RAMPS)
def test_the_order_is_seen_whatever_the_colour_vision(need: bool, dark: bool, eyes: str) -> None:
    """A ramp that says more by lightness alone keeps its order when hues fall together."""
    ramp = colors(MOST_COLORS, zero=True, need=need, dark=dark)
    brightness = [luminance(color, eyes) for color in ramp]
    assert brightness == sorted(brightness, reverse=not dark)
    assert all(contrast(*two, eyes) >= LEAST_CONTRAST for two in pairwise(ramp))


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_at_all_and_no_figure_have_colours_of_their_own(dark: bool) -> None:
    for count, need in product(range(1, MOST_COLORS + 1), [False, True]):
        with_nothing = colors(count, zero=True, need=need, dark=dark)
        without = colors(min(count, MOST_COLORS - 1), zero=False, need=need, dark=dark)
        assert with_nothing[0] not in without
        assert NO_FIGURE[dark] not in {*with_nothing, *without}


@pytest.mark.parametrize(("need", "dark"), RAMPS)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_few_classes_are_further_apart(count: int, need: bool, dark: bool) -> None:
    made = colors(count, zero=True, need=need, dark=dark)
    assert all(contrast(*two) >= 1.5 for two in pairwise(made))


@given(
    st.lists(st.just(float("nan")) | st.just(0.0) | st.floats(1e-9, 1e8), max_size=60),
    st.sampled_from([*FIXED_BREAKS, "people", "count", "per_million"]),
)
def test_every_class_of_every_map_has_a_colour(values: list[float], unit: str) -> None:
    found = classes(values, unit)
    ramp = colors(found.count, zero=found.zero)
    assert len(set(ramp)) == found.count
    assert all(number < len(ramp) for number in found.of)


@pytest.mark.parametrize("count", [-1, MOST_COLORS + 1])
def test_more_colours_than_there_are_is_an_error(count: int) -> None:
    with pytest.raises(ValueError, match=f"6 colours, {count} were asked"):
        colors(count, zero=False)
