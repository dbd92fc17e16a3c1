"""The people by ZIP code add up to the estimates that they are made of; no county is forgotten."""

from __future__ import annotations

import pytest

from made import frame, record
from respite_finder.boundaries import read_counties
from respite_finder.coverage import CoverageQuery, coverage
from respite_finder.coverage.population import county_names, zip_population
from respite_finder.gazetteer import gazetteer

ESTIMATES = """
AL 4921532, AK 731158, AZ 7421401, AR 3030522, CA 39368078, CO 5807719, CT 3557006, DE 986809
DC 712816, FL 21733312, GA 10710017, HI 1407006, ID 1826913, IL 12587530, IN 6754953
IA 3163561, KS 2913805, KY 4477251, LA 4645318, ME 1350141, MD 6055802, MA 6893574, MI 9966555
MN 5657342, MS 2966786, MO 6151548, MT 1080577, NE 1937552, NV 3138259, NH 1366275, NJ 8882371
NM 2106319, NY 19336776, NC 10600823, ND 765309, OH 11693217, OK 3980783, OR 4241507
PA 12783254, RI 1057125, SC 5218040, SD 892717, TN 6886834, TX 29360759, UT 3249879, VT 623347
VA 8590563, WA 7693612, WV 1784787, WI 5832655, WY 582328, PR 3723066
"""
"""People by state: data/2020/state_pop.csv of the package delphi-utils 0.3.24, which adds up the
Census Bureau's county estimates for July 2020 (Puerto Rico: the counts of the census of 2010)."""

WITHOUT_PEOPLE = {
    "51580": "Covington",
    "51595": "Emporia",
    "51600": "Fairfax",
    "51678": "Lexington",
    "51685": "Manassas Park",
    "51690": "Martinsville",
}
"""Independent cities of Virginia: most people of each of their ZIP codes live in another county."""


def estimates() -> dict[str, int]:
    pairs = (pair.split() for pair in ESTIMATES.replace("\n", ", ").strip(", ").split(", "))
    return {state: int(people) for state, people in pairs}


def people_by_county() -> dict[str, float]:
    counties = zip_population().by_county
    return dict(zip(counties.names, counties.sums(zip_population().people), strict=True))


def test_people_by_state_are_the_estimates() -> None:
    states = zip_population().by_state
    ours = dict(zip(states.names, states.sums(zip_population().people), strict=True))
    assert ours.keys() == estimates().keys()
    # ZIP codes that straddle a state line go whole to one state: 0.23 % in North Dakota.
    for state, people in estimates().items():
        assert ours[state] == pytest.approx(people, rel=0.003), state
    assert sum(ours.values()) == pytest.approx(sum(estimates().values()), abs=20_000)


def test_no_county_is_without_people() -> None:
    """The package has people in each county that has an outline."""
    people = people_by_county()
    empty = {
        county.fips: county.name
        for county in read_counties()
        if county.state in estimates() and not people.get(county.fips)
    }
    assert empty == WITHOUT_PEOPLE


def test_every_county_with_people_has_an_outline() -> None:
    assert set(people_by_county()) <= {county.fips for county in read_counties()}


@pytest.mark.parametrize(
    ("fips", "name", "estimate"),
    [
        ("46102", "Oglala Lakota County", 14_070),
        ("02158", "Kusilvak Census Area", 8_328),
        ("02261", "Valdez-Cordova Census Area", 6_427 + 2_919),
    ],
)
def test_counties_that_were_numbered_anew_have_their_people(
    fips: str, name: str, estimate: int
) -> None:
    """Chugach and Copper River, divided since, are one county in the outlines."""
    assert county_names()[fips][0] == name
    assert people_by_county()[fips] == pytest.approx(estimate, rel=0.02)


@pytest.mark.parametrize("code", ["57770", "99604", "99686", "99574"])
def test_towns_of_those_counties_have_people(code: str) -> None:
    area = gazetteer().zip_code(code)
    assert area is not None
    assert area.population > 1_000


@pytest.mark.parametrize("county", ["Chugach Census Area", "Copper River Census Area"])
def test_a_place_in_a_county_divided_since_counts_where_its_people_do(county: str) -> None:
    valdez = record(
        service_type="peer_respite",
        state="AK",
        city="Valdez",
        county=county,
        zip="99686",
        latitude="61.1772",
        longitude="-146.3378",
    )
    table = coverage(frame(valdez), CoverageQuery(), by="county", states=["AK"])
    at = table.set_index("county_fips")["places"]
    assert at[at > 0].to_dict() == {"02261": 1}
