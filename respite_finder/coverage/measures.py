"""The measures: each column of the table with its title, unit and meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from respite_finder.coverage.query import RADII_MILES
from respite_finder.i18n import mark

Unit = Literal["name", "people", "share", "miles", "count", "per_million"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A column: ``title`` is a message to translate, ``meaning`` English for tables of columns."""

    title: str
    unit: Unit
    meaning: str


def within_column(radius_miles: int) -> str:
    """The column of the share within a standard radius.

    >>> within_column(25)
    'share_within_25'
    """
    return f"share_within_{radius_miles}"


_WITHIN: Final = {
    within_column(miles): Measure(
        f"Within {miles} miles", "share", f"Share of people within {miles} miles of a place, 0 to 1"
    )
    for miles in RADII_MILES
}
# Said as constants, so that translators find them.
_TITLES: Final = (
    mark("Within 10 miles"),
    mark("Within 25 miles"),
    mark("Within 30 miles"),
    mark("Within 50 miles"),
    mark("Within 60 miles"),
    mark("Within 100 miles"),
)

NAMES: Final[Mapping[str, Measure]] = {
    "county_fips": Measure(mark("County code"), "name", "County, FIPS code of five digits"),
    "county": Measure(mark("County"), "name", "Name of the county"),
    "state": Measure(mark("State"), "name", "Postal code; US is the whole country"),
}
FIGURES: Final[Mapping[str, Measure]] = {
    "population": Measure(mark("People"), "people", "People who live there"),
    "places": Measure(mark("Places"), "count", "Counted places that stand there"),
    "covered_population": Measure(
        mark("People within reach"), "people", "People within the radius of a place in any state"
    ),
    "covered_share": Measure(
        mark("Share within reach"), "share", "covered_population / population, 0 to 1"
    ),
    "uncovered_population": Measure(
        mark("People out of reach"), "people", "population - covered_population"
    ),
    "places_per_million": Measure(
        mark("Places per million people"), "per_million", "places / population * 1,000,000"
    ),
    "places_per_million_low": Measure(
        mark("Places per million, at least"), "per_million", "Lower end of the 95 % interval"
    ),
    "places_per_million_high": Measure(
        mark("Places per million, at most"), "per_million", "Upper end of the 95 % interval"
    ),
    **_WITHIN,
    "people_beyond_100": Measure(
        mark("People beyond 100 miles"), "people", "People with no place within 100 miles"
    ),
    "median_miles": Measure(
        mark("Median miles"), "miles", "Half of the people are at most so far from the nearest"
    ),
    "mean_miles": Measure(mark("Mean miles"), "miles", "Mean distance of people to the nearest"),
    "p90_miles": Measure(
        mark("90th percentile of miles"), "miles", "Nine in ten people are at most so far"
    ),
}
OF_COUNTIES: Final[Mapping[str, Measure]] = {
    "counties": Measure(mark("Counties"), "count", "Counties in which somebody lives"),
    "counties_with_place": Measure(
        mark("Counties with a place"), "count", "Counties in which a counted place stands"
    ),
    "counties_with_place_share": Measure(
        mark("Share of counties with a place"), "share", "counties_with_place / counties"
    ),
    "counties_reached": Measure(
        mark("Counties within reach"),
        "count",
        "Counties in which at least half of the people are within the radius",
    ),
    "counties_reached_share": Measure(
        mark("Share of counties within reach"), "share", "counties_reached / counties"
    ),
}
OF_PLACES: Final[Mapping[str, Measure]] = {
    "beds": Measure(mark("Beds known"), "count", "Beds of the counted places that state them"),
    "places_with_beds": Measure(
        mark("Places that state their beds"), "count", "Counted places whose beds are known"
    ),
    "lines": Measure(
        mark("Lines for the whole state"),
        "count",
        "Warmlines for the whole state or country; never counted as places",
    ),
    "places_at_address": Measure(
        mark("Places known by street"), "count", "Counted places with the point of their street"
    ),
    "places_at_zip": Measure(
        mark("Places known by ZIP code"), "count", "Counted places at the middle of their ZIP code"
    ),
    "places_at_city": Measure(
        mark("Places known by town"), "count", "Counted places at the middle of their town"
    ),
    "places_at_county": Measure(
        mark("Places known by county"), "count", "Counted places at the middle of their county"
    ),
    "places_without_point": Measure(
        mark("Places without a point"), "count", "Counted places that no distance is measured to"
    ),
}
LAST: Final[Mapping[str, Measure]] = {
    "radius_miles": Measure(mark("Distance asked, miles"), "miles", "The radius of the reach"),
}
MEASURES: Final[Mapping[str, Measure]] = {**NAMES, **FIGURES, **OF_COUNTIES, **OF_PLACES, **LAST}
"""Every column, in the order of the table."""
