"""Which source a record stands on when another one speaks of it too."""

from __future__ import annotations

from respite_finder.places import Row
from respite_finder.schema import LIST_SEPARATOR, split_list
from respite_finder.text import parse_date


def newer(one: str, other: str) -> bool:
    """Whether the date ``one`` is later than ``other``; any date is later than none.

    >>> newer("2026-07", "2026"), newer("2025", ""), newer("", "2020")
    (True, True, False)
    """
    first, second = parse_date(one), parse_date(other)
    return first is not None and (second is None or first > second)


def stated_again(row: Row, name: str, url: str, date: str) -> Row:
    """The source cells of a record after a source stated it (again) at a date.

    The latest source is the one that a visitor sees; the one before moves to the other sources
    with its date. An older one is noted among them. Nothing is forgotten.
    """
    if not url or url == row["source_url"]:
        return {"source_date": date} if newer(date, row["source_date"]) else {}
    others = [part for part in split_list(row["other_sources"]) if not part.startswith(url)]
    if not newer(date, row["source_date"]):
        return {"other_sources": LIST_SEPARATOR.join([*others, _dated(url, date)])}
    before = _dated(row["source_url"], row["source_date"])
    others = [part for part in others if not part.startswith(row["source_url"])]
    return {
        "source_name": name or row["source_name"],
        "source_url": url,
        "source_date": date,
        "other_sources": LIST_SEPARATOR.join([*others, before]),
    }


def _dated(url: str, date: str) -> str:
    # A semicolon separates sources, and some addresses hold one.
    address = url.replace(";", "%3B")
    return f"{address} ({date})" if date else address
