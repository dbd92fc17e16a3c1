"""Releases of the dataset, ``data/releases.csv``, and what the log tells has changed since one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from respite_finder.corrections import Correction, read_corrections
from respite_finder.errors import FileError, shorten
from respite_finder.files import read_text
from respite_finder.i18n import _, mark, ngettext, pgettext
from respite_finder.places import Row, read_rows
from respite_finder.resources import DATA
from respite_finder.schema import BY_NAME

RELEASES_CSV: Final = DATA / "releases.csv"
COLUMNS: Final = ("version", "date", "what", "log_rows")

_VERSION: Final = re.compile(r"(20[0-9]{2})\.(1[0-2]|[1-9])\.(0|[1-9][0-9]{0,3})")
_COUNT: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_CHECKED: Final = mark("Checked again")
"""What a row of the log says that stamps a record and changes no cell of it."""


@dataclass(frozen=True, slots=True)
class Release:
    """A state of the dataset that can be cited: ``log_rows`` had the correction log by then."""

    version: str
    date: date
    what: str
    log_rows: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in a state's records since a release.

    ``added`` and ``removed`` are ids (a record is removed by being joined to another, never
    erased), ``changed`` holds for each record that was there before and is still the columns that
    changed; no column means that it was checked again and stands.
    """

    since: Release
    state: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: dict[str, tuple[str, ...]]

    @property
    def fields(self) -> list[tuple[str, int]]:
        """What changed in words, with the number of records, the most first.

        Words are those of the visitor's language: the titles of the columns.
        """
        counts: dict[str, int] = {}
        for names in self.changed.values():
            for name in names or ("",):
                counts[name] = counts.get(name, 0) + 1
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [(field_words(name), count) for name, count in ordered]

    @property
    def sentences(self) -> list[str]:
        """What changed in whole sentences, a kind of change each; empty if nothing did."""
        said = []
        if count := len(self.added):
            words = ngettext("{count} record was added.", "{count} records were added.", count)
            said.append(words.format(count=count))
        if count := len(self.removed):
            words = ngettext(
                "{count} record was joined with another one that tells the same.",
                "{count} records were joined with others that tell the same.",
                count,
            )
            said.append(words.format(count=count))
        if count := len(self.changed):
            words = ngettext("{count} record was changed.", "{count} records were changed.", count)
            said.append(words.format(count=count))
        return said


def field_words(name: str) -> str:
    """A column's title in the visitor's language.

    >>> field_words("max_stay_days"), field_words("")
    ('Longest stay', 'Checked again')
    """
    return pgettext("column", BY_NAME[name].title) if name in BY_NAME else _(_CHECKED)


def read_releases(path: Path = RELEASES_CSV, log_rows: int | None = None) -> list[Release]:
    """The releases, the oldest first. ``log_rows``: how many rows the correction log has now.

    Raises FileError, with the row, for what is missing, is no version or day, or goes backwards.
    """
    reader = csv.reader(io.StringIO(read_text(path, "a list of releases"), newline=""), strict=True)
    try:
        header, *rows = list(reader)
    except csv.Error as error:
        rule = f"cannot be read as CSV ({error}): take it from the last commit"
        raise FileError(path.name, rule, reader.line_num) from None
    if tuple(header) != COLUMNS:
        raise FileError(path.name, f"must have the columns {', '.join(COLUMNS)}", 1)
    if not rows:
        raise FileError(path.name, "names no release: give one a row, the oldest first")
    found: list[Release] = []
    for number, cells in enumerate(rows, start=2):
        rule = _rule(cells, found[-1] if found else None, log_rows)
        if rule:
            raise FileError(path.name, rule, number)
        version, day, what, count = cells
        found.append(Release(version, date.fromisoformat(day), what.strip(), int(count)))
    return found


