"""What changed, as HTML: an event below its link, and the addresses for feed readers."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode, urlsplit

from respite_finder.i18n import SOURCE, _, current
from respite_finder.markup.parts import as_stated, link, paragraph, within
from respite_finder.news import Event, Group, group_words, label_words, sentences
from respite_finder.news.atom import MEDIA_TYPE, feed_path
from respite_finder.news.words import area_words


def event_html(event: Event) -> str:
    """What happened in sentences, and the page that says so."""
    said = escape(" ".join(sentences(event)))
    return f'<div class="card"><p>{said}</p>{_source(event.source_url)}</div>'


def group_html(group: Group, href: Callable[[str], str]) -> str:
    """What happened to a group, and folded away a link to each of its places."""
    items = "".join(f"<li>{_place(event, href)}</li>" for event in group)
    title = escape(group_words(group))
    return f'<details class="note"><summary>{title}</summary><ul>{items}</ul></details>'


def _place(event: Event, href: Callable[[str], str]) -> str:
    label = as_stated(label_words(event))
    return within(href(event.place_id), label) if event.place_id else label


def _source(url: str) -> str:
    if not url:
        return ""
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    named = escape(_("Source: {source}"))
    return paragraph("source", named.replace("{source}", link(url, escape(host))))


def feeds_html(state: str) -> str:
    """Links to the feed of a state and to the one of all."""
    lang = "" if current().code == SOURCE else "?" + urlencode({"lang": current().code})
    links = []
    for one in dict.fromkeys((state, "")):
        href = escape(f".{feed_path(one)}{lang}", quote=True)
        words = escape(_("Feed: {area}").format(area=area_words(one)))
        links.append(f'<a class="button" href="{href}" type="{MEDIA_TYPE}">{words}</a>')
    return f'<div class="card contacts">{"".join(links)}</div>'
