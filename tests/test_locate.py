"""``locate``: what people type becomes a point, or a sentence that helps; never a guess."""

from __future__ import annotations

import pytest

from respite_finder import LocationAmbiguous, LocationNotFound, Origin, locate
from respite_finder.boundaries import inside_state
from respite_finder.states import STATE_NAMES


@pytest.mark.parametrize(
    ("typed", "label", "precision"),
    [
        ("01060", "Northampton, MA 01060", "zip"),
        ("01060-1234", "Northampton, MA 01060", "zip"),
        (" 01060 ", "Northampton, MA 01060", "zip"),
        ("\t01060\n", "Northampton, MA 01060", "zip"),
        ("00601", "Adjuntas, PR 00601", "zip"),
        ("Northampton, MA 01060", "Northampton, MA 01060", "zip"),
        ("MA 01060", "Northampton, MA 01060", "zip"),
        ("Springfield, MA 01103-1234", "Springfield, MA 01103", "zip"),
        ("Northampton, MA", "Northampton, MA", "city"),
        ("northampton massachusetts", "Northampton, MA", "city"),
        ("  NORTHAMPTON ,  ma ", "Northampton, MA", "city"),
        ("St. Louis MO", "Saint Louis, MO", "city"),
        ("Saint Louis, MO", "Saint Louis, MO", "city"),
        ("Brooklyn, NY", "Brooklyn, NY", "city"),
        ("Washington DC", "Washington, DC", "city"),
        ("Washington, D.C.", "Washington, DC", "city"),
        ("DC", "Washington, DC", "city"),
        ("Ponce, PR", "Ponce, PR", "city"),
        ("Mayagüez, PR", "Mayaguez, PR", "city"),
        ("New York, New York", "New York, NY", "city"),
        ("Kansas City, MO", "Kansas City, MO", "city"),
        ("Delaware Ohio", "Delaware, OH", "city"),
        ("Chicago", "Chicago, IL", "city"),
        ("Mt Vernon, NY", "Mount Vernon, NY", "city"),
        ("Bozeman, MT", "Bozeman, MT", "city"),
        ("Fort Benton, Mt", "Fort Benton, MT", "city"),
        ("Hampshire County, MA", "Hampshire County, MA", "county"),
        ("hampshire county massachusetts", "Hampshire County, MA", "county"),
        ("Orleans Parish, LA", "Orleans Parish, LA", "county"),
        ("Doña Ana County, NM", "Dona Ana County, NM", "county"),
        ("Juneau City and Borough, AK", "Juneau City and Borough, AK", "county"),
        ("Vermont", "Vermont", "state"),
        ("VT", "Vermont", "state"),
        ("vt", "Vermont", "state"),
        ("MT", "Montana", "state"),
        ("New York State", "New York", "state"),
        ("State of Washington", "Washington", "state"),
        ("Puerto Rico", "Puerto Rico", "state"),
        ("Guam", "Guam", "state"),
        ("Virgin Islands", "U.S. Virgin Islands", "state"),
    ],
)
def test_understands(typed: str, label: str, precision: str) -> None:
    origin = locate(typed)
    assert (origin.label, origin.precision) == (label, precision)
    # The middle of a chain of islands may lie in the sea between them.
    assert precision == "state" or inside_state([origin.lat], [origin.lon], origin.state)[0]


TWO_MEANINGS = {"NY", "WA"}
"""A city of at least half a million people has the state's name."""


@pytest.mark.parametrize("code", STATE_NAMES)
def test_every_state_is_understood_by_its_code(code: str) -> None:
    origin = locate(code)
    assert origin.state == code
    assert origin.precision == ("city" if code == "DC" else "state")


@pytest.mark.parametrize("code", sorted(STATE_NAMES.keys() - TWO_MEANINGS))
def test_every_state_is_understood_by_its_name(code: str) -> None:
    assert locate(STATE_NAMES[code]).state == code


