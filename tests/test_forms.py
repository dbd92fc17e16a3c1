"""What each form asks, and the sentence for everything that it cannot take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder.community.forms import (
    COLUMNS_OF,
    LONGEST,
    LONGEST_CONTACT,
    MESSAGE,
    MORE,
    MOST_LINKS,
    NO_TEXT,
    Kind,
    Part,
    Submission,
    phone_as_ours,
    tidy,
    troubles,
)
from respite_finder.schema import COLUMN_NAMES

PLACE = {
    "name": "Marigold House",
    "service_type": "peer_respite",
    "state": "MA",
    "phone": "413-555-0123",
}


def place(**said: str) -> dict[str, str]:
    return troubles(Submission(Kind.PLACE, "r", {**PLACE, **said}))


def change(**said: str) -> dict[str, str]:
    return troubles(Submission(Kind.CHANGE, "r", said, place_id="ma-afiya"))


def test_a_place_needs_a_name_a_kind_a_state_and_one_way_in() -> None:
    assert place() == {}
    assert set(place(name="", service_type="", state="", phone="")) == {
        *("name", "service_type", "state", "phone")
    }
    assert place(phone="", website="marigold.example") == {}
    assert place(phone="", email="hello@marigold.example") == {}


@pytest.mark.parametrize(
    ("field", "text"),
    [("service_type", "hotel"), ("state", "ZZ"), ("zip", "00000"), ("zip", "1060"), ("zip", "MA")],
)
def test_what_no_place_has_is_told_at_its_field(field: str, text: str) -> None:
    assert set(place(**{field: text})) == {field}


def test_a_zip_code_with_four_more_digits_is_one() -> None:
    assert place(zip="01060") == place(zip="01060-1234") == {}


def test_a_change_needs_a_part_and_words_unless_the_part_says_it_all() -> None:
    assert set(change()) == {""}
    assert change(closed="") == {}
    assert set(change(phone="", hours="", closed="")) == {"phone", "hours"}
    assert change(phone="413-555-0123") == {}
    assert change(phone="", more="It rings and nobody answers.") == {}


@pytest.mark.parametrize("part", sorted(set(Part) - NO_TEXT))
def test_each_part_asks_for_its_own_words(part: Part) -> None:
    told = {change(**{name: ""})[name] for name in set(Part) - NO_TEXT}
    assert change(**{part: ""})[part]
    assert len(told) == len(set(Part) - NO_TEXT)


def test_a_message_needs_words() -> None:
    assert set(troubles(Submission(Kind.MESSAGE, "r", {MESSAGE: ""}))) == {MESSAGE}
    assert troubles(Submission(Kind.MESSAGE, "r", {MESSAGE: "Thank you"})) == {}


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, fields in LONGEST.items() for name in fields]
)
def test_each_field_has_a_limit_that_is_told(kind: Kind, name: str) -> None:
    said = PLACE if kind is Kind.PLACE else {}
    longest = LONGEST[kind][name]
    told = troubles(Submission(kind, "r", {**said, name: "a" * (longest + 1)}))[name]
    assert f"{longest:,}" in told
    fits = troubles(Submission(kind, "r", {**said, name: "a" * longest})).get(name, "")
    assert "too long" not in fits


def test_a_contact_has_a_limit_too() -> None:
    sent = Submission(Kind.MESSAGE, "r", {MESSAGE: "Hello"}, contact="a" * (LONGEST_CONTACT + 1))
    assert set(troubles(sent)) == {"contact"}


def test_many_links_are_counted() -> None:
    links = "see https://example.org "
    assert change(other=links * MOST_LINKS) == {}
    assert set(change(other=links * (MOST_LINKS + 1))) == {"other"}
    assert set(change(closed="", more="WWW.example.org " * (MOST_LINKS + 1))) == {MORE}


def test_a_field_that_no_form_has_is_not_taken() -> None:
    assert "" in change(closed="", role="admin")


def test_parts_and_their_columns_are_those_of_the_dataset() -> None:
    assert set(COLUMNS_OF) == set(Part)
    assert {name for columns in COLUMNS_OF.values() for name in columns} <= set(COLUMN_NAMES)
    assert set(LONGEST[Kind.PLACE]) - {MORE} <= set(COLUMN_NAMES)


@pytest.mark.parametrize(
    ("typed", "ours"),
    [
        ("413-570-2990", "413-570-2990"),
        ("(413) 570-2990", "413-570-2990"),
        ("+1 413 570 2990", "413-570-2990"),
        ("1-413-570-2990", "413-570-2990"),
        ("4135702990", "413-570-2990"),
        ("413-570-299", ""),
        ("911", ""),
        ("000-000-0000", ""),
        ("call Ann", ""),
        ("", ""),
    ],
)
def test_a_phone_as_the_dataset_writes_it(typed: str, ours: str) -> None:
    assert phone_as_ours(typed) == ours


@given(st.text(max_size=300))
def test_tidy_words_have_no_hidden_signs_and_are_tidy_already(text: str) -> None:
    made = tidy(text)
    assert all(char == "\n" or char.isprintable() for char in made)
    assert made == made.strip()
    assert tidy(made) == made


@given(
    st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=6), st.sampled_from(Kind)
)
def test_whatever_is_sent_gets_sentences(said: dict[str, str], kind: Kind) -> None:
    told = troubles(Submission(kind, "r", said))
    assert all(words.endswith(".") for words in told.values())
    if set(said) - set(LONGEST[kind]):
        assert "" in told
