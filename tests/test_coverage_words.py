"""Coverage in sentences: they say what the row says, round nothing to none, and speak Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import i18n, load_places
from respite_finder.coverage import DETOUR, CoverageQuery, Reach, coverage_table
from respite_finder.coverage import words as said
from respite_finder.coverage.classes import classes
from respite_finder.coverage.told import (
    beds_sentence,
    border_sentence,
    change_sentence,
    extremes_sentence,
    rank_sentence,
)
from respite_finder.coverage.what_if import what_if
from respite_finder.schema import ServiceType

REACH = Reach(load_places())


def row(by: Any = "us", state: str = "", **asked: Any) -> Mapping[str, Any]:
    frame = coverage_table(REACH, CoverageQuery(**asked), by=by, states=[state] if state else ())
    return {str(name): value for name, value in frame.iloc[0].to_dict().items()}


def test_the_headline_has_the_share_of_the_table() -> None:
    us = row()
    words = said.headline(us, CoverageQuery())
    share = round(us["covered_share"] * 100)
    # Five of the places have no point: the true share can only be higher.
    start = f"At least {share} in 100 people in the United States live within 50 miles"
    assert words == f"{start} of a peer respite."
    numbers = said.people_sentence(us)
    assert f"{us['covered_population'] / 1e6:.1f} million of 333.2 million people" in numbers


def test_a_state_with_nobody_in_reach_is_told_as_nobody() -> None:
    wyoming = row("state", "WY")
    query = CoverageQuery()
    assert said.headline(wyoming, query).startswith("Nobody in Wyoming lives within 50 miles")
    assert said.people_sentence(wyoming).startswith("That is 0 of")
    assert "No place is counted." in said.counted_sentence(wyoming, 0, counted_too=False)
    assert said.precision_sentence(wyoming) == ""
    assert beds_sentence(wyoming) == ""


def test_everybody_and_several_kinds() -> None:
    everybody = {**row("state", "RI"), "covered_share": 1.0}
    query = CoverageQuery(service_types=frozenset({"clubhouse", "living_room"}))
    words = said.headline(everybody, query)
    assert words == "Everybody in Rhode Island lives within 50 miles of one of these places."


@pytest.mark.parametrize("kind", [kind.value for kind in ServiceType])
def test_every_kind_of_place_has_a_word(kind: str) -> None:
    assert said.place_words(CoverageQuery(service_types=frozenset({kind})))


@given(st.floats(0, 1))
def test_a_share_is_never_rounded_to_none_or_all(share: float) -> None:
    for words in (said.in_100(share), said.value_words(share, "share")):
        assert (words in ("0 in 100", "0%")) == (share == 0)
        assert (words in ("100 in 100", "100%")) == (share == 1)


@given(st.integers(0, 400_000_000))
def test_people_are_told_to_the_digit_or_to_a_tenth_of_a_million(people: int) -> None:
    words = said.people_number(people)
    if people < 1_000_000:
        assert int(words.replace(",", "")) == people
    else:
        assert abs(float(words.split()[0]) * 1e6 - people) <= 50_000 + 1


def test_road_miles_name_their_source() -> None:
    assert "straight line" in said.measured_sentence(CoverageQuery())
    told = said.measured_sentence(CoverageQuery(detour=DETOUR))
    assert "1.417" in told
    assert "Boscoe" in told


def test_what_is_not_confirmed_is_told_whether_it_counts_or_not() -> None:
    us = row()
    assert "2 more are not confirmed" in said.counted_sentence(us, 2, counted_too=False)
    assert "2 of them are not confirmed" in said.counted_sentence(us, 2, counted_too=True)
    assert "confirmed" not in said.counted_sentence(us, 0, counted_too=False)


def test_without_any_place_no_distance_is_told() -> None:
    nothing = row(service_types=frozenset({"warmline"}))
    assert said.median_sentence(nothing) == ""
    assert said.headline(nothing, CoverageQuery()).startswith("Nobody")


def test_the_legend_says_the_breaks() -> None:
    found = classes([0, 5, 30, 400, float("inf")], "miles")
    told = [said.class_words(found, number, "miles") for number in (-1, *range(found.count))]
    assert told[:3] == ["no place anywhere", "up to 10", "10 to 25"]
    assert told[-1] == "200 and more"


def test_ranks_count_those_that_are_better() -> None:
    shares = [0.9, 0.5, 0.5, 0.0]
    rhode = row("state", "RI")
    assert "number 2 of 4" in rank_sentence({**rhode, "covered_share": 0.5}, shares)
    assert "1 has nobody" in rank_sentence({**rhode, "covered_share": 0.0}, shares)
    somewhere = {**rhode, "covered_share": 0.0, "places_without_point": 1}
    assert rank_sentence(somewhere, shares) == ""


def test_help_across_the_border_is_told() -> None:
    rhode = row("state", "RI")
    assert "only in another state" in border_sentence(rhode, 0)
    assert "only" not in border_sentence(rhode, rhode["covered_population"])


def test_a_change_is_told_with_its_number() -> None:
    query = CoverageQuery()
    change = what_if(REACH, query, [(21.31, -157.86)], states=["HI"])
    words = change_sentence(change, query, "HI")
    assert words.startswith(f"{change.newly_covered:,} more people in Hawaii would be within 50")
    assert ": 0.0% becomes " in words
    nothing = what_if(REACH, query, [(42.32, -72.63)], states=["HI"])
    assert change_sentence(nothing, query, "HI").startswith("Nobody more in Hawaii")


def test_numbers_follow_the_language() -> None:
    with i18n.speaking("es"):
        assert "%" in said.value_words(0.4, "share")
        assert said.people_number(1_234) == "1,234"


def test_nothing_at_all_is_never_the_best() -> None:
    names = ["Adams", "Brown", "Clark", "Drew", "Eagle"]
    told = extremes_sentence(names, [0.0, 2.0, 0.0, 0.0, 0.0], "per_million", best_first=True)
    assert told == "Best: Brown (2.00). Worst: 4 areas with 0."


def test_a_tiny_share_is_more_than_none() -> None:
    assert said.value_words(0.0004, "share") == "<0.1%"


def test_who_lives_beside_it_is_not_told_to_live_farther() -> None:
    near = said.median_sentence({"median_miles": 0.2, "p90_miles": 4.0})
    assert near.startswith("Half of the people live less than 1 mile")
    nearest = said.median_sentence({"median_miles": 0.2, "p90_miles": 0.4})
    assert nearest == "9 in 10 people live less than 1 mile from the nearest place."


def test_a_state_whose_only_place_has_no_point_is_not_told_as_nobody() -> None:
    oregon = row("state", "OR")
    assert (oregon["places"], oregon["places_without_point"]) == (1, 1)
    assert said.headline(oregon, CoverageQuery()).startswith("We know of nobody in Oregon who")
    assert "that we can measure to" in said.median_sentence(oregon)
    assert said.counties_sentence(oregon).startswith("We do not know in which county.")
