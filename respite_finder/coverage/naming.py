"""The names of points of a population: city and county, as far as they are known."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from respite_finder.coverage.population import Population, county_names
from respite_finder.distance import miles_between
from respite_finder.gazetteer import gazetteer

_SAME_MILES = 10.0
"""A custom population may number its areas as it likes: a ZIP code elsewhere is another area."""


def names_of(population: Population, points: NDArray[np.intp]) -> pd.DataFrame:
    """``zip, city, county, state, latitude, longitude`` of points, in their order.

    ``zip`` is the area's id. City and county are empty where nothing tells them.
    """
    ids = [str(name) for name in population.ids[points]]
    states = [str(state) for state in population.states[points]]
    lat, lon = population.lat[points], population.lon[points]
    areas = [gazetteer().zip_code(name) for name in ids]
    middles = np.array([(area.lat, area.lon) if area else (np.nan, np.nan) for area in areas])
    apart = miles_between(lat, lon, *middles.reshape(-1, 2).T)
    cities = [
        area.name if area and area.state == state and miles <= _SAME_MILES else ""
        for area, state, miles in zip(areas, states, apart, strict=True)
    ]
    known = county_names()
    counties = [known.get(fips, ("", ""))[0] for fips in population.counties[points]]
    texts = {"zip": ids, "city": cities, "county": counties, "state": states}
    return pd.DataFrame(texts, dtype=object).assign(latitude=lat, longitude=lon)
