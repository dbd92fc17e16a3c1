"""HTML of the learn pages: no markup but ours, links as everywhere, one language or marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import i18n
from respite_finder.learning import LearnPage, learn_pages
from respite_finder.markup.learn import (
    kind_head_html,
    kinds_html,
    near_html,
    next_html,
    page_html,
    pages_html,
    text_html,
)
from respite_finder.service_types import service_types

PAGE = LearnPage("name", "en", "A <b> title", "Sum & <i>mary</i>.", "## Part\n\nWords.")
ALLOWED = {"p", "ul", "ol", "li", "a", "strong", "em", "code", "pre", "blockquote", "hr", "br"}
ALLOWED |= {f"h{level}" for level in range(2, 7)}


def href(target: str) -> str:
    return f"./{target.replace(':', '/')}?lang=es&x=1"


@pytest.fixture
def spanish() -> Iterator[None]:
    with i18n.speaking("es"):
        yield


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.found


def test_a_text_is_set_without_a_title_of_its_own() -> None:
    made = text_html("# One\n\n## Two\n\n### Three\n\nAn *idea*.\n\n- a\n- b", href)
    assert [tag for tag, _ in tags(made)] == ["h2", "h2", "h3", "p", "em", "ul", "li", "li"]


def test_a_link_outside_tells_the_other_side_nothing() -> None:
    ((_, link),) = [one for one in tags(text_html("[A](https://a.org/?b=1&c=2)", href)) if one[1]]
    assert link["href"] == "https://a.org/?b=1&c=2"
    assert link["target"] == "_blank"
    assert set(str(link["rel"]).split()) == {"noopener", "noreferrer"}


@pytest.mark.parametrize("target", ["learn:recovery", "page:lines"])
def test_a_link_to_a_page_of_ours_keeps_the_session(target: str) -> None:
    ((_, link),) = [one for one in tags(text_html(f"[*A* <b>]({target})", href)) if one[1]]
    assert link == {"href": href(target), "data-within": None}


def test_a_number_is_dialled_here() -> None:
    ((_, link),) = [one for one in tags(text_html("[Call](tel:988)", href)) if one[1]]
    assert link["href"] == "tel:988"
    assert "target" not in link


@given(text=st.text(alphabet=st.sampled_from("<>&\"'/ab=\n #-*[](:)!javscript"), max_size=120))
def test_no_text_makes_markup_that_is_not_ours(text: str) -> None:
    for tag, attributes in tags(re.sub(r"<img [^>]*>", "", text_html(text, href))):
        assert tag in ALLOWED
        assert not any(name.startswith("on") for name in attributes)
        assert not str(attributes.get("href", "")).lower().startswith("javascript:")


def test_titles_and_summaries_are_escaped() -> None:
    for made in (page_html(PAGE, href), pages_html([PAGE], href), next_html(PAGE, href)):
        assert "A &lt;b&gt; title" in made
        assert "<i>" not in made
    assert page_html(PAGE, href).count("<h1>") == 1


def test_english_is_marked_where_another_language_is_spoken(spanish: None) -> None:
    for made in (page_html(PAGE, href), pages_html([PAGE], href), next_html(PAGE, href)):
        assert ' lang="en"' in made
        assert ' lang="' not in made.replace(' lang="en"', "")
    own = replace(PAGE, language="es")
    assert " lang=" not in page_html(own, href) + pages_html([own], href)


def test_the_overview_links_every_page_and_every_kind() -> None:
    pages = learn_pages("en")
    made = pages_html(pages, href) + kinds_html(service_types(), href)
    linked = [attributes["href"] for tag, attributes in tags(made) if tag == "a"]
    wanted = [f"learn:{page.name}" for page in pages] + ["page:evidence"]
    wanted += [f"learn:{kind}" for kind in service_types()]
    assert linked == [href(target) for target in wanted]


def test_a_kind_without_a_text_is_called_by_its_name() -> None:
    kind = service_types()["clubhouse"]
    assert "<h1>Clubhouse</h1>" in kind_head_html("clubhouse", kind, None)
    assert "<h1>A &lt;b&gt; title</h1>" in kind_head_html("clubhouse", kind, PAGE)


def test_the_way_to_the_places_says_how_many_there_are() -> None:
    made = near_html("./?kinds=x&lang=es", "Find <them>", "We know of 3 in all.")
    assert 'href="./?kinds=x&amp;lang=es"' in made
    assert "Find &lt;them&gt;" in made
    assert "We know of 3 in all." in made
