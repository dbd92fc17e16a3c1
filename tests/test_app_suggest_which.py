"""Which place a change is about, if no link named it."""

from __future__ import annotations

from respite_finder.app import cached
from respite_finder.app.components.suggest_which import MOST, search_places
from respite_finder.community.forms import Kind, Part
from suggesting import (
    links,
    open_form,
    press,
    words,
    write,
)


def test_a_place_is_found_by_its_name_its_town_or_its_id() -> None:
    places = cached.places()
    assert search_places(places, "ma-afiya") == ["ma-afiya"]
    assert search_places(places, "afiya")[0] == "ma-afiya"
    assert "ma-afiya" in search_places(places, "Northampton")
    assert search_places(places, "Afiya Northampton nobodyknowsthis") == ["ma-afiya"]
    assert search_places(places, "zzzz") == search_places(places, "?!") == []
    assert len(search_places(places, "center")) == MOST


def test_a_place_without_a_town_is_offered_with_its_state_alone() -> None:
    places = cached.places()
    nowhere = places[(places["city"] == "") & (places["location_type"] == "virtual")].iloc[0]
    at = write(open_form(Kind.CHANGE), Kind.CHANGE, find=str(nowhere.name))
    (label,) = [one.label for one in at.button if one.key == f"suggest which {nowhere.name}"]
    assert label.replace("\\", "").endswith(f"({nowhere['state']})")


def test_which_place_is_asked_for_if_no_link_names_it() -> None:
    at = open_form(Kind.CHANGE)
    assert not at.checkbox
    write(at, Kind.CHANGE, find="zzzz")
    assert "We have no place with these words." in words(at)
    assert {"Tell us of a new place", "Write to us"} <= set(links(at))
    write(at, Kind.CHANGE, find="afiya")
    press(at, "suggest which ma-afiya")
    assert at.query_params["place"] in ("ma-afiya", ["ma-afiya"])
    assert len(at.checkbox) == len(Part)
    press(at, "suggest other")
    assert not at.checkbox


def test_an_unknown_place_gets_a_sentence_and_the_question() -> None:
    at = open_form(Kind.CHANGE, "ma-afya")
    assert "We have no place called" in words(at)
    assert at.text_input(key="suggest change find")
