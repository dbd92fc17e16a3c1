"""What whoever runs the finder may set: used if it can be, told in a sentence if not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import settings
from respite_finder.markup.header import header_html
from respite_finder.settings import CONTACT, EVERY, NEUTRAL_PAGE, TILES, Setting

GOOD = [
    (TILES, "https://tiles.example.org/{z}/{x}/{y}.png"),
    (TILES, "https://{s}.tiles.example.org:8080/{z}/{x}/{y}.png?key=1"),
    (NEUTRAL_PAGE, "https://weather.example.org/today"),
    (CONTACT, "help@example.org"),
    (CONTACT, "https://example.org/report"),
]
BAD = [
    (TILES, "tiles.example.org"),
    (TILES, "https://tiles.example.org/"),
    (NEUTRAL_PAGE, "javascript:alert(1)"),
    (NEUTRAL_PAGE, "http://plain.example.org"),
    (CONTACT, "call me"),
    (CONTACT, "javascript:alert(1)"),
]


@pytest.mark.parametrize("setting", EVERY, ids=lambda setting: setting.name)
def test_without_a_value_the_usual_one_holds_and_nothing_is_said(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(setting.name, raising=False)
    assert setting.value() == setting.default
    monkeypatch.setenv(setting.name, "  ")
    assert setting.value() == setting.default
    assert setting.problem() == ""


@pytest.mark.parametrize(("setting", "given"), GOOD)
def test_a_good_value_is_used(
    setting: Setting, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting.name, f" {given} ")
    assert setting.value() == given
    assert settings.problems() == []


@pytest.mark.parametrize(("setting", "given"), BAD)
def test_a_bad_value_is_told_with_what_was_expected(
    setting: Setting, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting.name, given)
    assert setting.value() == setting.default
    (words,) = settings.problems()
    assert words.startswith(f"{setting.name} is {given!r}; it must be {setting.expected}.")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_the_way_out_is_never_a_script(given: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(NEUTRAL_PAGE.name, given)
        assert 'class="leave" href="https://' in header_html()
        assert header_html().count("<") == header_html().count(">")
