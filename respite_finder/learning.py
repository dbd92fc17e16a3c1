"""The learn pages: text files that people write who do not program, one a page and language.

``learn/<language>/<name>.md`` begins with ``# Title``; the first paragraph is the summary, the
rest is the text. ``learn/order.txt`` names the pages in their order. What is told of a service
type beside its note stands in ``learn/<language>/kinds/<code>.md``, with a title and no summary.
``learn/README.md`` tells how to edit.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from respite_finder.errors import FileError
from respite_finder.files import read_text
from respite_finder.i18n import SOURCE
from respite_finder.resources import LEARN
from respite_finder.schema import ServiceType

TO_LEARN: Final = "learn:"
TO_PAGE: Final = "page:"
STAY: Final = "learn:what-a-stay-is-like"
"""The page that tells of a stay at a peer respite, as other pages link to it."""

ABOUT_RESPITES: Final = ("what-a-peer-respite-is", "what-a-stay-is-like")
"""The pages from which a reader may want to go on to the houses themselves."""

OUTSIDE: Final = ("https://", "http://", "tel:", "sms:", "mailto:")
OWN_PAGES: Final = (
    *("find", "learn", "lines", "list", "coverage", "evidence", "suggest", "data", "privacy"),
)
"""The pages of the site that a text may link to, by their names in ``page:name``."""

_log = logging.getLogger(__name__)
_FORM: Final = "a text file that begins with “# Title”"
_TITLE: Final = re.compile(r"# +(\S.*)")
_HTML: Final = ("html_block", "html_inline")


@dataclass(frozen=True, slots=True)
class LearnPage:
    """A page as its file says it; ``language`` is that of the text, ``body`` is Markdown."""

    name: str
    language: str
    title: str
    summary: str
    body: str


@cache
def learn_pages(language: str, folder: Path = LEARN) -> tuple[LearnPage, ...]:
    """Every page in the order of ``order.txt``; in English where the language has no folder.

    A page with a mistake is left out, and what is wrong with it is logged: one bad line takes
    one page away, not all of them. ``learn_problems`` tells every mistake.
    """
    spoken = _spoken(language, folder)
    made = (_whole(folder, spoken, name) for name in _ordered(folder))
    return tuple(page for page in made if page)


@cache
def mended_pages(language: str, folder: Path = LEARN) -> frozenset[str]:
    """The names of the pages that ``learn_pages`` leaves out."""
    whole = {page.name for page in learn_pages(language, folder)}
    return frozenset(_ordered(folder)) - whole


def learn_page(name: str, language: str, folder: Path = LEARN) -> LearnPage | None:
    """The page of this name; None if there is none, or none that can be used."""
    return next((page for page in learn_pages(language, folder) if page.name == name), None)


@cache
def kind_text(kind: str, language: str, folder: Path = LEARN) -> LearnPage | None:
    """What is told of a service type beside its note, without a summary; None if nothing is."""
    if not _kind_file(folder, SOURCE, kind).is_file():
        return None
    return _whole(folder, _spoken(language, folder), kind, kind=True)


def learn_problems(folder: Path = LEARN) -> list[FileError]:
    """Every mistake in the files, one a file, each with what to do."""
    try:
        names = _order(folder)
    except FileError as error:
        return [error]
    found: list[FileError] = []
    for language in sorted(path.name for path in folder.iterdir() if path.is_dir()):
        found += _problems(folder, language, names)
    return found


def parsed(text: str) -> list[Token]:
    """Markdown as tokens; HTML in it stays text."""
    return MarkdownIt("commonmark", {"html": False}).parse(text)


def _order(folder: Path) -> tuple[str, ...]:
    source = folder / "order.txt"
    lines = read_text(source, "a list of the learn pages, a name a line").splitlines()
    names = tuple(line.strip() for line in lines if line.strip())
    for before, name in pairwise(sorted(names)):
        if before == name:
            raise FileError(source.name, f"names {name} twice: leave one of the two lines")
    return names


def _ordered(folder: Path) -> tuple[str, ...]:
    """The names in their order; by the alphabet where the list of them cannot be used."""
    try:
        return _order(folder)
    except FileError as error:
        _log.error("%s", error)
        return tuple(sorted(path.stem for path in (folder / SOURCE).glob("*.md")))


def _spoken(language: str, folder: Path) -> str:
    """The language of the files that are read for a visitor who speaks ``language``."""
    known = {path.name for path in folder.iterdir() if path.is_dir()}
    return language if language in known else SOURCE


def _whole(folder: Path, language: str, name: str, *, kind: bool = False) -> LearnPage | None:
    """The page, or None and a line in the log."""
    try:
        return _page(folder, language, name, kind=kind)
    except FileError as error:
        _log.error("%s", error)
        return None


def _problems(folder: Path, language: str, names: tuple[str, ...]) -> Iterator[FileError]:
    """What is wrong with the pages of a language, with a page outside the order, and with kinds."""
    kinds = sorted(path.stem for path in (folder / SOURCE / "kinds").glob("*.md"))
    for name, kind in (*((name, False) for name in names), *((name, True) for name in kinds)):
        try:
            _page(folder, language, name, kind=kind)
        except FileError as error:
            yield error
    for path in sorted((folder / language).glob("*.md")):
        if path.stem not in names:
            rule = "no line of learn/order.txt names it: add one, or take the file away"
            yield FileError(_named(path, folder), rule)
    for path in sorted((folder / language / "kinds").glob("*.md")):
        if path.stem not in set(ServiceType):
            rule = f"no kind of help has this name: use one of {', '.join(ServiceType)}"
            yield FileError(_named(path, folder), rule)
        elif path.stem not in kinds:
            english = _named(_kind_file(folder, SOURCE, path.stem), folder)
            yield FileError(_named(path, folder), f"has no English text: write {english} too")


def _page(folder: Path, language: str, name: str, *, kind: bool = False) -> LearnPage:
    path = _kind_file(folder, language, name) if kind else folder / language / f"{name}.md"
    source = _named(path, folder)
    if not path.is_file():
        english = _named(folder / SOURCE / path.relative_to(folder / language), folder)
        rule = f"there is no such file: write it, with the same parts as {english}"
        if language == SOURCE:
            rule = "there is no such file: write it, or take its line out of learn/order.txt"
        raise FileError(source, rule)
    first, _break, rest = read_text(path, _FORM).partition("\n")
    found = _TITLE.fullmatch(first.strip())
    if not found:
        raise FileError(source, "its first line is no title: begin with “# ” and the title", 1)
    body = rest.strip()
    _check(source, body, _names(folder))
    if kind:
        return LearnPage(name, language, found[1], "", body)
    summary, _gap, text = body.partition("\n\n")
    if not summary or summary.startswith(("#", "-", "*", "1.")):
        raise FileError(source, "has no summary: write one paragraph below the title", 2)
    return LearnPage(name, language, found[1], " ".join(summary.split()), text.strip())


def _check(source: str, body: str, names: frozenset[str]) -> None:
    """Raise FileError for HTML, a picture, or a link that leads nowhere."""
    # Parsed with HTML, so that it is found wherever it would count as such.
    for token in _flat(MarkdownIt("commonmark").parse(body)):
        if token.type in _HTML:
            rule = "has HTML: write it as plain text, the page sets headings and lists itself"
            raise FileError(source, rule)
        if token.type == "image":
            raise FileError(source, "has a picture: these pages are words only, take it out")
        if token.type == "link_open":
            _check_link(source, str(token.attrs["href"]), names)


def _check_link(source: str, href: str, names: frozenset[str]) -> None:
    if href.startswith(OUTSIDE):
        return
    known = [TO_LEARN + name for name in sorted(names)] + [TO_PAGE + page for page in OWN_PAGES]
    if href not in known:
        rule = (
            f"links to “{href}”, which is no page: use a web address or one of {', '.join(known)}"
        )
        raise FileError(source, rule)


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


def _names(folder: Path) -> frozenset[str]:
    return frozenset({*_ordered(folder), *(kind.value for kind in ServiceType)})


def _kind_file(folder: Path, language: str, kind: str) -> Path:
    return folder / language / "kinds" / f"{kind}.md"


def _named(path: Path, folder: Path) -> str:
    """A file as its editors know it: learn/en/what-is-it.md."""
    return f"learn/{path.relative_to(folder).as_posix()}"
