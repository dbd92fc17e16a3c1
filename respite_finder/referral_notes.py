"""Referral notes: what to know of each kind of help, and what to say on the phone.

Read from ``data/referral_notes.csv``, a sentence or two a row, in our own words.
``data/referral_sources.csv`` says where each fact is from.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from respite_finder.i18n import _
from respite_finder.resources import REFERRAL_NOTES_CSV, REFERRAL_SOURCES_CSV
from respite_finder.schema import ServiceType, split_list

OWN: Final = "own"
"""Stands for the source of what is no fact of somebody else: a script, a question, advice."""

PUBLISHED: Final = "published"
READ: Final = "read"

FACTS: Final = ("what_it_is", "what_it_is_not", "who_can_go", "cost")
"""The parts that tell facts: each rests on at least one source."""

TO_SAY: Final = ("say_for_somebody", "say_for_yourself", "ask")
"""The parts that are said on the phone: by a case manager, by the person, and what to ask."""

PARTS: Final = (*FACTS, *TO_SAY)


@dataclass(frozen=True, slots=True)
class NoteSource:
    """A page that states a fact of a note: who says it, on which page, and when.

    ``date`` (YYYY, YYYY-MM or YYYY-MM-DD) is when it was published or, if ``published`` is false,
    the day on which a copy of it was read, because the page bears no date.
    """

    publisher: str
    title: str
    url: str
    date: str
    published: bool


@dataclass(frozen=True, slots=True)
class ReferralNote:
    """All that is noted of one kind of help; each part is a few short texts, in order."""

    service_type: str
    what_it_is: tuple[str, ...]
    what_it_is_not: tuple[str, ...]
    who_can_go: tuple[str, ...]
    cost: tuple[str, ...]
    say_for_somebody: tuple[str, ...]
    say_for_yourself: tuple[str, ...]
    ask: tuple[str, ...]
    sources: tuple[NoteSource, ...]


@cache
def referral_notes() -> dict[str, ReferralNote]:
    """The note of each service type by its code, in the order of ``ServiceType``, in English.

    Raises KeyError if the file names a source that is not listed.
    """
    rows = _rows(REFERRAL_NOTES_CSV)
    known = {row["source_id"]: _source(row) for row in _rows(REFERRAL_SOURCES_CSV)}
    return {
        kind.value: _note(kind.value, [row for row in rows if row["service_type"] == kind], known)
        for kind in ServiceType
    }


def spoken_notes() -> dict[str, ReferralNote]:
    """The same in the visitor's language; the sources stay as they are."""
    return {code: _spoken(note) for code, note in referral_notes().items()}


def _note(code: str, rows: list[dict[str, str]], known: dict[str, NoteSource]) -> ReferralNote:
    texts = {part: tuple(row["text"] for row in rows if row["part"] == part) for part in PARTS}
    # Each once, in the order in which the note rests on them.
    used = dict.fromkeys(name for row in rows for name in split_list(row["sources"]))
    sources = tuple(known[name] for name in used if name != OWN)
    return ReferralNote(service_type=code, sources=sources, **texts)


def _spoken(note: ReferralNote) -> ReferralNote:
    texts: dict[str, tuple[str, ...]] = {part: tuple(map(_, getattr(note, part))) for part in PARTS}
    return ReferralNote(service_type=note.service_type, sources=note.sources, **texts)


def _source(row: dict[str, str]) -> NoteSource:
    published = row["date_is"] == PUBLISHED
    return NoteSource(row["publisher"], row["title"], row["url"], row["date"], published)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
