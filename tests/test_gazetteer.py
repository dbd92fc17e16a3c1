"""The offline gazetteer: everybody is counted, every point is in its state, names are forgiving."""

from __future__ import annotations

from zoneinfo import available_timezones

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import LocationNotFound, locate
from respite_finder.boundaries import inside_state
from respite_finder.gazetteer import Gazetteer, gazetteer, normalize
from respite_finder.resources import ZIP_CODES_CSV
from respite_finder.states import STATE_NAMES


@pytest.fixture(scope="module")
def zips() -> pd.DataFrame:
    return pd.read_csv(
        ZIP_CODES_CSV, dtype={"zip": str, "county_fips": str}, keep_default_na=False
    ).astype({"latitude": float, "longitude": float, "population": int})


def test_everybody_is_counted_once(zips: pd.DataFrame) -> None:
    assert zips["population"].sum() == 333_190_773
    assert sum(area.population for area in gazetteer().states.values()) == 333_190_773
    assert zips["zip"].is_unique


def test_every_state_and_territory_is_there(zips: pd.DataFrame) -> None:
    assert set(zips["state"]) == set(STATE_NAMES) == set(gazetteer().states)


def test_every_zip_lies_in_its_own_state(zips: pd.DataFrame) -> None:
    for state, rows in zips.groupby("state"):
        inside = inside_state(rows["latitude"], rows["longitude"], str(state))
        assert rows.loc[~inside, "zip"].tolist() == []


def test_codes_are_whole(zips: pd.DataFrame) -> None:
    """Leading zeros are the first thing that a spreadsheet loses."""
    assert zips.loc[~zips["zip"].str.fullmatch(r"\d{5}"), "zip"].tolist() == []
    fips = zips.loc[zips["county_fips"] != "", "county_fips"]
    assert fips[~fips.str.fullmatch(r"\d{5}")].tolist() == []
    assert len(fips) > 0.95 * len(zips)


def test_time_zones_are_real(zips: pd.DataFrame) -> None:
    assert set(zips["time_zone"]) <= available_timezones()


def test_every_zip_names_its_city(zips: pd.DataFrame) -> None:
    assert zips.loc[zips["city"] == "", "zip"].tolist() == []


def test_every_city_has_a_name() -> None:
    tables = (gazetteer().cities, gazetteer().alternates, gazetteer().counties)
    assert [area for table in tables for area in table.values() if not area.name.strip(" ,")] == []


@pytest.mark.parametrize("state", STATE_NAMES)
def test_every_city_that_the_post_office_prefers_can_be_typed(state: str) -> None:
    """ "Some City, ST" finds it, in every state."""
    unknown = []
    for area in gazetteer().cities.values():
        if area.state != state or area.population == 0:
            continue
        try:
            assert locate(area.label).state == state
        except LocationNotFound:
            unknown.append(area.label)
    assert unknown == []


@pytest.mark.parametrize("state", STATE_NAMES)
def test_every_county_can_be_typed(state: str) -> None:
    unknown = []
    for area in gazetteer().counties.values():
        if area.state != state:
            continue
        try:
            assert locate(area.label).state == state
        except LocationNotFound:
            unknown.append(area.label)
    assert unknown == []


@pytest.mark.parametrize(
    ("one", "other", "state"),
    [
        ("St. Louis", "Saint Louis", "MO"),
        ("De Witt", "DeWitt", "NY"),
        ("Coeur d'Alene", "Coeur D Alene", "ID"),
        ("O'Fallon", "O Fallon", "MO"),
        ("Winston-Salem", "Winston Salem", "NC"),
        ("Ft. Worth", "Fort Worth", "TX"),
        ("Mt Vernon", "Mount Vernon", "NY"),
        ("Rocky Mt", "Rocky Mount", "NC"),
    ],
)
def test_spellings_of_a_city_mean_the_same(one: str, other: str, state: str) -> None:
    area = gazetteer().city(one, state)
    assert area is not None
    assert area == gazetteer().city(other, state)


def test_a_county_is_known_with_and_without_the_word() -> None:
    for name in ("Hampshire County", "Hampshire", "hampshire county"):
        area = gazetteer().county(name, "MA")
        assert area is not None
        assert area.label == "Hampshire County, MA"
    assert gazetteer().county("Hampshire", "VT") is None


def test_a_city_of_another_state_is_unknown_here() -> None:
    assert gazetteer().city("Northampton", "VT") is None
    assert gazetteer().zip_code("00000") is None


def test_zones_of_a_state_on_a_zone_boundary() -> None:
    assert {"America/New_York", "America/Chicago"} <= gazetteer().zones_of("TN")


@given(st.text(max_size=40))
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


def test_many_records_at_once_are_found_as_one_by_one(places: pd.DataFrame) -> None:
    named = list(zip(places["state"], places["city"], places["county"], strict=True))
    named += [("NY", "Manhattan", ""), ("MA", "Nowhere", "Hampshire County"), ("ZZ", "Troy", "")]
    whole = gazetteer()
    one_by_one = [whole.finest(state=s, city=city, county=county) for s, city, county in named]
    fresh = Gazetteer(whole._zips)
    assert fresh.finest_of(named[:60] + named[-3:]) == one_by_one[:60] + one_by_one[-3:]
    assert Gazetteer(whole._zips).finest_of(named) == one_by_one
    assert whole.finest_of(named) == one_by_one
