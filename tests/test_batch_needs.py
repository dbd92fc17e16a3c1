"""The words of a needs cell, as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import SPOKEN, read
from respite_finder.batch import Fault
from respite_finder.batch.needs_cells import NeedsRead, NeedsWords
from respite_finder.batch.told import needs_note
from respite_finder.needs import GROUPS, Needs

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = NeedsWords(SPOKEN, NOW)


def needs(cell: str) -> Needs:
    read = WORDS.read(cell)
    assert read.fault is None, cell
    return read.needs


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("free", "FREE ", "no cost", "gratis"), Needs(free=True)),
        (("overnight", "stay overnight", "cama"), Needs(overnight=True)),
        (("self referral", "self-referral", "Self_Referral"), Needs(self_referral=True)),
        (("phone", "by phone", "teléfono"), Needs(contact=frozenset({"phone"}))),
        (("text, chat", "chat;sms"), Needs(contact=frozenset({"text", "chat"}))),
        (("open now", "abierto ahora"), Needs(open_at=NOW)),
        (("peer-run", "Peer run", "peer_run"), Needs(operators=frozenset({"peer_run"}))),
        (("hybrid", "peer-run; hybrid"), None),
        (("Spanish", "español", "speaks Spanish", "Spanish-speaking"),
         Needs(languages=frozenset({"Spanish"}))),
        (("veterans", "Veteran", "military veterans"), Needs(groups=frozenset({"veterans"}))),
        (("LGBTQ+", "lgbtq", "LGBTQ"), Needs(groups=frozenset({"lgbtq"}))),
        (("young adults", "young_adults"), Needs(groups=frozenset({"young_adults"}))),
        (("age 17", "17 years", "17 years old", "aged 17", "Age: 17", "edad 17", "17 años"),
         Needs(age=17)),
        (("stay 7", "7 days", "7 nights", "stay 7 nights", "stay: 7 days", "7 noches"),
         Needs(stay_days=7)),
        (("free; Spanish ,age 17", "age 17\nfree;;español"),
         Needs(free=True, languages=frozenset({"Spanish"}), age=17)),
        (("", "  ", ";,;"), Needs()),
    ],
)  # fmt: skip
def test_natural_spellings_mean_the_same(cells: tuple[str, ...], expected: Needs | None) -> None:
    found = [needs(cell) for cell in cells]
    assert found == [expected] * len(cells) if expected else len(set(found)) == len(cells)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_is_known_by_its_code_and_by_its_name(group: str) -> None:
    for word in (group, group.replace("_", " "), GROUPS[group].replace(", ", " ")):
        assert needs(word).groups == {group}, word


def test_every_word_that_we_name_is_known_and_means_what_we_then_write() -> None:
    for word in WORDS.words:
        read = WORDS.read(word)
        assert read.words == word
        assert len(read.needs.asked) == 1
    assert needs("; ".join(WORDS.words)).asked


@pytest.mark.parametrize(
    ("cell", "fault", "at"),
    [
        ("blue", Fault.NEEDS_WORD, 1),
        ("free; blue; Spanish", Fault.NEEDS_WORD, 2),
        ("Klingon", Fault.NEEDS_WORD, 1),
        ("17", Fault.NEEDS_WORD, 1),
        ("=1+1", Fault.NEEDS_WORD, 1),
        ("age 200", Fault.AGE, 1),
        ("free, stay 0", Fault.STAY, 2),
        ("stay 999999999", Fault.STAY, 1),
        ("age 17; age 18", Fault.NEEDS_TWICE, 2),
    ],
)
def test_a_word_that_cannot_be_used_is_told_by_its_place(cell: str, fault: Fault, at: int) -> None:
    assert WORDS.read(cell) == NeedsRead(fault=fault, at=at)


def test_such_a_row_is_not_answered_and_the_words_that_exist_are_named() -> None:
    people = read('ZIP,needs\n01060,"free, Ana Ruiz"\n10001,Spanish\n')
    assert people.rows.tolist() == [3]
    assert [(one.row, one.column) for one in people.troubles] == [(2, "needs")]
    told = people.troubles[0].words + needs_note(people, people.troubles)
    assert "word 2" in told
    assert "free, overnight, self referral" in told
    assert "Spanish" in told
    assert "Ana" not in told
    assert needs_note(people, ()) == ""


@given(st.text(max_size=60))
def test_any_words_are_needs_or_a_fault(cell: str) -> None:
    read = WORDS.read(cell)
    if read.fault is not None:
        assert read.needs == Needs()
    elif read.needs != Needs():
        assert WORDS.read(read.words).needs == read.needs


@pytest.mark.parametrize("cell", ["no", "None", "n/a", "-", "ninguna", "ninguno"])
def test_a_word_for_no_need_is_no_need(cell: str) -> None:
    assert needs(cell) == Needs()


def test_spanish_groups_and_or() -> None:
    said = {"veterano": "veterans", "jóvenes": "young_adults", "sordos": "deaf"}
    for word, group in {**said, "adultos mayores": "older_adults"}.items():
        assert needs(word).groups == {group}
    assert needs("criollo").languages == {"Creole"}
    assert needs("Spanish or English").languages == {"Spanish", "English"}
    assert WORDS.read("free or overnight").fault is Fault.NEEDS_WORD
