"""An address pasted into the box: the place in it is used, and nothing else is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import LocationAmbiguous, LocationNotFound, locate
from respite_finder.gazetteer import Area, gazetteer, normalize
from respite_finder.locate import tidy


@pytest.mark.parametrize(
    ("typed", "label", "kept"),
    [
        (
            "Jane Doe, 12 Main St Apt 4, Northampton, MA 01060-1234",
            "Northampton, MA 01060",
            "01060",
        ),
        ("Jane Doe\n12 Main St\nNorthampton, MA 01060", "Northampton, MA 01060", "01060"),
        ("12 Main St, Northampton, Massachusetts 01060, USA", "Northampton, MA 01060", "01060"),
        ("I am at home, help me. " * 22 + "01060", "Northampton, MA 01060", "01060"),
        ("Jane, 413-555-0123, 01060", "Northampton, MA 01060", "01060"),
        ("(413) 555-0123 01060", "Northampton, MA 01060", "01060"),
        ("4135550123 01060", "Northampton, MA 01060", "01060"),
        ("01060 Northampton MA", "Northampton, MA 01060", "01060"),
        ("I am in 01060", "Northampton, MA 01060", "01060"),
        ("text me 01060", "Northampton, MA 01060", "01060"),
        ("12345 Main St, Troy, NY 12180", "Troy, NY 12180", "12180"),
        ("Apt 12207, 12 Main St, Troy, NY 12180", "Troy, NY 12180", "12180"),
        ("10001 New York, NY", "New York, NY 10001", "10001"),
        ("Springfield 01103 Springfield 01104", "Springfield, MA 01104", "01104"),
        ("12345 Main St, Troy, NY", "Troy, NY", "Troy, NY"),
        ("12345 Main St Troy NY", "Troy, NY", "Troy, NY"),
        ("99999 Main St, Troy, NY", "Troy, NY", "Troy, NY"),
        ("Jane Doe, 12 Main St, Troy, NY, United States", "Troy, NY", "Troy, NY"),
        ("12 Main St, St. Louis, MO, U.S.A.", "Saint Louis, MO", "Saint Louis, MO"),
        ("Jane Doe\n12 Main St\nTroy, NY", "Troy, NY", "Troy, NY"),
        ("zip code 01060", "Northampton, MA 01060", "01060"),
        ("ZIP: 01060", "Northampton, MA 01060", "01060"),
        ("near Troy, NY", "Troy, NY", "Troy, NY"),
        ("I live in Vermont", "Vermont", "Vermont"),
        ("010\u200b60", "Northampton, MA 01060", "01060"),
        ("northampton ma", "Northampton, MA", "Northampton, MA"),
        ("northampton, ma 01060", "Northampton, MA 01060", "Northampton, MA 01060"),
        ("vt", "Vermont", "Vermont"),
        ("NY", "New York", "New York State"),
    ],
)
def test_the_place_is_used_and_the_rest_is_not_kept(typed: str, label: str, kept: str) -> None:
    assert locate(typed).label == label
    assert tidy(typed) == kept


@pytest.mark.parametrize("typed", ["01060 or 12180", "12180, 01060", "Jane: 12180; Joe: 01060"])
def test_two_zip_codes_are_asked_about(typed: str) -> None:
    with pytest.raises(LocationAmbiguous, match="more than one ZIP code") as caught:
        locate(typed)
    assert set(caught.value.suggestions) == {"Northampton, MA 01060", "Troy, NY 12180"}


def test_an_address_with_a_zip_that_does_not_exist_offers_its_town() -> None:
    with pytest.raises(LocationNotFound, match="does not exist") as caught:
        locate("12 Main St, Northampton, MA 99999")
    assert caught.value.suggestions == ("Northampton, MA",)


@pytest.mark.parametrize(
    "typed",
    ["Jane Doe", "Jane Doe, blah blah", "Jane Doe Troy NY", "Oh, Troy, NY of my heart", "5 Elm St"],
)
def test_a_name_with_no_address_is_no_place_and_nothing_is_kept(typed: str) -> None:
    """A town is not read out of a longer name: New Troy is not Troy."""
    with pytest.raises(LocationNotFound):
        locate(typed)
    assert tidy(typed) == ""


areas = st.sampled_from([*gazetteer().cities.values(), *gazetteer().counties.values()])
zips = st.sampled_from(gazetteer().zip_points["zip"].tolist())
names = st.sampled_from(["Jane Quill", "Dr. O'Hara", "José Ñandú", "c/o Ward 5", "413-555-0123"])
streets = st.sampled_from(["12 Main St", "5 Elm Ave Apt 4", "PO Box 7", "Rt. 9, Unit 12-3"])
countries = st.sampled_from(["", ", USA", ", United States"])
breaks = st.sampled_from([", ", "\n", "\r\n", " ; "])


@given(names, streets, zips, st.sampled_from(["", "-1234"]), countries, breaks)
def test_the_zip_of_any_address_is_all_that_is_kept(
    name: str, street: str, code: str, plus: str, country: str, between: str
) -> None:
    area = gazetteer().zip_code(code)
    assert area is not None
    typed = between.join([name, street, f"{area.name}, {area.state} {code}{plus}{country}"])
    assert tidy(typed) == code
    assert locate(typed) == locate(code)


@given(names, streets, st.sampled_from(list(gazetteer().cities.values())), countries, breaks)
def test_the_town_of_any_address_without_a_zip_is_all_that_is_kept(
    name: str, street: str, city: Area, country: str, between: str
) -> None:
    typed = between.join([name, street, f"{city.label}{country}"])
    assert tidy(typed) == city.label


@given(areas)
def test_a_label_stays_as_it_is(area: Area) -> None:
    assert tidy(area.label) == area.label


WORDS = (
    *("Jane", "Quill", "12", "Main", "St.", "near", "in", "USA", ",", "\n", "Troy", "NY", "Ohio"),
    *("New", "York", "Washington", "State", "County", "01060", "12180-1234", "413-555-0123", "é"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=150))
def test_what_is_kept_means_the_same_and_holds_no_other_word(typed: str) -> None:
    kept = tidy(typed)
    if not kept:
        with pytest.raises(LocationNotFound):
            locate(typed)
        return
    origin = locate(typed)
    assert locate(kept) == origin
    assert set(normalize(kept).split()) <= {*normalize(origin.label).split(), "state"}


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("PO Box 90210, Northampton, MA", "Northampton, MA"),
        ("415 Oak Ave Apt 10001, San Jose, CA", "San Jose, CA"),
        ("415 Oak Ave #10001, San Jose, CA 95112", "San Jose, CA 95112"),
        ("I live in 01060 and need help", "Northampton, MA 01060"),
        ("01060 Northampton", "Northampton, MA 01060"),
    ],
)
def test_the_number_of_a_door_or_a_box_is_no_zip_code(typed: str, label: str) -> None:
    assert locate(typed).label == label


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("10001 Sunset Blvd, Los Angeles", "Los Angeles, CA"),
        ("12345 Main St", "Schenectady, NY 12345"),
    ],
)
def test_a_number_before_a_street_without_a_state_is_asked_about(typed: str, offered: str) -> None:
    with pytest.raises(LocationAmbiguous) as caught:
        locate(typed)
    assert offered in caught.value.suggestions
    assert tidy(typed) == ""
