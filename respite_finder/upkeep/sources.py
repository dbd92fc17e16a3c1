"""Which source a record stands on when another one speaks of it too."""

from __future__ import annotations

import re

from respite_finder.places import Row
from respite_finder.schema import LIST_SEPARATOR, split_list
from respite_finder.text import parse_date

_DATED = re.compile(r"(?P<page>.*?)(?: \((?P<date>\d{4}(?:-\d\d){0,2})\))?")


def newer(one: str, other: str) -> bool:
    """Whether the date ``one`` is later than ``other``; any date is later than none.

    >>> newer("2026-07", "2026"), newer("2025", ""), newer("", "2020")
    (True, True, False)
    """
    first, second = parse_date(one), parse_date(other)
    return first is not None and (second is None or first > second)


def stated_again(row: Row, name: str, url: str, date: str) -> Row:
    """The source cells of a record after a source stated it (again) at a date; only new ones.

    The latest source is the one that a visitor sees; the one before moves to the other sources
    with its date. An older one is noted among them. Nothing is forgotten, no date falls back.
    """
    if not url:
        return {}
    if url == row["source_url"]:
        return {"source_date": date} if newer(date, row["source_date"]) else {}
    others = split_list(row["other_sources"])
    if newer(date, row["source_date"]):
        before = _with(_without(others, url), row["source_url"], row["source_date"])
        said = {"source_name": name or row["source_name"], "source_url": url, "source_date": date}
        return said | {"other_sources": LIST_SEPARATOR.join(before)}
    after = LIST_SEPARATOR.join(_with(others, url, date))
    return {"other_sources": after} if after != row["other_sources"] else {}


def _with(others: tuple[str, ...], url: str, date: str) -> tuple[str, ...]:
    """The other sources with this page among them, once, under the later of its dates."""
    known = [_date(part) for part in others if _page(part) == _cell(url)]
    if known and not any(newer(date, day) for day in known):
        return others
    stated = f"{_cell(url)} ({date})" if date else _cell(url)
    return (*_without(others, url), stated)


def _without(others: tuple[str, ...], url: str) -> tuple[str, ...]:
    return tuple(part for part in others if _page(part) != _cell(url))


def _page(part: str) -> str:
    found = _DATED.fullmatch(part)
    return found["page"] if found else part


def _date(part: str) -> str:
    found = _DATED.fullmatch(part)
    return (found["date"] or "") if found else ""


def _cell(url: str) -> str:
    # A semicolon separates sources, and some addresses hold one.
    return url.replace(";", "%3B")
