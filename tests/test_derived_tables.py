"""The derived tables are what their scripts made; the map's files are where it looks for them."""

from __future__ import annotations

import gzip
import hashlib
import json

import pytest
import shapely

from respite_finder.resources import COUNTIES_GEOJSON, DATA, STATES_GEOJSON
from respite_finder.states import STATE_NAMES
from respite_finder.web.assets import SCRIPTS, STYLES, asset_routes

SUMS = dict(reversed(line.split("  ")) for line in (DATA / "SHA256SUMS").read_text().splitlines())


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_table_is_as_its_script_made_it(name: str) -> None:
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == SUMS[name], (
        f"data/{name} was changed by hand: change its script in scripts/ and run that"
    )


def test_every_state_and_territory_has_an_outline() -> None:
    features = json.loads(STATES_GEOJSON.read_text())["features"]
    assert {feature["properties"]["state"] for feature in features} == set(STATE_NAMES)


def test_outlines_are_valid_and_wound_as_rfc_7946_wants() -> None:
    features = json.loads(STATES_GEOJSON.read_text())["features"]
    features += json.loads(gzip.decompress(COUNTIES_GEOJSON.read_bytes()))["features"]
    assert len(features) == 56 + 3231
    for feature in features:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid, feature["properties"]
        for polygon in shapely.get_parts(shape):
            assert polygon.exterior.is_ccw, feature["properties"]
            assert not any(hole.is_ccw for hole in polygon.interiors), feature["properties"]


def test_every_script_and_style_of_the_map_is_served() -> None:
    mounts = {
        route.path.rpartition("/")[2]: route.app.directory
        for route in asset_routes()
        if hasattr(route, "app") and hasattr(route.app, "directory")
    }
    for path in (*SCRIPTS, *STYLES):
        folder, _, file = path.partition("/")
        assert (DATA.__class__(mounts[folder]) / file).is_file(), path
