"""The only writer of ``data/places.csv``: whole files, checked first, every change in the log.

The log is written before the places. Whatever stops the machine between the two leaves a valid
dataset; the same change made again is then logged once, because a row of the log has the id of
what it says.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from rapidfuzz import process

from respite_finder.check import check_rows
from respite_finder.check.contacts import is_role_address
from respite_finder.corrections import (
    SECRET_IF_WITHHELD,
    Correction,
    Evidence,
    append_corrections,
    correction,
)
from respite_finder.errors import DataError, RecordNotFound
from respite_finder.files import csv_text, only_writer, replace_text
from respite_finder.ids import publish_ids, published_ids
from respite_finder.places import Row, duplicate_ids, read_rows
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import COLUMN_NAMES
from respite_finder.telling import tells_where


class Dataset:
    """The records of a places file, open for changes. Nothing is written before ``save``."""

    def __init__(self, path: Path, rows: list[Row]) -> None:
        self.path = path
        self._rows = {row["place_id"]: row for row in rows}
        self._merged: dict[str, str] = published_ids(self.ids_path)
        self._log: list[Correction] = []
        self._touched: set[str] = set()

    @property
    def ids_path(self) -> Path:
        return self.path.with_name("ids.txt")

    @property
    def log_path(self) -> Path:
        return self.path.with_name("corrections.csv")

    @property
    def rows(self) -> Mapping[str, Row]:
        """Every record by id, to read."""
        return self._rows

    @property
    def pending(self) -> tuple[Correction, ...]:
        """What ``save`` will add to the log."""
        return tuple(self._log)

    def record(self, place_id: str) -> Row:
        """A record by its id, or by the id of one that was merged into it.

        Raises RecordNotFound, with the closest ids.
        """
        now = place_id if place_id in self._rows else self._merged.get(place_id, place_id)
        if now not in self._rows:
            raise RecordNotFound(place_id, self._like(place_id))
        return self._rows[now]

    def _like(self, words: str) -> list[str]:
        """Ids that are spelled like these words, or whose record has a name like them."""
        wanted = words.lower()
        names = {row["place_id"]: row["name"].lower() for row in self._rows.values()}
        close = process.extract(wanted, list(names), limit=3, score_cutoff=70)
        named = process.extract(wanted, names, limit=3, score_cutoff=80)
        return list(dict.fromkeys([*(hit[2] for hit in named), *(hit[0] for hit in close)]))[:4]

    def change(
        self, place_id: str, cells: Mapping[str, str], evidence: Evidence, action: str = "update"
    ) -> list[str]:
        """Set cells of a record; the names of those that differ from what stood there."""
        row = self.record(place_id)
        changed = [name for name, value in cells.items() if row[name] != value]
        withheld = "yes" in (row["address_withheld"], cells.get("address_withheld"))
        for name in changed:
            hidden = withheld and (
                name in SECRET_IF_WITHHELD
                # Words that are taken out because they told the address are not to be told here.
                or any(tells_where(name, cell, row["state"]) for cell in (row[name], cells[name]))
            )
            before, after = ("", "") if hidden else (row[name], cells[name])
            if name == "email" and not is_role_address(before, row):
                # A private person's address that is taken out is not to be printed again.
                before = ""
            made = correction(row["place_id"], action, name, before, after, evidence)
            self._log.append(made)
            row[name] = cells[name]
        if changed:
            self._touched.add(row["place_id"])
        return changed

    def stamp(self, place_id: str, evidence: Evidence) -> None:
        """Log that a record was held against its source and stands."""
        row = self.record(place_id)
        self._log.append(correction(row["place_id"], "verify", "", "", "", evidence))

    def add(self, record: Mapping[str, str], evidence: Evidence) -> None:
        """Add a record, with an id that nobody has."""
        row = dict.fromkeys(COLUMN_NAMES, "") | dict(record)
        place_id = row["place_id"]
        if place_id in self._rows or place_id in self._merged:
            raise ValueError(f"the id {place_id} is taken")
        self._rows[place_id] = row
        self._touched.add(place_id)
        self._log.append(correction(place_id, "create", "", "", row["name"], evidence))

    def merge(self, place_id: str, into: str, evidence: Evidence) -> None:
        """Take a record out because another one is the same place; its id goes on to that one."""
        gone, kept = self.record(place_id), self.record(into)
        if gone is kept:
            # Made again, after a save that the machine cut short, a merge is there already.
            if place_id not in self._rows and into in self._rows and place_id != into:
                return
            raise ValueError(f"{place_id} cannot be merged into itself")
        self._log.append(
            correction(place_id, "merge", "", gone["name"], kept["place_id"], evidence)
        )
        del self._rows[gone["place_id"]]
        self._merged[gone["place_id"]] = kept["place_id"]
        self._merged = {
            old: kept["place_id"] if now == gone["place_id"] else now
            for old, now in self._merged.items()
        }

    def check(self) -> None:
        """Raise DataError if a changed record breaks a rule."""
        numbered = enumerate(self._in_order(), start=2)
        touched = [(number, row) for number, row in numbered if row["place_id"] in self._touched]
        problems = [p for p in check_rows(touched) if p.severity == "error"]
        if problems:
            raise DataError(self.path.name, problems)

    def _in_order(self) -> list[Row]:
        return sorted(self._rows.values(), key=lambda row: row["place_id"])

    def save(self) -> None:
        """Check what was changed, then write the log, the ids and the places.

        Raises DataError, and writes nothing, if a changed record breaks a rule.
        """
        self.check()
        rows = self._in_order()
        # What cannot be written is found before the first file is.
        text = csv_text(COLUMN_NAMES, ([row[name] for name in COLUMN_NAMES] for row in rows))
        withheld = {row["place_id"] for row in rows if row["address_withheld"] == "yes"}
        append_corrections(self.log_path, self._log, withheld)
        # Merged ids are told before their rows go, new ones after their rows stand: stopped at
        # any point, no published id is without a record.
        publish_ids(self.ids_path, self._merged)
        replace_text(self.path, text)
        publish_ids(self.ids_path, self._merged | {name: name for name in self._rows})
        self._log, self._touched = [], set()


@contextlib.contextmanager
def open_dataset(path: Path = PLACES_CSV) -> Iterator[Dataset]:
    """The dataset of a places file, for one writer at a time.

    Raises DataError if the file cannot be read as a places CSV, FileError if somebody else is
    changing it.
    """
    if not path.is_file():
        # A lock would make the folder that a slip of the pen names.
        read_dataset(path)
    with only_writer(path):
        for left_over in path.parent.glob(f".{path.name}.*.new"):
            left_over.unlink(missing_ok=True)
        yield read_dataset(path)


def read_dataset(path: Path = PLACES_CSV) -> Dataset:
    """The dataset of a places file, to look at: it must not be saved.

    Raises DataError if the file cannot be read as a places CSV.
    """
    rows, problems = read_rows(path)
    problems += duplicate_ids(rows)
    if problems:
        raise DataError(path.name, problems)
    return Dataset(path, [row for _, row in rows])
