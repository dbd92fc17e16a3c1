"""The sheet as plain HTML: whole, without a script, right on paper and from a disk."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest

from made_sheet import LINK, flat, in_order, sheet_of, some
from respite_finder.referral.page import sheet_html
from respite_finder.referral.words import said

VOID = {"meta", "link", "br", "img", "path"}


class Page(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.headings: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    @property
    def words(self) -> str:
        return flat(" ".join(self.text))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [held for name, held in self.tags if name == tag]


def page_of(places: pd.DataFrame, count: int, language: str, *, large: bool = False) -> Page:
    return Page(sheet_html(sheet_of(some(places, count), language, large=large, link=LINK)))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("count", [1, 12, 50])
def test_every_place_is_there_in_its_order(places: pd.DataFrame, count: int, language: str) -> None:
    chosen = some(places, count)
    page = page_of(places, count, language)
    assert in_order(page.words, [flat(name) for name in chosen["name"]])
    assert [phone for phone in chosen["phone"] if phone not in page.words] == []
    hrefs = {link["href"] for link in page.all("a")}
    assert {f"tel:+1{p.replace('-', '')}" for p in chosen["phone"] if len(p) > 3} <= {
        href.split(",")[0] for href in hrefs
    }
    assert "tel:988" in hrefs
    sheet = sheet_of(chosen, language)
    for question in sheet.places[0].to_ask:
        assert flat(question) in page.words


@pytest.mark.parametrize("language", ["en", "es"])
def test_title_language_headings_and_landmarks(places: pd.DataFrame, language: str) -> None:
    page = page_of(places, 4, language)
    assert page.all("html") == [{"lang": language}]
    assert page.headings[:2] == ["h1", "h2"]
    assert page.headings.count("h1") == 1
    levels = [int(heading[1]) for heading in page.headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(page.all(tag)) for tag in ("main", "header", "title", "article")] == [1, 1, 1, 4]
    ids = [held["id"] for _tag, held in page.tags if "id" in held]
    assert len(ids) == len(set(ids))
    assert {held["aria-labelledby"] for held in page.all("section")} == set(ids)
    assert [held["role"] for held in page.all("svg")] == ["img"]


def test_it_loads_nothing_and_runs_nothing(places: pd.DataFrame) -> None:
    html = sheet_html(sheet_of(some(places, 12), "es", link=LINK))
    page = Page(html)
    tags = {tag for tag, _held in page.tags}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base", "audio"}
    assert [held["href"] for held in page.all("link")] == ["data:,"]
    assert not [name for _tag, held in page.tags for name in held if name.startswith("on")]
    assert not [held["src"] for _tag, held in page.tags if "src" in held]
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_large_print_says_so(places: pd.DataFrame) -> None:
    assert page_of(places, 1, "en", large=True).all("body") == [{"class": "large"}]
    assert page_of(places, 1, "en").all("body") == [{}]


def test_what_stands_above_is_only_for_the_screen(places: pd.DataFrame) -> None:
    html = sheet_html(sheet_of(some(places, 1)), above='<nav class="above">Back</nav>')
    assert html.index('<nav class="above">Back</nav>') < html.index("<main>")
    printed = html[html.index("@media print") :]
    assert ".above { display: none; }" in printed


def test_the_same_words_as_on_paper(places: pd.DataFrame) -> None:
    sheet = sheet_of(some(places, 12))
    words = page_of(places, 12, "en").words
    for place in sheet.places:
        for fact in place.facts:
            assert flat(f"{fact.name} {said(fact.value)}") in words
