"""Outlines of the coverage maps from our own server: whole, small, and kept by the browser."""

from __future__ import annotations

import gzip
import json

import pytest

from asked import ask, our_app
from respite_finder.map_projection import layout, layouts


@pytest.mark.parametrize("base", ["", "/app"])
def test_a_map_s_outlines_are_its_shapes(base: str) -> None:
    answer = ask(our_app(base), f"{base}/assets/coverage/MA.json")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-encoding"] == "gzip"
    assert "max-age" in answer.headers["cache-control"]
    sent = json.loads(gzip.decompress(answer.body))
    assert [area["id"] for area in sent["areas"]] == [one.id for one in layout("MA").shapes()]
    assert sent["insets"] == []


def test_the_country_has_insets_and_places_for_its_codes() -> None:
    sent = json.loads(gzip.decompress(ask(our_app(), "/assets/coverage/US.json").body))
    assert len(sent["insets"]) == 3
    assert all(len(area["label"]) == 3 for area in sent["areas"])
    assert {"AK", "HI", "PR", "DC"} <= {area["id"] for area in sent["areas"]}


def test_every_map_is_there_and_small() -> None:
    for name in layouts():
        answer = ask(our_app(), f"/assets/coverage/{name}.json")
        assert answer.status == 200, name
        assert len(answer.body) < 60_000, name


@pytest.mark.parametrize("name", ["GU", "ZZ", "us", "MA.json", "%2e%2e", ""])
def test_an_unknown_map_is_not_found(name: str) -> None:
    assert ask(our_app(), f"/assets/coverage/{name}.json").status == 404
