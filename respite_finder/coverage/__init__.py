"""Coverage: how many people live within reach of help, where the gaps are, what would help most."""

from respite_finder.coverage.gaps import gaps
from respite_finder.coverage.measures import MEASURES, Measure
from respite_finder.coverage.population import Population, zip_population
from respite_finder.coverage.query import DETOUR, RADII_MILES, CoverageQuery, asked_states
from respite_finder.coverage.reach import Reach
from respite_finder.coverage.scores import SCORES, access_scores, score_table
from respite_finder.coverage.sites import next_sites
from respite_finder.coverage.table import By, coverage, coverage_table
from respite_finder.coverage.what_if import WhatIf, what_if
from respite_finder.states import COUNTED_STATES

__all__ = [
    "COUNTED_STATES",
    "DETOUR",
    "MEASURES",
    "RADII_MILES",
    "SCORES",
    "By",
    "CoverageQuery",
    "Measure",
    "Population",
    "Reach",
    "WhatIf",
    "access_scores",
    "asked_states",
    "coverage",
    "coverage_table",
    "gaps",
    "next_sites",
    "score_table",
    "what_if",
    "zip_population",
]
