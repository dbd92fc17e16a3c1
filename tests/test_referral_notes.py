"""Referral notes: every kind of help has one, in plain words, and says who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import NAMES, hard, unexplained
from respite_finder import i18n
from respite_finder.documents.catalogue import catalogue
from respite_finder.markup.notes import note_html, phone_html, source_date
from respite_finder.places import load_places
from respite_finder.referral.notes import cost_words, sheet_notes
from respite_finder.referral_notes import (
    PARTS,
    NoteSource,
    ReferralNote,
    referral_notes,
    spoken_notes,
)
from respite_finder.resources import DATA
from respite_finder.schema import ServiceType
from respite_finder.service_types import service_types

KINDS = [kind.value for kind in ServiceType]
by_kind = pytest.mark.parametrize("kind", KINDS)
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language that knows one question and one heading."""
    words = 'msgid "How long can a stay be?"\nmsgstr "Wie lange?"\n\n'
    words += 'msgid "What to ask"\nmsgstr "Was fragen"\n'
    (tmp_path / "de.po").write_text(PO + words, encoding="utf-8")
    monkeypatch.setattr("respite_finder.i18n.LOCALE", tmp_path)
    i18n.languages.cache_clear()
    yield
    i18n.languages.cache_clear()


def told(note: ReferralNote) -> list[str]:
    return [text for part in PARTS for text in getattr(note, part)]


def test_every_kind_of_help_has_a_note_in_the_order_of_the_contract() -> None:
    assert list(referral_notes()) == KINDS


@by_kind
def test_a_note_says_every_part_and_rests_on_dated_pages(kind: str) -> None:
    note = referral_notes()[kind]
    assert all(getattr(note, part) for part in PARTS)
    assert len(note.ask) >= 5
    assert len(note.sources) >= 2
    for source in note.sources:
        assert source.publisher
        assert source.title
        assert re.fullmatch(r"https?://\S+", source.url)
        assert re.fullmatch(r"20\d\d(-\d\d){0,2}", source.date)


@by_kind
def test_every_text_can_be_read_by_somebody_who_is_not_well(kind: str) -> None:
    known = kind if kind == "warmline" else ""
    for text in told(referral_notes()[kind]):
        assert hard(text, NAMES) == [], text
        assert unexplained(text, known) == [], text
        assert "{" not in text, "a note has nothing to fill in"


@by_kind
def test_a_case_manager_gives_no_name(kind: str) -> None:
    said = " ".join(referral_notes()[kind].say_for_somebody)
    if kind == "warmline":
        # The person takes the phone at once; there is nothing to tell before.
        assert "I will hand over the phone." in said
    else:
        assert re.search(r"I will not tell you (their name|any names)\.", said)


def test_a_question_is_a_question() -> None:
    for note in referral_notes().values():
        assert [text for text in note.ask if not text.endswith("?")] == []


def test_a_kind_that_is_no_emergency_line_says_where_to_turn_in_a_crisis() -> None:
    assert "988" in " ".join(referral_notes()["warmline"].what_it_is_not)


@pytest.mark.usefixtures("german")
def test_a_note_is_said_in_the_visitors_language_as_far_as_it_is_known() -> None:
    with i18n.speaking("de"):
        spoken = spoken_notes()["peer_respite"]
        page = phone_html(spoken, "Peer respite")
    assert "Wie lange?" in spoken.ask
    assert "Is there a free bed, or is there a wait?" in spoken.ask
    assert "<h3>Was fragen</h3>" in page
    assert "How long can a stay be?" in referral_notes()["peer_respite"].ask


def test_translators_are_given_every_text() -> None:
    known = {message.id for message in catalogue(DATA, [])}
    for note in referral_notes().values():
        assert set(told(note)) <= known


def frame(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["service_type", "status", "cost"])


COSTS = st.lists(
    st.tuples(
        st.sampled_from(["warmline", "clubhouse"]),
        st.sampled_from(["active", "listed", "closed", "planned"]),
        st.sampled_from(["", "free", "$ 10 a day"]),
    ),
    max_size=12,
)


