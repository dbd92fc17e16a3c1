"""What a case would make of the dataset: the record before and after, and what speaks against it.

A suggestion is no source. What somebody said is put into columns only where nothing has to be
guessed; the rest stays in their words, for a person to read. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from respite_finder.check import check_rows
from respite_finder.check.beside import beside_problems
from respite_finder.check.likeness import likeness, traits
from respite_finder.check.matching import Known
from respite_finder.community.forms import Kind
from respite_finder.community.said import cells_said, not_taken
from respite_finder.dataset import Dataset
from respite_finder.errors import Problem, RecordNotFound
from respite_finder.ids import new_id
from respite_finder.places import Row, is_withheld
from respite_finder.schema import COLUMN_NAMES, FINE
from respite_finder.upkeep.complete import applied, complete
from respite_finder.upkeep.verify import How, verify

if TYPE_CHECKING:
    from respite_finder.community.store import Case

_ANY_SOURCE: Final = {"source_name": "The place itself", "source_url": "https://example.org/"}
_LIKE_NAME: Final = 85.0
_NOWHERE: Final = Path("no-data") / "places.csv"
"""A dataset of one record, made to be thrown away, lies nowhere."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the reviewer did: ``how``, the page (``source_url``), the day ``on`` (YYYY-MM-DD)."""

    how: How
    source_url: str
    on: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record of ours that it may be, and why. ``likely``: so like it that somebody must say that
    it is another place.
    """

    place_id: str
    name: str
    city: str
    why: str
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """``before``: our record, empty for a new place. ``after``: what it would become.

    ``changed``: the columns that differ; of a place that withholds its address none that is finer
    than its town. ``said``: what no column took, as it was typed.
    """

    place_id: str
    before: Row
    after: Row
    changed: tuple[str, ...]
    said: dict[str, str]
    problems: tuple[Problem, ...]
    duplicates: tuple[Duplicate, ...]

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def likely_same(self) -> tuple[Duplicate, ...]:
        """Of a new place: the records that it is, unless the reviewer knows better."""
        return tuple(one for one in self.duplicates if self.is_new and one.likely)


def proposal_of(
    case: Case,
    rows: Mapping[str, Row],
    merged: Mapping[str, str],
    today: date,
    cells: Mapping[str, str] | None = None,
    checked: Checked | None = None,
) -> Proposal:
    """The proposal of a suggestion or a correction.

    ``rows``: the records by id. ``merged``: every published id with the one that it goes on as.
    ``cells``: what the reviewer sets, which goes before what was said. With ``checked`` it is
    stamped as ``verify`` does. Raises RecordNotFound for a place that is gone, QueryError for a
    cell, a day or a page that cannot be.
    """
    learned = dict(cells or {})
    if case.kind is Kind.CHANGE:
        place_id, before = _ours(case.place_id, rows, merged)
        suggested = _allowed(cells_said(case, before), before, learned)
        after = applied(before, suggested | _settable(learned))
    else:
        before = {}
        suggested = cells_said(case, before)
        stated = suggested | _settable(learned)
        after = complete(stated | {"place_id": "", "status": stated.get("status", "")}, today)
        place_id = after["place_id"] = new_id(after, set(rows) | set(merged))
    if checked is not None or learned:
        after = _verified(after, learned, checked, today)
    # Rules about meaning are run on whole records only: who states it comes with the check.
    stated_by = _ANY_SOURCE if checked is None and not before else {}
    problems = check_rows([(0, after | stated_by)], today=today)
    problems += beside_problems(after, rows, before)
    hidden = FINE if is_withheld(after) else frozenset[str]()
    changed = tuple(
        name
        for name in COLUMN_NAMES
        if name not in hidden | {"place_id"} and after[name] != before.get(name, "")
    )
    return Proposal(
        place_id=place_id,
        before=before,
        after=after,
        changed=changed,
        said=not_taken(case, after),
        problems=tuple(problems),
        duplicates=tuple(_duplicates(before, after, rows, merged)),
    )


def _ours(place_id: str, rows: Mapping[str, Row], merged: Mapping[str, str]) -> tuple[str, Row]:
    now = place_id if place_id in rows else merged.get(place_id, place_id)
    if now not in rows:
        raise RecordNotFound(place_id)
    return now, dict(rows[now])


def _settable(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells that name a column; ``verify`` says what is wrong with the others."""
    return {name: cell for name, cell in cells.items() if name in COLUMN_NAMES}


def _allowed(suggested: Row, before: Row, learned: Mapping[str, str]) -> Row:
    """Without what would tell the address of a place that withholds it."""
    if learned.get("address_withheld", before["address_withheld"]) != "yes":
        return suggested
    return {name: cell for name, cell in suggested.items() if name not in FINE}


def _verified(after: Row, learned: Mapping[str, str], checked: Checked | None, today: date) -> Row:
    """The record stamped, or only its cells checked, in a dataset of its own."""
    made = Dataset(_NOWHERE, [dict(after)])
    if checked is None:
        # Any page and day will do: the record that is stamped is thrown away.
        verify(
            made,
            after["place_id"],
            on=today.isoformat(),
            how="phone",
            source_url=_ANY_SOURCE["source_url"],
            cells=learned,
            today=today,
        )
        return after
    verify(
        made,
        after["place_id"],
        on=checked.on,
        how=checked.how,
        source_url=checked.source_url,
        cells=learned,
        today=today,
    )
    return made.record(after["place_id"])


def _duplicates(
    before: Row, after: Row, rows: Mapping[str, Row], merged: Mapping[str, str]
) -> Iterator[Duplicate]:
    """Records of the same state that it may be, the likeliest first.

    A record that is changed is compared by what it becomes, and what it was like before is known.
    """
    made, was = traits(after), traits(before) if before else None
    known = {name: row for name, row in rows.items() if row["state"] == after["state"]}
    hidden = Known(known, merged).withheld_alike(after) if was is None else set[str]()
    found = []
    for place_id, row in known.items():
        if before and place_id == before["place_id"]:
            continue
        ours = traits(row)
        alike = likeness(made, ours)
        if was is None:
            near = alike.name >= _LIKE_NAME or alike.same_website
            told = alike.likely_same or alike.same_phone or (near and not alike.other_town)
        else:
            told = alike.likely_same and not likeness(was, ours).likely_same
        if told or place_id in hidden:
            why = alike.in_words()
            weight = alike.name + 100 * alike.same_phone + 50 * alike.same_street
            likely = alike.likely_same or alike.same_phone or place_id in hidden
            found.append((-weight, Duplicate(place_id, row["name"], row["city"], why, likely)))
    found.sort(key=lambda hit: (hit[0], hit[1].place_id))
    yield from (hit[1] for hit in found[:_MOST])


_MOST: Final = 8
