"""The visitor's language: which one, for how long, and what happens where a word is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import i18n
from respite_finder.i18n import _, ngettext, pgettext
from respite_finder.text import checked_phrase, clock_phrase, number_phrase, zone_phrase

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
RUSSIAN = """
msgid "Free"
msgstr "Бесплатно"

msgctxt "state"
msgid "Georgia"
msgstr "Джорджия"

msgid "{count} place"
msgid_plural "{count} places"
msgstr[0] "{count} место"
msgstr[1] "{count} места"
msgstr[2] "{count} мест"
"""
PLURALS = (
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : '
    'n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
)


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """``add("fr", words)``: one file, and the language is there."""
    monkeypatch.setattr("respite_finder.i18n.LOCALE", tmp_path)

    def write(code: str, words: str) -> None:
        (tmp_path / f"{code}.po").write_text(words, encoding="utf-8")
        i18n.languages.cache_clear()

    i18n.languages.cache_clear()
    yield write
    i18n.use(i18n.SOURCE)
    i18n.languages.cache_clear()


def test_english_is_first_and_spanish_says_its_own_name() -> None:
    assert next(iter(i18n.languages())) == "en"
    assert i18n.languages()["es"].name == "Español"


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("en;q=0.1, es;q=0.9", "es"),
        ("fr-CA, es; q=0.5, en; q=0.4", "es"),
        ("es_US.UTF-8", "es"),
        ("ES", "es"),
        ("es;q=0", "en"),
        ("es;q=0, en;q=0.5", "en"),
        ("es;q=much", "en"),
        ("*", "en"),
        (",;=,,;q=", "en"),
        ("", "en"),
        ("<script>", "en"),
    ],
)
def test_the_browsers_wish_is_met_as_far_as_we_can(wishes: str, code: str) -> None:
    assert i18n.preferred(wishes) == code


@given(wishes=st.text() | st.text(alphabet="es-n,;q=0.19_* "))
def test_any_wish_ends_in_a_language_that_we_speak(wishes: str) -> None:
    assert i18n.preferred(wishes) in i18n.languages()


@given(code=st.text())
def test_an_unknown_language_is_english(code: str) -> None:
    i18n.use(code)
    try:
        spoken = i18n.current().code
    finally:
        i18n.use(i18n.SOURCE)
    assert spoken == (code if code in i18n.languages() else "en")


def test_a_language_is_one_file_with_as_many_plural_forms_as_it_needs(
    add: Callable[[str, str], None],
) -> None:
    add("ru", HEADER + PLURALS + RUSSIAN)
    i18n.use("ru")
    assert i18n.current().name == "Русский"
    assert _("Free") == "Бесплатно"
    assert pgettext("state", "Georgia") == "Джорджия"
    forms = [ngettext("{count} place", "{count} places", count) for count in (1, 3, 5, 21)]
    assert forms == ["{count} место", "{count} места", "{count} мест", "{count} место"]


def test_what_a_language_lacks_is_said_in_english(add: Callable[[str, str], None]) -> None:
    add("ru", HEADER + PLURALS + RUSSIAN)
    i18n.use("ru")
    assert _("Close this card") == "Close this card"
    assert pgettext("state", "Vermont") == "Vermont"
    assert _("Georgia") == "Georgia"
    assert ngettext("{count} day", "{count} days", 2) == "{count} days"


@pytest.mark.parametrize("code", ["fr", "zh", "vi", "tl", "ko", "ar", "ht", "pt_BR"])
def test_languages_that_are_spoken_in_the_united_states_can_be_added(
    add: Callable[[str, str], None], code: str
) -> None:
    add(code, HEADER)
    i18n.use(code)
    assert i18n.current().code == code
    assert i18n.current().name
    assert checked_phrase("2026-07-21")


def test_dates_times_and_numbers_are_the_languages_own() -> None:
    nine = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
    i18n.use("es")
    try:
        assert "julio" in checked_phrase("2026-07-21")
        assert number_phrase(1204) == "1,204"  # as Spanish is written in the United States
        assert clock_phrase(nine).startswith("9")
    finally:
        i18n.use("en")
    assert "July" in checked_phrase("2026-07-21")
    assert zone_phrase("America/New_York") == "Eastern time"


def test_two_visitors_at_once_each_keep_their_language() -> None:
    together = Barrier(2)

    def visit(code: str) -> set[str]:
        i18n.use(code)
        heard = set()
        for _round in range(50):
            together.wait(timeout=30)
            heard.add(checked_phrase("2026-07-21"))
        return heard

    with ThreadPoolExecutor(2) as pool:
        english, spanish = pool.map(visit, ("en", "es"))
    assert len(english) == len(spanish) == 1
    assert "July" in english.pop()
    assert "julio" in spanish.pop()
