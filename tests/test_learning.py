"""The learn pages as files: every mistake has its sentence, and the words are plain and our own."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import NAMES, hard, unexplained
from respite_finder.learning import (
    OWN_PAGES,
    STAY,
    LearnPage,
    kind_text,
    learn_page,
    learn_pages,
    learn_problems,
    mended_pages,
    parsed,
)
from respite_finder.resources import LEARN, ROOT
from respite_finder.schema import ServiceType

SEEDS = ROOT.parent / "shared" / "seeds"
RUN = 8
LANGUAGES = ("en", "es")
NAMED = (
    *(*NAMES, "SAMHSA", "ARCH National Respite Locator", "Washington State"),
    # The name of a kind of help; its page says what it is.
    *("recovery community center", "recovery community centers"),
)
PAGES = [page.name for page in learn_pages("en")]
KINDS = [kind.value for kind in ServiceType]


def text_of(page: LearnPage) -> str:
    """All that a page says, without its sources and without addresses."""
    body = re.split(r"\n## (?:Sources|Fuentes)\n", page.body)[0]
    whole = "\n".join((page.title, page.summary, body))
    return re.sub(r"\]\([^)]*\)|[*\[#]|^- |^\d\. ", "", whole, flags=re.MULTILINE)


def every(language: str) -> list[LearnPage]:
    kinds = [text for kind in KINDS if (text := kind_text(kind, language))]
    return [*learn_pages(language), *kinds]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped files, to be broken."""
    return Path(shutil.copytree(LEARN, tmp_path / "learn"))


def test_every_page_and_every_kind_is_told_in_both_languages() -> None:
    told = (LEARN / "order.txt").read_text(encoding="utf-8").split()
    assert told == PAGES
    for language in LANGUAGES:
        assert [page.name for page in every(language)] == PAGES + KINDS
        assert {page.language for page in every(language)} == {language}
    assert STAY.removeprefix("learn:") in PAGES


def test_a_language_without_a_folder_gets_the_english_pages() -> None:
    assert learn_pages("ru") == learn_pages("en")
    assert kind_text("warmline", "ru") == kind_text("warmline", "en")
    assert learn_page("recovery", "es") != learn_page("recovery", "en")
    assert learn_page("no-such-page", "en") is None


@pytest.mark.parametrize("page", every("en"), ids=lambda page: page.name)
def test_the_english_pages_are_plain(page: LearnPage) -> None:
    text = text_of(page)
    assert len(text.split()) > 60
    known = ("recovery", "organization", "community")
    assert hard(text, NAMED, known) == []
    assert unexplained(text, "warmline") == []


def test_both_languages_have_the_same_parts_links_and_lists() -> None:
    for english, spanish in zip(every("en"), every("es"), strict=True):
        found = [shape(page) for page in (english, spanish)]
        assert found[0] == found[1], english.name
        assert text_of(english) != text_of(spanish)


def shape(page: LearnPage) -> tuple[Counter[str], list[str]]:
    tokens = [token for one in parsed(page.body) for token in (one, *(one.children or ()))]
    opened = Counter(f"{token.type} {token.tag}" for token in tokens if token.nesting == 1)
    return opened, sorted(str(t.attrs["href"]) for t in tokens if t.type == "link_open")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_ends_with_its_sources(language: str) -> None:
    title = {"en": "Sources", "es": "Fuentes"}[language]
    for page in learn_pages(language):
        last = re.split(r"^## ", page.body, flags=re.MULTILINE)[-1]
        assert last.startswith(f"{title}\n"), page.name
        assert re.findall(r"^- \[[^\]]+\]\(https://", last, flags=re.MULTILINE), page.name


