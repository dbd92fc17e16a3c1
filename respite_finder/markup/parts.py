"""The small parts that all our HTML is made of. Every value is escaped."""

from __future__ import annotations

from functools import cache
from html import escape

from babel import Locale

from respite_finder.i18n import SOURCE, current, pgettext
from respite_finder.schema import split_list
from respite_finder.service_types import service_types

_OF_THE_DEVICE = ("tel:", "sms:", "mailto:")


def link(href: str, label: str, css: str = "") -> str:
    """A link that tells the other side nothing about this page; ``label`` is HTML."""
    attributes = f' class="{css}"' if css else ""
    outside = "" if href.startswith(_OF_THE_DEVICE) else ' target="_blank"'
    return (
        f'<a href="{escape(href, quote=True)}"{attributes}{outside} '
        f'rel="noopener noreferrer" referrerpolicy="no-referrer">{label}</a>'
    )


def within(href: str, label: str, css: str = "") -> str:
    """A link to a page of ours that keeps the session (``coverage.js``); ``label`` is HTML."""
    attributes = f' class="{css}"' if css else ""
    return f'<a href="{escape(href, quote=True)}"{attributes} data-within>{label}</a>'


def paragraph(css: str, inner: str) -> str:
    """A paragraph around HTML, or nothing."""
    return f'<p class="{css}">{inner}</p>' if inner else ""


def as_stated(words: str | None) -> str:
    """Words of the data, which are English, marked as such for who reads another language."""
    text = escape(words or "")
    return text if current().code == SOURCE or not text else f'<span lang="{SOURCE}">{text}</span>'


def stated(column: str, words: str) -> str:
    """A word of the data in the visitor's language where the catalogue knows it."""
    known = pgettext(column, words)
    return as_stated(words) if known == words else escape(known)


def stated_list(column: str, cell: str) -> str:
    """A list cell: "adults, veterans"."""
    return ", ".join(stated(column, member) for member in split_list(cell))


def languages_phrase(cell: str) -> str:
    """A list of languages by their names: "inglés, español"."""
    codes, here = _language_codes(), current().locale.languages
    names = (here.get(codes.get(name, ""), name) for name in split_list(cell))
    return ", ".join(escape(str(name)) for name in names)


def mark_html(service_type: str, *, area: bool = False) -> str:
    """The mark of a service type as it stands on the map, for cards and the legend."""
    kind = service_types()[service_type]
    css = f"mark shape-{kind.shape}{' area' if area else ''}"
    style = f"--type:{kind.color}"
    return (
        f'<span class="{css}" style="{style}" aria-hidden="true"><b>{escape(kind.mark)}</b></span>'
    )


@cache
def _language_codes() -> dict[str, str]:
    return {name: code for code, name in Locale(SOURCE).languages.items()}
