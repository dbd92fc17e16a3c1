"""The figures of areas: of the people who live in them, and of the places that stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from respite_finder.coverage.measures import within_column
from respite_finder.coverage.population import DIVIDED, Areas, Population, county_names
from respite_finder.coverage.query import RADII_MILES
from respite_finder.coverage.reach import within
from respite_finder.coverage.statistics import poisson_interval, weighted_quantiles
from respite_finder.distance import Floats
from respite_finder.gazetteer import bare_county
from respite_finder.schema import Precision
from respite_finder.states import NATIONWIDE

REACHED_SHARE = 0.5
"""A county is within reach if at least so much of its people is."""
Whole = NDArray[np.int64]
_MILLION = 1_000_000
_POINTS = (Precision.ADDRESS, Precision.ZIP, Precision.CITY, Precision.COUNTY)


def people_figures(
    areas: Areas, people: Floats, miles: Floats, radius_miles: float, places: Sequence[str]
) -> pd.DataFrame:
    """A row an area: its people, how many are within reach, how far they are, places a million.

    ``people`` and ``miles`` are of the points (shape ``(n,)``), ``places`` the area of each place.
    """
    total = areas.sums(people)
    covered = areas.sums(people * within(miles, radius_miles))
    some = np.where(total > 0, total, np.nan)
    count = counted(places, areas.names)
    low, high = poisson_interval(count)
    figures = {
        "population": _whole(total),
        "places": count,
        "covered_population": _whole(covered),
        "covered_share": covered / some,
        "uncovered_population": _whole(total - covered),
        "places_per_million": count / some * _MILLION,
        "places_per_million_low": low / some * _MILLION,
        "places_per_million_high": high / some * _MILLION,
    }
    for radius in RADII_MILES:
        figures[within_column(radius)] = areas.sums(people * within(miles, radius)) / some
    beyond = people * ~within(miles, RADII_MILES[-1])
    figures["people_beyond_100"] = _whole(areas.sums(beyond))
    # Without any place there is no distance, however long.
    somewhere = bool(np.isfinite(miles).all())
    far = miles if somewhere else np.full(len(miles), np.nan)
    median, p90 = weighted_quantiles(far, people, areas.at, len(areas.names), (0.5, 0.9)).T
    figures |= {
        "median_miles": median,
        "mean_miles": areas.sums(people * far) / some,
        "p90_miles": p90,
    }
    return pd.DataFrame(figures, index=pd.Index(areas.names, dtype=object))


def county_figures(
    population: Population,
    states: Sequence[str],
    people: Floats,
    covered: Floats,
    places: pd.DataFrame,
) -> pd.DataFrame:
    """A row a state: its counties, those with a place, those where most people are within reach.

    ``people`` and ``covered`` are of the points; a county without people counts in neither.
    """
    areas = population.by_county
    total, reached = areas.sums(people), areas.sums(covered)
    facts = pd.DataFrame(
        {
            "state": population.states_of_counties,
            "counties": total > 0,
            "counties_with_place": np.isin(areas.names, sorted(set(county_of(places)))),
            "counties_reached": (total > 0) & (reached >= REACHED_SHARE * total),
        }
    )
    facts = facts.loc[facts["counties"]]
    if list(states) == [NATIONWIDE]:
        facts["state"] = NATIONWIDE
    sums = facts.groupby("state")[["counties", "counties_with_place", "counties_reached"]].sum()
    frame = sums.reindex(list(states), fill_value=0).astype("int64")
    some = frame["counties"].where(frame["counties"] > 0)
    for name in ("counties_with_place", "counties_reached"):
        frame[f"{name}_share"] = frame[name] / some
    return frame


def place_figures(places: pd.DataFrame, at: Sequence[str], areas: Sequence[str]) -> pd.DataFrame:
    """A row an area: beds where known, and how exactly we know where its places are.

    ``at`` is the area of each place.
    """
    area = np.asarray(at, object)
    known = places["beds"].notna().to_numpy(bool)
    beds = places["beds"].to_numpy(float, na_value=0.0)
    precision = places["precision"].to_numpy(object)
    without = places["latitude"].isna().to_numpy(bool)
    return pd.DataFrame(
        {
            "beds": [int(beds[area == name].sum()) for name in areas],
            "places_with_beds": counted(area[known].tolist(), areas),
            **{
                f"places_at_{one.value}": counted(area[precision == one.value].tolist(), areas)
                for one in _POINTS
            },
            "places_without_point": counted(area[without].tolist(), areas),
        },
        index=pd.Index(list(areas), dtype=object),
    )


def county_of(places: pd.DataFrame) -> list[str]:
    """The FIPS code of each place's county; empty where the record names none that we know."""
    codes = _county_codes()
    pairs = zip(places["state"], places["county"], strict=True)
    return [codes.get((state, bare_county(name)), "") if name else "" for state, name in pairs]


@cache
def _county_codes() -> dict[tuple[str, str], str]:
    codes = {(state, bare_county(name)): fips for fips, (name, state) in county_names().items()}
    return codes | {(state, bare_county(name)): fips for (state, name), fips in DIVIDED.items()}


def lines_of(lines: pd.DataFrame, areas: Sequence[str]) -> list[int]:
    """How many lines serve each area: its own and nationwide ones; for the country all of them."""
    served = [set(states.split("; ")) for states in lines["area_states"]]
    if list(areas) == [NATIONWIDE]:
        return [len(served)]
    return [sum(area in states or NATIONWIDE in states for states in served) for area in areas]


def counted(labels: Sequence[str], areas: Sequence[str]) -> Whole:
    """How often each area is among the labels."""
    number = {area: place for place, area in enumerate(areas)}
    found = [number[label] for label in labels if label in number]
    return np.bincount(np.array(found, np.intp), minlength=len(areas)).astype(np.int64)


def _whole(values: Floats) -> Whole:
    return np.asarray(np.rint(values), np.int64)
