"""``Needs``: what can be asked, and one sentence for what cannot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from needs_made import MONDAY_NOON
from respite_finder import QueryError
from respite_finder.needs import GROUPS, NEEDS, Needs


def test_nothing_is_asked_at_first() -> None:
    assert Needs().asked == ()
    assert Needs(include_unknown=True).asked == ()


def test_what_is_asked_is_told_in_one_order() -> None:
    asked = Needs(
        open_at=MONDAY_NOON,
        contact=frozenset({"text"}),
        overnight=True,
        operators=frozenset({"hybrid"}),
        self_referral=True,
        groups=frozenset(GROUPS),
        languages=frozenset({"Spanish"}),
        free=True,
        stay_days=1,
        age=0,
    )
    assert asked.asked == NEEDS


def test_several_may_be_given_in_any_form() -> None:
    assert Needs(contact=["phone", "text"]).contact == {"phone", "text"}  # type: ignore[arg-type]
    assert Needs(languages="Spanish").languages == {"Spanish"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"age": -1}, "age"),
        ({"age": 121}, "age"),
        ({"age": True}, "age"),
        ({"age": 18.5}, "age"),
        ({"age": "18"}, "age"),
        ({"stay_days": 0}, "stay"),
        ({"stay_days": 366}, "stay"),
        ({"languages": {""}}, "language"),
        ({"languages": {"  "}}, "language"),
        ({"languages": {"English; Spanish"}}, "language"),
        ({"languages": {"x" * 61}}, "language"),
        ({"languages": {"a\nb"}}, "language"),
        ({"languages": {7}}, "language"),
        ({"groups": {"pirates"}}, "group"),
        ({"operators": {"other"}}, "run by"),
        ({"contact": {"fax"}}, "contact"),
        ({"open_at": datetime(2026, 7, 27, 12)}, "open at"),  # that is the mistake
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(given: dict[str, Any], field: str) -> None:
    with pytest.raises(QueryError) as caught:
        Needs(**given)
    assert caught.value.field == field
    assert str(caught.value).count("\n") == 0
    assert str(caught.value).endswith(".")