@given(rows=COSTS)
def test_what_our_data_say_of_the_cost_is_counted_anew(rows: list[tuple[str, str, str]]) -> None:
    words = cost_words(frame(*rows), "warmline")
    ours = [cost for kind, status, cost in rows if (kind, status) in OPEN]
    stated, free = sum(map(bool, ours)), ours.count("free")
    said = [int(number) for number in re.findall(r"\d+", words)]
    expected = [stated] if stated else []
    expected += [free] if 0 < free < stated else []
    expected += [len(ours) - stated] if stated and len(ours) > stated else []
    assert said == expected
    assert ("All are free" in words or "It is free" in words) == (0 < free == stated)


OPEN = {("warmline", "active"), ("warmline", "listed")}


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        ([""], "In our data, none of this kind says what it costs. Ask before you go."),
        (["free"], "In our data, 1 of this kind says what it costs. It is free."),
        (["$ 5", ""], "In our data, 1 of this kind says what it costs. See what it says. "
                      "For 1 more, no source says it."),
        (["free", "$ 5"], "In our data, 2 of this kind say what they cost. 1 of them is free."),
    ],
)  # fmt: skip
def test_the_cost_is_told_as_far_as_it_is_known(costs: list[str], words: str) -> None:
    assert cost_words(frame(*(("warmline", "active", cost) for cost in costs)), "warmline") == words


def test_the_words_on_the_cost_follow_the_data() -> None:
    places = load_places()
    before = cost_words(places, "peer_respite")
    one = places.index[(places["service_type"] == "peer_respite") & (places["cost"] == "free")][0]
    places.loc[one, "cost"] = ""
    assert cost_words(places, "peer_respite") != before


def test_a_sheet_has_each_kind_once_in_the_order_of_the_contract(places: pd.DataFrame) -> None:
    notes = sheet_notes(["warmline", "peer_respite", "warmline"], places)
    assert [note.title for note in notes] == ["Peer respite", "Warmline"]
    assert sheet_notes([], places) == ()


@by_kind
def test_a_sheet_says_what_each_of_its_places_does_not(kind: str, places: pd.DataFrame) -> None:
    ((title, paragraphs),) = [(n.title, n.paragraphs) for n in sheet_notes([kind], places)]
    note, text = referral_notes()[kind], "\n".join(paragraphs)
    assert title == service_types()[kind].name
    for part in ("what_it_is", "what_it_is_not", "cost", "say_for_yourself", "ask"):
        assert all(words in text for words in getattr(note, part)), part
    assert cost_words(places, kind) in text
    named = paragraphs[-1].removeprefix("Sources of this note: ").split("; ")
    known = {name.split(" (")[0]: name for name in named}
    assert len(known) == len(named)
    for source in note.sources:
        assert not source.published or source.date[:4] in known[source.publisher]


@by_kind
def test_a_page_says_the_whole_note_with_a_link_to_every_source(kind: str) -> None:
    note = referral_notes()[kind]
    page = note_html(note, "Made kind", "In our data, all are free.")
    assert page.count("<h2>") == 1
    assert "<h2>Made kind</h2>" in page
    assert "In our data, all are free." in page
    assert page.count("<a ") == len(note.sources)
    said = phone_html(note, "Made kind")
    assert said.startswith("<details")
    assert "What to say on the phone: Made kind</summary>" in said
    for text in (*note.say_for_somebody, *note.say_for_yourself, *note.ask):
        assert text in page
        assert text in said


def test_no_text_becomes_markup() -> None:
    bad = "<b>&\"'"
    source = NoteSource(bad, bad, 'https://example.org/"><b>', "2026", published=True)
    one = (bad,)
    note = ReferralNote("warmline", one, one, one, one, one, one, one, (source,))
    for html in (note_html(note, bad, bad), phone_html(note, bad)):
        assert "<b>" not in html
        assert "&lt;b&gt;" in html


@pytest.mark.parametrize(
    ("date", "published", "words"),
    [
        ("2018", True, "published 2018"),
        ("2015-12", True, "published December 2015"),
        ("2026-11-22", False, "no date, read November 22, 2026"),
    ],
)
def test_a_source_says_if_its_date_is_its_own(date: str, published: bool, words: str) -> None:
    assert source_date(NoteSource("A", "B", "https://example.org", date, published)) == words
