"""Every sentence about a place can be read by somebody who is not well: grade 8 or below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any, Final

import pandas as pd
import pytest

from reading import NAMES, hard, plain, syllables, unexplained, words
from respite_finder.export import records
from respite_finder.markup import place
from respite_finder.markup.card import card_html
from respite_finder.schema import split_list
from respite_finder.service_types import service_types

SENTENCES: Final = ("description", "visitor_note", "referral", "cost", "phone_2_label")
"""Columns of our own words. Hours, names and areas stand as their source prints them."""

OTHER_NAMES: Final = (
    "Adirondack",
    "Alcoholics Anonymous",
    "Dayton Street Opportunity Center",
    "Washington County Mental Health Services Community Support Program",
)
"""Names in our sentences that no column of the same record holds."""

KINDS_THAT_EXPLAIN: Final = {"warmline": "warmline"}
"""A kind of help whose own summary, on the same card, tells what the word means."""

NOW: Final = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
_BLOCK: Final = re.compile(r"</?(?:p|div|li|h\d|dt|dd|article|section|br)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]+>")
_NEXT_LINK: Final = re.compile(r"</a>\s*<a\b")
_ADDRESS: Final = re.compile(r"\S+\.(?:[a-z]{2,}/|html?\b)\S*")


def names_of(row: pd.Series) -> list[str]:
    """What cannot be made simpler in a text about this record."""
    county = str(row["county"])
    own = [row[name] for name in ("name", "organization", "city")]
    lists = [*split_list(row["alternate_names"]), *split_list(row["area_served"])]
    return [
        str(name)
        for name in (*own, *lists, county, county.removesuffix(" County"))
        if str(name) != str(name).lower()
    ] + [*NAMES, *OTHER_NAMES]


def page_of(record: dict[str, Any]) -> str:
    """What a visitor reads about a place, on its card and its page; a line for each block."""
    html = "".join(
        (
            card_html(record, NOW),
            place.head_html(record),
            place.reach_html(record, NOW),
            place.where_html(record),
            place.know_html(record),
            place.source_section(record, NOW.date()),
            place.map_words_html(record),
            place.wrong_html(record),
        )
    )
    # One link after another is a row of buttons, not a sentence.
    apart = _NEXT_LINK.sub("</a>\n<a", _BLOCK.sub("\n", html))
    return unescape(_TAG.sub("", apart))


def told(places: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[tuple[str, pd.Series, str]]:
    for place_id, row in places.iterrows():
        for column in columns:
            if row[column]:
                yield f"{place_id}, {column}", row, str(row[column])


def test_every_sentence_about_a_place_is_plain(places: pd.DataFrame) -> None:
    texts = list(told(places, SENTENCES))
    assert len(texts) > 600
    found = [f"{where}: {what}" for where, row, text in texts for what in hard(text, names_of(row))]
    assert not found, "\n".join(found)


def test_no_special_word_stands_without_its_meaning(places: pd.DataFrame) -> None:
    found = [
        f"{where}: {word!r} in {text!r}"
        for where, row, text in told(places, (*SENTENCES, "populations"))
        for word in unexplained(text, KINDS_THAT_EXPLAIN.get(row["service_type"], ""))
    ]
    assert not found, "\n".join(found)


def test_whom_a_place_is_for_is_told_in_words_of_four_syllables(places: pd.DataFrame) -> None:
    found = {
        word
        for _where, _row, text in told(places, ("populations",))
        for word in words(text.replace("LGBTQ+", ""))
        if syllables(word) > 4
    }
    assert found == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Self-referral by phone.", ["referral"]),
        ("You need a referral: a form that sends you there.", []),
        ("It has naloxone.", ["naloxone"]),
        ("You can make a WRAP.", ["wrap"]),
        ("They wrapped a gift.", []),
    ],
)
def test_a_special_word_is_found(text: str, expected: list[str]) -> None:
    assert sorted(unexplained(text)) == expected


def test_every_page_about_a_place_is_plain(places: pd.DataFrame) -> None:
    """With the words that the page itself adds, and the facts put into them."""
    kinds = [name for kind in service_types().values() for name in (kind.name, kind.plural)]
    found = []
    shown = records(places.assign(distance_miles=12.3))
    for (place_id, row), record in zip(places.iterrows(), shown, strict=True):
        # As stated: the source, the hours and lists of whom it is for. An id is for us.
        cited = [str(place_id), ", ".join(split_list(row["populations"]))]
        cited += split_list(row["other_sources"])
        cited += [str(row[name]) for name in ("source_name", "hours", "street", "area_served")]
        text = plain(page_of(record), [*names_of(row), *kinds, *cited])
        found += [f"{place_id}: {what}" for what in hard(_ADDRESS.sub("Ann", text))]
    assert not found, "\n".join(found)
