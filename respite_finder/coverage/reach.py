"""``Reach``: how far people are from help, worked out once for each kind of place and status."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from respite_finder.coverage.population import Population, zip_population
from respite_finder.coverage.query import CoverageQuery
from respite_finder.distance import INCLUSIVE, Floats, PlaceIndex
from respite_finder.export import publishable
from respite_finder.search import LINES, WHOLE
from respite_finder.states import NATIONWIDE


class Reach:
    """Places, people, and the miles between each person's point and the nearest place.

    ``places`` is a frame of ``load_places``; it goes through ``publishable``, so that no figure
    rests on a point that may not be known. People of every state reach places in any state. Thread
    safe: what two threads work out at once is the same.
    """

    def __init__(self, places: pd.DataFrame, population: Population | None = None) -> None:
        self.places = publishable(places)
        self.population = zip_population() if population is None else population
        self._miles: dict[tuple[str, str], Floats] = {}
        physical = self.places["location_type"] == "physical"
        self._groups = {
            (str(kind), str(status)): rows
            for (kind, status), rows in self.places[physical].groupby(["service_type", "status"])
        }

    def counted(self, query: CoverageQuery) -> pd.DataFrame:
        """The places to go to of these types and statuses, with a point or without."""
        chosen = list(self._chosen(query))
        if not chosen:
            return self.places.iloc[:0]
        rows = pd.concat([self._groups[key] for key in chosen])
        return rows.loc[self.places.index[self.places.index.isin(rows.index)]]

    def lines(self, query: CoverageQuery, states: tuple[str, ...] = ()) -> pd.DataFrame:
        """Warmlines for a whole state or the country, of these statuses. They are no places.

        With ``states`` those that serve one of them.
        """
        kind = self.places["service_type"].isin(list(LINES))
        status = self.places["status"].isin(list(query.statuses))
        whole = self.places["area_served"].str.startswith(WHOLE)
        found = self.places.loc[kind & status & whole]
        if not states:
            return found
        wanted = {*states, NATIONWIDE}
        serves = [not wanted.isdisjoint(codes.split("; ")) for codes in found["area_states"]]
        return found.loc[serves]

    def miles(self, query: CoverageQuery) -> Floats:
        """Miles from each point of the population to the nearest counted place with a point.

        Shape ``(n,)``; multiplied by ``query.detour``; infinity where no place counts. The array
        is the caller's own.
        """
        nearest = np.full(len(self.population), np.inf)
        for key in self._chosen(query):
            np.minimum(nearest, self._nearest(key), out=nearest)
        return nearest * query.detour

    def within(self, query: CoverageQuery) -> NDArray[np.bool_]:
        """Which points of the population have a counted place within the radius (inclusive)."""
        return within(self.miles(query), query.radius_miles)

    def _chosen(self, query: CoverageQuery) -> Iterator[tuple[str, str]]:
        for key in self._groups:
            if key[0] in query.service_types and key[1] in query.statuses:
                yield key

    def _nearest(self, key: tuple[str, str]) -> Floats:
        known = self._miles.get(key)
        if known is None:
            points = self._groups[key][["latitude", "longitude"]].dropna().drop_duplicates()
            index = PlaceIndex(points["latitude"], points["longitude"])
            known = index.nearest_miles(self.population.lat, self.population.lon)
            known.setflags(write=False)
            self._miles[key] = known
        return known


def within(miles: Floats, radius_miles: float) -> NDArray[np.bool_]:
    """Which of these miles are within a radius: one rule for every figure, the rim included."""
    return np.asarray(miles <= radius_miles * (1.0 + INCLUSIVE), dtype=bool)
