"""The reviewer's page: our record beside the case, what is under way about it, and who is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder.app import cached
from respite_finder.app.components import review_who
from respite_finder.app.components.review_visit import NotAllowed, Visit
from respite_finder.community.forms import Kind
from respite_finder.community.store import Store, open_store
from respite_finder.community.who import Reviewer, Tries, print_of
from reviewing import PLACE, TOKEN, check, enter, field, page, press, sent, words


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    where = str(tmp_path / "cases.sqlite3")
    monkeypatch.setenv("RESPITE_FINDER_DB", where)
    monkeypatch.setenv("RESPITE_FINDER_REVIEW_TOKEN", TOKEN)
    monkeypatch.delenv("RESPITE_FINDER_ADDRESS", raising=False)
    # The test's own page has no request that says that the browser is on this machine.
    monkeypatch.setattr(review_who, "on_this_machine", lambda *_facts: True)
    monkeypatch.setattr(review_who, "_TRIES", Tries())
    cached.store.cache_clear()
    opened = open_store(where)
    yield opened
    opened.close()
    cached.store.cache_clear()


def alike(store: Store) -> tuple[AppTest, str]:
    """The page with a case that has phone and town of a place of ours."""
    ours = cached.places().loc["ma-afiya"]
    same = {"phone": str(ours["phone"]), "city": str(ours["city"])}
    number = sent(store, Kind.PLACE, PLACE | same)
    return enter(page()), number


def test_a_new_place_like_ours_needs_the_reviewers_word(store: Store) -> None:
    at, number = alike(store)
    check(at, number)
    press(at, number, "accept")
    assert store.case(number).status == "open"
    assert "It looks like Afiya" in words(at)
    [box] = [box for box in at.checkbox if "It is another place than Afiya" in box.label]
    box.check()
    press(at, number, "accept")
    assert store.case(number).status == "accepted"


def test_our_record_is_linked_and_the_visitors_words_are_not(store: Store) -> None:
    sent(store, Kind.CHANGE, {"website": "https://evil.example/x"}, "ma-afiya")
    told = words(enter(page()))
    ours = cached.places().loc["ma-afiya"]
    assert 'href="place?place=ma-afiya"' in told
    assert f'href="{ours["website"]}"' in told
    assert 'href="https://evil' not in told


def test_cases_about_one_record_name_each_other_and_what_is_accepted(store: Store) -> None:
    first = sent(store, Kind.CHANGE, {"cost": "by donation"}, "ma-afiya")
    second = sent(store, Kind.CHANGE, {"phone": "413-570-2998"}, "ma-afiya")
    at = enter(page())
    assert f"Another open case is about the same record: {second}." in words(at)
    check(at, first)
    press(at, first, "accept")
    told = words(at)
    assert f"Case {second}" in told
    assert "Another open case" not in told
    assert f"Already accepted in case {first}, and not merged yet." in told
    assert "by donation" in told


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("why", "", "Say in a few words why."),
        ("source", "by heart", "Give the web address of the page."),
        ("on", "soon", "Give the day you checked it, such as"),
        ("on", "2999-01-01", "It cannot lie in the future."),
    ],
)
def test_each_field_of_the_decision_has_its_sentence(
    store: Store, name: str, value: str, told: str
) -> None:
    number = sent(store, Kind.PLACE, PLACE)
    at = enter(page())
    check(at, number)
    field(at, number, name, value)
    press(at, number, "accept")
    assert told in words(at)
    assert "cannot be ''" not in words(at)
    assert store.case(number).status == "open"


def test_the_address_of_a_respite_is_private_and_it_says_why(store: Store) -> None:
    sent(store, Kind.PLACE, PLACE | {"service_type": "peer_respite", "zip": "01301"})
    assert "counts as private until you know better" in words(enter(page()))


def test_a_field_says_what_its_column_takes(store: Store) -> None:
    number = sent(store, Kind.CHANGE, {"cost": "Free. Up to 5 nights."}, "ma-afiya")
    at = enter(page())
    assert "free, or the source" in at.text_input(key=f"review {number} cell cost").label
    assert "write only free" in words(at)


def test_a_file_is_only_made_for_who_may_still_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPITE_FINDER_REVIEW_TOKEN", TOKEN)
    monkeypatch.setenv("RESPITE_FINDER_REVIEWERS", "ana@example.org, ben@example.org")
    by_token = Visit(Reviewer("token on this machine"), print_of(TOKEN))
    by_login = Visit(Reviewer("ana@example.org"), print_of(TOKEN))
    for visit in (by_token, by_login):
        assert visit.only(lambda: b"made") == b"made"
    monkeypatch.setenv("RESPITE_FINDER_REVIEW_TOKEN", f"{TOKEN}-new")
    monkeypatch.setenv("RESPITE_FINDER_REVIEWERS", "ben@example.org")
    for visit in (by_token, by_login, Visit(None, print_of(f"{TOKEN}-new"))):
        with pytest.raises(NotAllowed):
            visit.only(lambda: b"made")


def test_logging_out_ends_the_visit_of_the_session(store: Store) -> None:
    sent(store, Kind.PLACE, PLACE)
    at = enter(page())
    held: Visit = at.session_state["review visit"]
    assert held.holds()
    at.button(key="review log out").click().run()
    assert not held.holds()
