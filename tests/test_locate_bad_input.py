"""Whatever is typed, ``locate`` answers with a place or with one clear sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import LocationNotFound, locate
from respite_finder.states import STATE_NAMES

HELP = "Type a ZIP code such as 01060, a town and state such as Troy, NY, a county or a state."


def sentence(typed: str) -> str:
    with pytest.raises(LocationNotFound) as caught:
        locate(typed)
    return str(caught.value)


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\x00"])
def test_nothing_typed_is_told(typed: str) -> None:
    assert sentence(typed) == f"No place was given. {HELP}"


def test_ten_thousand_characters_are_counted_and_not_repeated() -> None:
    message = sentence("Northampton " * 833 + "1234")
    assert "That is 10,000 characters long, and we see no ZIP code in it." in message
    assert "at most 100" in message
    assert len(message) < 300
    assert "Northampton" not in message


@pytest.mark.parametrize(
    "typed", ["🏠", "<script>alert(1)</script>", "'; DROP TABLE places;--", "%s%n{0}"]
)
def test_what_is_no_place_is_explained_and_not_repeated(typed: str) -> None:
    assert sentence(typed) == f"That is not a place that we know. {HELP}"


REFUSED = [
    *("Jane Quillfeather", "Quillfeather, MA", "Quillfeather County", "Quillfeather 99999"),
    *("Quillfeather, VT 01060", "Quillfeather 01060 90210", "Quillfeather " * 30, "98765432"),
]


@pytest.mark.parametrize("typed", REFUSED)
def test_no_message_repeats_what_was_typed(typed: str) -> None:
    """It may be somebody's name; a message may be logged or read over a shoulder."""
    with pytest.raises(LocationNotFound) as caught:
        locate(typed)
    assert "quillfeather" not in str(caught.value).lower()
    assert not any(number in caught.value.reason for number in ("99999", "90210", "98765432"))


@pytest.mark.parametrize("typed", ["0106", "106", "10600000", "1-1", "٠١٠٦٠", "-"])
def test_digits_that_are_no_zip_are_told(typed: str) -> None:
    assert "ZIP code" in sentence(typed)


@pytest.mark.parametrize("typed", ["01060\x00", "\x00\x0001060"])
def test_null_bytes_do_no_harm(typed: str) -> None:
    assert locate(typed).label == "Northampton, MA 01060"


def test_a_message_stays_one_line() -> None:
    assert "\n" not in sentence("no\nsuch\r\nplace\x1b[31m")
    assert "\x1b" not in sentence("no such place \x1b[31m")


WORDS = (
    *("St.", "Saint", "Mount", "County", "Parish", "city", "of", "New", "York", "Springfield"),
    *("MA", "Ohio", "dc", "01060", "1060", "-", ",", "é", "Virgin", "Islands", "🏠"),
)
typed_words = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)


@given(st.text(max_size=120) | typed_words | st.text("0123456789 -,", max_size=12))
def test_any_text_gives_a_place_or_a_sentence(typed: str) -> None:
    try:
        origin = locate(typed)
    except LocationNotFound as error:
        refused = error
    else:
        assert origin.state in STATE_NAMES
        assert origin.label
        assert -90 <= origin.lat <= 90
        assert -180 <= origin.lon <= 180
        return
    assert str(refused).strip()
    assert "\n" not in str(refused)
    assert len(refused.suggestions) <= 8