def test_no_sentence_is_carried_over_from_the_documents_it_grew_from() -> None:
    pages = [page for language in LANGUAGES for page in every(language)]
    told = {run for page in pages for run in runs(text_of(page))}
    assert len(told) > 3000
    documents = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    # Without the documents there are still sentences of theirs that everybody quotes.
    documents.append(
        "Recovery is a process of change through which individuals improve their health and "
        "wellness, live self-directed lives, and strive to reach their full potential. A peer "
        "respite is a voluntary, short-term, overnight program that provides community-based, "
        "non-clinical crisis support to help people find new understanding and ways to move on."
    )
    taken = {" ".join(run) for document in documents for run in runs(document) & told}
    assert taken == set()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("en/recovery.md", "No title\n\nWords.\n", "learn/en/recovery.md, row 1: its first line"),
        ("en/recovery.md", "# Title\n\n## Part\n\nWords.\n", "has no summary"),
        ("en/recovery.md", "# Title\n\nWords.\n\n<b>Bold</b> words.\n", "has HTML"),
        ("es/recovery.md", "# T\n\nWords.\n\n<script>alert(1)</script>\n", "has HTML"),
        ("en/recovery.md", "# Title\n\nWords.\n\n![A](https://a.org/b.png)\n", "has a picture"),
        ("en/recovery.md", "# Title\n\nSee [it](learn:no-such).\n", "links to “learn:no-such”"),
        ("en/recovery.md", "# Title\n\nSee [it](page:admin).\n", "links to “page:admin”"),
        ("en/recovery.md", "# Title\n\nSee [it](../other.md).\n", "links to “../other.md”"),
        ("en/recovery.md", "", "recovery.md: is empty"),
        ("en/more.md", "# More\n\nWords.\n", "learn/en/more.md: no line of learn/order.txt"),
        ("en/kinds/hospital.md", "# H\n\nWords.\n", "no kind of help has this name"),
        ("es/kinds/warmline.md", "Nada\n", "learn/es/kinds/warmline.md, row 1"),
        ("order.txt", "recovery\nrecovery\n", "names recovery twice"),
        ("order.txt", "recovery\nnothing\n", "learn/en/nothing.md: there is no such file"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(copy: Path, name: str, text: str, said: str) -> None:
    (copy / name).write_text(text, encoding="utf-8")
    found = [str(error) for error in learn_problems(copy)]
    assert [words for words in found if said in words], found
    assert not [words for words in found if "\n" in words]
    # What can be read is still shown.
    for language in LANGUAGES:
        assert len(learn_pages(language, copy)) >= len(PAGES) - 1 - 7 * (name == "order.txt")


@pytest.mark.parametrize("name", ["es/recovery.md", "es/kinds/warmline.md"])
def test_a_page_that_is_missing_in_a_language_is_told(copy: Path, name: str) -> None:
    (copy / name).unlink()
    (problem,) = learn_problems(copy)
    english = name.replace("es/", "en/")
    assert str(problem) == (
        f"learn/{name}: there is no such file: write it, with the same parts as learn/{english}"
    )


def test_a_page_is_added_with_a_file_a_language_and_a_line(copy: Path) -> None:
    for language in LANGUAGES:
        (copy / language / "new.md").write_text("# New\n\nOne\nline.\n\n## Part\n\nMore.\n")
    with (copy / "order.txt").open("a") as order:
        order.write("new\n")
    page = learn_page("new", "es", copy)
    assert learn_problems(copy) == []
    assert page == LearnPage("new", "es", "New", "One line.", "## Part\n\nMore.")


def test_a_broken_page_takes_no_other_with_it(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    (copy / "en" / "recovery.md").write_text("# R\n\nSee [it](learn:nowhere).\n")
    assert [page.name for page in learn_pages("en", copy)] == [p for p in PAGES if p != "recovery"]
    assert mended_pages("en", copy) == {"recovery"}
    assert mended_pages("es", copy) == set()
    assert learn_page("recovery", "en", copy) is None
    assert "learn/en/recovery.md: links to “learn:nowhere”" in caplog.text
    (copy / "order.txt").unlink()
    assert {page.name for page in learn_pages("es", copy)} == set(PAGES)


def test_the_shipped_files_are_whole() -> None:
    assert learn_problems() == []


def test_a_kind_needs_no_text_of_its_own(copy: Path) -> None:
    for language in LANGUAGES:
        (copy / language / "kinds" / "clubhouse.md").unlink()
    assert kind_text("clubhouse", "es", copy) is None
    assert len(learn_pages("es", copy)) == len(PAGES)


@given(name=st.text(max_size=40))
def test_any_name_is_a_page_or_nothing(name: str) -> None:
    page = learn_page(name, "en")
    assert (page is not None) == (name in PAGES)
    assert page is None or page.name == name


def test_what_editors_are_told_is_true() -> None:
    text = (LEARN / "README.md").read_text(encoding="utf-8")
    for page in set(OWN_PAGES) - {"learn"}:
        assert f"`{page}`" in text or f"page:{page}" in text
    assert "order.txt" in text
