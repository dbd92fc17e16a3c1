"""Ranked bars as PNG files, read back: lengths, order, values, and words for machines."""

from __future__ import annotations

import math
import warnings
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from respite_finder import i18n
from respite_finder.pictures import bars_png
from respite_finder.pictures.bars import PITCH
from respite_finder.pictures.style import DARK, LIGHT
from respite_finder.states import STATE_NAMES

BELOW_LAST = 112
"""Pixels from the lower edge of the last bar's row to that of the picture: one line at the foot."""


def drawn(names: list[str], values: list[float], **more: Any) -> bytes:
    words: dict[str, Any] = {
        "title": "Within 50 miles",
        "subtitle": "Share of people by state",
        "unit": "share",
        "source": "respite_finder, version 7",
    }
    return bars_png(names, values, **(words | more))


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def lengths(png: bytes, color: str = LIGHT.bar) -> list[int]:
    """How many pixels long each bar is, from above; a break in a bar ends it not."""
    picture = np.asarray(opened(png).convert("RGB"))
    wide = (picture == tuple(bytes.fromhex(color[1:]))).all(axis=2).sum(axis=1)
    inside = np.flatnonzero(wide)
    if not len(inside):
        return []
    return [int(wide[part].max()) for part in np.split(inside, _ends(inside))]


def _ends(rows: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.flatnonzero(np.diff(rows) > 1) + 1


def test_bars_are_as_long_as_their_values_and_the_longest_is_first() -> None:
    found = lengths(drawn(["Ohio", "Utah", "Iowa", "Maine"], [0.1, 0.8, 0.0, 0.4]))
    assert len(found) == 3, "nothing is no bar"
    assert found[0] > 900
    assert found[1] / found[0] == pytest.approx(0.5, abs=0.01)
    assert found[2] / found[0] == pytest.approx(0.125, abs=0.01)


def test_the_order_of_the_input_does_not_matter() -> None:
    names, values = ["Ohio", "Utah", "Iowa", "Maine"], [0.1, math.nan, 0.1, 0.4]
    assert drawn(names, values) == drawn(names[::-1], values[::-1])


def test_words_for_machines_tell_the_message() -> None:
    info = opened(
        drawn(["Ohio", "Utah", "Iowa"], [0.1, 0.8, math.nan], reference=("The country", 0.36))
    ).info
    assert info["Title"] == "Within 50 miles"
    assert info["Licence"].startswith("CC BY-NC 4.0")
    assert info["Description"] == (
        "Within 50 miles. Share of people by state. Bar chart of 3 areas. "
        "Most: Utah, 80%. Least: Ohio, 10%. The country: 36%. 1 area has no value."
    )
    assert not {"Software", "Creation Time"} & set(info)


def test_the_line_of_the_country_stands_at_its_value() -> None:
    names, values = ["Ohio", "Utah"], [1.0, 0.5]
    without, with_line = (
        np.asarray(opened(drawn(names, values, reference=reference)).convert("L"), dtype=int)
        for reference in (("", 0.0), ("", 0.25))
    )
    bar = lengths(drawn(names, values))
    between_bars = with_line.shape[0] - BELOW_LAST - PITCH
    moved = np.flatnonzero(without[between_bars] != with_line[between_bars])
    assert bar[0] * 0.25 == pytest.approx(moved[-1] - moved[0], abs=10)


def test_an_interval_is_drawn_to_both_ends_and_said() -> None:
    names, values = ["Ohio", "Utah"], [4.0, 2.0]
    rates: dict[str, Any] = {"unit": "per_million"}
    certain = drawn(names, values, **rates)
    unsure = drawn(names, values, low=[1.0, math.nan], high=[8.0, math.nan], **rates)
    assert opened(unsure).size[1] > opened(certain).size[1], "a note at the foot"
    first, second = lengths(unsure)
    assert first / second == pytest.approx(2, abs=0.05)
    assert first < lengths(certain)[0] * 0.7, "room for the end of the interval"


@pytest.mark.parametrize(
    ("names", "values"),
    [
        ([], []),
        (["One"], [0.5]),
        (["One"], [math.nan]),
        (["One"], [5e-324]),
        (["One"], [math.inf]),
        (["One", "Two"], [0.0, 0.0]),
        (["A very long name of a county " * 9, "$\\frac$ 希望 \ud800"], [1e9, 1e-9]),
        (list(STATE_NAMES.values()), [0.3] * len(STATE_NAMES)),
    ],
)
def test_extreme_input_makes_a_picture(names: list[str], values: list[float]) -> None:
    for unit in ("share", "people", "miles", "count", "per_million"):
        picture = opened(drawn(names, values, unit=unit, reference=("Country", math.nan)))
        assert picture.size[0] == 1600
        assert picture.size[1] < 3000


@settings(max_examples=15, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.text(max_size=200), st.floats(0, 1e9) | st.just(math.nan)), max_size=4
    )
)
def test_any_names_make_a_picture_without_a_warning(rows: list[tuple[str, float]]) -> None:
    names, values = [name for name, _ in rows], [value for _, value in rows]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert opened(drawn(names, values, width_px=320)).size[0] == 320


def test_lists_that_differ_in_length_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        drawn(["Ohio", "Utah"], [0.1])


def test_numpy_and_lists_make_the_same_bytes_and_so_do_threads() -> None:
    low, high = np.array([0.1, 0.2]), np.array([0.5, 0.6])
    one = drawn(["a", "b"], [0.3, 0.4], low=low.tolist(), high=high.tolist())
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda _: drawn(["a", "b"], [0.3, 0.4], low=low, high=high), range(6))
    assert set(made) == {one}


def test_dark_has_dark_paper_and_its_own_bars() -> None:
    dark = drawn(["Ohio", "Utah"], [0.1, 0.8], dark=True)
    assert opened(dark).convert("RGB").getpixel((2, 2)) == tuple(bytes.fromhex(DARK.paper[1:]))
    assert len(lengths(dark, DARK.bar)) == 2


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_bars_and_words_can_be_told_from_paper_in_black_and_white(theme: Any) -> None:
    grey = {
        name: Image.new("RGB", (1, 1), getattr(theme, name)).convert("L").getpixel((0, 0))
        for name in ("paper", "bar", "ink", "quiet")
    }
    for name in ("bar", "ink", "quiet"):
        assert abs(grey[name] - grey["paper"]) > 80


def test_names_of_any_language_are_told_as_they_are() -> None:
    with i18n.speaking("es"):
        said = opened(drawn(["Añasco", "希望"], [0.5, 0.25], title="¿Cuántos?")).info
    assert said["Title"] == "¿Cuántos?"
    assert "Añasco" in said["Description"]
    assert "希望" in said["Description"]
