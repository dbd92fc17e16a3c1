"""The gate of the forms: machines are asked again, people get through, nothing else is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from respite_finder.community.forms import MESSAGE, Kind, Submission
from respite_finder.community.intake import LEAST_SECONDS, NotTaken, take
from respite_finder.community.limits import USUAL, Limits
from respite_finder.community.store import Store, open_store
from respite_finder.errors import QueryError, TooManyError

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
A_PERSON: dict[str, Any] = {"seconds_open": 40.0, "trap": "", "sent_this_hour": 0, "now": NOW}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "cases.sqlite3"), Limits(per_hour=3))
    yield opened
    opened.close()


def sent(receipt: str = "r", message: str = "Thank you for this.") -> Submission:
    return Submission(Kind.MESSAGE, receipt, {MESSAGE: message})


def test_what_a_person_sends_is_kept(store: Store) -> None:
    case = take(store, sent(), **A_PERSON)
    assert store.case(case.number).said == {MESSAGE: "Thank you for this."}
    assert case.received_at == NOW


@pytest.mark.parametrize(
    ("sign", "field"),
    [({"trap": "https://buy.example"}, "trap"), ({"seconds_open": 0.4}, "seconds_open")],
)
def test_what_looks_like_a_machine_is_asked_again(
    store: Store, sign: dict[str, Any], field: str
) -> None:
    with pytest.raises(NotTaken) as caught:
        take(store, sent(), **{**A_PERSON, **sign})
    assert caught.value.field == field
    assert caught.value.words.endswith(".")
    assert "buy.example" not in str(caught.value)
    assert store.cases() == []
    assert take(store, sent(), **{**A_PERSON, "seconds_open": LEAST_SECONDS}).number


def test_one_visitor_may_send_a_few_an_hour(store: Store) -> None:
    with pytest.raises(TooManyError) as caught:
        take(store, sent(), **{**A_PERSON, "sent_this_hour": USUAL.per_session_hour})
    assert (caught.value.limit, caught.value.hours) == ("per_session_hour", 1)
    assert store.cases() == []


def test_all_together_may_send_so_many_an_hour(store: Store) -> None:
    for number in range(3):
        take(store, sent(str(number)), **A_PERSON)
    with pytest.raises(TooManyError) as caught:
        take(store, sent("one more"), **A_PERSON)
    assert caught.value.limit == "per_hour"
    assert len(store.cases()) == 3


def test_a_form_in_trouble_never_reaches_the_store(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        take(store, sent(message=""), **A_PERSON)
    assert caught.value.field == MESSAGE
    assert store.cases() == []


def test_the_same_form_sent_twice_is_one_case(store: Store) -> None:
    assert take(store, sent(), **A_PERSON).number == take(store, sent(), **A_PERSON).number
    assert len(store.cases()) == 1
