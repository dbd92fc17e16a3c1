"""The way to a place: only where a street is published, with nothing of the visitor in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import WITHHELD, frame, record
from respite_finder.export import records
from respite_finder.markup.directions import directions


def made(*changes: Any, **cells: str) -> dict[str, Any]:
    (one,) = records(frame(record(*changes, **cells)))
    return one


def test_three_map_sites_get_the_published_address() -> None:
    links = dict(directions(made()))
    assert list(links) == ["OpenStreetMap", "Google Maps", "Apple Maps"]
    for name, key in zip(links, ("query", "destination", "daddr"), strict=True):
        there = urlsplit(links[name])
        assert there.scheme == "https"
        assert parse_qs(there.query)[key] == ["1 Main St, Northampton, MA 01060"]


@pytest.mark.parametrize(
    "cells",
    [
        {"street": ""},
        {"street": "PO Box 12"},
        {"street": "P.O. Box 12"},
        {"status": "closed"},
        {"status": "planned"},
        WITHHELD,
    ],
)
def test_nobody_is_sent_where_there_is_no_door_to_go_to(cells: dict[str, str]) -> None:
    assert directions(made(cells)) == []


def test_a_street_that_slipped_into_a_withheld_record_gives_no_way() -> None:
    assert directions({**made(WITHHELD), "street": "1 Secret St"}) == []


def test_every_shipped_street_has_a_way_and_no_other_place_has(places: pd.DataFrame) -> None:
    for place in records(places):
        wanted = bool(place["street"]) and place["status"] in ("active", "listed")
        assert bool(directions(place)) == wanted, place["place_id"]


@given(street=st.text(min_size=1), city=st.text())
def test_whatever_the_address_it_stays_one_value(street: str, city: str) -> None:
    place = {**made(), "street": street, "city": city or None}
    for _, href in directions(place):
        assert len(parse_qs(urlsplit(href).query, keep_blank_values=True)) <= 2
        assert not set(href) & set("<>\"' \n#")
