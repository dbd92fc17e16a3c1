"""``respite-finder merge``: put into the dataset what a person accepted of an import."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from respite_finder.changes import ACCEPTABLE, ACTIONS, Change, read_changes, write_changes
from respite_finder.cli.geocoded import forget_streets
from respite_finder.cli.options import DryRun, PlacesFile
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, print_table, say
from respite_finder.dataset import open_dataset, read_dataset
from respite_finder.errors import DataError, FileError, shorten
from respite_finder.ingest.merge import Merged, accept, merge
from respite_finder.resources import PLACES_CSV
from respite_finder.text import count_phrase


def merge_command(
    changes: Annotated[Path, typer.Argument(help="A change file of import or review.")],
    accepted: Annotated[
        list[str] | None,
        typer.Option(
            "--accept", "-a", help=f"{', '.join(ACCEPTABLE)}, or a place's id. May be repeated."
        ),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Show each undecided change and ask: yes, no or stop.")
    ] = False,
    dry_run: DryRun = False,
    file: PlacesFile = PLACES_CSV,
) -> None:
    """Put the accepted changes of an import or a review into the dataset and the correction log.

    Accept in the change file (set accept to true for a record or a field), with --accept, or
    with --ask. Nothing else is changed.

    Example: respite-finder merge changes.jsonl --accept changed --accept ma-afiya
    """
    try:
        head, found = read_changes(changes)
        for word in set(accepted or ()) & (set(ACTIONS) - set(ACCEPTABLE)):
            choices = ", ".join(ACCEPTABLE)
            fail(f"What is {word} cannot be accepted: choose from {choices}, or an id.", BAD_INPUT)
        ids = Counter(change.place_id for change in found if change.action in ACCEPTABLE)
        for word in accepted or ():
            if ids[word] > 1:
                fail(f"{ids[word]} changes are about {word}: look at each with --ask.", BAD_INPUT)
        unknown = accept(found, set(accepted or ()))
        if unknown:
            words = ", ".join(ACCEPTABLE)
            fail(f"The changes hold no {', '.join(unknown)}: give an id, or {words}.", BAD_INPUT)
        if ask:
            with contextlib.suppress(KeyboardInterrupt, typer.Abort):
                _ask(found)
            if not dry_run:
                # What was decided is kept, however the questions ended.
                write_changes(changes, head, found)
        opened = contextlib.nullcontext(read_dataset(file)) if dry_run else open_dataset(file)
        with opened as dataset:
            done = merge(dataset, head, found, date.today())
            if not dry_run and (done.added or done.changed or done.already):
                # Also what is there already: a stop may have come before its id was published.
                dataset.save()
    except FileError as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        fail(str(error), BAD_DATA)
    if not dry_run and any("address_withheld" in names for names in done.changed.values()):
        forget_streets(file)
    _report(done, found, file.name, dry_run=dry_run)


def _ask(changes: Sequence[Change]) -> None:
    open_ones = list(_undecided(changes))
    for number, change in enumerate(open_ones, start=1):
        say(f"\n{number} of {len(open_ones)}: {change.action}, {change.place_id}, {change.name}")
        for line in (change.reason, *change.notes):
            if line:
                say(f"  {line}")
        rows = [
            (name, shorten(cell.old), shorten(cell.new), cell.newer)
            for name, cell in change.fields.items()
        ]
        print_table("", ("Field", "Ours", "The file", "Newer"), rows)
        choices = {"y": "yes", "n": "no", "s": "stop"}
        question = "Accept it?"
        if change.another:
            question = "The same place?"
            choices = {"y": "yes", "a": "another place, add it", "n": "neither", "s": "stop"}
        words = ", ".join(f"{letter} = {meaning}" for letter, meaning in choices.items())
        answer = ""
        while answer not in choices:
            answer = typer.prompt(f"{question} {words}", err=True).strip().lower()[:1]
        if answer == "s":
            return
        change.accept = "new" if answer == "a" else answer == "y"


def _undecided(changes: Sequence[Change]) -> Iterator[Change]:
    return (change for change in changes if change.action in ACCEPTABLE and not change.decided)


def _report(done: Merged, found: Sequence[Change], name: str, *, dry_run: bool) -> None:
    if done.not_applied:
        print_table("Accepted, and not applied", ("Id", "Why"), done.not_applied)
    total = len(done.added) + len(done.changed)
    if not (total or done.already or done.not_applied):
        waiting = sum(1 for _ in _undecided(found))
        what = count_phrase(waiting, "change waits", "changes wait")
        say(f"Nothing is accepted yet; {what} for a decision. Use --ask, --accept, or edit it.")
        return
    verb = "would be " if dry_run else ""
    already = f", {done.already} there already" if done.already else ""
    say(
        f"{name}: {count_phrase(len(done.added), 'record', 'records')} {verb}added, "
        f"{len(done.changed)} {verb}changed{already}, {len(done.not_applied)} not applied"
    )
    if done.not_applied:
        raise typer.Exit(BAD_DATA)
