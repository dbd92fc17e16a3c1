"""The reviewer's page without a browser: closed by itself, then case after case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from respite_finder.app import cached
from respite_finder.app.components import review_who
from respite_finder.community.forms import Kind
from respite_finder.community.store import Store, open_store
from respite_finder.community.who import Tries
from reviewing import PLACE, TOKEN, check, enter, field, page, press, sent, words
from stores import CONTACT

CLOSED = "This page is for reviewers. It is not set up here."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    where = str(tmp_path / "cases.sqlite3")
    monkeypatch.setenv("RESPITE_FINDER_DB", where)
    monkeypatch.delenv("RESPITE_FINDER_ADDRESS", raising=False)
    cached.store.cache_clear()
    opened = open_store(where)
    yield opened
    opened.close()
    cached.store.cache_clear()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser on this machine: the test's own page has no request that says so."""
    monkeypatch.setenv("RESPITE_FINDER_REVIEW_TOKEN", TOKEN)
    monkeypatch.setattr(review_who, "on_this_machine", lambda *_facts: True)
    monkeypatch.setattr(review_who, "_TRIES", Tries())


def test_by_itself_it_says_one_sentence_and_no_case(store: Store) -> None:
    number = sent(store, Kind.PLACE, PLACE)
    at = page()
    assert not at.exception
    assert CLOSED in words(at)
    assert not [*at.button, *at.text_input, *at.selectbox]
    assert number not in words(at)
    assert "1 case" not in words(at)


def test_from_afar_a_token_opens_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPITE_FINDER_REVIEW_TOKEN", TOKEN)
    at = page()
    assert CLOSED in words(at)
    assert not at.text_input


def test_a_case_is_accepted_and_the_next_one_comes(store: Store, here: None) -> None:
    first = sent(store, Kind.PLACE, PLACE)
    second = sent(store, Kind.CHANGE, {"phone": "413-570-2998"}, "ma-afiya")
    at = enter(page())
    assert f"Case {first}" in words(at)
    assert "&lt;b&gt;bold&lt;/b&gt;" in words(at)
    assert CONTACT in words(at)
    check(at, first)
    field(at, first, "cell city", "Northampton")
    press(at, first, "accept")
    assert not at.exception
    assert f"Case {first} is accepted." in words(at)
    assert f"Case {second}" in words(at)
    done = store.case(first)
    assert done.change is not None
    assert done.change["fields"]["city"]["new"] == "Northampton"
    assert done.change["fields"]["county"]["new"] == "Hampshire County"
    assert (done.contact, done.attachments, done.reason) == ("", (), "they said so")
    assert "1 accepted case is not in a change file yet." in words(at)


def test_without_a_check_or_a_reason_nothing_is_decided(store: Store, here: None) -> None:
    number = sent(store, Kind.PLACE, PLACE)
    at = enter(page())
    field(at, number, "why", "they said so")
    press(at, number, "accept")
    assert "a suggestion is no source" in words(at)
    check(at, number)
    field(at, number, "why", "")
    press(at, number, "accept")
    assert "Say in a few words why." in words(at)
    field(at, number, "why", "they said so")
    field(at, number, "cell phone", "199-570-2990")
    at.run()
    assert "It cannot be accepted like this." in words(at)
    press(at, number, "accept")
    assert "North American plan" in words(at)
    assert store.case(number).status == "open"


def test_rejecting_asks_once_more(store: Store, here: None) -> None:
    number = sent(store, Kind.MESSAGE, {"message": "Thank you"})
    at = enter(page())
    field(at, number, "why", "spam")
    press(at, number, "reject")
    assert store.case(number).status == "open"
    press(at, number, "reject no")
    assert store.case(number).status == "open"
    press(at, number, "reject")
    press(at, number, "reject yes")
    assert store.case(number).status == "rejected"
    assert "No case waits." in words(at)
    assert "spam" in words(at)


def test_a_withheld_street_cannot_be_set(store: Store, here: None) -> None:
    number = sent(store, Kind.CHANGE, {"address": "17 Secret Lane"}, "ma-afiya")
    at = enter(page())
    at.multiselect(key=f"review {number} added").set_value(["street"]).run()
    field(at, number, "cell street", "17 Secret Lane")
    at.run()
    assert "withheld" in words(at)
    check(at, number)
    press(at, number, "accept")
    assert store.case(number).status == "open"


def test_a_place_that_is_gone_can_be_rejected_only(store: Store, here: None) -> None:
    number = sent(store, Kind.CHANGE, {"closed": ""}, "ma-gone")
    at = enter(page())
    assert "We do not have this place any more." in words(at)
    check(at, number)
    press(at, number, "accept")
    assert not at.exception
    assert store.case(number).status == "open"


def test_logging_out_shows_nothing_more(store: Store, here: None) -> None:
    number = sent(store, Kind.PLACE, PLACE)
    at = enter(page())
    assert number in words(at)
    at.button(key="review log out").click().run()
    assert number not in words(at)


def test_another_token_ends_the_session(
    store: Store, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = sent(store, Kind.PLACE, PLACE)
    at = enter(page())
    assert number in words(at)
    monkeypatch.setenv("RESPITE_FINDER_REVIEW_TOKEN", f"{TOKEN}-new")
    assert number not in words(at.run())


def test_five_wrong_tokens_are_enough(store: Store, here: None) -> None:
    number = sent(store, Kind.PLACE, PLACE)
    at = page()
    for _ in range(5):
        enter(at, "wrong")
        assert "This is not the token." in words(at)
    at.run()
    assert "too many wrong tokens" in words(at)
    assert not at.text_input
    assert number not in words(at)


def test_a_store_that_cannot_be_read_is_said(
    tmp_path: Path, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESPITE_FINDER_DB", str(tmp_path))
    cached.store.cache_clear()
    at = enter(page())
    assert not at.exception
    assert "The cases cannot be read just now." in words(at)
