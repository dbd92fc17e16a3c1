"""Access scores: places or beds a person, from records and people."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import frame, record
from oracle import Point
from respite_finder import QueryError, load_places
from respite_finder.coverage import CoverageQuery, Reach
from respite_finder.coverage.scores import SCORES, access_scores, score_table, supply_of
from respite_finder.distance import miles_between
from respite_finder.schema import ServiceType
from towns import KANSAS, MISSOURI, Town, population, reach, respites, some_points, towns

HOME, MIDDLE, EDGE, BEYOND = (39.0, -98.0), (39.0, -97.5), (39.0, -97.1), (39.0, -96.0)
TOWNS: list[Town] = [
    (HOME, 1_000, "KS", KANSAS),
    (MIDDLE, 500, "KS", KANSAS),
    (EDGE, 250, "MO", MISSOURI),
    (BEYOND, 9_000, "MO", MISSOURI),
]
"""0, 27, 48 and 108 miles from home: in each of the three zones of 50 miles, and beyond."""
QUERY = CoverageQuery(radius_miles=50)


@pytest.mark.parametrize(
    ("method", "shares"),
    [
        ("2sfca", (1, 1, 1)),
        ("e2sfca", (1, 0.68, 0.22)),
        ("3sfca", (1, 0.68, 0.22)),
        ("gravity", (1, 1 / 26.9, 1 / 48.5)),
    ],
)
def test_a_place_is_shared_by_those_around_it(method: str, shares: tuple[float, ...]) -> None:
    scores = access_scores(reach(TOWNS, [HOME]), QUERY, method=method)
    asked = 1_000 * shares[0] + 500 * shares[1] + 250 * shares[2]
    expected = [share / asked for share in shares]
    assert scores[:3].tolist() == pytest.approx(expected, rel=0.01)
    assert scores[3] == 0


def test_where_there_is_a_choice_each_place_is_asked_for_less() -> None:
    """Two places for two towns, in the second zone of each other: worked out by hand."""
    here = reach(TOWNS[:2], [HOME, MIDDLE])
    own, other = 1 / 1.68, 0.68 / 1.68
    shares = 1 / (1_000 * own + 500 * other * 0.68), 1 / (1_000 * other * 0.68 + 500 * own)
    expected = [
        own * shares[0] + other * 0.68 * shares[1],
        other * 0.68 * shares[0] + own * shares[1],
    ]
    scores = access_scores(here, QUERY, method="3sfca")
    assert scores.tolist() == pytest.approx(expected)
    assert access_scores(here, QUERY).tolist() != pytest.approx(expected)


def test_zones_are_of_road_miles_where_those_are_asked_for() -> None:
    """27 straight miles are 38 by road: the third zone of 50 miles, and 22 % of a person."""
    query = CoverageQuery(radius_miles=50, detour=1.417)
    scores = access_scores(reach(TOWNS, [HOME]), query)
    assert scores.tolist() == pytest.approx([1 / 1_110, 0.22 / 1_110, 0, 0])


def test_the_rim_belongs_to_the_catchment_and_road_miles_are_longer() -> None:
    rim = float(miles_between(*HOME, *EDGE))
    here = reach(TOWNS, [HOME])
    for method in SCORES:
        at, below, road = (
            access_scores(here, CoverageQuery(radius_miles=radius, detour=detour), method=method)
            for radius, detour in ((rim, 1.0), (rim * (1 - 1e-6), 1.0), (rim, 1.417))
        )
        assert (at[2] > 0, below[2] > 0, road[2] > 0) == (True, False, False)
        assert road[1] > 0


@given(
    towns,
    some_points,
    st.floats(1, 500),
    st.sampled_from([1.0, 1.417]),
    st.sampled_from(list(SCORES)),
)
def test_what_people_get_is_what_is_within_their_reach(
    made: list[Town], points: list[Point], radius: float, detour: float, method: str
) -> None:
    query = CoverageQuery(radius_miles=radius, detour=detour)
    here = reach(made, points)
    scores = access_scores(here, query, method=method)
    people, expected, unsure = here.population.people, 0, False
    for point in points:
        miles = miles_between(*point, here.population.lat, here.population.lon) * detour
        unsure |= bool((np.abs(miles - radius) < radius * 1e-6).any())
        expected += bool(((miles <= radius) & (people > 0)).any())
    if not unsure:
        assert (people * scores).sum() == pytest.approx(expected)
    assert ((scores > 0) <= here.within(query)).all()


def test_all_that_the_shipped_places_offer_reaches_somebody() -> None:
    everything = CoverageQuery(
        service_types=frozenset(kind.value for kind in ServiceType),
        statuses=frozenset({"active", "listed"}),
        radius_miles=100,
    )
    here = Reach(load_places())
    for supply in ("places", "beds"):
        offered = supply_of(here, everything, supply)
        for method in SCORES:
            scores = access_scores(here, everything, method=method, supply=supply)
            total = (scores * here.population.people).sum()
            assert total == pytest.approx(offered.amount.sum())


def some_beds() -> Reach:
    rows = respites([HOME])[0], respites([MIDDLE])[0], respites([EDGE])[0]
    unknown = record(service_type="peer_respite", latitude="", longitude="", precision="none")
    beds = rows[0] | {"beds": "4"}, rows[1] | {"beds": "0"}, rows[2], unknown
    return Reach(frame(*beds), population(TOWNS))


def test_what_cannot_count_is_counted() -> None:
    places, beds = supply_of(some_beds(), QUERY), supply_of(some_beds(), QUERY, "beds")
    assert (places.places, places.without_point, places.without_beds) == (3, 1, 0)
    assert (beds.places, beds.without_point, beds.without_beds) == (2, 1, 1)
    assert beds.amount.tolist() == [4, 0]


def test_beds_are_shared_instead_of_places() -> None:
    for supply, total in (("places", 3), ("beds", 4)):
        scores = access_scores(some_beds(), QUERY, supply=supply)
        assert (scores * population(TOWNS).people).sum() == pytest.approx(total)


def test_the_table_weighs_by_people() -> None:
    here = some_beds()
    scores = access_scores(here, QUERY, supply="beds") * 100_000
    table = score_table(here, QUERY, supply="beds")
    assert table.to_dict("list") == {
        "state": ["KS", "MO"],
        "population": [1_500, 9_250],
        "score_per_100000": [
            pytest.approx((1_000 * scores[0] + 500 * scores[1]) / 1_500),
            pytest.approx(250 * scores[2] / 9_250),
        ],
        "share_without": [0.0, pytest.approx(9_000 / 9_250)],
        "places_used": [2, 2],
        "places_without_point": [1, 1],
        "places_without_beds": [1, 1],
        "method": ["e2sfca"] * 2,
        "supply": ["beds"] * 2,
        "radius_miles": [50.0] * 2,
    }


def test_areas_may_be_counties_states_or_the_country() -> None:
    here = some_beds()
    county = score_table(here, QUERY, by="county")
    assert county[["county_fips", "county", "state"]].values.tolist() == [
        [KANSAS, "Saline County", "KS"],
        [MISSOURI, "Jackson County", "MO"],
    ]
    us, kansas = (score_table(here, QUERY, by="us", states=some) for some in ([], ["Kansas"]))
    people = county["population"]
    mean = (county["score_per_100000"] * people).sum() / people.sum()
    assert us["score_per_100000"].tolist() == [pytest.approx(mean)]
    assert kansas["score_per_100000"].tolist() == county["score_per_100000"][:1].tolist()
    pd.testing.assert_frame_equal(
        score_table(here, QUERY, states=["MO"]),
        score_table(here, QUERY).iloc[1:].reset_index(drop=True),
    )


def test_without_places_the_score_is_0() -> None:
    table = score_table(reach(TOWNS, []), QUERY)
    assert table["score_per_100000"].tolist() == [0, 0]
    assert table["share_without"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"method": "4sfca"}, "choose from 2sfca, e2sfca, 3sfca, gravity"),
        ({"supply": "staff"}, "choose from places, beds"),
        ({"by": "zip"}, "choose from county, state, us"),
        ({"states": ["Atlantis"]}, "give a postal code or a name"),
    ],
)
def test_what_cannot_be_asked_is_told(asked: dict[str, str], sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence):
        score_table(reach(TOWNS, []), QUERY, **asked)


def test_without_counties_there_is_no_table_of_them() -> None:
    nowhere: list[Town] = [(HOME, 1_000, "KS", "")]
    with pytest.raises(QueryError, match="no county_fips in any row"):
        score_table(reach(nowhere, [HOME]), QUERY, by="county")
    assert score_table(reach(nowhere, [HOME]), QUERY)["score_per_100000"].tolist() == [100]
