"""``next_sites()``: where the next places would reach most of the people who are out of reach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from respite_finder.coverage.greedy import greedy_sites
from respite_finder.coverage.naming import names_of
from respite_finder.coverage.query import CoverageQuery, asked_states
from respite_finder.coverage.reach import Reach
from respite_finder.errors import QueryError

MOST_SITES: Final = 20


def next_sites(
    reach: Reach, query: CoverageQuery, *, count: int = 5, states: Iterable[str] = ()
) -> pd.DataFrame:
    """The best next sites, one after the other, for the people of the asked states.

    A site may be any ZIP code of these states in which somebody lives, at its middle; all states if
    none is named. Each is chosen where most people live within the radius who have neither a
    counted place, in whatever state, nor an earlier site within it; of two that are alike, the
    lower ZIP code. Together they reach at least 63 % (``GREEDY_BOUND``) of the people whom the best
    set of so many sites would.

    Returns a row a site: ``rank, zip, city, county, state, latitude, longitude, newly_covered,
    covered_population, covered_share`` (the last two with this site and those before it). Fewer
    rows than ``count`` mean that nobody is left out of reach; no rows, that nobody was before.
    Raises QueryError.

    >>> from respite_finder import load_places
    >>> sites = next_sites(Reach(load_places()), CoverageQuery(), count=2, states=["TX"])
    >>> sites["rank"].tolist()
    [1, 2]
    """
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST_SITES:
        raise QueryError("count", count, f"give a whole number from 1 to {MOST_SITES}.")
    population = reach.population
    inside = population.in_states(asked_states(states))
    lived_in = np.flatnonzero(inside & (population.people > 0))
    people = population.people[lived_in]
    reached = reach.within(query)[lived_in]
    sites = greedy_sites(
        population.lat[lived_in],
        population.lon[lived_in],
        np.where(reached, 0.0, people),
        population.ids[lived_in],
        query.straight_radius_miles,
        count,
    )
    frame = names_of(population, lived_in[np.array([site.point for site in sites], np.intp)])
    gained = np.array([site.gained for site in sites])
    covered = people[reached].sum() + np.cumsum(gained)
    frame["newly_covered"] = np.rint(gained).astype(np.int64)
    frame["covered_population"] = np.rint(covered).astype(np.int64)
    frame["covered_share"] = covered / people.sum()
    frame.insert(0, "rank", np.arange(1, len(frame) + 1))
    return frame
