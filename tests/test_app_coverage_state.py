"""What the visitor of the page on coverage chose, and what they typed: it goes nowhere."""

from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder.app.coverage_state import ADDED, NOTICES, WRITTEN
from respite_finder.app.coverage_url import USUAL
from test_app_coverage import open_page
from visiting import MAIN, address, html


def add(at: AppTest, words: str) -> AppTest:
    at.text_input(key="coverage_zips").set_value(words)
    next(button for button in at.button if button.label == "Add these").click().run()
    assert not at.exception
    return at


def added(at: AppTest) -> list[str]:
    return [b.label.removeprefix("Remove ") for b in at.button if b.label.startswith("Remove ")]


def test_a_place_that_might_be_changes_the_figures_in_words() -> None:
    at = add(open_page(), "79936")
    assert added(at) == ["El Paso 79936, Texas"]
    assert "more people in the United States would be within 50 miles" in html(at)
    assert at.text_input(key="coverage_zips").value == ""


def test_several_places_are_listed_and_removed_one_by_one() -> None:
    at = add(open_page(state="TX"), "79936, 1060; 79936")
    assert added(at) == ["El Paso 79936, Texas", "Northampton 01060, Massachusetts", "all"]
    assert "more people in Texas" in html(at)
    next(b for b in at.button if b.label.startswith("Remove El Paso")).click().run()
    assert added(at) == ["Northampton 01060, Massachusetts"]
    assert "Nobody more in Texas" in html(at)
    add(at, "79936")
    at.button(key="coverage-remove-all").click().run()
    assert added(at) == []
    assert "more in Texas would" not in html(at)


@pytest.mark.parametrize("words", ["nowhere", "00000", "79936 elpaso", "", "   "])
def test_a_bad_zip_gets_one_sentence_that_does_not_repeat_it(words: str) -> None:
    at = add(open_page(), words)
    assert len(at.warning) == 1
    assert added(at) == []
    assert "01060" in at.warning[0].value
    assert not words.strip() or words not in at.warning[0].value
    at.run()
    assert not at.warning


def test_too_many_places_get_one_sentence() -> None:
    at = add(open_page(), "01060 79936")
    many = " ".join(f"100{number}" for number in range(10, 30))
    add(at, many)
    assert len(at.warning) == 1
    assert len(at.session_state[ADDED]) == 2


def test_nothing_typed_reaches_address_or_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        at = add(open_page(state="TX"), "79936")
        add(at, "my street 5")
    assert address(at) == {"state": "TX"}
    ours = [record for record in caplog.records if record.name.startswith("respite_finder")]
    assert not any("79936" in record.getMessage() for record in ours)
    assert "my street" not in caplog.text


def test_another_state_keeps_the_places_that_might_be() -> None:
    at = add(open_page(), "79936")
    at.selectbox(key="coverage_state").set_value("TX").run()
    assert added(at) == ["El Paso 79936, Texas"]
    assert "more people in Texas" in html(at)


def test_places_that_might_be_are_kept_while_another_page_is_open() -> None:
    at = add(open_page(), "79936")
    at.switch_page("views/lines.py").run()
    at.switch_page("views/coverage.py").run()
    assert not at.exception
    assert added(at) == ["El Paso 79936, Texas"]


def test_without_a_kind_the_usual_one_counts() -> None:
    at = open_page(kinds="clubhouse")
    assert "of a clubhouse" in html(at)
    at.get("button_group")[0].set_value([]).run()
    assert not at.exception
    assert "of a peer respite" in html(at)


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        *[("state", "Atlantis"), ("state", None), ("radius", "9 miles"), ("measure", 7)],
        *[("kinds", "x"), ("kinds", ["spa"]), ("road", "yes"), ("unconfirmed", 1)],
    ],
)
def test_what_a_browser_may_not_send_becomes_the_usual(name: str, sent: object) -> None:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    at.switch_page("views/coverage.py")
    for key, value in {**USUAL, name: sent}.items():
        at.session_state[f"coverage_{key}"] = value
    at.session_state[WRITTEN] = {}
    at.session_state[NOTICES] = []
    at.run()
    assert not at.exception
    assert at.session_state[f"coverage_{name}"] == USUAL[name]


def test_words_that_were_offered_are_known_as_their_codes() -> None:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    at.switch_page("views/coverage.py")
    sent = {"state": "Vermont", "radius": "25 miles", "kinds": ["Clubhouses"]}
    for key, value in {**USUAL, **sent}.items():
        at.session_state[f"coverage_{key}"] = value
    at.session_state[WRITTEN] = {}
    at.session_state[NOTICES] = []
    at.run()
    assert not at.exception
    assert address(at) == {"state": "VT", "radius": "25", "kinds": "clubhouse"}


def test_a_county_without_figures_is_told_in_the_legend() -> None:
    words = "no figure: its ZIP codes count for the county beside it"
    assert words in html(open_page(state="VA"))
    assert words not in html(open_page(state="MA"))
