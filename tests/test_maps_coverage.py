"""The coverage map's layer: what is sent, safe in a script; the base that never changes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import i18n
from respite_finder.coverage.palette import NO_FIGURE
from respite_finder.map_projection import Layout, state_layout, us_layout
from respite_finder.maps import coverage_layer, coverage_map
from respite_finder.maps.base import Call
from respite_finder.web.assets import FROM_FRAME
from respite_finder.web.coverage_assets import COVERAGE_SCRIPTS, COVERAGE_STYLES

NEAR = (42.32, -72.63, "MA")
ELSEWHERE = (34.05, -118.24, "CA")
WITHOUT_A_PANEL = (13.47, 144.75, "GU")
NOWHERE = (float("nan"), float("nan"), "MA")
HEX_ID = re.compile(r"[0-9a-f]{32}")


def argument(layout: Layout, **options: Any) -> str:
    given: dict[str, Any] = {"classes": {}, "colors": [], "tips": {}} | options
    layer = coverage_layer(layout, given.pop("classes"), given.pop("colors"), **given)
    (call,) = (child for child in layer._children.values() if isinstance(child, Call))
    return call.argument


def payload(layout: Layout, **options: Any) -> dict[str, Any]:
    sent: dict[str, Any] = json.loads(argument(layout, **options))
    return sent


def base() -> str:
    """The page that the map's frame runs, without the ids that Folium makes up."""
    html = coverage_map(FROM_FRAME, COVERAGE_SCRIPTS, COVERAGE_STYLES).get_root().render()
    return HEX_ID.sub("id", html)


def test_the_map_loads_only_our_own_files_and_no_pictures() -> None:
    html = base()
    loaded = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert loaded == [FROM_FRAME + path for path in (*COVERAGE_SCRIPTS, *COVERAGE_STYLES)]
    assert not re.search(r"https?:|@import|url\(|tileLayer", html)
    assert "CRS.Simple" in html


def test_two_maps_are_made_alike() -> None:
    assert base() == base()


def test_a_language_changes_nothing_but_the_words() -> None:
    english = base().splitlines()
    with i18n.speaking("es"):
        spanish = base().splitlines()
    (words,) = [
        (json.loads(one), json.loads(other))
        for before, after in zip(english, spanish, strict=True)
        if before != after
        for one, other in [(before[before.index("{") : -2], after[after.index("{") : -2])]
    ]
    assert [words[0]["lang"], words[1]["lang"]] == ["en", "es"]
    assert words[0].keys() == words[1].keys()
    assert words[0]["zoomIn"] != words[1]["zoomIn"]


def test_what_is_shown_is_what_was_given() -> None:
    made = state_layout("MA")
    classes, ramp = {"25015": 2, "25013": 0, "25001": -1}, ["#111111", "#222222", "#333333"]
    tips = {"25015": "Hampshire County: 98 in 100"}
    sent = payload(made, classes=classes, colors=ramp, tips=tips, clickable=False, dark=True)
    assert (sent["layout"], sent["classes"], sent["colors"]) == ("MA", classes, ramp)
    assert (sent["width"], sent["height"]) == pytest.approx((made.width, made.height), abs=0.05)
    assert (sent["tips"], sent["clickable"], sent["dark"]) == (tips, False, True)
    assert sent["noFigure"] == NO_FIGURE[True] != payload(made)["noFigure"] == NO_FIGURE[False]


@pytest.mark.parametrize(
    "evil",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "\"});alert('1');({\"",
        "\u2028alert(1)\u2029",
        "\\u003c/script>\\",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "{{{%{#",
    ],
)
def test_words_cannot_leave_the_script(evil: str) -> None:
    tips = {"MA": evil, evil: "x"}
    text = argument(us_layout(), tips=tips)
    assert json.loads(text)["tips"] == tips
    assert not set(text) & set("<>&\u2028\u2029")
    made = coverage_map("", [], [])
    coverage_layer(us_layout(), {}, [], tips=tips).add_to(made)
    # Folium takes what it has made for a template: an expression would be worked out here.
    assert f", {text});" in made.get_root().render()


@given(st.dictionaries(st.text(), st.text(), max_size=3))
def test_any_words_arrive_as_they_are(tips: dict[str, str]) -> None:
    text = argument(us_layout(), tips=tips)
    assert json.loads(text)["tips"] == tips
    assert not set(text) & set("<>&\u2028\u2029")


def test_dots_lie_on_the_map_and_each_once() -> None:
    made = state_layout("MA")
    spots = [NEAR, NEAR, ELSEWHERE, NOWHERE]
    sent = payload(made, places=spots, added=[NEAR])
    (dot,) = sent["places"]
    assert made.unproject(*dot) == pytest.approx(NEAR[:2], abs=0.01)
    assert sent["added"] == [dot]
    assert len(payload(us_layout(), places=[*spots, WITHOUT_A_PANEL])["places"]) == 2
    assert payload(made, places=[NOWHERE], added=[ELSEWHERE])["added"] == []


@pytest.mark.parametrize(
    "beyond",
    [(41.5, -98.5, "NE"), (35.5, -98.5, "OK"), (38.5, -105.0, "CO"), (38.5, -92.0, "MO")],
)
def test_what_lies_beyond_an_edge_is_left_out(beyond: tuple[float, float, str]) -> None:
    inside = (38.5, -98.5, "KS")
    sent = payload(state_layout("KS"), places=[beyond, inside])
    assert len(sent["places"]) == 1
