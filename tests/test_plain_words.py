"""Every word of the interface can be read by somebody who is not well: grade 8 or below."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel.messages.extract import extract_from_dir
from hypothesis import given
from hypothesis import strategies as st

import respite_finder
from reading import HIGHEST, NAMES, grade, hard, plain, sentences, unexplained, words
from respite_finder.resources import CRISIS_LINES_CSV, DATA

CODE: Final = Path(respite_finder.__file__).parent
KEYWORDS: Final = {
    "_": None,
    "mark": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}

KNOWN_WORDS: Final = (
    # The name of a kind of help, in the words of the field; its summary stands beside it.
    "organization",
    "organizations",
)
"""Words over four syllables that may stand in a label."""

NEVER_SHOWN: Final = ("locate/words.py", "locate/state_words.py")
"""Where the messages are words that a visitor may type: no page shows them."""

FILLED: Final = {
    **dict.fromkeys(("count", "number", "miles", "days", "minutes", "hours", "beds"), "3"),
    "date": "November 22, 2026",
    "month": "November",
    "time": "noon",
    "weekday": "Wednesday",
    "zone": "Pacific time",
}
"""What stands in a placeholder; in every other one a short name."""

_PLACEHOLDER: Final = re.compile(r"\{(\w*)[^}]*\}")
_MARKUP: Final = re.compile(r"<[^>]+>|\*\*|(?<=\])\([^)]*\)|[\[\]`]")


def spoken(message: str) -> str:
    """A message as it is read, with something in each placeholder and without markup."""
    filled = _PLACEHOLDER.sub(lambda found: FILLED.get(found[1], "Ann"), message)
    return _MARKUP.sub("", filled)


def messages() -> Iterator[tuple[str, str]]:
    """Where each message stands, and its English text."""
    found = extract_from_dir(
        str(CODE), [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
    )
    for name, line, texts, _comments, _context in found:
        if name in NEVER_SHOWN:
            continue
        for text in (texts,) if isinstance(texts, str) else texts:
            yield f"{name}:{line}", text


def cells(path: Path, *columns: str) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            for column in columns:
                if row.get(column):
                    yield f"{path.name}:{number} {column}", row[column]


def too_hard(texts: Iterator[tuple[str, str]]) -> list[str]:
    return [
        f"{where}: {what}"
        for where, text in texts
        for what in hard(spoken(text), NAMES, KNOWN_WORDS)
    ]


def test_every_message_of_the_interface_is_plain() -> None:
    found = list(messages())
    assert len(found) > 200
    too_long = too_hard(iter(found))
    assert not too_long, "\n".join(too_long)


def test_the_interface_says_no_special_word_without_its_meaning() -> None:
    found = [
        f"{where}: {word} in {text!r}"
        for where, text in messages()
        for word in unexplained(text, "warmline")
    ]
    assert not found, "\n".join(found)


def test_what_each_kind_of_help_is_is_told_plainly() -> None:
    told = list(cells(DATA / "service_types.csv", "name", "plural", "summary"))
    assert len(told) == 27
    too_long = too_hard(iter(told))
    assert not too_long, "\n".join(too_long)


def test_what_each_crisis_line_is_is_told_plainly() -> None:
    told = list(cells(CRISIS_LINES_CSV, "summary"))
    assert len(told) == 9
    told += cells(CRISIS_LINES_CSV, "call_2_label")
    too_long = too_hard(iter(told))
    assert not too_long, "\n".join(too_long)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("You can call at any hour.", 0.0, 4.0),
        ("Peers run this house, and you can stay for up to 7 days.", 0.0, 5.0),
        ("Individuals experiencing psychiatric emergencies may self-refer by phone.", 12.0, 30.0),
    ],
)
def test_the_measure_tells_plain_words_from_hard_ones(text: str, least: float, most: float) -> None:
    assert least <= grade(text) <= most


def test_a_long_sentence_does_not_hide_between_short_ones() -> None:
    long = " and then".join([" you call the house to ask if you can stay"] * 4).strip() + "."
    text = f"Call first. {long} We can help."
    assert sentences(text) == ["Call first.", long, "We can help."]
    assert hard(text) == [f"grade {grade(long):.1f}: {long}"]
    assert grade(long) > HIGHEST


@given(text=st.text(alphabet="ab .!?…\n·|\"'’)-", max_size=60))
def test_no_word_is_lost_between_two_sentences(text: str) -> None:
    assert [word for part in sentences(text) for word in words(part)] == words(text)


def test_a_shortened_saint_ends_no_sentence() -> None:
    assert sentences("It is in St. Louis. Call first.") == ["It is in St. Louis.", "Call first."]


def test_only_whole_names_are_taken_out() -> None:
    text = "NAMI Maine helps people in Maine, and Mainers help NAMI Maine."
    assert plain(text, ["NAMI Maine", "Maine"]) == (
        "Ann helps people in Ann, and Mainers help Ann."
    )


def test_a_long_word_in_a_label_is_told() -> None:
    assert hard("Opening hours") == []
    assert hard("Confidentiality") == ["7 syllables in a label: Confidentiality"]
