"""``what_if()``: what would change if there were places at some points, before there are any."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import shapely

from respite_finder.boundaries import read_counties, state_at
from respite_finder.coverage.population import county_names
from respite_finder.coverage.query import CoverageQuery, asked_states
from respite_finder.coverage.reach import Reach
from respite_finder.coverage.table import coverage_of
from respite_finder.distance import PlaceIndex
from respite_finder.errors import QueryError
from respite_finder.gazetteer import Area, gazetteer
from respite_finder.i18n import _
from respite_finder.places import to_frame
from respite_finder.schema import COLUMN_NAMES
from respite_finder.states import COUNTED_STATES
from respite_finder.tables.cells import five_digits

MOST_POINTS: Final = 20
Point = tuple[float, float]
_BETWEEN: Final = re.compile(r"[\s,;]+")


class PointError(QueryError):
    """A point or a ZIP code cannot be used. Its text is one sentence in the visitor's language.

    The sentence names the point by its position (``value``, from 1), never by what was typed.
    """

    def __init__(self, field: str, position: int, sentence: str) -> None:
        super().__init__(field, position, sentence)
        self.args = (sentence,)


@dataclass(frozen=True, eq=False)
class WhatIf:
    """The table without the points and with them.

    ``before`` and ``after`` are by state and alike in their rows: the asked states, or else the
    states with a point or with people newly within reach. ``us_before`` and ``us_after`` are the
    one row of the whole country. ``newly_covered`` are people of the whole country: those with no
    place within the radius before, and one after.
    """

    before: pd.DataFrame
    after: pd.DataFrame
    us_before: pd.DataFrame
    us_after: pd.DataFrame
    newly_covered: int


def what_if(
    reach: Reach,
    query: CoverageQuery,
    points: Sequence[Point],
    *,
    states: Iterable[str] = (),
) -> WhatIf:
    """What places at these points, latitude and longitude in WGS 84 degrees, would change.

    Each counts as a place of the query, known by its street, with beds unknown. Raises QueryError
    if there are no points or more than 20, or if one lies outside the 50 states, DC and Puerto
    Rico.

    >>> from respite_finder import load_places
    >>> change = what_if(Reach(load_places()), CoverageQuery(), [(21.31, -157.86)])
    >>> change.before["state"].tolist(), change.newly_covered > 900_000
    (['HI'], True)
    """
    asked = asked_states(states)
    made = _made(points)
    miles = reach.miles(query)
    index = PlaceIndex(made["latitude"], made["longitude"])
    population = reach.population
    nearer = index.nearest_miles(population.lat, population.lon) * query.detour
    closest = np.minimum(miles, nearer)
    places = reach.counted(query)
    both = pd.concat([places, made])
    before = coverage_of(reach, query, miles, places)
    after = coverage_of(reach, query, closest, both)
    us_before = coverage_of(reach, query, miles, places, by="us")
    us_after = coverage_of(reach, query, closest, both, by="us")
    changed = before["covered_population"] != after["covered_population"]
    shown = before["state"].isin(asked) if asked else changed | before["state"].isin(made["state"])
    newly = us_after["covered_population"] - us_before["covered_population"]
    return WhatIf(
        before=before.loc[shown].reset_index(drop=True),
        after=after.loc[shown].reset_index(drop=True),
        us_before=us_before,
        us_after=us_after,
        newly_covered=int(newly.sum()),
    )


def points_of_zips(text: str) -> list[Point]:
    """The middles of the ZIP codes in a text, latitude and longitude; see ``areas_of_zips``.

    >>> points_of_zips("01060, 96813")
    [(42.3223, -72.6313), (21.3179, -157.8521)]
    """
    return [(area.lat, area.lon) for area in areas_of_zips(text)]


def areas_of_zips(text: str) -> list[Area]:
    """The ZIP codes in a text, each once.

    Commas, semicolons, spaces and line breaks divide them; ZIP+4 is read too, and a zero that a
    spreadsheet took is put back. Raises QueryError if one is not known, which names it by its
    position, if there are more than 20, or none.
    """
    words = [word for word in _BETWEEN.split(text) if word]
    areas: dict[str, Area] = {}
    for position, word in enumerate(words, start=1):
        code = five_digits(word)
        area = gazetteer().zip_code(code) if code else None
        if area is None or not math.isfinite(area.lat + area.lon):
            sentence = _(
                "ZIP code number {number} in your list is not one that we know: write five digits, "
                "such as 01060."
            )
            raise PointError("zip", position, sentence.format(number=position))
        areas[area.zip] = area
        _not_too_many(len(areas))
    if not areas:
        raise PointError("zip", 0, _("Write at least one ZIP code of five digits, such as 01060."))
    return list(areas.values())


def _not_too_many(count: int) -> None:
    if count > MOST_POINTS:
        sentence = _("There are more than {most} places: take some away and try again.")
        raise PointError("points", MOST_POINTS + 1, sentence.format(most=MOST_POINTS))


def _made(points: Sequence[Point]) -> pd.DataFrame:
    """The points as places of a frame of ``load_places``."""
    if not len(points):
        raise PointError("points", 0, _("Choose at least one place, on the map or by ZIP code."))
    _not_too_many(len(points))
    rows = []
    for position, (lat, lon) in enumerate(points, start=1):
        there = math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
        state = state_at(lat, lon) if there else ""
        if state not in COUNTED_STATES:
            sentence = _(
                "Place number {number} is outside the 50 states, the District of Columbia and "
                "Puerto Rico: choose a place inside."
            )
            raise PointError("points", position, sentence.format(number=position))
        cells = {
            "place_id": f"what-if-{position}",
            "state": state,
            "county": _county_at(lat, lon, state),
            "latitude": repr(float(lat)),
            "longitude": repr(float(lon)),
            "precision": "address",
        }
        rows.append(dict.fromkeys(COLUMN_NAMES, "") | cells)
    return to_frame(rows)


def _county_at(lat: float, lon: float, state: str) -> str:
    """The name of the county of that state that is nearest; a point by the shore is in one too."""
    point = shapely.Point(lon, lat)
    counties = [outline for outline in read_counties() if outline.state == state]
    nearest = min(counties, key=lambda outline: outline.geometry.distance(point), default=None)
    return county_names().get(nearest.fips, ("", ""))[0] if nearest else ""
