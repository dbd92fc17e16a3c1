"""The server's side of "Use my location": whatever a browser sends, whatever words it is given."""

from __future__ import annotations

import math
import re

import pytest

from respite_finder import LocationNotFound
from respite_finder.app.components import location
from respite_finder.around import around

SCRIPT = (location._STATIC / "location.js").read_text(encoding="utf-8")


NO_POSITION = [
    *(None, "", 7, [42.3, -72.6], {}, {"lat": 42.3}, {"lat": "42.3", "lon": "-72.6"}),
    *({"lat": True, "lon": False}, {"lat": None, "lon": -72.6}, {"lat": [42.3], "lon": -72.6}),
]


@pytest.mark.parametrize("sent", NO_POSITION)
def test_what_is_no_position_is_nothing(sent: object) -> None:
    assert location._position(sent) is None


def test_a_position_that_was_not_rounded_is_rounded_here() -> None:
    assert location._position({"lat": 42.325149, "lon": -72.641234}) == (42.33, -72.64)
    assert location._position({"lat": 42, "lon": -73}) == (42.0, -73.0)


@pytest.mark.parametrize("number", [math.nan, math.inf, 1e300])
def test_a_number_that_is_no_position_gets_a_sentence_later(number: float) -> None:
    position = location._position({"lat": number, "lon": -72.64})
    assert position is not None
    with pytest.raises(LocationNotFound, match="We did not get your location"):
        around(*position)


def test_every_word_of_the_button_comes_from_the_server() -> None:
    """The script names its words, and each of them is there: another language needs no script."""
    states = set(re.findall(r'"(refused|unavailable|timeout|insecure)"', SCRIPT))
    named = set(re.findall(r"\b(?:words|data)\.(\w+)", SCRIPT)) | states
    assert named == location._words().keys()
    assert all(words.strip() for words in location._words().values())
