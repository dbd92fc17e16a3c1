"""``respite-finder import``: hold a file of somebody else against the dataset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from respite_finder.changes import ACTIONS, Change, Head, check_target, write_changes
from respite_finder.cli.options import PlacesFile
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, print_table, say
from respite_finder.dataset import read_dataset
from respite_finder.errors import DataError, FileError, shorten
from respite_finder.ids import published_ids
from respite_finder.ingest.compare import compare
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.places import is_date
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import ServiceType
from respite_finder.states import STATE_NAMES, state_code
from respite_finder.text import count_phrase

MOST_REASONS = 20


class Format(StrEnum):
    """What ``import`` reads."""

    FINDTREATMENT_JSON = "findtreatment-json"
    FINDTREATMENT_CSV = "findtreatment-csv"
    HSDS_JSON = "hsds-json"
    HSDS_PACKAGE = "hsds-package"
    GEOJSON = "geojson"
    CSV = "csv"


def import_command(
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help=", ".join(Format))],
    file: Annotated[Path, typer.Argument(help="The file; for hsds-package a folder or ZIP too.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The change file.",
            show_default="FILE.changes.jsonl, in this folder",
        ),
    ] = None,
    column_map: Annotated[
        Path | None, typer.Option("--map", help="For csv: a TOML file that maps its columns.")
    ] = None,
    source_name: Annotated[
        str, typer.Option("--source-name", help="Who states it, where the file does not say.")
    ] = "",
    source_url: Annotated[
        str, typer.Option("--source-url", help="Where it is stated, where the file does not say.")
    ] = "",
    source_date: Annotated[
        str, typer.Option("--source-date", help="When it was stated: YYYY-MM-DD, YYYY-MM or YYYY.")
    ] = "",
    kind: Annotated[
        str, typer.Option("--type", "-t", help="Kind of help of records that do not tell theirs.")
    ] = "",
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state", "-s", help="The file should hold only this state. May be repeated."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what the file holds and write nothing.")
    ] = False,
    places: PlacesFile = PLACES_CSV,
) -> None:
    """Hold a file against the dataset and write a change file for a person to read and accept.

    The dataset stays as it is: respite-finder merge applies what was accepted.

    Example: respite-finder import geojson places.geojson --dry-run
    """
    from respite_finder.ingest.readers import READERS

    kinds = [each.value for each in ServiceType]
    if kind and kind not in kinds:
        fail(f"There is no type {shorten(kind)}: choose from {', '.join(kinds)}.", BAD_INPUT)
    if source_date and not is_date(source_date):
        rule = "is not a date: give YYYY-MM-DD, YYYY-MM or YYYY."
        fail(f"{shorten(source_date)!r} {rule}", BAD_INPUT)
    states = _states(state or ())
    source = Source(source_name, source_url, source_date, kind, states, column_map)
    if column_map and form is not Format.CSV:
        fail("--map goes with csv only: the other formats say what their columns are.", BAD_INPUT)
    seen: Counter[str] = Counter()
    try:
        target = output or Path(f"{file.name}.changes.jsonl")
        if not dry_run:
            check_target(target)
        dataset = read_dataset(places)
        rows, merged = dataset.rows, published_ids(dataset.ids_path)
        records = _counted(READERS[form](file, source), seen)
        changes = _told(compare(_tracked(records), rows, merged, date.today()))
        head = Head(form.value, file.name, date.today().isoformat(), source_url)
        if dry_run:
            counts = Counter(str(change.action) for change in changes)
        else:
            counts = write_changes(target, head, changes)
    except FileError as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        fail(str(error), BAD_DATA)
    print_table("", ("Action", "Records"), [(name, f"{counts[name]:,}") for name in ACTIONS])
    _missing_states(form, seen)
    if not dry_run:
        say(f"Changes are in {target.resolve()}. Nothing else was written.")
        say(f"Look at each of them: respite-finder merge {target} --ask")


def _states(words: Iterable[str]) -> frozenset[str]:
    codes = frozenset(state_code(word) for word in words)
    for code in sorted(codes - set(STATE_NAMES)):
        fail(f"{code} is not a state: give a name or a postal code such as VT.", BAD_INPUT)
    return codes


def _counted(records: Iterable[Incoming], seen: Counter[str]) -> Iterator[Incoming]:
    for record in records:
        seen[record.cells.get("state", "")] += 1
        yield record


def _tracked(records: Iterable[Incoming]) -> Iterator[Incoming]:
    console = Console(stderr=True)
    yield from track(
        records, "Reading", console=console, transient=True, disable=not console.is_terminal
    )


def _told(changes: Iterable[Change]) -> Iterator[Change]:
    """Pass the changes on; then say what was refused, left out or repaired, the commonest first."""
    refused, notes = _Reasons("Refused"), _Reasons("Left out or repaired")
    for change in changes:
        if change.action == "refused":
            refused.add(change.reason, change.row)
        for note in change.notes:
            notes.add(note, change.row)
        yield change
    refused.tell()
    notes.tell()


class _Reasons:
    """Reasons with their counts and the row where each was first met."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.counts: Counter[str] = Counter()
        self.first: dict[str, int] = {}

    def add(self, why: str, row: int) -> None:
        # A file may have as many reasons as rows: those that are told are the commonest.
        self.counts[shorten(why, 400)] += 1
        self.first.setdefault(shorten(why, 400), row)

    def tell(self) -> None:
        if not self.counts:
            return
        rows = [
            (f"{count:,}", str(self.first[why]), why)
            for why, count in self.counts.most_common(MOST_REASONS)
        ]
        print_table(self.title, ("Records", "First row", "Why"), rows)
        more = len(self.counts) - len(rows)
        if more:
            say(f"{count_phrase(more, 'more reason', 'more reasons')}: see the change file.")


def _missing_states(form: Format, seen: Counter[str]) -> None:
    """A national file that lacks whole states is cut, whatever else it says."""
    if not form.value.startswith("findtreatment") or len(seen) < 10:
        return
    absent = [name for code, name in STATE_NAMES.items() if code not in seen]
    if absent:
        say(f"The file holds no record of {', '.join(absent)}: was all of it fetched?")
