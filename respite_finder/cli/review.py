"""``respite-finder review``: decide on what people sent."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from respite_finder.cli.options import PlacesFile
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, print_table, say, target_of
from respite_finder.cli.review_shown import save_attachments, show_case, write_log
from respite_finder.cli.verify import How, cells_of
from respite_finder.errors import (
    DataError,
    FileError,
    QueryError,
    RecordNotFound,
    StoreError,
    shorten,
)
from respite_finder.resources import PLACES_CSV
from respite_finder.text import count_phrase

if TYPE_CHECKING:
    from respite_finder.community.review import Records
    from respite_finder.community.store import Case, Store

BY = "maintainer"

review = typer.Typer(
    help="Decide on what people sent: list, show, accept, reject, export.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The case, e.g. 7KQ2-M4XD.")]
Reason = Annotated[
    str, typer.Option("--reason", help="Why, in a few words. It stands in the log of decisions.")
]


@contextlib.contextmanager
def _opened() -> Iterator[Store]:
    """The store; whatever goes wrong ends the command with one sentence."""
    from respite_finder.community.review import LooksTheSame, NotAcceptable
    from respite_finder.community.store import open_store

    try:
        store = open_store()
        try:
            yield store
        finally:
            store.close()
    except RecordNotFound as error:
        fail(str(error), BAD_INPUT)
    except QueryError as error:
        got = f" {shorten(str(error.value))!r}" if str(error.value).strip() else ""
        name = "" if error.field == "number" else f"--{error.field}"
        fail(f"{name}{got}: {error.expected}".strip(), BAD_INPUT)
    except FileError as error:
        fail(str(error), BAD_INPUT)
    except LooksTheSame as error:
        fail(f"{error} That is --another-place.", BAD_DATA)
    except (NotAcceptable, StoreError) as error:
        fail(str(error), BAD_DATA)
    except DataError as error:
        found = "; ".join(str(problem) for problem in error.problems)
        fail(found or str(error), BAD_DATA)


def _case(store: Store, number: str) -> Case:
    try:
        return store.case(number)
    except RecordNotFound:
        fail(f"There is no case {shorten(number)!r}. See: respite-finder review list", BAD_INPUT)


def _records(store: Store, file: Path) -> Records:
    from respite_finder.community.review import records_for
    from respite_finder.dataset import read_dataset
    from respite_finder.ids import published_ids

    dataset = read_dataset(file)
    return records_for(store, dataset.rows, published_ids(dataset.ids_path))


@review.command("list")
def list_command(
    every: Annotated[bool, typer.Option("--all", help="Closed cases too.")] = False,
    file: PlacesFile = PLACES_CSV,
) -> None:
    """The cases that wait, the oldest first.

    Example: respite-finder review list
    """
    from respite_finder.community.review import Records, subject_of
    from respite_finder.community.together import about_the_same

    with _opened() as store:
        cases = store.cases(None if every else "open")
        waiting = [case for case in cases if case.status == "open"]
        records = _records(store, file) if cases else Records({}, {})
        table = [
            (
                case.number,
                case.kind.value,
                shorten(subject_of(case, records.rows)),
                case.status,
                f"{case.received_at:%Y-%m-%d %H:%M}",
                str(len(case.attachments) or ""),
                ", ".join(about_the_same(case, waiting, records.merged)),
            )
            for case in cases
        ]
    if table:
        header = ("Case", "Kind", "About", "Status", "Since (UTC)", "Files", "Same record as")
        print_table("", header, table)
    say(f"{count_phrase(len(waiting), 'case waits', 'cases wait')} for a person.")


@review.command("show")
def show_command(
    number: Number,
    attachments: Annotated[
        Path | None,
        typer.Option("--save-attachments", help="A folder that takes the files of the case."),
    ] = None,
    file: PlacesFile = PLACES_CSV,
) -> None:
    """One case beside our record: what was said, what may be the same place, what breaks a rule.

    Example: respite-finder review show 7KQ2-M4XD --save-attachments ~/flyers
    """
    with _opened() as store:
        case = _case(store, number)
        show_case(case, _records(store, file), store.cases(), date.today())
        if attachments is not None:
            save_attachments(store, case, attachments)


@review.command("accept")
def accept_command(
    number: Number,
    reason: Reason,
    how: Annotated[
        How | None, typer.Option("--how", help="By a call, or on the place's own page.")
    ] = None,
    source: Annotated[
        str, typer.Option("--source", help="The page that states it, or that gives the number.")
    ] = "",
    on: Annotated[str, typer.Option("--on", help="The day of the check: YYYY-MM-DD.")] = "",
    cells: Annotated[
        list[str] | None,
        typer.Option("--set", help="What you found out: field=value. May be repeated."),
    ] = None,
    another_place: Annotated[
        bool,
        typer.Option("--another-place", help="It is none of the places that it looks like."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write the change file of all that is accepted."),
    ] = None,
    file: PlacesFile = PLACES_CSV,
) -> None:
    """Accept a case that you checked with the place itself. A message needs only a reason.

    Example: respite-finder review accept 7KQ2-M4XD --how phone --on 2026-11-20
    --source https://wildfloweralliance.org/afiya/ --set max_stay_days=7 --reason "she is right"
    """
    from respite_finder.community.proposal import Checked
    from respite_finder.community.review import accept

    with _opened() as store:
        set_cells = cells_of(cells or ())
        target = _target(output)
        if how is None and (source or on):
            raise QueryError("how", "", "choose phone or website.")
        done = accept(
            store,
            _case(store, number).number,
            records=_records(store, file),
            reason=reason,
            by=BY,
            now=datetime.now(UTC),
            checked=None if how is None else Checked(how.value, source, on),
            cells=set_cells,
            another_place=another_place,
        )
        what = done.change["place_id"] if done.change else "answered"
        say(f"{done.number} is accepted: {what}. Its contact and files are deleted.")
        if target is not None:
            _export(store, target, again=False)


@review.command("reject")
def reject_command(number: Number, reason: Reason) -> None:
    """Reject a case. Usual reasons: our record is right already, a duplicate, not a place for this
    list, cannot be confirmed, spam.

    Example: respite-finder review reject 7KQ2-M4XD --reason "the same place as ma-afiya"
    """
    from respite_finder.community.review import reject

    with _opened() as store:
        case = _case(store, number)
        done = reject(store, case.number, reason=reason, by=BY, now=datetime.now(UTC))
        say(f"{done.number} is rejected. Its contact and files are deleted.")


@review.command("export")
def export_command(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The change file, for respite-finder merge."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also what was handed over before.")
    ] = False,
    log: Annotated[
        Path | None, typer.Option("--log", help="Write the log of decisions as CSV.")
    ] = None,
) -> None:
    """Write what was accepted into a change file, or the log of decisions into a CSV file.

    Example: respite-finder review export --output changes.jsonl
    """
    with _opened() as store:
        if output is None and log is None:
            raise QueryError("output", "", "give --output for the change file, or --log.")
        target = _target(output)
        if log is not None:
            count = write_log(store, target_of(str(log)))
            say(f"{count_phrase(count, 'decision', 'decisions')} written to {log.name}.")
        if target is not None:
            _export(store, target, again)


def _target(output: Path | None) -> Path | None:
    """Where the change file goes, before anything is decided. Raises FileError."""
    from respite_finder.changes import check_target

    if output is None:
        return None
    target = target_of(str(output))
    if target is not None:
        check_target(target)
    return target


def _export(store: Store, target: Path, again: bool) -> None:
    from respite_finder.community.hand_over import hand_over

    cases = hand_over(store, target, datetime.now(UTC), again)
    if not cases:
        say("Nothing is accepted that was not handed over yet; --again writes it once more.")
        return
    told = count_phrase(len(cases), "accepted case", "accepted cases")
    say(f"{told} written to {target.name}. Now run: respite-finder merge {target.name}")