def _rule(cells: Sequence[str], before: Release | None, log_rows: int | None) -> str:
    """What is wrong with a row; empty if nothing is."""
    if len(cells) != len(COLUMNS):
        return f"has {len(cells)} cells where the header has {len(COLUMNS)}"
    version, day, what, count = cells
    if not _VERSION.fullmatch(version):
        return f"version must be year.month.number, e.g. 2026.11.0, got {shorten(version)!r}"
    if not _is_day(day):
        return f"date must be YYYY-MM-DD, got {shorten(day)!r}"
    if not what.strip():
        return "what must say what the release is, it is empty"
    if not _COUNT.fullmatch(count):
        return f"log_rows must be a whole number of 0 or more, got {shorten(count)!r}"
    if log_rows is not None and int(count) > log_rows:
        return f"log_rows is {int(count):,}, and corrections.csv has only {log_rows:,} rows"
    if before is None:
        return ""
    if _numbers(version) <= _numbers(before.version):
        return f"version must be later than {before.version}, got {version}"
    if date.fromisoformat(day) < before.date:
        return f"date must not be before {before.date}, got {day}"
    if int(count) < before.log_rows:
        return f"log_rows must not be less than {before.log_rows:,}, got {int(count):,}"
    return ""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


@dataclass(frozen=True, slots=True)
class Published:
    """The records, the log and the releases of a folder, as they stand."""

    rows: dict[str, Row]
    log: tuple[Correction, ...]
    releases: tuple[Release, ...]

    @property
    def latest(self) -> Release:
        return self.releases[-1]


def read_published(folder: Path = DATA) -> Published:
    """Read once, and again when a file changes. Raises FileError for a broken log or list."""
    names = ("places.csv", "corrections.csv", "releases.csv")
    stats = [path.stat() if path.exists() else None for path in map(folder.joinpath, names)]
    return _read(folder, tuple((one.st_mtime_ns, one.st_size) if one else None for one in stats))


@lru_cache(maxsize=2)
def _read(folder: Path, _stamp: tuple[object, ...]) -> Published:
    log = tuple(read_corrections(folder / "corrections.csv"))
    releases = tuple(read_releases(folder / "releases.csv", len(log)))
    rows, _problems = read_rows(folder / "places.csv")
    return Published({row["place_id"]: row for _number, row in rows}, log, releases)


def changes_since_release(state: str = "", *, folder: Path = DATA) -> Changes:
    """What the correction log tells of a state's records since the latest release.

    ``state`` is a postal code (empty: all). A record counts in the state that it has now; one
    that was joined to another in the state of that one. Raises FileError for a broken log.
    """
    published = read_published(folder)
    release = published.latest
    added: list[str] = []
    removed: list[str] = []
    changed: dict[str, list[str]] = {}
    joined = {row.resource_id: row.replacement_value for row in published.log if _is_merge(row)}
    for row in published.log[release.log_rows :]:
        if state and _state_of(row.resource_id, joined, published.rows) != state:
            continue
        if row.last_action_type == "create":
            added.append(row.resource_id)
        elif row.last_action_type == "merge":
            removed.append(row.resource_id)
        else:
            changed.setdefault(row.resource_id, []).append(row.field_name)
    # Added and joined since: at no release was it there, so nothing is gone.
    passing = set(added) & set(removed)
    new = {*added, *removed}
    return Changes(
        since=release,
        state=state,
        added=tuple(name for name in dict.fromkeys(added) if name not in passing),
        removed=tuple(name for name in dict.fromkeys(removed) if name not in passing),
        changed={
            name: tuple(dict.fromkeys(filter(None, fields)))
            for name, fields in sorted(changed.items())
            if name not in new
        },
    )


def _is_merge(row: Correction) -> bool:
    return row.last_action_type == "merge"


def _state_of(place_id: str, joined: dict[str, str], rows: dict[str, Row]) -> str:
    for _step in range(len(joined) + 1):
        if place_id in rows:
            return rows[place_id]["state"]
        if place_id not in joined:
            break
        place_id = joined[place_id]
    return ""
