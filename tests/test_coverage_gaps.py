"""Gaps: counties and ZIP codes with people out of reach, most people first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import Point
from respite_finder import QueryError, load_places
from respite_finder.coverage import CoverageQuery, Reach, coverage_table
from respite_finder.coverage.gaps import gaps
from towns import KANSAS, MISSOURI, Town, reach, some_points, towns

SALINA, ABILENE, DODGE, INDEPENDENCE = (38.8, -97.6), (38.9, -97.2), (37.8, -100.0), (39.1, -94.4)
TOWNS: list[Town] = [
    (SALINA, 300, "KS", KANSAS),
    (ABILENE, 100, "KS", KANSAS),
    (DODGE, 600, "KS", KANSAS),
    (INDEPENDENCE, 700, "MO", MISSOURI),
    (DODGE, 0, "KS", KANSAS),
]


def test_counties_with_the_most_people_out_of_reach_come_first() -> None:
    found = gaps(reach(TOWNS, [SALINA]), CoverageQuery(radius_miles=50))
    assert found.to_dict("records") == [
        {
            "rank": 1,
            "county_fips": MISSOURI,
            "county": "Jackson County",
            "state": "MO",
            "population": 700,
            "uncovered_population": 700,
            "uncovered_share": 1.0,
            "median_miles": pytest.approx(173.6, abs=2),
        },
        {
            "rank": 2,
            "county_fips": KANSAS,
            "county": "Saline County",
            "state": "KS",
            "population": 1_000,
            "uncovered_population": 600,
            "uncovered_share": 0.6,
            "median_miles": pytest.approx(148.0, abs=2),
        },
    ]


def test_zip_codes_out_of_reach_tell_how_far_the_nearest_is() -> None:
    found = gaps(reach(TOWNS, [SALINA]), CoverageQuery(radius_miles=50), by="zip")
    assert found[["rank", "zip", "state", "population"]].values.tolist() == [
        [1, "00003", "MO", 700],
        [2, "00002", "KS", 600],
    ]
    assert (found["miles"] > 100).all()
    road = gaps(reach(TOWNS, [SALINA]), CoverageQuery(radius_miles=50, detour=1.417), by="zip")
    assert road["miles"].tolist() == pytest.approx((found["miles"] * 1.417).tolist())


def test_without_any_place_everybody_is_out_of_reach_and_no_miles_are_made_up() -> None:
    here, query = reach(TOWNS, []), CoverageQuery()
    assert gaps(here, query)["uncovered_population"].tolist() == [1_000, 700]
    assert gaps(here, query)["median_miles"].isna().all()
    zips = gaps(here, query, by="zip")
    assert zips["population"].tolist() == [700, 600, 300, 100]
    assert zips["miles"].isna().all()


def test_of_two_alike_the_lower_code_comes_first() -> None:
    alike: list[Town] = [(DODGE, 5, "MO", MISSOURI), (DODGE, 5, "KS", KANSAS)]
    assert gaps(reach(alike, []), CoverageQuery())["county_fips"].tolist() == [KANSAS, MISSOURI]
    assert gaps(reach(alike, []), CoverageQuery(), by="zip")["zip"].tolist() == ["00000", "00001"]


def test_states_and_limit_narrow_the_list_but_not_the_places() -> None:
    here, query = reach(TOWNS, [INDEPENDENCE]), CoverageQuery(radius_miles=50)
    assert gaps(here, query, states=["Missouri"]).empty
    assert gaps(here, query, by="zip", states=["KS"], limit=2)["population"].tolist() == [600, 300]
    assert gaps(here, query, by="zip", states=["MO"]).empty
    far = CoverageQuery(radius_miles=250)
    assert gaps(here, far, by="zip", states=["KS"])["population"].tolist() == [600], (
        "Salina and Abilene are within reach of the place in Missouri"
    )


@settings(max_examples=40)
@given(towns, some_points, st.floats(1, 500), st.sampled_from([(), ("KS",), ("MO",)]))
def test_the_lists_add_up_to_the_table(
    made: list[Town], points: list[Point], radius: float, states: tuple[str, ...]
) -> None:
    here, query = reach(made, points), CoverageQuery(radius_miles=radius)
    missed = coverage_table(here, query, by="us", states=states).loc[0, "uncovered_population"]
    counties, zips = (gaps(here, query, by=by, states=states) for by in ("county", "zip"))
    assert counties["uncovered_population"].sum() == zips["population"].sum() == missed
    for found, people in ((counties, "uncovered_population"), (zips, "population")):
        assert (found[people] > 0).all()
        assert found[people].is_monotonic_decreasing
        assert found["rank"].tolist() == list(range(1, len(found) + 1))


def test_the_shipped_country() -> None:
    here, query = Reach(load_places()), CoverageQuery()
    missed = coverage_table(here, query, by="us").loc[0, "uncovered_population"]
    counties, zips = gaps(here, query), gaps(here, query, by="zip")
    assert counties["uncovered_population"].sum() == zips["population"].sum() == missed
    assert (counties["county"] != "").all()
    assert (zips["city"] != "").all()
    assert np.isfinite(zips["miles"]).all()
    assert (zips["miles"] > 50).all()


def test_what_cannot_be_asked_is_told() -> None:
    here, query = reach(TOWNS, []), CoverageQuery()
    with pytest.raises(QueryError, match="choose from county, zip"):
        gaps(here, query, by="state")
    for limit in (0, -3, 1.5, True):
        with pytest.raises(QueryError, match="give a whole number from 1 up"):
            gaps(here, query, limit=limit)
    with pytest.raises(QueryError, match="give a postal code or a name"):
        gaps(here, query, states=["Atlantis"])
