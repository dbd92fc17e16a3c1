"""A place's page as HTML: whole, escaped, honest about what is not known."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import VIRTUAL, WITHHELD, frame, record
from respite_finder import i18n
from respite_finder.export import records
from respite_finder.markup.peer_respite import CAREGIVER_RESPITE, peer_respite_html
from respite_finder.markup.place import (
    contact_href,
    head_html,
    know_html,
    map_words_html,
    reach_html,
    source_section,
    where_html,
    wrong_html,
)
from respite_finder.markup.place_facts import facts_html

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
VOID = {"br"}
TEXT_COLUMNS = [
    *("name", "alternate_names", "organization", "description", "street", "city", "county"),
    *("phone_2_label", "text_keyword", "hours", "cost", "area_served", "referral", "languages"),
    *("populations", "visitor_note", "source_name", "other_sources", "website", "source_url"),
]


class Outline(HTMLParser):
    """Open tags that wait for their end, headings in order, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def outline(html: str) -> Outline:
    read = Outline()
    read.feed(html)
    read.close()
    assert read.open == []
    return read


def whole(place: dict[str, Any], contact: str = "") -> str:
    learn = peer_respite_html() if place["service_type"] == "peer_respite" else ""
    return (
        head_html(place)
        + reach_html(place, NOW)
        + where_html(place)
        + learn
        + know_html(place)
        + source_section(place, NOW.date())
        + map_words_html(place)
        + wrong_html(place, contact)
    )


def made(*changes: Any, **cells: str) -> dict[str, Any]:
    (one,) = records(frame(record(*changes, **cells)))
    return one


