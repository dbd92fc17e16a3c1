"""The rule about words of cost that a search for free places would miss."""

from __future__ import annotations

from datetime import date

import pytest

from made import record
from respite_finder.check import check_rows
from respite_finder.needs.answers import answers
from respite_finder.needs.asked import Needs
from respite_finder.needs.three import YES
from respite_finder.places import to_frame

TODAY = date(2026, 7, 22)


def warned(cost: str) -> bool:
    found = check_rows([(0, record(cost=cost))], today=TODAY)
    return any(one.field == "cost" and one.severity == "warning" for one in found)


@pytest.mark.parametrize("cost", ["Free. Up to 5 nights.", "free for residents", "No cost to you"])
def test_longer_words_than_free_are_told(cost: str) -> None:
    assert warned(cost)


@pytest.mark.parametrize("cost", ["free", "Free.", "free of charge", "No cost", "no charge."])
def test_what_the_search_for_free_finds_is_not_told(cost: str) -> None:
    assert not warned(cost)
    assert list(answers(to_frame([record(cost=cost)]), Needs(free=True))["free"]) == [YES]


@pytest.mark.parametrize("cost", ["", "$20 a night", "freedom is priceless", "sliding scale"])
def test_other_costs_are_not_told(cost: str) -> None:
    assert not warned(cost)
