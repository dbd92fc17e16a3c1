"""``gaps()``: where the people live who have no place within reach, most people first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd

from respite_finder.coverage.naming import names_of
from respite_finder.coverage.query import CoverageQuery, asked_states
from respite_finder.coverage.reach import Reach
from respite_finder.coverage.reach import within as within_radius
from respite_finder.coverage.table import coverage_table
from respite_finder.errors import QueryError

GapsBy = Literal["county", "zip"]


def gaps(
    reach: Reach,
    query: CoverageQuery,
    *,
    by: GapsBy = "county",
    states: Iterable[str] = (),
    limit: int | None = None,
) -> pd.DataFrame:
    """Counties or ZIP codes with people out of reach, the most such people first.

    Only areas with somebody out of reach have a row; of two alike, the lower code comes first.
    ``states`` limits the areas, never the places that their people reach. ``limit`` keeps the first
    rows; None keeps all.

    By county: ``rank, county_fips, county, state, population, uncovered_population,
    uncovered_share, median_miles`` (of all people of the county). By ZIP code: ``rank, zip, city,
    state, population, miles`` (to the nearest counted place). Shares are 0 to 1; miles are NaN
    where no place counts at all. Raises QueryError.

    >>> from respite_finder import load_places
    >>> reach = Reach(load_places())
    >>> gaps(reach, CoverageQuery(), by="zip", states=["MA"], limit=2).columns.tolist()
    ['rank', 'zip', 'city', 'state', 'population', 'miles']
    """
    if by not in ("county", "zip"):
        raise QueryError("by", by, "choose from county, zip.")
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
        raise QueryError("limit", limit, "give a whole number from 1 up, or nothing for all.")
    asked = asked_states(states)
    found = _counties(reach, query, asked) if by == "county" else _zips(reach, query, asked, limit)
    found = found.head(limit).reset_index(drop=True) if limit else found.reset_index(drop=True)
    found.insert(0, "rank", np.arange(1, len(found) + 1))
    return found


def _counties(reach: Reach, query: CoverageQuery, states: tuple[str, ...]) -> pd.DataFrame:
    table = coverage_table(reach, query, by="county", states=states)
    table = table.loc[table["uncovered_population"] > 0]
    table = table.assign(uncovered_share=table["uncovered_population"] / table["population"])
    order = np.lexsort((table["county_fips"].astype(str), -table["uncovered_population"]))
    names = ["county_fips", "county", "state", "population", "uncovered_population"]
    return table.iloc[order][[*names, "uncovered_share", "median_miles"]]


def _zips(
    reach: Reach, query: CoverageQuery, states: tuple[str, ...], limit: int | None
) -> pd.DataFrame:
    population, miles = reach.population, reach.miles(query)
    missed = population.in_states(states) & (population.people > 0)
    missed &= ~within_radius(miles, query.radius_miles)
    points = np.flatnonzero(missed)
    ids = population.ids[points].astype(str)
    points = points[np.lexsort((ids, -population.people[points]))][:limit]
    table = names_of(population, points)[["zip", "city", "state"]]
    table["population"] = np.rint(population.people[points]).astype(np.int64)
    table["miles"] = np.where(np.isfinite(miles[points]), miles[points], np.nan)
    return table
