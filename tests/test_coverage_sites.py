"""Next sites: the greedy choice, against one that works out every candidate each time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import frame
from oracle import Point
from respite_finder import QueryError, load_places
from respite_finder.coverage import CoverageQuery, Reach, coverage_table
from respite_finder.coverage.greedy import GREEDY_BOUND, Site, greedy_sites
from respite_finder.coverage.sites import MOST_SITES, next_sites
from respite_finder.distance import INCLUSIVE, Floats, miles_between
from towns import KANSAS, MISSOURI, population, reach, respites, some_points, towns

MIDDLES = [(38.8, -97.6), (51.9, 179.9), (89.9, 0.0), (18.2, -66.5)]
"""Kansas, the Aleutians beside the antimeridian, the pole, Puerto Rico."""

# On a lattice, so that points are often equal and gains often alike.
lattice = st.tuples(st.sampled_from(MIDDLES), st.integers(-3, 3), st.integers(-3, 3)).map(
    lambda made: (made[0][0] + made[1] / 40, (made[0][1] + made[2] / 10 + 180) % 360 - 180)
)
villages = st.lists(st.tuples(lattice, st.integers(0, 5)), min_size=1, max_size=25)
radii = st.sampled_from([1.0, 2.5, 6.0, 15.0, 500.0]) | st.floats(0.5, 60)


def within(lat: Floats, lon: Floats, radius: float) -> Floats:
    miles = miles_between(lat[:, None], lon[:, None], lat, lon)
    return (miles <= radius * (1 + INCLUSIVE)).astype(float)


def plain_greedy(
    lat: Floats, lon: Floats, people: Floats, names: list[str], radius: float, count: int
) -> list[Site]:
    """Every candidate in every round."""
    near, left, sites = within(lat, lon, radius), people.copy(), []
    while len(sites) < count and left.sum() > 0:
        gains = near @ left
        ties = np.flatnonzero(gains == gains.max())
        point = int(min(ties, key=lambda tie: names[tie]))
        sites.append(Site(point, float(gains[point])))
        left[near[point] > 0] = 0
    return sites


def both(
    points: list[Point], people: list[int], radius: float, count: int
) -> tuple[list[Site], list[Site]]:
    lat, lon = np.array(points, float).reshape(-1, 2).T.copy()
    living = np.array(people, float)
    # Names against the order of the points, so that a tie is not decided by position.
    names = [f"{len(points) - number:05d}" for number in range(len(points))]
    ours = greedy_sites(lat, lon, living, np.array(names, object), radius, count)
    return ours, plain_greedy(lat, lon, living, names, radius, count)


@given(villages, radii, st.integers(1, 8))
def test_sites_are_those_of_a_choice_that_looks_at_everything(
    made: list[tuple[Point, int]], radius: float, count: int
) -> None:
    ours, plain = both([at for at, _ in made], [people for _, people in made], radius, count)
    assert ours == plain


@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([1.0, 5.0, 20.0, 60.0, 300.0, 500.0]),
    st.sampled_from([100, 400, 2_000]),
    st.sampled_from([2, 50]),
)
def test_many_points_in_cells_of_every_size_make_no_difference(
    seed: int, radius: float, spread: int, most_people: int
) -> None:
    random = np.random.default_rng(seed)
    # Some towns within three radii of each other, each so small that a few cells hold it: with
    # many points a cell there are cells in cells.
    middles = (38.0, -97.0) + random.uniform(-radius, radius, (12, 2)) / 25
    at = middles[random.integers(0, 12, 200)] + random.normal(0, radius / spread, (200, 2))
    points = [(float(lat), float(lon)) for lat, lon in np.clip(at, (-80, -170), (80, 0))]
    ours, plain = both(points, random.integers(0, most_people, 200).tolist(), radius, 8)
    assert ours == plain


@given(villages, radii, st.integers(1, 3))
def test_no_choice_reaches_much_more(
    made: list[tuple[Point, int]], radius: float, count: int
) -> None:
    made = made[:12]
    ours, _ = both([at for at, _ in made], [people for _, people in made], radius, count)
    lat, lon = np.array([at for at, _ in made]).T.copy()
    people, near = np.array([living for _, living in made], float), within(lat, lon, radius)
    best = max(
        people[near[list(chosen)].any(axis=0)].sum()
        for chosen in combinations(range(len(made)), min(count, len(made)))
    )
    assert GREEDY_BOUND * best <= sum(site.gained for site in ours) <= best


@pytest.mark.parametrize("there", [(39.0, -97.0), (39.0, -89.0), (45.5, -98.0)])
def test_a_place_on_the_rim_is_reached_and_one_beyond_is_not(there: Point) -> None:
    here = (39.0, -98.0)
    radius = float(miles_between(*here, *there))
    assert [len(both([here, there], [1, 1], radius * by, 5)[0]) for by in (1, 1 - 1e-7)] == [1, 2]


TOWNS = [
    ((38.8, -97.6), 300, "KS", KANSAS),
    ((38.9, -97.6), 200, "KS", KANSAS),
    ((37.0, -101.0), 450, "KS", KANSAS),
    ((39.1, -94.5), 9_000, "MO", MISSOURI),
    ((37.0, -99.0), 0, "KS", KANSAS),
]


def test_the_columns_tell_where_and_how_many() -> None:
    sites = next_sites(reach(TOWNS, [(39.1, -94.5)]), CoverageQuery(radius_miles=25), states=["KS"])
    where = ["rank", "zip", "city", "county", "state", "latitude", "longitude"]
    people = ["newly_covered", "covered_population", "covered_share"]
    assert sites.columns.tolist() == where + people
    assert sites["rank"].tolist() == [1, 2]
    assert sites["zip"].tolist() == ["00000", "00002"]
    assert sites["county"].tolist() == ["Saline County"] * 2
    assert sites["city"].tolist() == [""] * 2, "the ids are numbers, not ZIP codes"
    assert sites["newly_covered"].tolist() == [500, 450]
    assert sites["covered_population"].tolist() == [500, 950]
    assert sites["covered_share"].tolist() == pytest.approx([500 / 950, 1.0])


def test_people_of_other_states_neither_count_nor_offer_a_site() -> None:
    everywhere = next_sites(reach(TOWNS, []), CoverageQuery(radius_miles=500))
    assert everywhere["newly_covered"].tolist() == [9_950]
    kansas = next_sites(reach(TOWNS, []), CoverageQuery(radius_miles=500), states=["KS"])
    assert kansas["newly_covered"].tolist() == [950]
    assert kansas["state"].tolist() == ["KS"]


def test_where_nobody_is_left_there_are_no_sites() -> None:
    for made in (reach(TOWNS, [(38.8, -97.6)]), reach([TOWNS[4]], [])):
        sites = next_sites(made, CoverageQuery(radius_miles=500))
        assert sites.empty
        assert "covered_share" in sites


def test_road_miles_reach_less_far() -> None:
    near = [((39.0, -98.0), 5, "KS", KANSAS), ((39.0, -97.0), 5, "KS", KANSAS)]
    for detour, found in ((1.0, 1), (1.417, 2)):
        query = CoverageQuery(radius_miles=60, detour=detour)
        assert len(next_sites(reach(near, []), query)) == found


@settings(max_examples=40)
@given(towns, some_points, st.floats(1, 500), st.sampled_from([(), ("KS",), ("KS", "MO")]))
def test_places_at_the_sites_do_what_the_sites_promise(
    made: list[tuple[Point, int, str, str]],
    points: list[Point],
    radius: float,
    states: tuple[str, ...],
) -> None:
    query, here = CoverageQuery(radius_miles=radius), reach(made, points)
    sites = next_sites(here, query, count=3, states=states)
    at = list(zip(sites["latitude"], sites["longitude"], strict=True))
    for number, promised in enumerate(sites["covered_population"], start=1):
        places = frame(*respites([*points, *at[:number]]))
        after = coverage_table(Reach(places, population(made)), query, by="us", states=states)
        assert after.loc[0, "covered_population"] == promised
    assert sites["newly_covered"].is_monotonic_decreasing


def test_the_shipped_country() -> None:
    here, query = Reach(load_places()), CoverageQuery()
    sites = next_sites(here, query, count=3)
    covered = coverage_table(here, query, by="us").loc[0, "covered_population"]
    assert sites.loc[0, "covered_population"] - sites.loc[0, "newly_covered"] == covered
    assert (sites["city"] != "").all()
    assert sites["newly_covered"].is_monotonic_decreasing
    alone = next_sites(here, query, count=1)
    pd.testing.assert_frame_equal(alone, sites.head(1))


@pytest.mark.parametrize("count", [0, -1, MOST_SITES + 1, 2.5, True, "5"])
def test_a_count_that_is_none_is_told(count: int) -> None:
    with pytest.raises(QueryError, match="give a whole number from 1 to 20"):
        next_sites(reach(TOWNS, []), CoverageQuery(), count=count)


def test_a_state_that_does_not_exist_is_told() -> None:
    with pytest.raises(QueryError, match="give a postal code or a name"):
        next_sites(reach(TOWNS, []), CoverageQuery(), states=["Atlantis"])
