"""The top of every page: 988, and the way out, honest about what it does not do."""

from __future__ import annotations

import pytest

from respite_finder.markup.header import header_html
from respite_finder.settings import NEUTRAL_PAGE
from spoken import html_says

EXIT = "RESPITE_FINDER_EXIT"
WEATHER = "https://www.weather.gov/"


def test_988_can_be_called_and_texted() -> None:
    made = header_html()
    assert 'href="tel:988"' in made
    assert 'href="sms:988"' in made
    said = " ".join(html_says(made))
    assert said.startswith("In danger or thinking of suicide? Call 988 or text 988 , any time.")


def test_the_way_out_says_what_it_does_not_do() -> None:
    said = " ".join(html_says(header_html()))
    assert "Leave this page quickly" in said
    assert "press the Escape key three times" in said
    assert "It does not clear your history." in said


def test_the_way_out_works_without_scripts_and_tells_nobody() -> None:
    made = header_html()
    assert f'<a class="leave" href="{WEATHER}" rel="noreferrer"' in made
    assert "target=" not in made[made.index('class="leave"') :]


def test_another_page_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EXIT, "https://news.example/today?a=1&b=2")
    assert NEUTRAL_PAGE.value() == "https://news.example/today?a=1&b=2"
    assert 'href="https://news.example/today?a=1&amp;b=2"' in header_html()


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "http://plain.example/",
        "javascript:alert(1)",
        'https://a.example/"onclick=alert(1)',
        "https://a.example/ b",
        "https://a.example/\n<script>",
        "https://",
        "weather",
    ],
)
def test_a_page_that_cannot_be_opened_safely_is_not_taken(
    monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    monkeypatch.setenv(EXIT, wanted)
    assert NEUTRAL_PAGE.value() == WEATHER
    assert "alert" not in header_html()
