"""The change file: what an import or a review would change, a line a record.

JSON Lines, because a spreadsheet would turn ``01060`` into 1060 and ``2026-07`` into a day. The
first line says where it is from, the last one counts what stands between, so that a file that
was cut off is known as such. A person sets ``accept`` to true or false, for a record or a field.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from respite_finder.errors import FileError
from respite_finder.files import check_text, replacing
from respite_finder.schema import COLUMN_NAMES

Action = Literal["new", "same", "changed", "conflict", "duplicate", "refused"]
Newer = Literal["file", "ours", "neither"]

VERSION = 1
FORM = "a change file that respite-finder import or review has written"
ACTIONS: tuple[Action, ...] = get_args(Action)
ACCEPTABLE: tuple[Action, ...] = ("new", "changed", "conflict", "duplicate")
"""What can be accepted; the same needs nothing, and a refused record cannot come in."""


@dataclass(slots=True)
class FieldChange:
    """One cell: what stands in the dataset, what the file says, and which source is newer."""

    old: str
    new: str
    newer: Newer
    accept: bool | None = None


@dataclass(slots=True)
class Change:
    """One record of the file.

    ``place_id``: ours that it is, or, for a new one, will be. ``row``: where it stands in the
    file. ``reason``: why it is what ``action`` says. ``another``: of a duplicate, the record that
    is added if a person finds that it is another place after all (``accept``: "new").
    """

    action: Action
    row: int
    place_id: str
    name: str
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    fields: dict[str, FieldChange] = field(default_factory=dict)
    another: dict[str, str] = field(default_factory=dict)
    accept: bool | Literal["new"] | None = None

    @property
    def decided(self) -> bool:
        """Whether a person has marked it, or a cell of it."""
        return any(
            mark is not None for mark in (self.accept, *(c.accept for c in self.fields.values()))
        )

    def accepted(self) -> dict[str, FieldChange]:
        """The fields that a person accepted: a field's own mark goes before the record's."""
        if self.accept == "new":
            return {}
        return {
            name: cell
            for name, cell in self.fields.items()
            if (self.accept if cell.accept is None else cell.accept)
        }


@dataclass(frozen=True, slots=True)
class Head:
    """Where a change file is from: format and name of the import, and the day it was made."""

    format: str
    file: str
    made_on: str
    source_url: str = ""


def write_changes(path: Path, head: Head, changes: Iterable[Change]) -> Counter[str]:
    """Write a change file as one step; how many records of each action it holds."""
    counts: Counter[str] = Counter(dict.fromkeys(ACTIONS, 0))
    with replacing(path) as file:
        file.write(_line({"respite_finder_changes": VERSION, **asdict(head)}))
        for change in changes:
            counts[change.action] += 1
            file.write(_line(asdict(change)))
        file.write(_line({"counts": counts}))
    return counts


def check_target(path: Path) -> None:
    """Raise FileError if a change file may not take the place of what lies there: another file,
    or changes of which a person has decided some.
    """
    if not path.exists():
        return
    try:
        _, changes = read_changes(path)
    except FileError:
        rule = "is there and is no change file: name another one with --output"
        raise FileError(path.name, rule) from None
    if any(change.decided for change in changes):
        rule = "holds decisions: merge it first, delete it, or name another one with --output"
        raise FileError(path.name, rule)


def read_changes(path: Path) -> tuple[Head, list[Change]]:
    """A change file. Raises FileError, with the line, if it cannot be trusted."""
    check_text(path, FORM)
    with path.open("rb") as file:
        numbered = [(number, line) for number, line in enumerate(file, 1) if line.strip()]
    lines = [(number, _parsed(path, number, line)) for number, line in numbered]
    if lines[0][1].get("respite_finder_changes") != VERSION:
        raise FileError(path.name, f"is not {FORM}", 1)
    counts = lines[-1][1].get("counts")
    numbers = list(counts.values()) if isinstance(counts, dict) else []
    if not numbers or not all(type(n) is int for n in numbers) or sum(numbers) != len(lines) - 2:
        rule = "is cut off or has lost lines: run the import again"
        raise FileError(path.name, rule, lines[-1][0])
    first = lines[0][1]
    head = Head(*(str(first.get(name, "")) for name in ("format", "file", "made_on", "source_url")))
    return head, [_change(path, number, line) for number, line in lines[1:-1]]


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _parsed(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        rule = "is not UTF-8 text: undo what was changed in this line, or run the import again"
        raise FileError(path.name, rule, number) from None
    except (ValueError, RecursionError):
        rule = "is not JSON: undo what was changed in this line, or run the import again"
        raise FileError(path.name, rule, number) from None
    if not isinstance(value, dict):
        raise FileError(path.name, f"is not an object: give {FORM}", number)
    return value


def _change(path: Path, number: int, line: dict[str, Any]) -> Change:
    try:
        line["fields"] = {name: FieldChange(**cell) for name, cell in line["fields"].items()}
        change = Change(**line)
        rule = _rule_against(change)
    except (KeyError, TypeError, AttributeError):
        rule = "lacks what a change needs, or has more"
    if rule:
        rule += ": undo what was changed in this line, or run the import again"
        raise FileError(path.name, rule, number)
    return change


def _rule_against(change: Change) -> str:
    """What a hand broke in a change; empty if nothing."""
    cells = list(change.fields.values())
    texts = [change.place_id, change.name, change.reason, *change.notes, *change.another.values()]
    texts += [text for cell in cells for text in (cell.old, cell.new, cell.newer)]
    if not all(isinstance(text, str) and _whole(text) for text in texts):
        return "holds a cell that is not text"
    known = set(COLUMN_NAMES)
    if change.action != "new":
        known -= {"place_id"}
    if type(change.row) is not int or not isinstance(change.notes, list):
        return "has no row number"
    if set(change.fields) - known or set(change.another) - set(COLUMN_NAMES):
        return "names a column that cannot change"
    if any(cell.accept not in (True, False, None) for cell in cells):
        return "accept of a cell must be true, false or null"
    allowed = (True, False, None, "new") if change.another else (True, False, None)
    if change.action not in ACTIONS or change.accept not in allowed:
        return 'accept must be true, false, null, or for a duplicate "new"'
    return ""


def _whole(text: str) -> bool:
    """Whether the text can be written: JSON allows half a letter."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
