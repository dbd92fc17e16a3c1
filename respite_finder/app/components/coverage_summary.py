"""The answer in words, before any picture: a hurried reader and a screen reader get it first."""

from __future__ import annotations

from html import escape

import streamlit as st

from respite_finder.app import cached
from respite_finder.app.coverage_shown import Shown
from respite_finder.coverage.told import beds_sentence
from respite_finder.coverage.words import (
    counted_sentence,
    counties_sentence,
    headline,
    lines_sentence,
    measured_sentence,
    median_sentence,
    people_sentence,
    precision_sentence,
)
from respite_finder.i18n import ngettext
from respite_finder.search import CONFIRMED, SHOWN
from respite_finder.text import number_phrase


def summary(shown: Shown) -> None:
    """The headline, then what it rests on."""
    row, query = shown.area, shown.query
    unconfirmed = not_confirmed(shown)
    told = [
        _joined(people_sentence(row), measured_sentence(query)),
        _joined(median_sentence(row), "" if shown.state else _states_sentence(shown)),
        counties_sentence(row),
        _joined(
            counted_sentence(row, unconfirmed, counted_too=query.statuses != CONFIRMED),
            precision_sentence(row),
            beds_sentence(row),
        ),
        lines_sentence(row),
    ]
    points = "".join(f"<li>{escape(words)}</li>" for words in told if words)
    st.html(
        '<div class="summary" role="status">'
        f'<p role="heading" aria-level="2">{escape(headline(row, query))}</p></div>'
        f'<ul class="coverage-said">{points}</ul>'
    )


def not_confirmed(shown: Shown) -> int:
    """How many places of these kinds there are that are not confirmed."""
    places = cached.places()
    wanted = (
        (places["location_type"] == "physical")
        & places["service_type"].isin(list(shown.query.service_types))
        & places["status"].isin(list(SHOWN - CONFIRMED))
    )
    if shown.state:
        wanted &= places["state"] == shown.state
    return int(wanted.sum())


def _states_sentence(shown: Shown) -> str:
    count = int((shown.frame["places"] > 0).sum())
    words = ngettext(
        "{count} of {all} states (with Washington, DC and Puerto Rico) has such a place.",
        "{count} of {all} states (with Washington, DC and Puerto Rico) have such a place.",
        count,
    )
    return words.format(count=number_phrase(count), all=number_phrase(len(shown.frame)))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
