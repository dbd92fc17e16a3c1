"""Coverage: how many people live within reach of help, where the gaps are, what would help most."""

from respite_finder.coverage.measures import MEASURES, Measure
from respite_finder.coverage.population import Population, zip_population
from respite_finder.coverage.query import (
    COUNTED_STATES,
    DETOUR,
    RADII_MILES,
    CoverageQuery,
    asked_states,
)
from respite_finder.coverage.reach import Reach
from respite_finder.coverage.table import By, coverage, coverage_table

__all__ = [
    "COUNTED_STATES",
    "DETOUR",
    "MEASURES",
    "RADII_MILES",
    "By",
    "CoverageQuery",
    "Measure",
    "Population",
    "Reach",
    "asked_states",
    "coverage",
    "coverage_table",
    "zip_population",
]
