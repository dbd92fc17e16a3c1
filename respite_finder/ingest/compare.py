"""An import against the dataset: what is new, the same, changed, in conflict, twice, refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from respite_finder.changes import Change, FieldChange, Newer
from respite_finder.check import errors_in_words
from respite_finder.check.beside import finest_cell
from respite_finder.check.likeness import plain_url, street_key
from respite_finder.check.matching import Known, Match
from respite_finder.gazetteer import bare_county, key
from respite_finder.ids import new_id
from respite_finder.ingest.incoming import Incoming
from respite_finder.places import Row, is_withheld
from respite_finder.schema import (
    BY_NAME,
    COLUMN_NAMES,
    FINE,
    Precision,
    ServiceType,
    split_list,
)
from respite_finder.telling import tells_where
from respite_finder.upkeep.complete import POINT, applied, complete, locate_row
from respite_finder.upkeep.sources import newer, stated_again

SOURCE = ("source_name", "source_url", "source_date", "other_sources")
COORDINATE_STEP = 1e-4
"""Degrees, about 30 feet: below that two points are one."""
_FINEST_FIRST = tuple(Precision)


def compare(
    incoming: Iterable[Incoming], rows: Mapping[str, Row], merged: Mapping[str, str], today: date
) -> Iterator[Change]:
    """A change for every incoming record, in its order. Nothing of ours is changed."""
    meeting = _Meeting(rows, merged, today)
    for record in incoming:
        change = meeting.change(record)
        change.notes[:0] = _told_notes(record, change, rows.get(change.place_id))
        yield change


def _told_notes(record: Incoming, change: Change, ours: Row | None) -> list[str]:
    """What the reader noted, without what may tell where a house is that does not publish it."""
    theirs = change.fields.get("address_withheld")
    secret = (
        (ours is not None and is_withheld(ours))
        or (theirs is not None and theirs.new == "yes")
        or record.cells.get("service_type") == ServiceType.PEER_RESPITE
        or "service_type" not in record.cells
    )
    if not secret:
        return list(record.notes)
    told = [note for note in record.notes if not note.startswith(tuple(FINE))]
    return told if len(told) == len(record.notes) else [*told, "a part of its address was left out"]


class _Meeting:
    """One import: our records, those of the file that came before, and the day."""

    def __init__(self, rows: Mapping[str, Row], merged: Mapping[str, str], today: date) -> None:
        self.rows = rows
        self.known = Known(rows, merged)
        self.taken = set(rows) | set(merged)
        self.seen: dict[str, int] = {}
        self.hidden = {place_id for place_id, row in rows.items() if is_withheld(row)}
        self.today = today

    def change(self, record: Incoming) -> Change:
        name = record.cells.get("name", "")
        if record.refused:
            return Change("refused", record.row, "", name, record.refused)
        row = complete(record.cells, self.today)
        match = self.known.match(row)
        if match.how == "several":
            return Change("refused", record.row, "", name, match.reason)
        if match.how == "none":
            alike = self.known.withheld_alike(row, any_kind=True)
            if alike and finest_cell(row):
                reason = f"may be {min(alike)} under another kind of help, its address is withheld"
                return self._doubtful(record, row, alike, reason)
            return self._new(record, row)
        place_id = match.place_ids[0]
        if match.how == "likely" and place_id in self.seen:
            reason = f"may be row {self.seen[place_id]} of the file: {match.reason}"
            return self._doubtful(record, row, match.place_ids, reason)
        # What only looks like one of ours does not take the place of what is.
        before = self.seen.get(place_id, record.row)
        if match.how != "likely":
            self.seen[place_id] = before
        if before != record.row:
            reason = f"row {before} of the file is the same place, {place_id}"
            return Change("refused", record.row, place_id, name, reason)
        return self._against(record, row, match)

    def _new(self, record: Incoming, row: Row) -> Change:
        if not row["place_id"] or row["place_id"] in self.taken:
            row["place_id"] = new_id(row, self.taken)
        reason = self._errors(row)
        if reason:
            return Change("refused", record.row, "", row["name"], reason)
        self.taken.add(row["place_id"])
        self.seen[row["place_id"]] = record.row
        self.known.add(row)
        if is_withheld(row):
            self.hidden.add(row["place_id"])
        cells = {name: FieldChange("", row[name], "file") for name in COLUMN_NAMES if row[name]}
        return Change("new", record.row, row["place_id"], row["name"], fields=cells)

    def _against(self, record: Incoming, row: Row, match: Match) -> Change:
        """An incoming record held against the one of ours that it is."""
        ours = self.rows[match.place_ids[0]]
        cells, notes = _comparable(record, row, ours)
        date_of_file = record.cells.get("source_date", "")
        fields = _differing(cells, ours, _newer(date_of_file, ours["source_date"]))
        change = Change("same", record.row, ours["place_id"], ours["name"], "", notes, fields)
        if match.how == "likely":
            reason = f"may be {ours['name']}: {match.reason}"
            change = self._doubtful(record, row, match.place_ids, reason)
            if change.action == "duplicate":
                change.place_id, change.notes = ours["place_id"], notes
                change.fields = fields | _source_fields(record, ours, date_of_file)
            return change
        if any(cell.old and cell.newer == "ours" for cell in fields.values()):
            change.action, change.reason = "conflict", "our source is newer"
        elif fields:
            change.action = "changed"
        fields |= _source_fields(record, ours, date_of_file)
        if change.action == "same" and fields:
            change.action, change.reason = "changed", "a source states it again"
        after = applied(ours, {name: cell.new for name, cell in fields.items()})
        reason = self._errors(after)
        if reason:
            return Change("refused", record.row, ours["place_id"], ours["name"], reason, notes)
        return change

    def _doubtful(self, record: Incoming, row: Row, alike: Iterable[str], reason: str) -> Change:
        """A record that may be one that is there: a person says whether it is, or is another one.

        If that one withholds its address, this one must not tell it.
        """
        new = self._new(record, row)
        if new.action == "refused":
            return new
        cells = {name: cell.new for name, cell in new.fields.items()}
        if not self.hidden.isdisjoint(alike):
            cells = {name: cell for name, cell in cells.items() if not _tells(name, cell, row)}
            secret = dict.fromkeys(COLUMN_NAMES, "") | cells | {"address_withheld": "yes"}
            secret |= locate_row(secret)
            cells = {name: cell for name, cell in secret.items() if cell}
        return Change("duplicate", new.row, "", new.name, reason, another=cells)

    def _errors(self, row: Row) -> str:
        if not (row["source_name"] and row["source_url"]):
            return "no source is stated: give --source-name and --source-url"
        return errors_in_words(row, today=self.today)


def _comparable(record: Incoming, row: Row, ours: Row) -> tuple[dict[str, str], list[str]]:
    """The cells of a record that may be held against ours, and why others may not."""
    left_out = {*SOURCE, *POINT, "place_id"}
    cells = {name: value for name, value in record.cells.items() if name not in left_out}
    notes = []
    if is_withheld(ours) or is_withheld(row):
        hidden = [name for name, cell in cells.items() if cell and _tells(name, cell, row)]
        cells = {name: cell for name, cell in cells.items() if name not in hidden}
        if hidden:
            notes.append(f"the address is withheld: {', '.join(hidden)} left out")
    elif record.cells.get("latitude") and row["latitude"] and not _same_point(row, ours):
        if _rank(row) > _rank(ours):
            notes.append(f"its point is less exact than ours ({row['precision']}): left out")
        else:
            cells |= {name: row[name] for name in POINT}
    return cells, notes


def _tells(name: str, cell: str, row: Row) -> bool:
    return name in FINE or tells_where(name, cell, row["state"])


def _rank(row: Row) -> int:
    return _FINEST_FIRST.index(Precision(row["precision"]))


def _differing(cells: Mapping[str, str], ours: Row, which: Newer) -> dict[str, FieldChange]:
    return {
        name: FieldChange(ours[name], value, which)
        for name, value in cells.items()
        if value and not _same(name, value, ours[name])
    }


def _source_fields(record: Incoming, ours: Row, source_date: str) -> dict[str, FieldChange]:
    name, url = (record.cells.get(column, "") for column in ("source_name", "source_url"))
    cells = stated_again(ours, name, url, source_date)
    which = _newer(source_date, ours["source_date"])
    return {column: FieldChange(ours[column], value, which) for column, value in cells.items()}


def _newer(theirs: str, ours: str) -> Newer:
    if newer(theirs, ours):
        return "file"
    return "ours" if newer(ours, theirs) else "neither"


def _same_point(row: Row, ours: Row) -> bool:
    names = ("latitude", "longitude")
    if not ours["latitude"]:
        return False
    return all(abs(float(row[name]) - float(ours[name])) < COORDINATE_STEP for name in names)


def _same(name: str, one: str, other: str) -> bool:
    """Whether two cells say the same, written differently or not."""
    if one == other:
        return True
    plain = _PLAIN.get(name)
    if BY_NAME[name].type == "list":
        return set(split_list(one)) == set(split_list(other))
    return plain is not None and bool(other) and plain(one) == plain(other)


_PLAIN: Mapping[str, Callable[[str], str]] = {
    "name": key,
    "organization": key,
    "street": street_key,
    "city": key,
    "county": bare_county,
    "website": plain_url,
    "email": str.lower,
}
