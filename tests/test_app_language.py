"""Every word of every page can be said in another language, and a language is one file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder import i18n
from respite_finder.app import pages
from respite_finder.app.components import location
from respite_finder.documents.catalogue import catalogue
from respite_finder.evidence import evidence
from respite_finder.lines import crisis_lines
from respite_finder.places import Row, read_rows
from respite_finder.resources import DATA, PLACES_CSV
from spoken import MADE, html_says, leaks, page_says, wide, write_made_language
from visiting import html, search
from visits import VISITS

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
NAMES = (
    *("place_id", "name", "organization", "street", "city", "county", "state"),
    *("text_keyword", "source_name", "website", "hours"),
)
SAME_IN_EVERY_LANGUAGE = (
    *("English", "Español", "OpenStreetMap", "Google Maps", "Apple Maps"),
    "ARCH National Respite Locator",
    *("CSV", "Excel", "GeoJSON", "CC BY-NC 4.0", "CC BY 4.0"),
)
IN_LINKS = ("closed", "free", "any", "ma-0", "xx-no", "ZZ", "road", "unconfirmed")
"""Names of parameters, and what the visits below write into them."""


@pytest.fixture
def made_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Our languages and one more: a file, and nothing else."""
    folder = tmp_path / "locale"
    shutil.copytree(i18n.LOCALE, folder)
    write_made_language(folder, catalogue(DATA, rows()))
    monkeypatch.setattr("respite_finder.i18n.LOCALE", folder)
    i18n.languages.cache_clear()
    yield MADE
    i18n.use(i18n.SOURCE)
    i18n.languages.cache_clear()


def rows() -> list[Row]:
    numbered, _problems = read_rows(PLACES_CSV)
    return [row for _, row in numbered]


def data_words() -> set[str]:
    """Names, streets, towns and codes: they are what they are in every language."""
    found = {row[column] for row in rows() for column in NAMES}
    to_text = {word for line in crisis_lines() for word in (line.text_word, line.call_letters)}
    sites = {row.address.split("/")[2] for row in evidence() if row.address}
    return found | to_text | sites | set(SAME_IN_EVERY_LANGUAGE) | set(IN_LINKS)


def open_page(path: str = pages.FIND, **params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    if path == pages.DESK:
        # Its file is not called as its address: AppTest knows the page after a run.
        at.query_params["lang"] = params["lang"]
        at.run()
    at.switch_page(path)
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def shown_in(language: str, visit: str) -> AppTest:
    """One of the things a visitor may do, in this language."""
    i18n.use(language)  # AppTest reads labels in the thread of the test
    path, _, asked = visit.partition("?")
    params = {name: values[0] for name, values in parse_qs(asked).items()}
    place = params.pop("search", "")
    at = open_page(path, lang=language, **params)
    if place:
        search(at, place)
    return at


@pytest.mark.parametrize("visit", VISITS)
def test_no_word_of_a_page_stands_outside_the_catalogue(made_language: str, visit: str) -> None:
    at = shown_in(made_language, visit)
    said = page_says(at)
    towns = {button.label for button in at.button if str(button.key).startswith("suggest-")}
    assert len(said) > 5
    assert leaks(said, data_words() | towns) == []


def test_the_report_is_english_and_its_frame_is_not(made_language: str) -> None:
    i18n.use(made_language)
    at = open_page(pages.QUALITY, lang=made_language)
    frame = [at.title[0].value, at.info[0].value, *(link.label for link in at.get("page_link"))]
    assert leaks(frame, SAME_IN_EVERY_LANGUAGE) == []
    assert wide("It is in English.") in at.info[0].value
    assert not open_page(pages.QUALITY).info


def test_the_button_that_asks_the_browser_speaks_every_language(made_language: str) -> None:
    i18n.use(made_language)
    words = location._words()
    assert len(words) > 5
    assert leaks(words.values(), ()) == []


def test_a_leak_is_seen() -> None:
    """The measure itself: text, spoken attributes and labels, but not names or marked English."""
    markup = (
        '<p aria-label="Way out">ａ <b>Leak</b> 12 <span lang="en">Marked</span></p>'
        '<i aria-hidden="true">W</i><br><a href="tel:988" title="Tip">Afiya</a>'
    )
    assert leaks(html_says(markup), ["Afiya"]) == ["Way out", "Leak", "Tip"]
    at = AppTest.from_string(
        "import streamlit as st\n"
        "st.button('Press', help='Why')\n"
        "st.selectbox('ａ', ['One'], placeholder='Two')\n"
        "with st.expander('More'):\n"
        "    st.markdown('[Three](https://example.org)')\n"
        "st.table([{'Four': 'Five'}])\n"
    ).run()
    found = leaks(page_says(at), ())
    for word in ("Press", "Why", "One", "Two", "More", "Three", "Four", "Five"):
        assert any(word in leak for leak in found), word


def language_of(at: AppTest) -> str:
    return re.findall(r'data-language="(\w+)"', html(at))[0]


def switch(at: AppTest, name: str) -> dict[str, list[str]]:
    """Where the link to another language leads."""
    (link,) = (link.proto for link in at.get("page_link") if link.proto.label == name)
    return parse_qs(link.query_string)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("es", "es"), ("en", "en"), ("xx", "en"), ("", "en"), ("<b>", "en"), ("../es", "en")],
)
def test_the_link_chooses_the_language_and_an_unknown_one_is_no_error(
    asked: str, spoken: str
) -> None:
    at = open_page(lang=asked)
    assert language_of(at) == spoken
    assert not at.error
    assert not at.warning


def test_the_links_last_language_counts_when_it_names_two() -> None:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    at.query_params["lang"] = ["en", "es"]
    at.run()
    assert not at.exception
    assert language_of(at) == "es"


def test_every_page_offers_the_other_language_and_keeps_what_stands_in_its_link() -> None:
    at = open_page(pages.PLACE, place="ma-afiya")
    assert switch(at, "Español") == {"place": ["ma-afiya"], "lang": ["es"]}
    assert "English" not in [link.proto.label for link in at.get("page_link")]
    at = search(open_page(kinds="peer_respite", radius="100"), "01060")
    leads = switch(at, "Español")
    assert leads == {"kinds": ["peer_respite"], "radius": ["100"], "lang": ["es"]}


def test_the_search_is_kept_when_the_language_changes() -> None:
    at = search(open_page(kinds="peer_respite", radius="100"), "01060")
    at.query_params["lang"] = "es"
    at.run()
    assert not at.exception
    assert language_of(at) == "es"
    assert at.text_input(key="place").value == "01060"
    assert at.session_state["kinds"] == ["peer_respite"]
    assert at.session_state["radius"] == "100"
    assert "Northampton, MA 01060" in html(at)


def test_the_language_is_kept_on_other_pages_and_stands_in_their_links() -> None:
    at = open_page(lang="es")
    del at.query_params["lang"]
    i18n.use("es")
    at.switch_page(pages.PRIVACY).run()
    i18n.use("en")
    assert language_of(at) == "es"
    ours = [link.proto for link in at.get("page_link") if link.proto.label != "English"]
    assert len(ours) == 9
    assert all(parse_qs(link.query_string) == {"lang": ["es"]} for link in ours)


def test_who_did_not_choose_a_language_has_none_in_the_links() -> None:
    links = [link.proto for link in open_page().get("page_link")]
    assert [link.query_string for link in links if link.label != "Español"] == [""] * 10


def test_what_is_wrong_with_a_link_is_told_in_the_language_of_the_link(made_language: str) -> None:
    at = open_page(lang=made_language, radius="0")
    assert wide("The link asks for") in at.warning[0].value
