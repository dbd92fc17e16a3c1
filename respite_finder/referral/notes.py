"""Referral notes for a sheet and a page: the text of each kind of help, and what our data say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from respite_finder.i18n import _, ngettext
from respite_finder.referral.sheet import SheetNote
from respite_finder.referral_notes import (
    NoteSource,
    ReferralNote,
    referral_notes,
    spoken_notes,
)
from respite_finder.schema import ServiceType, Status
from respite_finder.service_types import spoken_types
from respite_finder.text import number_phrase

__all__ = [
    "NoteSource",
    "ReferralNote",
    "SheetNote",
    "cost_words",
    "referral_notes",
    "sheet_notes",
    "spoken_notes",
]

FREE: Final = "free"


def sheet_notes(kinds: Iterable[str], places: pd.DataFrame) -> tuple[SheetNote, ...]:
    """A note for each of these service types, once, in the order of ``ServiceType``.

    ``places`` is the whole dataset, for what it says of the cost. In the language spoken. Who
    can go is left to the places of the sheet: each says whom it takes.
    """
    asked = set(kinds)
    notes, types = spoken_notes(), spoken_types()
    return tuple(
        SheetNote(types[kind].name, _paragraphs(notes[kind], cost_words(places, kind)))
        for kind in ServiceType
        if kind.value in asked
    )


def cost_words(places: pd.DataFrame, kind: str) -> str:
    """What our data say of the cost of a kind of help, counted over its open places.

    An empty cost is unknown: it is told, and never counted as free or as not free.
    """
    open_now = places["status"].isin([Status.ACTIVE.value, Status.LISTED.value])
    cost = places.loc[open_now & (places["service_type"] == kind), "cost"].fillna("")
    stated, free = int((cost != "").sum()), int((cost == FREE).sum())
    if not stated:
        return _("In our data, none of this kind says what it costs. Ask before you go.")
    unknown = len(cost) - stated
    words = _counted(stated, free)
    if unknown:
        more = _("For {count} more, no source says it.").format(count=number_phrase(unknown))
        words = f"{words} {more}"
    return words


def _counted(stated: int, free: int) -> str:
    count = number_phrase(stated)
    if free == stated:
        return ngettext(
            "In our data, {count} of this kind says what it costs. It is free.",
            "In our data, {count} of this kind say what they cost. All are free.",
            stated,
        ).format(count=count)
    if not free:
        # Their sources put the cost in words of their own, which may well begin with "free for".
        return ngettext(
            "In our data, {count} of this kind says what it costs. See what it says.",
            "In our data, {count} of this kind say what they cost. See what each says.",
            stated,
        ).format(count=count)
    return ngettext(
        "In our data, {stated} of this kind say what they cost. {count} of them is free.",
        "In our data, {stated} of this kind say what they cost. {count} of them are free.",
        free,
    ).format(stated=count, count=number_phrase(free))


def _paragraphs(note: ReferralNote, cost: str) -> tuple[str, ...]:
    return (
        " ".join(note.what_it_is),
        " ".join(note.what_it_is_not),
        _("What it costs: {words}").format(words=" ".join((*note.cost, cost))),
        _("You can say: “{words}”").format(words=" ".join(note.say_for_yourself)),
        _("You can ask: {words}").format(words=" ".join(note.ask)),
        _("Sources of this note: {names}").format(names="; ".join(_publishers(note.sources))),
    )


def _publishers(sources: Iterable[NoteSource]) -> list[str]:
    """Who says it, each once, with the years of what bears a date."""
    years: dict[str, set[str]] = {}
    for source in sources:
        dated = {source.date[:4]} if source.published else set()
        years.setdefault(source.publisher, set()).update(dated)
    return [f"{name} ({', '.join(sorted(all_))})" if all_ else name for name, all_ in years.items()]
