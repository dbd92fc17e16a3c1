"""Outlines of the coverage maps from our own server: whole, small, and kept by the browser."""

from __future__ import annotations

import gzip
import json
from itertools import chain
from typing import Any

import pytest

from asked import ask, our_app
from respite_finder.map_projection import layout, layouts

MOST_BYTES = 60_000
"""On the wire: less than a picture of the same map."""


def sent(name: str) -> Any:
    return json.loads(gzip.decompress(ask(our_app(), f"/assets/coverage/{name}.json").body))


@pytest.mark.parametrize("base", ["", "/app"])
@pytest.mark.parametrize("name", ["US", "MA"])
def test_a_map_s_outlines_are_its_shapes(base: str, name: str) -> None:
    answer = ask(our_app(base), f"{base}/assets/coverage/{name}.json")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=86400"
    assert int(answer.headers["content-length"]) == len(answer.body)
    areas = json.loads(gzip.decompress(answer.body))["areas"]
    shapes = layout(name).shapes()
    assert [(area["id"], area["name"]) for area in areas] == [(one.id, one.name) for one in shapes]


def test_the_country_has_insets_and_places_for_its_codes() -> None:
    country, state = sent("US"), sent("MA")
    frames = [edge for frame in layout("US").insets for edge in frame]
    assert list(chain(*country["insets"])) == pytest.approx(frames, abs=0.05)
    assert all(len(area["label"]) == 3 for area in country["areas"])
    assert {"AK", "HI", "PR", "DC"} <= {area["id"] for area in country["areas"]}
    assert state["insets"] == []
    assert not any("label" in area for area in state["areas"])


@pytest.mark.parametrize("name", layouts())
def test_every_map_is_there_and_small(name: str) -> None:
    answer = ask(our_app(), f"/assets/coverage/{name}.json")
    assert answer.status == 200
    assert len(answer.body) < MOST_BYTES
    assert ask(our_app(), f"/assets/coverage/{name}.json").body == answer.body


@pytest.mark.parametrize("name", layouts())
def test_every_ring_is_closed_and_on_the_map(name: str) -> None:
    made = layout(name)
    for area in sent(name)["areas"]:
        assert area["rings"], area["name"]
        for ring in chain(*area["rings"]):
            corners = list(zip(ring[::2], ring[1::2], strict=True))
            assert corners[0] == corners[-1]
            # Rounding may not make a line or a dot of an island.
            assert len(set(corners)) >= 3
            assert 0 <= min(x for x, _ in corners) <= max(x for x, _ in corners) <= made.width
            assert 0 <= min(y for _, y in corners) <= max(y for _, y in corners) <= made.height


@pytest.mark.parametrize(
    "name",
    [
        *("GU", "VI", "ZZ", "us", "ma", "US ", "USA", "25015", "MA.json", "US%00", ""),
        *("..", "%2e%2e", "../us_states", "../../data/places", "US/../MA", "<script>"),
    ],
)
def test_an_unknown_map_is_not_found(name: str) -> None:
    answer = ask(our_app(), f"/assets/coverage/{name}.json")
    assert answer.status == 404
    assert "<" not in answer.text
    assert "max-age" not in answer.headers.get("cache-control", "")


def test_nothing_can_be_sent_there() -> None:
    assert ask(our_app(), "/assets/coverage/US.json", "POST").status == 405