def test_two_spellings_of_a_town_are_one_point() -> None:
    assert locate("St. Louis MO") == locate("Saint Louis, MO") == locate("saint louis missouri")
    assert locate("Coeur d'Alene, ID") == locate("Coeur d’Alene ID") == locate("coeur d alene id")
    assert locate("De Witt, NY") == locate("DeWitt NY")


def test_springfield_offers_the_springfields_largest_first() -> None:
    with pytest.raises(LocationAmbiguous) as caught:
        locate("Springfield")
    assert caught.value.suggestions[:3] == ("Springfield, MO", "Springfield, MA", "Springfield, IL")
    assert "Which one?" in str(caught.value)


def test_a_zip_that_lost_its_zero_is_asked_for() -> None:
    with pytest.raises(LocationNotFound) as caught:
        locate("1060")
    assert caught.value.suggestions == ("01060",)
    assert "That is not a ZIP code: a ZIP code is 5 digits" in str(caught.value)
    assert "Did you mean: 01060?" in str(caught.value)


def test_a_zip_that_does_not_exist_is_told_and_its_neighbours_offered() -> None:
    with pytest.raises(LocationNotFound) as caught:
        locate("99999")
    assert "That ZIP code does not exist. Check the digits" in str(caught.value)
    assert len(caught.value.suggestions) == 8
    assert all(" AK 99" in suggestion for suggestion in caught.value.suggestions)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Northampton, VT 01060", ("Northampton, MA 01060",)),
        ("Troy, New York 01060", ("Northampton, MA 01060", "Troy, NY")),
    ],
)
def test_a_zip_in_another_state_than_the_words_is_asked_about(
    typed: str, offered: tuple[str, ...]
) -> None:
    with pytest.raises(LocationAmbiguous, match="not in the state beside it") as caught:
        locate(typed)
    assert caught.value.suggestions == offered


@pytest.mark.parametrize(("typed", "meant"), [("New York", "NY"), ("Washington", "DC")])
def test_a_name_of_a_state_and_of_a_big_city_is_asked_about(typed: str, meant: str) -> None:
    with pytest.raises(LocationAmbiguous, match="is a state and a city") as caught:
        locate(typed)
    assert caught.value.suggestions == (f"{typed}, {meant}", f"{typed} State")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Northamton", "Northampton, MA"), ("Nrothampton, MA", "Northampton, MA")],
)
def test_a_misspelt_town_is_suggested_and_not_guessed(typed: str, meant: str) -> None:
    with pytest.raises(LocationNotFound) as caught:
        locate(typed)
    assert meant in caught.value.suggestions


AMBIGUOUS = [
    "Springfield",
    "Troy",
    "Portland",
    "Lincoln",
    "DeWitt",
    "Carolina",
    "Manhattan",
    "Hampshire County",
    "Washington County",
    "New York",
    "Washington",
    "Northamton",
    "Saint Lois",
    "Bozemann",
    "Juneau Borough",
    "1060",
    "99999",
    "01 060",
    "Northampton, VT 01060",
]


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_every_suggestion_works_when_it_is_typed(typed: str) -> None:
    with pytest.raises(LocationNotFound) as caught:
        locate(typed)
    assert 0 < len(caught.value.suggestions) <= 8
    for suggestion in caught.value.suggestions:
        assert isinstance(locate(suggestion), Origin)


def test_a_typed_place_knows_its_time_zone() -> None:
    assert locate("01060").time_zone == "America/New_York"
    assert locate("Phoenix, AZ").time_zone == "America/Phoenix"
    assert locate("00601").time_zone == "America/Puerto_Rico"


@pytest.mark.parametrize(
    ("typed", "county"),
    [
        ("01060", "Hampshire County"),
        ("Hampshire County, MA", "Hampshire County"),
        ("Northampton, MA", "Hampshire County"),
        ("Kansas City, MO", ""),
        ("Massachusetts", ""),
    ],
)
def test_a_place_knows_its_county_if_it_has_one(typed: str, county: str) -> None:
    """Two fifths of the people of Kansas City live outside the county where most of them live."""
    assert locate(typed).county == county
