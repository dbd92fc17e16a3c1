"""Maps as PNG files, read back: the right colours in place, words for machines, no trace."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from respite_finder import i18n
from respite_finder.coverage.classes import UNKNOWN
from respite_finder.coverage.palette import colors
from respite_finder.errors import QueryError
from respite_finder.map_projection import layout, layouts
from respite_finder.pictures import map_png

RAMP = colors(4, zero=True)
LEGEND = ["none", "up to 20%", "20% to 40%", "40% and more"]
ACROSS = 1472
"""Pixels from margin to margin of a picture of the usual width."""


def drawn(name: str, classes: Mapping[str, int], **more: Any) -> bytes:
    words: dict[str, Any] = {
        "title": "Within 50 miles",
        "subtitle": "36 in 100 people live within reach.",
        "legend_title": "Share within reach",
        "legend": LEGEND,
        "source": "The places are those of respite_finder, version 7",
    }
    return map_png(layout(name), classes, more.pop("ramp", RAMP), **(words | more))


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def pixels(png: bytes) -> NDArray[np.int16]:
    return np.asarray(opened(png).convert("RGB"), dtype=np.int16)


def rgb(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


def all_of(name: str, number: int) -> dict[str, int]:
    return {shape.id: number for shape in layout(name).shapes()}


def changed_middle(name: str, code: str) -> tuple[NDArray[np.float64], int]:
    """Where the colour of an area is: the middle of its pixels, and how many there are."""
    before = pixels(drawn(name, all_of(name, 1)))
    after = pixels(drawn(name, all_of(name, 1) | {code: 3}))
    now = (after == rgb(RAMP[3])).all(axis=2) & (before == rgb(RAMP[1])).all(axis=2)
    y, x = np.nonzero(now)
    return np.array([x.mean(), y.mean()]), int(now.sum())


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [("US", "TX", "MT"), ("US", "HI", "PR"), ("US", "AK", "GA"), ("MA", "25027", "25001")],
)
def test_an_area_has_its_colour_where_the_layout_puts_it(
    name: str, first: str, second: str
) -> None:
    scale = min(ACROSS / layout(name).width, 1150 / layout(name).height)
    shapes = {shape.id: shape.geometry for shape in layout(name).shapes()}
    (here, size), (there, _size) = changed_middle(name, first), changed_middle(name, second)
    a, b = shapes[first].centroid, shapes[second].centroid
    expected = np.array([b.x - a.x, a.y - b.y]) * scale
    assert there - here == pytest.approx(expected, abs=10), "small islands are all rim"
    rim = shapes[first].length * scale * 2
    assert size == pytest.approx(shapes[first].area * scale**2, abs=rim)


def test_what_has_no_figure_is_hatched_and_says_so() -> None:
    ids = all_of("US", 2)
    known, unknown = pixels(drawn("US", ids)), drawn("US", ids | {"TX": UNKNOWN}, no_figure="none!")
    assert "none!, 1 area" in opened(unknown).info["Description"]
    assert pixels(unknown).shape == known.shape
    texas = (known == rgb(RAMP[2])).all(axis=2) & (pixels(unknown) != known).any(axis=2)
    paper = (pixels(unknown)[texas] == 255).all(axis=1).mean()
    assert 0.5 < paper < 0.95, "lines on paper"


def test_an_area_that_no_table_has_is_not_said_to_have_no_place() -> None:
    some = all_of("US", 1)
    del some["TX"]
    said = opened(drawn("US", some, no_figure="no place anywhere")).info["Description"]
    assert "no figure, 1 area" in said
    assert "no place anywhere" not in said
    both = opened(drawn("US", some | {"MT": UNKNOWN}, no_figure="no place anywhere"))
    assert "no place anywhere; no figure, 2 areas" in both.info["Description"]


def test_words_for_machines() -> None:
    info = opened(drawn("US", all_of("US", 0) | {"VT": 3, "NH": 3})).info
    assert info["Title"] == "Within 50 miles"
    assert info["Source"].endswith("version 7")
    assert info["Licence"].startswith("CC BY-NC 4.0")
    said = info["Description"]
    assert said.startswith("Within 50 miles. 36 in 100 people live within reach. Map.")
    assert "none, 50 areas; 40% and more, 2 areas." in said
    assert opened(drawn("US", {}, description="My own.")).info["Description"] == "My own."
    assert not {"Software", "Creation Time"} & set(info)


def test_dots_are_where_places_are_and_none_beyond_the_map() -> None:
    plain = drawn("MA", all_of("MA", 3))
    worcester = pixels(drawn("MA", all_of("MA", 3), places=[(42.27, -71.8, "MA")]))
    y, x = np.nonzero((worcester != pixels(plain)).any(axis=2))
    assert x.max() - x.min() < 20
    assert y.max() - y.min() < 20
    assert drawn("MA", all_of("MA", 3), places=[(34.0, -118.2, "CA")]) == plain
    assert drawn("US", {}, places=[(13.4, 144.8, "GU"), (float("nan"),) * 2 + ("MA",)]) == drawn(
        "US", {}
    )


def test_light_and_dark_and_every_width() -> None:
    dark = drawn("US", all_of("US", 1), dark=True, width_px=800)
    assert opened(dark).size[0] == 800
    assert pixels(dark)[2, 2].tolist() == list(rgb("#1a1d1c"))
    assert opened(drawn("VT", {}, width_px=321)).size[0] == 321
    for width in (0, 319, 6401):
        with pytest.raises(QueryError, match="give pixels from 320 to 6400"):
            drawn("US", {}, width_px=width)


@pytest.mark.parametrize("classes", [{"TX": 4}, {"TX": -2}])
def test_a_class_without_a_colour_is_refused(classes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="4 colours and 4 words"):
        drawn("US", classes)


def test_every_layout_becomes_a_picture_of_a_bearable_height() -> None:
    for name in layouts():
        names = {shape.id: shape.name for shape in layout(name).shapes()}
        wide, high = opened(drawn(name, all_of(name, 1), width_px=400, labels=names)).size
        assert wide == 400
        assert high < 500


@settings(max_examples=15, deadline=None)
@given(words=st.text(max_size=300), long=st.integers(1, 40))
def test_any_words_make_a_picture_without_a_warning(words: str, long: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        told = drawn(
            "DC",
            {},
            title=words * long,
            subtitle=f"$\\frac{words}$",
            legend_title=words,
            legend=[words, "$x", "\ud800", "希望 😀"],
            labels={"11001": words},
            notes=[words],
            source=words,
            width_px=320,
        )
    assert opened(told).size[0] == 320


def test_the_language_is_that_of_the_visitor() -> None:
    with i18n.speaking("es"):
        said = opened(drawn("PR", {}, title="Añasco: niños", legend_title="Proporción")).info
    assert said["Title"] == "Añasco: niños"
    assert "Proporción" in said["Description"]


def test_two_threads_make_the_same_bytes_as_one() -> None:
    alone = [drawn(name, all_of(name, 1)) for name in ("US", "VT")]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda name: drawn(name, all_of(name, 1)), ["US", "VT"] * 3))
    assert together == alone * 3


SCRIPT = """
import hashlib, sys
import respite_finder.pictures
assert "matplotlib" not in sys.modules, "loaded only for a picture"
from respite_finder.map_projection import layout
from respite_finder.pictures import map_png
png = map_png(layout("VT"), {}, ("#ffffff",), title="A", subtitle="", legend_title="",
              legend=["a"], source="")
print(hashlib.sha256(png).hexdigest())
"""


@pytest.mark.parametrize("home", ["there", "not there"])
def test_no_file_stays_and_nothing_is_said_and_other_settings_do_not_matter(
    tmp_path: Path, home: str
) -> None:
    for folder in ("home", "tmp", "work"):
        (tmp_path / folder).mkdir()
    (tmp_path / "work" / "matplotlibrc").write_text("font.size: 40\nhatch.linewidth: 9\n")
    where = tmp_path / "home" if home == "there" else Path(os.devnull) / "home"
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("MPL", "XDG"))}
    ours = {
        "HOME": str(where),
        "TMPDIR": str(tmp_path / "tmp"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=kept | ours,
        cwd=tmp_path / "work",
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == ""
    assert not list((tmp_path / "home").iterdir())
    assert not list((tmp_path / "tmp").iterdir())
    here = map_png(
        layout("VT"),
        {},
        ("#ffffff",),
        title="A",
        subtitle="",
        legend_title="",
        legend=["a"],
        source="",
    )
    assert ran.stdout.strip() == hashlib.sha256(here).hexdigest()
