"""HTML of the learn pages: the text of a file, the overview, the page of a kind of help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from respite_finder.i18n import _, current
from respite_finder.learning import TO_LEARN, TO_PAGE, LearnPage, parsed
from respite_finder.markup.parts import link, mark_html, paragraph, within
from respite_finder.service_types import ServiceTypeText

Href = Callable[[str], str]
"""From ``learn:name`` or ``page:name`` to an address of the app, with the language in it."""

TOP_HEADING: Final = 2
"""The highest heading in a text: the page's title is the only h1."""

_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False})


def top_html(name: str) -> str:
    """What makes ``page.js`` begin another page at its top, once."""
    place = escape(f"learn {name}", quote=True)
    scroll = "[data-testid=stMainBlockContainer]"
    return f'<i data-scroll="{scroll}" data-block="start" data-place="{place}" hidden></i>'


def text_html(text: str, href: Href) -> str:
    """Markdown of a learn page as HTML: no markup of its own, no heading above ``TOP_HEADING``."""
    return _Renderer(href).render(parsed(text), _MARKDOWN.options, {})


def page_html(page: LearnPage, href: Href) -> str:
    """A page: its title, its summary and its text, marked where they are in another language."""
    lang = _lang(page)
    head = f"<h1>{escape(page.title)}</h1>{text_html(page.summary, href)}"
    return (
        f'<div class="card place-head"{lang}>{head}</div>'
        f'<section class="card place-learn"{lang}>{text_html(page.body, href)}</section>'
    )


def pages_html(pages: Iterable[LearnPage], href: Href) -> str:
    """The overview of the pages: each title as a link, with its summary."""
    items = "".join(
        f'<li class="line"{_lang(page)}><div class="who">'
        f"<p>{within(href(TO_LEARN + page.name), escape(page.title))}</p>"
        f"{text_html(page.summary, href)}</div></li>"
        for page in pages
    )
    evidence = within(href(TO_PAGE + "evidence"), escape(_("Does peer support help?")), "button")
    return (
        f'<section class="card place-learn"><ul class="lines">{items}</ul>'
        f'<p class="contacts">{evidence}</p></section>'
    )


def kinds_html(kinds: Mapping[str, ServiceTypeText], href: Href) -> str:
    """The kinds of help: each with its mark, its name as a link, and what it is."""
    items = "".join(
        f'<li class="line"><div class="who"><p class="kind">{mark_html(code)} '
        f"{within(href(TO_LEARN + code), escape(kind.plural))}</p>"
        f"<p>{escape(kind.summary)}</p></div></li>"
        for code, kind in kinds.items()
    )
    title = escape(_("Each kind of help"))
    return (
        f'<section class="card place-learn"><h2>{title}</h2>'
        f'<ul class="lines">{items}</ul></section>'
    )


def kind_head_html(code: str, kind: ServiceTypeText, text: LearnPage | None) -> str:
    """The head of a kind's page: the question that it answers, its mark and what it is."""
    title = escape(text.title) if text else escape(kind.name)
    return (
        f'<div class="card place-head"><h1{_lang(text)}>{title}</h1>'
        f'<p class="kind">{mark_html(code)} <span>{escape(kind.name)}</span></p>'
        f"{paragraph('place-kind', escape(kind.summary))}</div>"
    )


def near_html(address: str, words: str, count: str) -> str:
    """The way to the places of a kind: a link with these words, and how many we know."""
    there = within(address, escape(words), "button main")
    return f'<p class="card contacts">{there} <span>{escape(count)}</span></p>'


def kind_body_html(text: LearnPage, href: Href) -> str:
    """What is told of a kind of help beside its note."""
    body = text_html(text.body, href)
    return f'<section class="card place-learn"{_lang(text)}>{body}</section>'


def next_html(page: LearnPage | None, href: Href) -> str:
    """What to read next, and the way back to all pages."""
    all_pages = within(href(TO_PAGE + "learn"), escape(_("All pages")), "button")
    if page is None:
        return f'<p class="card contacts">{all_pages}</p>'
    title = f"<span{_lang(page)}>{escape(page.title)}</span>"
    words = escape(_("Read next: {title}")).replace("{title}", title)
    on = within(href(TO_LEARN + page.name), f"<span>{words}</span>", "button")
    return f'<p class="card contacts">{on} {all_pages}</p>'


def _lang(page: LearnPage | None) -> str:
    if page is None or page.language == current().code:
        return ""
    return f' lang="{escape(page.language, quote=True)}"'


class _Renderer(RendererHTML):
    """Headings below the title of the page, and links as every other page has them."""

    def __init__(self, href: Href) -> None:
        super().__init__()
        self._href = href

    def heading_open(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        return f"<{_heading(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        return f"</{_heading(tokens[idx])}>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Any) -> str:
        href = str(tokens[idx].attrs["href"])
        own = href.startswith((TO_LEARN, TO_PAGE))
        made = within(self._href(href), "") if own else link(href, "")
        return made.removesuffix("</a>")


def _heading(token: Token) -> str:
    return f"h{max(TOP_HEADING, int(token.tag[1:]))}"