def facts(html: str) -> dict[str, str]:
    """The facts of a page: name and words."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)
    return {name: re.sub(r"<[^>]+>", "", value) for name, value in pairs}


@pytest.mark.parametrize("language", list(i18n.languages()))
def test_every_shipped_place_makes_a_whole_page(places: pd.DataFrame, language: str) -> None:
    i18n.use(language)
    try:
        for place in records(places):
            read = outline(whole(place))
            assert read.headings[0] == "h1"
            assert read.headings.count("h1") == 1
            assert set(read.headings) <= {"h1", "h2", "h3"}
            assert not re.search(r"\b(None|nan|NaN|<NA>)\b|\{[a-z_]+\}", read.words)
            assert all(facts(whole(place)).values()), place["place_id"]
    finally:
        i18n.use("en")


def test_every_unknown_fact_is_named_and_not_left_out() -> None:
    place = made(service_type="peer_respite")
    known = facts(facts_html(place))
    assert set(known.values()) == {"Not stated: ask when you call"}
    wanted = {"Ages", "Who it is for", "Cost", "Longest stay", "Beds", "Languages"}
    assert known.keys() >= wanted | {"How to ask for a stay", "Run by", "Opened in", "Area served"}


def test_who_has_no_phone_is_not_told_to_call() -> None:
    page = whole(made(service_type="peer_respite", phone="", email="a@example.org"))
    assert "Not stated" in page
    assert "ask when you call" not in page
    assert "when you call" not in page


def test_nobody_is_asked_for_the_beds_of_a_phone_line() -> None:
    known = facts(facts_html(made(VIRTUAL)))
    assert "Beds" not in known
    assert "Longest stay" not in known


def test_known_facts_stand_in_words() -> None:
    cells = {"max_stay_days": "7", "beds": "3", "cost": "free", "age_min": "18", "age_max": "25"}
    place = made(
        cells, service_type="peer_respite", operator="hybrid", languages="English; Spanish"
    )
    known = facts(facts_html(place))
    assert known["Longest stay"] == "7 days"
    assert known["Beds"] == "3"
    assert known["Cost"] == "Free"
    assert known["Ages"] == "Ages 18 to 25"
    assert known["Languages"] == "English, Spanish"
    assert "not run by peers" in known["Led by peers?"]


def test_a_withheld_address_is_explained_and_nowhere_on_the_page(places: pd.DataFrame) -> None:
    leaky = places.copy()
    leaky.loc["ma-afiya", ["street", "zip", "precision"]] = ["256 Secret Rd", "01062", "address"]
    (place,) = records(leaky.loc[["ma-afiya"]])
    page = whole(place)
    assert "so that their guests are safe" in page
    for secret in ("Secret", "01062", "openstreetmap.org", "maps.apple.com"):
        assert secret not in page


def test_a_published_street_has_the_way_there_and_says_who_learns_of_it() -> None:
    page = where_html(made())
    assert "1 Main St, Northampton, MA 01060" in page
    assert page.count('rel="noopener noreferrer"') == 3
    assert "That site then learns which address you look at." in page
    assert "not the door" in page


@pytest.mark.parametrize("status", ["closed", "planned"])
def test_nobody_is_sent_to_a_place_that_is_not_open(status: str) -> None:
    page = whole(made(status=status, website="https://example.org/house", source_date=""))
    assert "Do not go there" in page
    assert "tel:" not in page
    assert "example.org/house" not in page
    assert "openstreetmap" not in page
    for advice in ("when you call", "Ask if", "get in touch"):
        assert advice not in page + where_html(made(WITHHELD, status=status))


def test_an_unconfirmed_place_says_so_before_its_phone() -> None:
    page = whole(made(status="listed"))
    assert page.index("Not confirmed") < page.index("tel:")


def test_a_line_has_no_place_and_no_way_there() -> None:
    page = whole(made(VIRTUAL, area_served="statewide"))
    assert "There is no place to visit" in page
    assert "Serves all of Massachusetts" in page
    assert "The way there" not in page


@given(text=st.text(min_size=1), column=st.sampled_from(TEXT_COLUMNS))
def test_no_value_becomes_markup(text: str, column: str) -> None:
    hostile = f'"><img src=x onerror=alert(1)>{{id}}{text}</section>'
    for base in (made(), made(VIRTUAL), made(WITHHELD)):
        place = {**base, column: hostile}
        read = outline(whole(place))
        assert "img" not in read.tags
        assert read.tags.count("section") == whole(base).count("<section")


def test_a_further_source_is_a_link_where_it_is_an_address() -> None:
    sources = "https://example.org/list (2024); a further source (2026-08-08)"
    page = source_section(made(other_sources=sources), NOW.date())
    assert '<a href="https://example.org/list"' in page
    assert "</a> (2024)</li>" in page
    assert "<li>a further source (2026-08-08)</li>" in page


@pytest.mark.parametrize(
    ("source_date", "words"),
    [
        ("2026-07-21", "Checked July 2026"),
        ("2025-03", "some time ago"),
        ("2019", "a long time ago"),
        ("", "We do not know how old this is"),
    ],
)
def test_the_age_of_a_record_stands_in_words(source_date: str, words: str) -> None:
    page = source_section(made(source_date=source_date), NOW.date())
    assert words in page
    assert ("Ask if it is still right" in page) == (source_date != "2026-07-21")


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("help@example.org", "mailto:help@example.org?subject=Correction%3A%20xx-0"),
        ("a?b&c=d@example.org", "mailto:a%3Fb%26c%3Dd@example.org?subject=Correction%3A%20xx-0"),
        ("https://example.org/tell", "https://example.org/tell"),
        ("http://example.org/tell", ""),
        ("javascript:alert(1)", ""),
        ("https://example.org/ and more", ""),
        ("", ""),
    ],
)
def test_who_to_tell_of_a_mistake(contact: str, href: str) -> None:
    assert contact_href(contact, "xx-0") == href
    page = wrong_html(made(), contact)
    assert "xx-0" in page
    assert (f'href="{escape(href)}"' in page) if href else ("https://example.org/list" in page)


def test_a_stay_is_explained_and_told_from_a_break_for_caregivers() -> None:
    page = peer_respite_html()
    assert outline(page).headings == ["h2", "h2"]
    assert "You can leave when you want." in page
    assert f'href="{CAREGIVER_RESPITE}"' in page
