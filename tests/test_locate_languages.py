"""A state is understood by its name in every language of the interface, whatever is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from respite_finder import LocationAmbiguous, i18n, locate
from respite_finder.locate import state_words, tidy, words

CATALOGUE = """
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgctxt "state"
msgid "New York"
msgstr "Nueva York"

msgctxt "state"
msgid "Mississippi"
msgstr "Misisipi"

msgctxt "state"
msgid "Pennsylvania"
msgstr "Pensilvania"

msgctxt "state"
msgid "U.S. Virgin Islands"
msgstr "Islas Vírgenes de los Estados Unidos"

msgid "{state} State"
msgstr "Estado de {state}"

msgid "near; close to; around; in; I am in; I live in; ZIP; ZIP code; my ZIP code is"
msgstr "cerca de; en; vivo en; código postal"

msgid "USA; U.S.A.; US; United States; United States of America"
msgstr "Estados Unidos; EE. UU."
"""
CACHES = (
    i18n.languages,
    state_words.state_names,
    state_words._state_codes,
    state_words._most_words,
    words._lists,
)


@pytest.fixture(autouse=True)
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of our own: what holds for it holds for every language."""
    (tmp_path / "es.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    for cache in CACHES:
        cache.cache_clear()
    yield
    i18n.use("en")
    for cache in CACHES:
        cache.cache_clear()


@pytest.mark.parametrize("spoken", ["en", "es"])
@pytest.mark.parametrize(
    ("typed", "state", "precision"),
    [
        ("Misisipi", "MS", "state"),
        ("PENSILVANIA", "PA", "state"),
        ("Filadelfia, Pensilvania 19103", "PA", "zip"),
        ("Philadelphia, Pensilvania", "PA", "city"),
        ("islas virgenes de los estados unidos", "VI", "state"),
        ("Nueva York, NY", "NY", "city"),
        ("Nueva York, Nueva York", "NY", "city"),
        ("Estado de Nueva York", "NY", "state"),
        ("New York State", "NY", "state"),
        ("Mississippi", "MS", "state"),
        ("cerca de Troy, Nueva York", "NY", "city"),
        ("vivo en Vermont", "VT", "state"),
        ("código postal 01060", "MA", "zip"),
        ("Calle 5, Troy, NY, EE. UU.", "NY", "city"),
    ],
)
def test_states_are_understood_in_every_language(
    typed: str, state: str, precision: str, spoken: str
) -> None:
    i18n.use(spoken)
    origin = locate(typed)
    assert (origin.state, origin.precision) == (state, precision)
    assert locate(tidy(typed)) == origin


def test_a_state_and_its_city_are_told_apart_in_the_language_that_is_spoken() -> None:
    i18n.use("es")
    with pytest.raises(LocationAmbiguous) as caught:
        locate("Nueva York")
    assert caught.value.suggestions == ("New York, NY", "Estado de Nueva York")
    assert locate("NY").label == "Nueva York"
