"""Events that say the same of many places of a state on one day, told together."""

from __future__ import annotations

from collections.abc import Iterable

from respite_finder.i18n import _, ngettext
from respite_finder.news.events import Event
from respite_finder.news.parts import Part
from respite_finder.news.words import area_words
from respite_finder.text import number_phrase

Group = tuple[Event, ...]


def grouped(events: Iterable[Event]) -> list[Group]:
    """Events in their order; those of a day and state that only changed in words are one group.

    Every event is in exactly one group, and a group stands where its first event stood.
    """
    found: dict[object, list[Event]] = {}
    for event in events:
        about = Part.ABOUT in event.parts
        key = (event.day, event.state, about) if event.only_words else event.id
        found.setdefault(key, []).append(event)
    return [tuple(group) for group in found.values()]


def group_words(group: Group) -> str:
    """What happened to a group: "Ohio: 23 descriptions were rewritten"."""
    count = len(group)
    words = ngettext(
        "{area}: {count} description was rewritten",
        "{area}: {count} descriptions were rewritten",
        count,
    )
    if Part.ABOUT not in group[0].parts:
        words = ngettext(
            "{area}: details changed in {count} entry",
            "{area}: details changed in {count} entries",
            count,
        )
    state = group[0].state
    area = area_words(state) if state else _("State not known")
    return words.format(area=area, count=number_phrase(count))
