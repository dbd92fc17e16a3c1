"""Whom a place is for: by age, and by the groups that its source names."""

from __future__ import annotations

import pandas as pd
import pytest

from needs_made import answer
from respite_finder.needs import GROUPS, NO, UNKNOWN, YES, Needs
from respite_finder.needs.groups import groups_of
from respite_finder.schema import split_list

NO_GROUP = {
    *("adults", "all ages", "open to all adults", "workers"),
    *("adults with a mental-health diagnosis", "adults with serious mental illness"),
    "Colbert class members (people whom a court case helps to leave nursing homes)",
    "people affected by addiction, mental health or HIV",
}
"""Phrases of the data that name none of the groups: somebody has looked at them."""


@pytest.mark.parametrize(
    ("age", "cells", "expected"),
    [
        (30, {}, UNKNOWN),
        (18, {"age_min": "18"}, YES),
        (17, {"age_min": "18"}, NO),
        (24, {"age_min": "10", "age_max": "24"}, YES),
        (25, {"age_min": "10", "age_max": "24"}, NO),
        (16, {"age_max": "24"}, UNKNOWN),
        (25, {"age_max": "24"}, NO),
        (40, {"age_max": "64", "populations": "adults"}, YES),
        (18, {"populations": "adults"}, YES),
        (17, {"populations": "adults"}, NO),
        (17, {"populations": "Adults with serious mental illness"}, NO),
        (17, {"populations": "adults; young adults"}, UNKNOWN),
        (30, {"populations": "adults; young adults"}, YES),
        (30, {"populations": "young adults"}, UNKNOWN),
        (14, {"populations": "teens"}, YES),
        (14, {"populations": "teens; adults"}, YES),
        (3, {"populations": "all ages"}, YES),
        (30, {"populations": "veterans"}, UNKNOWN),
        (15, {"age_min": "11", "populations": "adults"}, YES),
    ],
)
def test_age(age: int, cells: dict[str, str], expected: int) -> None:
    assert answer(Needs(age=age), **cells) == expected


@pytest.mark.parametrize(
    ("group", "cells", "expected"),
    [
        ("veterans", {}, UNKNOWN),
        ("veterans", {"populations": "adults; Veterans"}, YES),
        ("veterans", {"populations": "adults"}, UNKNOWN),
        ("veterans", {"populations": "service members"}, UNKNOWN),
        ("teens", {"populations": "adults"}, NO),
        ("teens", {"populations": "adults; families"}, UNKNOWN),
        ("teens", {"age_min": "18"}, NO),
        ("teens", {"age_min": "11"}, UNKNOWN),
        ("teens", {"age_min": "18", "populations": "teens"}, YES),
        ("young_adults", {"populations": "adults"}, UNKNOWN),
        ("older_adults", {"age_max": "24"}, NO),
        ("families", {"populations": "adults"}, UNKNOWN),
        ("deaf", {"populations": "Deaf and hard of hearing"}, YES),
        ("lgbtq", {"populations": "trans and queer people"}, YES),
        ("lgbtq", {"populations": "transgender people"}, YES),
        ("lgbtq", {"populations": "LGBTQ+ youth"}, YES),
        ("bipoc", {"populations": "BIPOC"}, YES),
        ("service_members", {"populations": "Veterans & service members"}, YES),
    ],
)
def test_groups(group: str, cells: dict[str, str], expected: int) -> None:
    assert answer(Needs(groups=frozenset({group})), **cells) == expected


def test_of_two_groups_one_is_enough_and_both_must_be_shut_out() -> None:
    either = Needs(groups=frozenset({"teens", "veterans"}))
    assert answer(either, populations="veterans") == YES
    assert answer(either, populations="adults") == UNKNOWN
    both_by_age = Needs(groups=frozenset({"teens", "young_adults"}))
    assert answer(both_by_age, age_min="60") == NO


def test_every_phrase_of_the_shipped_data_has_been_decided(places: pd.DataFrame) -> None:
    phrases = {phrase for cell in places["populations"] for phrase in split_list(cell)}
    assert {phrase for phrase in phrases if not groups_of(phrase)} <= NO_GROUP
    found = set[str]().union(*map(groups_of, places["populations"]))
    assert found <= GROUPS.keys()
    assert {"veterans", "lgbtq", "teens", "young_adults", "older_adults", "bipoc"} <= found
