"""Where people live: one point an area, with the people that count as living at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from respite_finder.distance import Floats, PlaceIndex
from respite_finder.gazetteer import gazetteer

_OUTLINE_OF: Final = {"46113": "46102", "02270": "02158"}
"""Counties that were named anew, and numbered with it: the outlines have the new number."""
_NAME_OF: Final = {"02261": "Valdez-Cordova Census Area"}
"""The outlines have this area whole; our ZIP codes name a part of it, as divided in 2019."""
DIVIDED: Final = {
    ("AK", "Chugach Census Area"): "02261",
    ("AK", "Copper River Census Area"): "02261",
}
"""The county, as the outlines have it, of the parts into which it was divided since."""

Texts = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Areas:
    """Areas and the points in them: ``at`` is a point's number in ``names``, -1 where in none."""

    names: tuple[str, ...]
    at: NDArray[np.intp]

    @classmethod
    def of(cls, labels: Texts) -> Areas:
        """The areas that these labels name, sorted; the empty label is none."""
        codes, names = pd.factorize(labels, sort=True)
        if len(names) and names[0] == "":
            return cls(tuple(names[1:]), codes - 1)
        return cls(tuple(names), codes)

    def sums(self, values: Floats) -> Floats:
        """The sum of the points' values in each area, shape ``(len(names),)``."""
        inside = self.at >= 0
        sums = np.bincount(self.at[inside], values[inside], minlength=len(self.names))
        return np.asarray(sums, float)


@dataclass(frozen=True, eq=False)
class Population:
    """People at points, as arrays of one length.

    ``ids`` name the areas (ZIP codes), ``states`` are postal codes, ``counties`` FIPS codes (empty:
    not known), ``lat`` and ``lon`` WGS 84 degrees, ``people`` whole numbers.
    """

    name: str
    year: str
    ids: Texts
    states: Texts
    counties: Texts
    lat: Floats
    lon: Floats
    people: Floats

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def index(self) -> PlaceIndex:
        """Finds the points near a point."""
        return PlaceIndex(self.lat, self.lon)

    @cached_property
    def by_state(self) -> Areas:
        """The states of the points."""
        return Areas.of(self.states)

    @cached_property
    def by_county(self) -> Areas:
        """The counties of the points; a point whose county is not known is in none."""
        return Areas.of(self.counties)

    @cached_property
    def states_of_counties(self) -> tuple[str, ...]:
        """The state of each county: as its name says, else that of the first of its points."""
        names = county_names()
        at, first = np.unique(self.by_county.at, return_index=True)
        fallback = dict(zip(at.tolist(), self.states[first].tolist(), strict=True))
        return tuple(
            names[fips][1] if fips in names else fallback[number]
            for number, fips in enumerate(self.by_county.names)
        )

    def in_states(self, states: tuple[str, ...]) -> NDArray[np.bool_]:
        """Which points lie in these states; in all of them if none is named."""
        if not states:
            return np.ones(len(self), dtype=bool)
        wanted = np.isin(self.by_state.names, states)
        return np.asarray(wanted[self.by_state.at], dtype=bool)


@cache
def zip_population() -> Population:
    """The shipped population: every ZIP code in which somebody lives, at its middle.

    County estimates of the Census Bureau, spread over ZIP codes: scripts/build_zip_codes.py.

    >>> f"{int(zip_population().people.sum()):,}"
    '333,190,773'
    """
    zips = gazetteer().zip_people
    return Population(
        name="ZIP codes",
        year="US Census Bureau, estimates of July 2020; Puerto Rico: census of 2010",
        ids=zips["zip"].to_numpy(object),
        states=zips["state"].to_numpy(object),
        counties=zips["county_fips"].replace(_OUTLINE_OF).to_numpy(object),
        lat=zips["latitude"].to_numpy(float),
        lon=zips["longitude"].to_numpy(float),
        people=zips["population"].to_numpy(float),
    )


@cache
def county_names() -> dict[str, tuple[str, str]]:
    """Name and state of every county that has people, by FIPS code.

    >>> county_names()["25015"]
    ('Hampshire County', 'MA')
    """
    zips = gazetteer().zip_people
    table = pd.DataFrame(
        {
            "fips": zips["county_fips"].replace(_OUTLINE_OF),
            "county": zips["county_fips"].map(_NAME_OF).fillna(zips["county"]),
            "state": zips["state"],
            "people": zips["population"],
        }
    )
    most = table.groupby(["fips", "county", "state"])["people"].sum().reset_index()
    main = most.sort_values(by=["people", "county"]).drop_duplicates("fips", keep="last")
    rows = zip(main["fips"], main["county"], main["state"], strict=True)
    return {fips: (county, state) for fips, county, state in sorted(rows)}
