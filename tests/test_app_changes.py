"""The page of changes: a state in its address, some at a time, each with its place."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder.news import grouped, label_words, published_news
from visiting import MAIN, address, html

STATE = "changes_state"


def open_page(**params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=30)
    at.switch_page("views/changes.py")
    at.query_params.update(params)
    at.run()
    assert not at.exception
    return at


def links(at: AppTest) -> list[str]:
    found = [link.proto for link in at.get("page_link")]
    return [link.query_string for link in found if "place=" in link.query_string]


def told(at: AppTest) -> int:
    """Links to a place, and groups of them."""
    return len(links(at)) + html(at).count('<details class="note"><summary>')


def test_a_state_tells_its_changes_with_a_link_to_each_place() -> None:
    at = open_page(state="VT")
    events = [event for event in published_news() if event.state == "VT"]
    assert f"Vermont: {len(events)} changes" in html(at)
    groups = grouped(events)
    assert links(at) == [f"place={one.place_id}" for one, *more in groups if not more]
    folded = re.findall(r'href="\./place\?place=([^"]+)" data-within', html(at))
    assert folded == [event.place_id for group in groups if len(group) > 1 for event in group]
    assert at.title[0].value == "What changed"
    assert './changes/VT.atom"' in html(at)
    assert address(at) == {"state": "VT"}
    assert label_words(events[0])


def test_all_states_are_shown_some_at_a_time() -> None:
    at = open_page()
    assert told(at) == 30
    at.button(key="changes-show-more").click().run()
    assert told(at) == 60
    at.selectbox(key=STATE).set_value("MA").run()
    of_state = grouped(event for event in published_news() if event.state == "MA")
    assert told(at) == min(30, len(of_state))
    assert address(at) == {"state": "MA"}


def test_a_state_without_changes_says_so() -> None:
    at = open_page(state="GU")
    assert "Guam: nothing has changed since we began to keep track." in html(at)
    assert links(at) == []


@pytest.mark.parametrize("word", ["XX", "MA,NY", "<b>"])
def test_an_unknown_state_gets_one_sentence_and_all_states(word: str) -> None:
    at = open_page(state=word)
    assert len(at.info) == 1
    assert "We do not know it, and show all states." in at.info[0].value
    assert "All states: " in html(at)
    assert address(at) == {}


def test_the_feed_is_in_the_language_that_is_spoken() -> None:
    at = open_page(state="VT", lang="es")
    assert './changes/VT.atom?lang=es"' in html(at)
    assert all("lang=es" in link for link in links(at))
