"""The maps: the only importer of Folium."""

from respite_finder.maps.base import ID_SEPARATOR, script_json
from respite_finder.maps.coverage import coverage_layer, coverage_map
from respite_finder.maps.results import base_map, place_layer, results_layer

__all__ = [
    "ID_SEPARATOR",
    "base_map",
    "coverage_layer",
    "coverage_map",
    "place_layer",
    "results_layer",
    "script_json",
]
