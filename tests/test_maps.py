"""The map's layer: as many marks as the list has places with a point, nothing finer than known."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from respite_finder import Found, Query, locate, search
from respite_finder.maps import base_map, results_layer
from respite_finder.maps.base import Call


def payload(found: Found, **options: Any) -> dict[str, Any]:
    layer = results_layer(found, **options)
    (child,) = (c for c in layer._children.values() if isinstance(c, Call))
    data: dict[str, Any] = json.loads(child.argument)
    return data


def marks(found: Found, **options: Any) -> dict[str, int]:
    """Every mark's place and how exact it is (1 is a street address), in the map's order."""
    columns = payload(found, **options)["places"]
    return dict(zip(columns["ids"].split(), map(int, columns["exact"]), strict=True))


def test_the_map_shows_what_the_list_shows(places: pd.DataFrame) -> None:
    found = search(places, Query(locate("01060")))
    assert list(marks(found)) == list(found.results.index)


def test_without_results_the_map_shows_the_nearest_beyond(places: pd.DataFrame) -> None:
    found = search(places, Query(locate("82001"), service_types=frozenset({"peer_respite"})))
    assert list(marks(found)) == list(found.beyond.index)


def test_places_without_a_point_have_no_mark(places: pd.DataFrame) -> None:
    found = search(places, Query(locate("Connecticut")))
    shown = set(marks(found))
    assert "ct-gloria-house" in found.results.index
    assert "ct-gloria-house" not in shown
    assert shown == set(found.results.index[found.results["latitude"].notna()])


def test_a_coarse_place_is_an_area_and_a_street_address_is_not(places: pd.DataFrame) -> None:
    found = search(places, Query(locate("NY"), radius_miles=None))
    exact = marks(found)
    assert exact["ny-rose-house-garrison"] == 3
    address = found.results.index[found.results["precision"] == "address"]
    assert {exact[place_id] for place_id in address} == {1}


def test_a_withheld_point_that_is_too_fine_never_reaches_the_map(places: pd.DataFrame) -> None:
    leaky = places.copy()
    leaky.loc["ma-afiya", ["precision", "latitude", "longitude"]] = ["address", 42.3251, -72.6412]
    found = search(leaky, Query(locate("01060")))
    layer = json.dumps(payload(found))
    assert "42.325" not in layer
    assert "423251" not in layer
    assert "ma-afiya" in layer


def test_every_place_fits_into_100_kilobytes(places: pd.DataFrame) -> None:
    found = search(places, Query(None, radius_miles=None, statuses=frozenset({"active", "listed"})))
    (child,) = results_layer(found)._children.values()
    assert len(found.results) > 1200
    # On the wire the layer is a string inside JSON: every quote is escaped.
    assert len(json.dumps(child.argument, ensure_ascii=False).encode()) <= 95_000


def test_the_ring_has_the_radius_and_the_view_holds_it(places: pd.DataFrame) -> None:
    data = payload(search(places, Query(locate("01060"), radius_miles=25)))
    (south, west), (north, east) = data["view"]["bounds"]
    assert all(south <= lat <= north and west <= lon <= east for lat, lon in data["ring"])


def test_the_base_map_loads_nothing_from_elsewhere() -> None:
    made = base_map("../../assets/", ["leaflet/leaflet.js"], ["leaflet/leaflet.css"])
    assert [path for _, path in made.default_js] == ["../../assets/leaflet/leaflet.js"]
    assert [path for _, path in made.default_css] == ["../../assets/leaflet/leaflet.css"]
    assert not made.options["maxZoom"] < 12


def test_the_same_search_makes_the_same_base_map() -> None:
    scripts = ["a.js"]
    first, second = base_map("", scripts, []), base_map("", scripts, [])
    assert first.options == second.options
