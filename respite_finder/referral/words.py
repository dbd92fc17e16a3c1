"""Words as a sheet holds them: clean text with its language and, where there is one, its link."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import quote, urlsplit

_SPACES: Final = re.compile(r"\s+")
_DROPPED: Final = frozenset({"Cf", "Cs", "Co", "Cn"})
"""Unicode categories that show nothing, or turn the text around them."""

_LINKS: Final = ("https://", "http://", "tel:", "sms:", "mailto:")
_LONGEST_LINK: Final = 2000
_AS_IT_IS: Final = "%:/?#[]@!$&'()*+,;=~"
"""Characters with a meaning in a link (RFC 3986), and those that are written as bytes already."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; ``language`` where it is not the sheet's own, ``href`` where it leads."""

    text: str
    language: str = ""
    href: str = ""


Words = tuple[Span, ...]


def plain(text: str) -> str:
    r"""The text on one line, without what cannot be seen.

    >>> plain("Hope\n\x00 House\u202e")
    'Hope House'
    """
    seen = (" " if unicodedata.category(c) == "Cc" else c for c in text)
    kept = (c for c in seen if unicodedata.category(c) not in _DROPPED)
    return _SPACES.sub(" ", "".join(kept)).strip()


def cleaned(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with every text of it on one line; what is left empty is None."""
    return {
        name: (plain(value) or None) if isinstance(value, str) else value
        for name, value in record.items()
    }


def safe_href(href: str) -> str:
    """The link where it is one that a sheet may carry, in ASCII as a PDF wants it; else empty.

    >>> safe_href("https://example.org/a"), safe_href("javascript:alert(1)")
    ('https://example.org/a', '')
    >>> safe_href("https://example.org/niños?a=%20b")
    'https://example.org/ni%C3%B1os?a=%20b'
    """
    whole = href.isprintable() and not re.search(r"[\s<>\"\\]", href)
    if not (whole and href.startswith(_LINKS) and len(href) <= _LONGEST_LINK):
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    return quote(href, safe=_AS_IT_IS) if parts.netloc or not href.startswith("http") else ""


def words(text: str, language: str = "", href: str = "") -> Words:
    """One span, or none where there is no text."""
    return (Span(text, language, safe_href(href)),) if text else ()


def spans(html: str) -> Words:
    """Our own small markup as spans: its text, with ``lang`` and ``href`` kept.

    >>> spans('Free · <span lang="en">at night &amp; by day</span>')
    (Span(text='Free · ', language='', href=''), Span(text='at night & by day', language='en', href=''))
    """  # noqa: E501
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


def filled(message: str, **values: Words) -> Words:
    """A message with spans in its places.

    >>> filled("Ask {who}.", who=words("Ann", "en"))[1].language
    'en'
    """
    found: list[Span] = []
    for part in re.split(r"(\{\w+\})", message):
        name = part[1:-1]
        found += values[name] if part.startswith("{") and name in values else words(part)
    return tuple(found)


def joined(parts: tuple[Words, ...], between: str) -> Words:
    """Those of the parts that hold something, with a text between them."""
    found: list[Span] = []
    for part in parts:
        if part:
            found += [*([Span(between)] if found else []), *part]
    return tuple(found)


def said(given: Words) -> str:
    """The bare text."""
    return "".join(span.text for span in given)


def readable_url(url: str) -> str:
    """A web address as it is written on paper.

    >>> readable_url("https://www.example.org/house/")
    'www.example.org/house'
    """
    return re.sub(r"^https?://", "", url).rstrip("/")


def html_words(given: Words) -> str:
    """Spans as HTML, every value escaped."""
    return "".join(_html(span) for span in given)


def _html(span: Span) -> str:
    text = escape(span.text)
    attributes = f' lang="{escape(span.language, quote=True)}"' if span.language else ""
    if span.href:
        href = escape(span.href, quote=True)
        return f'<a href="{href}"{attributes} rel="noreferrer noopener">{text}</a>'
    return f"<span{attributes}>{text}</span>" if attributes else text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Span] = []
        self._inside: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        language, href = self._inside[-1] if self._inside else ("", "")
        if tag not in ("br", "img"):
            self._inside.append((held.get("lang") or language, held.get("href") or href))

    def handle_endtag(self, _tag: str) -> None:
        self._inside = self._inside[:-1]

    def handle_data(self, data: str) -> None:
        language, href = self._inside[-1] if self._inside else ("", "")
        self.found.append(Span(data, language, safe_href(href)))
