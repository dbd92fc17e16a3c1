"""``respite-finder verify``: stamp a record that was held against the place itself."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from respite_finder.cli.geocoded import forget_streets
from respite_finder.cli.options import DryRun, PlacesFile
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, say
from respite_finder.dataset import open_dataset, read_dataset
from respite_finder.errors import DataError, FileError, QueryError, RecordNotFound, shorten
from respite_finder.resources import PLACES_CSV
from respite_finder.text import checked_phrase
from respite_finder.upkeep.verify import verify


class How(StrEnum):
    """How a record was checked."""

    PHONE = "phone"
    WEBSITE = "website"


def verify_command(
    place_id: Annotated[str, typer.Argument(metavar="ID", help="The record, e.g. ma-afiya.")],
    on: Annotated[str, typer.Option("--on", help="The day of the check: YYYY-MM-DD.")],
    how: Annotated[How, typer.Option("--how", help="By a call, or on the place's own page.")],
    source: Annotated[
        str, typer.Option("--source", help="The page that states it, or that gives the number.")
    ],
    cells: Annotated[
        list[str] | None,
        typer.Option("--set", help="What was learned: field=value. May be repeated."),
    ] = None,
    dry_run: DryRun = False,
    file: PlacesFile = PLACES_CSV,
) -> None:
    """Stamp a record as checked, set what was learned, and write both into the correction log.

    Example: respite-finder verify ma-afiya --on 2026-11-20 --how phone
    --source https://wildfloweralliance.org/afiya/ --set max_stay_days=7
    """
    try:
        opened = contextlib.nullcontext(read_dataset(file)) if dry_run else open_dataset(file)
        with opened as dataset:
            done = verify(
                dataset,
                place_id,
                on=on,
                how=how.value,
                source_url=source,
                cells=cells_of(cells or ()),
                today=date.today(),
            )
            if dry_run:
                dataset.check()
            else:
                dataset.save()
    except (QueryError, RecordNotFound, FileError) as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        found = "; ".join(str(problem) for problem in error.problems)
        fail(f"Nothing was written: {found or error}", BAD_DATA)
    if "address_withheld" in done.changes and not dry_run:
        forget_streets(file)
    for field, (before, after) in done.changes.items():
        say(f"  {field}: {shorten(before) or 'empty'} -> {shorten(after) or 'empty'}")
    verb = "would be stamped" if dry_run else "stamped"
    say(f"{done.place_id} {verb}: {checked_phrase(on)}, by {how.value}.")


def cells_of(pairs: Iterable[str]) -> dict[str, str]:
    """Pairs of ``field=value`` as cells. Raises QueryError."""
    cells: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals:
            raise QueryError("set", pair, "write field=value, e.g. phone=413-570-2990.")
        if name in cells:
            raise QueryError("set", name, "it is set twice: say it once.")
        cells[name] = " ".join(value.split())
    return cells
