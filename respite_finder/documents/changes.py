"""``data/CHANGES.md``: what changed in the data, by release, day and state, in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from respite_finder.coverage.releases import Release
from respite_finder.documents.markdown import table
from respite_finder.i18n import SOURCE, speaking
from respite_finder.news import Event, Group, Kind, group_words, grouped, label_words, sentences
from respite_finder.news.atom import feed_path
from respite_finder.news.parts import Part
from respite_finder.news.words import area_words, kind_words, part_words

MOST_NAMED: Final = 40
"""Changed records of a day that are named one by one; of a larger day they are counted by state."""

_HEAD: Final = """\
# What changed in the data

Made by `respite-finder document` from the [correction log](corrections.csv), which has every cell.
The latest change stands first. The finder tells the same on its page *What changed* and in an Atom
feed, for all states (`/changes.atom`) or one (`/changes/MA.atom`).
"""
_COUNTED: Final = (Kind.CHANGED, Kind.CONFIRMED)
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~&])")


def changes_report(events: Sequence[Event], releases: Sequence[Release]) -> str:
    """The text. ``events`` as ``news.made_news`` returns them, ``releases`` the oldest first."""
    with speaking(SOURCE):
        latest = releases[-1]
        parts = [_HEAD]
        unreleased = [event for event in events if not event.release]
        parts.append(f"\n## Since version {latest.version}\n\n{_days(unreleased)}")
        for release in reversed(releases):
            own = [event for event in events if event.release == release.version]
            title = f"## Version {release.version} ({_day(release.date)})"
            what = _plain(release.what[:1].upper() + release.what[1:]).rstrip(".") + "."
            parts.append(f"\n{title}\n\n{what}\n" + (f"\n{_days(own)}" if own else ""))
        return "".join(parts).rstrip() + "\n"


def _days(events: Sequence[Event]) -> str:
    if not events:
        return "Nothing has changed.\n"
    days = groupby(events, key=lambda event: event.day)
    return "\n".join(_of_day(day, list(held)) for day, held in days)


def _of_day(day: date, events: Sequence[Event]) -> str:
    """A day: what closed, opened, is new or was joined by name; what changed by name or counted."""
    count = len(events)
    lines = [f"### {_day(day)}: {count:,} {'record' if count == 1 else 'records'}", ""]
    counted = [event for event in events if event.kind in _COUNTED]
    large = len(counted) > MOST_NAMED
    # Of a large day only who lost or won a confirmation is named among what changed.
    named = [e for e in events if not large or e.kind not in _COUNTED or e.before != e.after]
    for kind, held in groupby(named, key=lambda event: event.kind):
        lines += [f"**{kind_words(kind)}**", "", *map(_told, grouped(held)), ""]
    if large:
        lines += [_by_state(counted), _by_part(counted), ""]
    return "\n".join(lines)


def _told(group: Group) -> str:
    """An event, or in one line what only changed in words."""
    if len(group) == 1:
        return _line(group[0])
    records = ", ".join(f"`{event.place_id or 'no record'}`" for event in group)
    return f"- {_plain(group_words(group))}: {records}"


def _line(event: Event) -> str:
    record = event.place_id or "no record"
    told = " ".join(sentences(event))
    return f"- {_plain(label_words(event))} (`{record}`): {_plain(told)}"


def _by_state(events: Iterable[Event]) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for event in events:
        column = "details" if event.only_details else event.kind.value
        counts[event.state, column] += 1
    columns = [name for name in ("changed", "details", "confirmed") if _any(counts, name)]
    heads = {"changed": "Changed", "details": "Only details", "confirmed": "Confirmed"}
    states = sorted({state for state, _column in counts}, key=_in_order)
    rows = [
        (_area(state), _feed(state), *(counts[state, name] for name in columns)) for state in states
    ]
    total = ("All", _feed(""), *(sum(counts[state, name] for state in states) for name in columns))
    head = ("State", "Feed", *(heads[name] for name in columns))
    return table(head, [*rows, total], numbers_from=2)


def _feed(state: str) -> str:
    """The way to a feed, below the address of the finder."""
    return f"`{feed_path(state)}`"


def _any(counts: Counter[tuple[str, str]], name: str) -> bool:
    return any(column == name for _state, column in counts)


def _in_order(state: str) -> tuple[bool, str]:
    return not state, _area(state)


def _area(state: str) -> str:
    return area_words(state) if state else "Not known"


def _by_part(events: Iterable[Event]) -> str:
    counts = Counter(part for event in events for part in event.parts)
    ordered = sorted(counts, key=lambda part: (-counts[part], list(Part).index(part)))
    told = ", ".join(f"{part_words(part)} ({counts[part]:,})" for part in ordered)
    return f"Records by what changed in them: {told}." if told else ""


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _plain(words: str) -> str:
    """Words of the data in Markdown: one line, and they stay what they are."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
