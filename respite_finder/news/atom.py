"""Events as an Atom feed (RFC 4287), built as a tree: whatever a name holds stays a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from respite_finder.i18n import SOURCE, _, current
from respite_finder.ids import uuid_of
from respite_finder.news.events import Event, Kind
from respite_finder.news.words import area_words, kind_words, label_words, sentences

MOST: Final = 100
"""Entries of a feed: the newest."""
MEDIA_TYPE: Final = "application/atom+xml"

_ATOM: Final = "http://www.w3.org/2005/Atom"
_CATEGORY: Final = {
    Kind.CLOSED: "closed",
    Kind.NEW: "new",
    Kind.OPENED: "new",
    Kind.OPENED_AGAIN: "new",
}
"""Categories of an entry; every other kind is "changed"."""
_NO_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Where a feed lies and of what it tells.

    ``root``: the finder's address without an end, such as https://finder.example.org; ``state``:
    a postal code, ``US``, or empty for all. ``since``: the day of a feed without entries.
    """

    root: str
    state: str
    since: date

    @property
    def own(self) -> str:
        return f"{self.root}{feed_path(self.state)}{_query()}"

    @property
    def page(self) -> str:
        return f"{self.root}/changes{_query(state=self.state)}"


def feed_path(state: str) -> str:
    """The path of a feed below the finder's.

    >>> feed_path("MA"), feed_path("")
    ('/changes/MA.atom', '/changes.atom')
    """
    return f"/changes/{state}.atom" if state else "/changes.atom"


def atom_feed(feed: Feed, events: Sequence[Event]) -> bytes:
    """The newest of ``events``, which come the newest first, in the language that is spoken.

    What changed in nothing but its description or details is no news to who follows a feed.
    """
    shown = [event for event in events if not event.only_words][:MOST]
    language = current().code
    top = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    own = f"changes {feed.state}" if language == SOURCE else f"changes {feed.state} {language}"
    _text(top, "id", uuid_of("feed", own).urn)
    _text(top, "title", _("What changed: {area}").format(area=area_words(feed.state)))
    _text(top, "subtitle", _("Places and lines that are new, changed or closed."))
    _text(top, "updated", _moment(max([event.day for event in shown], default=feed.since)))
    _text(ET.SubElement(top, "author"), "name", _("Respite finder"))
    _link(top, "self", feed.own, MEDIA_TYPE)
    _link(top, "alternate", feed.page, "text/html")
    _text(top, "rights", "CC BY-NC 4.0")
    for event in shown:
        _entry(top, feed, event)
    return bytes(ET.tostring(top, encoding="utf-8", xml_declaration=True))


def _entry(top: ET.Element, feed: Feed, event: Event) -> None:
    entry = ET.SubElement(top, "entry")
    what = kind_words(event.kind)
    _text(entry, "id", event.id)
    _text(entry, "title", f"{what}: {label_words(event)}")
    _text(entry, "updated", _moment(event.day))
    place = f"{feed.root}/place{_query(place=event.place_id)}" if event.place_id else feed.page
    _link(entry, "alternate", place, "text/html")
    if event.source_url:
        _link(entry, "via", event.source_url)
    term = _CATEGORY.get(event.kind, "changed")
    ET.SubElement(entry, "category", {"term": term, "label": _clean(what)})
    _text(entry, "summary", " ".join(sentences(event)), type="text")


def _query(**params: str) -> str:
    """A query of what is not empty, with the language that is spoken if it is not the source."""
    spoken = {} if current().code == SOURCE else {"lang": current().code}
    given = {name: value for name, value in (params | spoken).items() if value}
    return f"?{urlencode(given)}" if given else ""


def _moment(day: date) -> str:
    """Noon, by universal time: the same day wherever it is read in the United States."""
    return f"{day.isoformat()}T12:00:00Z"


def _text(parent: ET.Element, tag: str, words: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = _clean(words)


def _link(parent: ET.Element, rel: str, href: str, media_type: str = "") -> None:
    kind = {"type": media_type} if media_type else {}
    ET.SubElement(parent, "link", {"rel": rel, "href": _clean(href), **kind})


def _clean(words: str) -> str:
    return _NO_XML.sub("", words)
