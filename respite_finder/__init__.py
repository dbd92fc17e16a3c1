"""Find peer respites and recovery supports in the United States, offline and in private.

>>> from respite_finder import Query, load_places, locate, search
>>> found = search(load_places(), Query(locate("01060"), service_types={"peer_respite"}))
>>> found.results["name"].iloc[0]
'Afiya'
"""

from respite_finder.check import check_places
from respite_finder.coverage import CoverageQuery, coverage, coverage_table
from respite_finder.distance import PlaceIndex, miles_between, ring
from respite_finder.errors import (
    DataError,
    LocationAmbiguous,
    LocationNotFound,
    Problem,
    QueryError,
    RespiteFinderError,
)
from respite_finder.export import feature_collection, publishable, records
from respite_finder.hours import OpenState, open_state
from respite_finder.locate import Origin, locate
from respite_finder.needs import Needs
from respite_finder.places import load_places
from respite_finder.search import Facets, Found, Query, facets, search

__all__ = [
    "CoverageQuery",
    "DataError",
    "Facets",
    "Found",
    "LocationAmbiguous",
    "LocationNotFound",
    "Needs",
    "OpenState",
    "Origin",
    "PlaceIndex",
    "Problem",
    "Query",
    "QueryError",
    "RespiteFinderError",
    "check_places",
    "coverage",
    "coverage_table",
    "facets",
    "feature_collection",
    "load_places",
    "locate",
    "miles_between",
    "open_state",
    "publishable",
    "records",
    "ring",
    "search",
]
__version__ = "0.1.0"
