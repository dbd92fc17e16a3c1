"""``coverage()``: one row an area, every measure a column. Page, command and documents take it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from respite_finder.coverage.figures import (
    county_figures,
    county_of,
    lines_of,
    people_figures,
    place_figures,
)
from respite_finder.coverage.measures import FIGURES, LAST, NAMES, OF_COUNTIES, OF_PLACES
from respite_finder.coverage.population import Areas, Population, county_names, zip_population
from respite_finder.coverage.query import CoverageQuery, asked_states
from respite_finder.coverage.reach import Reach, within
from respite_finder.distance import Floats
from respite_finder.errors import QueryError
from respite_finder.states import NATIONWIDE

By = Literal["state", "county", "us"]
USUAL = CoverageQuery()
"""Confirmed peer respites, 50 straight-line miles."""
IN_NO_COUNTY: Final = "places_in_no_county"
"""Key in the ``attrs`` of a table by county: places of its states that stand in none of its rows,
as their county is not known."""


def coverage(
    places: pd.DataFrame,
    query: CoverageQuery = USUAL,
    *,
    by: By = "state",
    states: Iterable[str] = (),
    population: Population | None = None,
) -> pd.DataFrame:
    """How many people of each area live within reach of a place. Frames are not changed.

    ``places`` is what ``load_places`` returns, ``by`` the size of the areas, ``states`` limits the
    areas (by="us": the figures of those states together), never the places that people reach.
    ``population`` is the shipped one unless given.

    Returns a row an area with the columns of ``MEASURES``; counts are whole, shares 0 to 1, miles
    NaN where no place counts at all. Places of states in which ``population`` has no point are not
    counted. A table by county says in ``attrs["places_in_no_county"]`` how many places are in none
    of its rows. Raises QueryError.

    >>> from respite_finder import load_places
    >>> us = coverage(load_places(), CoverageQuery(radius_miles=50), by="us")
    >>> f"{us.loc[0, 'covered_share']:.3f} of {us.loc[0, 'population']:,} people"
    '0.276 of 333,190,773 people'
    """
    return coverage_table(Reach(places, population), query, by=by, states=states)


def coverage_table(
    reach: Reach, query: CoverageQuery = USUAL, *, by: By = "state", states: Iterable[str] = ()
) -> pd.DataFrame:
    """``coverage`` of what has been worked out before; quick enough for a page."""
    if by not in get_args(By):
        raise QueryError("by", by, f"choose from {', '.join(get_args(By))}.")
    asked = asked_states(states)
    return coverage_of(reach, query, reach.miles(query), reach.counted(query), by=by, states=asked)


def coverage_of(
    reach: Reach,
    query: CoverageQuery,
    miles: Floats,
    places: pd.DataFrame,
    *,
    by: By = "state",
    states: tuple[str, ...] = (),
) -> pd.DataFrame:
    """The table of given miles (shape ``(n,)``) and counted places: also of what might be."""
    population = reach.population
    inside = population.in_states(states)
    people = population.people * inside
    places = places.loc[places["state"].isin(states or population.by_state.names)]
    if by == "county":
        return _by_county(population, query, people, miles, places, inside)
    areas = population.by_state
    at = places["state"].tolist()
    if by == "us":
        areas = Areas((NATIONWIDE,), np.zeros(len(population), np.intp))
        at = [NATIONWIDE] * len(places)
    names = [name for name in areas.names if by == "us" or not states or name in states]
    covered = people * within(miles, query.radius_miles)
    frame = people_figures(areas, people, miles, query.radius_miles, at).loc[names]
    frame = frame.join(county_figures(population, names, people, covered, places))
    frame = frame.join(place_figures(places, at, names))
    # People of somebody's own states are not served by the lines of others.
    own = () if population is zip_population() else population.by_state.names
    frame["lines"] = lines_of(reach.lines(query, states or own), names)
    frame = frame.rename_axis("state").reset_index().assign(radius_miles=query.radius_miles)
    return frame[["state", *FIGURES, *OF_COUNTIES, *OF_PLACES, *LAST]]


def _by_county(
    population: Population,
    query: CoverageQuery,
    people: Floats,
    miles: Floats,
    places: pd.DataFrame,
    inside: NDArray[np.bool_],
) -> pd.DataFrame:
    areas = population.by_county
    check_counties(population)
    at = county_of(places)
    frame = people_figures(areas, people, miles, query.radius_miles, at)
    frame = frame.rename_axis("county_fips").reset_index().assign(radius_miles=query.radius_miles)
    names = county_names()
    frame["county"] = [names.get(fips, ("", ""))[0] for fips in areas.names]
    frame["state"] = list(population.states_of_counties)
    frame = frame.loc[areas.sums(inside.astype(float)) > 0].reset_index(drop=True)
    frame = frame[[*NAMES, *FIGURES, *LAST]]
    frame.attrs[IN_NO_COUNTY] = at.count("")
    return frame


def check_counties(population: Population, other: str = "state or us") -> None:
    """Raise QueryError, with what to choose instead, if the county of no point is known."""
    if not population.by_county.names:
        expected = f"{population.name} has no county_fips in any row. Choose {other}."
        raise QueryError("by", "county", expected)
