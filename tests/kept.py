"""A dataset of a test's own, the commands that keep it, and what lies there before and after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from made import WITHHELD, record, write_places
from respite_finder.changes import Head, write_changes
from respite_finder.cli import cli
from respite_finder.corrections import Correction, read_corrections
from respite_finder.ids import publish_ids
from respite_finder.ingest.compare import compare
from respite_finder.ingest.incoming import Incoming
from respite_finder.places import Row, read_rows

TODAY = date(2026, 11, 22)
HEAD = Head("geojson", "theirs.geojson", "2026-11-22", "https://example.org/theirs")

HIDDEN = record(WITHHELD, place_id="ma-hidden-house", name="Hidden House", description="A house.")
"""A respite that tells its street on calling only."""

TELLING = ("Secret", "01062", "42.3344", "72.6655")
TOLD = {
    "street": "17 Secret Lane",
    "zip": "01062",
    "latitude": "42.3344",
    "longitude": "-72.6655",
    "precision": "address",
}
"""What a careless source says of it."""


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    """A command, with what a person types into it; a traceback fails the test."""
    result = CliRunner().invoke(cli, [str(word) for word in arguments], input=typed)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def keep(folder: Path, *rows: Row) -> Path:
    """A places file with its published ids, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    ordered = sorted(rows, key=lambda row: row["place_id"])
    publish_ids(folder / "ids.txt", {row["place_id"]: row["place_id"] for row in rows})
    return write_places(folder / "places.csv", ordered)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the empty one that says who writes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def rows_in(places: Path) -> dict[str, Row]:
    """The records of a places file by id, as they stand."""
    rows, problems = read_rows(places)
    assert problems == []
    return {row["place_id"]: row for _, row in rows}


def log_of(places: Path) -> list[Correction]:
    return read_corrections(places.with_name("corrections.csv"))


def stated(row: int = 2, cells: Mapping[str, str] | None = None, **more: str) -> Incoming:
    """A record of a file that says only this, and what it must: who, what kind, which state."""
    must = {"name": "Made House", "state": "MA", "service_type": "peer_run_center"}
    told = {name: cell for name, cell in (must | dict(cells or {}) | more).items() if cell}
    return Incoming(row, f"made {row}", told)


def imported(path: Path, places: Path, *incoming: Incoming) -> Path:
    """The change file that an import of these records would write."""
    write_changes(path, HEAD, compare(incoming, rows_in(places), {}, TODAY))
    return path


def lines_of(path: Path) -> list[dict[str, Any]]:
    # Not splitlines: a name may hold what Unicode calls a line separator.
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def rewrite(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Save a change file as a person's editor would."""
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def mark(path: Path, accept: object = True, **fields: object) -> None:
    """Set ``accept`` of the first record of a change file, and of some of its fields."""
    lines = lines_of(path)
    lines[1]["accept"] = accept
    for name, said in fields.items():
        lines[1]["fields"][name]["accept"] = said
    rewrite(path, lines)
