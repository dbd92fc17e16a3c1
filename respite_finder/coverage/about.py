"""What somebody who gets only a file of figures must know: what was asked, how, and how to cite."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from respite_finder.coverage.citation import (
    citation_bibtex,
    citation_text,
    dataset_date,
    dataset_version,
)
from respite_finder.coverage.population import Population, zip_population
from respite_finder.coverage.query import DETOUR, CoverageQuery
from respite_finder.export.about import CREDIT, LICENCE
from respite_finder.search import CONFIRMED
from respite_finder.service_types import service_types

POPULATION_SOURCE = "spread over ZIP codes; by way of the package delphi-utils 0.3.24 (MIT)"


def query_facts(
    query: CoverageQuery, by: str, states: Sequence[str] = (), population: Population | None = None
) -> dict[str, Any]:
    """A query as facts for a program: types, statuses, radius, detour, areas, people."""
    people = zip_population() if population is None else population
    return {
        "service_types": sorted(query.service_types),
        "statuses": sorted(query.statuses),
        "radius_miles": query.radius_miles,
        "detour": query.detour,
        "by": by,
        "states": list(states),
        "population": people.name,
        "population_year": people.year,
    }


def command_of(
    query: CoverageQuery,
    by: str,
    states: Sequence[str] = (),
    population: Population | None = None,
    *,
    name: str = "coverage",
    more: Sequence[str] = (),
) -> str:
    """The command that works these figures out again; ``more`` are its other options.

    >>> command_of(CoverageQuery(radius_miles=30), "county", ["MA"], more=["--score", "2sfca"])
    'respite-finder coverage --type peer_respite --radius 30 --by county --state MA --score 2sfca'
    """
    words = ["respite-finder", name]
    for kind in sorted(query.service_types):
        words += ["--type", kind]
    words += ["--radius", f"{query.radius_miles:g}"]
    if by:
        words += ["--by", by]
    for state in states:
        words += ["--state", state]
    if not query.statuses <= CONFIRMED:
        words.append("--include-listed")
    if query.detour == DETOUR:
        words.append("--road")
    if population is not None and population is not zip_population():
        words += ["--population", population.name]
    return shlex.join([*words, *more])


def no_county_note(number: int) -> str:
    """That so many places are in no row of a table by county.

    >>> no_county_note(1)
    '1 place that counts is in no row, as its county is not known.'
    """
    if number == 1:
        return "1 place that counts is in no row, as its county is not known."
    return f"{number:,} places that count are in no row, as their county is not known."


def about_figures(
    query: CoverageQuery,
    by: str,
    states: Sequence[str] = (),
    population: Population | None = None,
    *,
    command: str = "",
    in_no_county: int = 0,
) -> list[list[str]]:
    """Pairs of a heading and its words. ``command`` is told as what made the figures."""
    kinds = service_types()
    people = zip_population() if population is None else population
    ours = people is zip_population()
    straight = query.detour == 1.0
    return [
        ["What counts", "; ".join(kinds[kind].plural for kind in sorted(query.service_types))],
        ["Status", "; ".join(sorted(query.statuses))],
        ["Within reach", f"{query.radius_miles:g} miles or less from the nearest counted place,"],
        ["", "in any state."],
        [
            "Miles",
            "straight line on the WGS 84 ellipsoid (Karney 2013)"
            if straight
            else f"estimated road miles: straight line x {query.detour:g} (Boscoe, Henry & Zdeb "
            "2012)",
        ],
        ["Areas", f"by {by}" + (f", only {', '.join(states)}" if states else "")],
        ["People", f"{people.name}: {people.year}" + (f" ({POPULATION_SOURCE})" if ours else "")],
        ["", "All people of a ZIP code are taken to live at its middle."],
        ["", "A ZIP code belongs to the county where most of its people live."],
        ["Formulas", "covered_share = people within reach / all people"],
        ["", "places_per_million = places / people x 1,000,000; the interval is the exact one of"],
        ["", "a Poisson count, 95 % (Garwood 1936)"],
        ["", "median_miles, mean_miles, p90_miles: of people, not of ZIP codes"],
        ["", "counties_reached: at least half of the county's people are within reach"],
        [
            "Limits",
            "A yardstick, not a measure of adequacy: it knows no roads, no borders, no free",
        ],
        ["", "beds. The list of places may lack some. Beds are known for few places."],
        *([["", no_county_note(in_no_county)]] if in_no_county else []),
        ["", "docs/methods.md says all of it."],
        ["Command", command or command_of(query, by, states, population)],
        ["Dataset version", f"{dataset_version()}, as of {dataset_date().isoformat()}"],
        ["Sources", f"{CREDIT}; every row of data/places.csv names its own."],
        ["Licence", LICENCE],
        ["Citation", citation_text()],
        ["BibTeX", citation_bibtex().strip()],
    ]
