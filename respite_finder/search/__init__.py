"""``search``: places by distance, type, status, state and needs. One for page, CLI and API.

The answer is never empty-handed: if nothing lies within the radius, the nearest beyond it come
in ``beyond``; services without a place (lines, networks) come in ``statewide``, by area served.
"""

from respite_finder.search.candidates import index_of
from respite_finder.search.facets import Facets, facets
from respite_finder.search.find import BEYOND_COUNT, Found, search
from respite_finder.search.need_facets import Counted, spoken_in
from respite_finder.search.query import (
    CONFIRMED,
    DEFAULT_RADIUS_MILES,
    EVERY_STATUS,
    LINES,
    RADII_MILES,
    SHOWN,
    WHOLE,
    Query,
)

__all__ = (
    "BEYOND_COUNT",
    "CONFIRMED",
    "DEFAULT_RADIUS_MILES",
    "EVERY_STATUS",
    "LINES",
    "RADII_MILES",
    "SHOWN",
    "WHOLE",
    "Counted",
    "Facets",
    "Found",
    "Query",
    "facets",
    "index_of",
    "search",
    "spoken_in",
)
