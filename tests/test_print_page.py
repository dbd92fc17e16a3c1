"""The print page: the same sheet at an address of ids, and a sentence for whatever is wrong."""

from __future__ import annotations

import logging

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from asked import Answer, ask
from respite_finder.web.assets import asset_routes
from respite_finder.web.middleware import page_middleware
from respite_finder.web.print_page import print_routes
from test_sheet_page import Page


def printed(query: str = "", base: str = "", **headers: str) -> Answer:
    routes = [*asset_routes(base), *print_routes(base)]
    app = Starlette(routes=routes, middleware=page_middleware(base))
    return ask(app, f"{base}/print{query}", **headers)


def one_of(places: pd.DataFrame, status: str) -> str:
    return str(places.index[places["status"] == status][0])


def test_it_prints_the_places_of_the_address_in_their_order() -> None:
    answer = printed("?places=ca-cedar-home,ma-afiya")
    page = Page(answer.text)
    assert answer.status == 200
    assert [held["aria-label"] for held in page.all("article")] == ["Cedar Home", "Afiya"]
    assert "530-623-1820" in page.words
    assert "413-570-2990" in page.words
    assert not [held for held in page.all("ul") if held.get("class") == "problems"]
    assert "script" not in {tag for tag, _held in page.tags}
    assert "mile" not in page.words


def test_nobody_keeps_it_and_it_is_our_own_page() -> None:
    headers = printed("?places=ma-afiya").headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    ("query", "wishes", "language"),
    [
        ("?places=ma-afiya&lang=es", "en", "es"),
        ("?places=ma-afiya", "es-MX,es;q=0.9", "es"),
        ("?places=ma-afiya&lang=xx", "", "en"),
        ("?lang=es", "", "es"),
        ("?places=ma-afiya&lang=../es", "", "en"),
    ],
)
def test_the_language_is_that_of_the_address(query: str, wishes: str, language: str) -> None:
    page = Page(printed(query, accept_language=wishes).text)
    assert page.all("html") == [{"lang": language}]


def test_large_print_by_the_address_and_a_link_to_the_other_size() -> None:
    usual = Page(printed("?places=ma-afiya&lang=en").text)
    large = Page(printed("?places=ma-afiya&lang=en&large=yes").text)
    assert (usual.all("body"), large.all("body")) == ([{}], [{"class": "large"}])
    assert "/print?places=ma-afiya&lang=en&large=yes" in [a["href"] for a in usual.all("a")]
    assert "/print?places=ma-afiya&lang=en" in [a["href"] for a in large.all("a")]


def test_notes_by_the_address_and_the_other_size_keeps_them() -> None:
    asked = "/print?places=ma-afiya&lang=en&notes=yes"
    page = Page(printed(asked.removeprefix("/print")).text)
    assert "In our data" in page.words
    assert "In our data" not in Page(printed("?places=ma-afiya&lang=en").text).words
    other = asked.replace("&notes", "&large=yes&notes")
    assert other in [held["href"] for held in page.all("a")]


@pytest.mark.parametrize("query", ["", "?places=", "?places=,,,", "?lang=en&large=yes"])
def test_nothing_to_print_says_what_to_do(query: str) -> None:
    answer = printed(query)
    page = Page(answer.text)
    assert answer.status == 200
    assert page.headings == ["h1"]
    assert "Nothing to print yet" in page.words
    assert "/list?lang=en" in [held["href"] for held in page.all("a")]
    assert "tel:988" in [held["href"] for held in page.all("a")]


def test_each_problem_is_a_sentence_that_is_not_printed(places: pd.DataFrame) -> None:
    closed, planned = one_of(places, "closed"), one_of(places, "planned")
    answer = printed(f"?places=ma-afiya,no-such-place,{closed},{planned},ma-afiya")
    page = Page(answer.text)
    assert [held["aria-label"] for held in page.all("article")] == ["Afiya"]
    above = answer.text[answer.text.index('<nav class="above">') : answer.text.index("<main>")]
    assert "no-such-place" in above
    assert places.loc[closed, "name"].split("'")[0] in above
    assert above.count("<li>") == 3
    main = answer.text[answer.text.index("<main>") :]
    assert "no-such-place" not in main


def test_too_many_are_cut_and_counted(places: pd.DataFrame) -> None:
    many = places.index[places["status"] == "active"][:60]
    answer = printed(f"?places={','.join(many)}")
    page = Page(answer.text)
    assert len(page.all("article")) == 50
    above = answer.text[answer.text.index('<nav class="above">') : answer.text.index("<main>")]
    assert above.count("<li>") == 1
    assert "10" in above


def test_below_a_path_its_links_stay_below_it() -> None:
    answer = printed("?places=ma-afiya&lang=en", base="/help")
    own = [held["href"] for held in Page(answer.text).all("a") if held["href"].startswith("/")]
    assert own == [
        "/help/list?places=ma-afiya&lang=en",
        "/help/print?places=ma-afiya&lang=en&large=yes",
    ]


def test_the_live_list_is_printed_where_the_address_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "<svg" not in printed("?places=ma-afiya&lang=en").text
    monkeypatch.setenv("RESPITE_FINDER_ADDRESS", "https://finder.example.org/help")
    page = Page(printed("?places=ma-afiya&lang=en").text)
    link = "https://finder.example.org/help/list?places=ma-afiya&lang=en"
    assert link in [held["href"] for held in page.all("a")]
    assert len(page.all("svg")) == 1


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="respite_finder"):
        printed("?places=ma-afiya,no-such-place&lang=es")
        printed("?places=%3Cscript%3E")
    assert [entry for entry in caplog.records if entry.name.startswith("respite_finder")] == []


@settings(max_examples=40)
@given(st.text(st.characters(max_codepoint=255, exclude_characters="#?\r\n"), max_size=80))
def test_no_address_breaks_it_or_injects(value: str) -> None:
    for query in (f"?places={value}", f"?{value}", f"?places=ma-afiya&lang={value}&large={value}"):
        answer = printed(query)
        assert answer.status == 200
        assert "script" not in {tag for tag, _held in Page(answer.text).tags}


def test_a_withheld_address_is_not_on_it(places: pd.DataFrame) -> None:
    shown = places["status"].isin(["active", "listed"])
    withheld = places.index[places["address_withheld"] & shown][:50]
    html = printed(f"?places={','.join(withheld)}&lang=en").text
    assert html.count('<article class="part place"') == len(withheld)
    assert html.count("The address is given when you call.") == len(withheld)
