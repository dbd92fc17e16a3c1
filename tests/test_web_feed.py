"""The Atom feeds: read back by a feed reader's library, with strange names and strange hosts."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import feedparser
import pytest
from starlette.applications import Starlette

from asked import Answer, ask
from made import record
from respite_finder.i18n import speaking
from respite_finder.news import MOST, Feed, atom_feed, published_news
from respite_finder.web.feed import feed_routes
from respite_finder.web.middleware import page_middleware
from test_news import said, told

HOSTILE = '</title><script>alert(1)</script>&amp; "x" \x00\x0b\ufffe]]>'


def feed(path: str = "/changes.atom", base: str = "", **headers: str) -> Answer:
    app = Starlette(routes=feed_routes(base), middleware=page_middleware(base))
    return ask(app, f"{base}{path}", **({"host": "finder.example.org"} | headers))


def read(answer: Answer) -> feedparser.FeedParserDict:
    found = feedparser.parse(answer.body)
    assert not found.bozo
    return found


def link(held: feedparser.FeedParserDict, rel: str) -> str:
    (href,) = (one.href for one in held.links if one.rel == rel)
    return str(href)


def test_a_feed_reader_finds_the_newest_changes_of_a_state() -> None:
    answer = feed("/changes/MA.atom")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/atom+xml")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    found = read(answer)
    assert found.version == "atom10"
    events = [e for e in published_news() if e.state == "MA" and not e.only_words][:MOST]
    assert [entry.id for entry in found.entries] == [event.id for event in events]
    assert link(found.feed, "self") == "http://finder.example.org/changes/MA.atom"
    assert link(found.feed, "alternate") == "http://finder.example.org/changes?state=MA"
    assert found.feed.author
    for entry, event in zip(found.entries, events, strict=True):
        assert link(entry, "alternate").endswith(f"/place?place={event.place_id}")
        assert event.name in entry.title
        assert entry.updated == f"{event.day}T12:00:00Z"
        assert entry.tags[0].term in ("new", "changed", "closed")
        assert entry.summary


def test_the_feed_of_all_states_holds_the_newest_hundred() -> None:
    assert len(read(feed()).entries) == MOST
    assert not {entry.id for entry in read(feed()).entries} - {e.id for e in published_news()}


def test_it_speaks_spanish_under_the_same_ids() -> None:
    english, spanish = read(feed("/changes/MA.atom")), read(feed("/changes/MA.atom?lang=es"))
    assert [e.id for e in english.entries] == [e.id for e in spanish.entries]
    assert (english.feed.language, spanish.feed.language) == ("en", "es")
    assert english.feed.id != spanish.feed.id
    assert link(spanish.feed, "alternate").endswith("/changes?state=MA&lang=es")
    assert link(spanish.entries[0], "alternate").endswith("&lang=es")
    assert read(feed("/changes/MA.atom?lang=xx")).feed.language == "en"


def test_links_are_of_the_address_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPITE_FINDER_ADDRESS", "https://public.example.org/app/")
    found = read(feed(base="/app"))
    assert link(found.feed, "self") == "https://public.example.org/app/changes.atom"


@pytest.mark.parametrize("host", ['x"><script>', "a b", "evil.org/path", "user@evil.org", ""])
def test_a_strange_host_is_in_no_link(host: str) -> None:
    found = read(feed(base="/app", host=host))
    assert link(found.feed, "self") == "/app/changes.atom"
    assert "evil.org" not in feed(host=host).text


@pytest.mark.parametrize("path", ["/changes/XX.atom", "/changes/ma%20.atom", "/changes/<b>.atom"])
def test_an_unknown_state_gets_one_sentence(path: str) -> None:
    answer = feed(path)
    assert (answer.status, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert answer.text == "There is no feed here. Use the two letters of a state: changes/MA.atom."


def test_who_has_it_is_not_sent_it_again() -> None:
    first = feed("/changes/MA.atom")
    tag, changed = first.headers["etag"], first.headers["last-modified"]
    for conditions in (
        {"if_none_match": tag},
        {"if_none_match": f'"other", {tag}'},
        {"if_modified_since": changed},
    ):
        again = feed("/changes/MA.atom", **conditions)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    for conditions in (
        {"if_none_match": '"other"', "if_modified_since": changed},
        {"if_modified_since": "Sat, 01 Jan 2000 00:00:00 GMT"},
        {"if_modified_since": "yesterday"},
    ):
        assert feed("/changes/MA.atom", **conditions).status == 200


def test_a_hostile_name_stays_a_name() -> None:
    events = told([said("update", "hours", "", "x")], record(name=HOSTILE))
    body = atom_feed(Feed("http://localhost", "MA", date(2026, 11, 22)), events)
    title = ET.fromstring(body).findtext("{*}entry/{*}title") or ""
    assert "</title><script>alert(1)</script>&amp;" in title
    assert not {"\x00", "\x0b", "\ufffe"} & set(title)
    assert b"<script" not in body


def test_a_description_alone_is_no_entry() -> None:
    log = [said("update", "description", "", "x", id="ma-a"), said("update", "hours", "", "x")]
    events = told(log, record(), record(place_id="ma-a", name="Other House"))
    body = atom_feed(Feed("http://localhost", "MA", date(2026, 11, 22)), events)
    (title,) = [entry.title for entry in feedparser.parse(body).entries]
    assert "Made House" in title


def test_a_feed_without_entries_is_of_the_release() -> None:
    with speaking("es"):
        body = atom_feed(Feed("", "GU", date(2026, 11, 22)), [])
    assert feedparser.parse(body).feed.updated == "2026-11-22T12:00:00Z"
