"""``respite-finder join``: two records that are one place become one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from respite_finder.cli.options import PlacesFile
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, say
from respite_finder.corrections import Evidence
from respite_finder.dataset import open_dataset
from respite_finder.errors import DataError, FileError, RecordNotFound
from respite_finder.resources import PLACES_CSV


def join(
    gone: Annotated[str, typer.Argument(metavar="GONE", help="The record that goes.")],
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="The record that stays.")],
    reason: Annotated[str, typer.Option("--reason", help="How you know that they are one place.")],
    file: PlacesFile = PLACES_CSV,
) -> None:
    """Take out a record that is the same place as another one. Its id leads to that one for ever.

    Only the record that stays keeps its cells: set what only the other one says with verify --set
    first. Both names and the reason are in the correction log.

    Example: respite-finder join ma-afiya-house ma-afiya --reason "one house, listed twice"
    """
    if not reason.strip():
        fail("Say with --reason how you know that they are one place.", BAD_INPUT)
    evidence = Evidence(date.today().isoformat(), "review", "maintainer", "", reason.strip())
    try:
        with open_dataset(file) as dataset:
            old, now = dataset.record(gone), dataset.record(kept)
            dataset.merge(old["place_id"], now["place_id"], evidence)
            dataset.save()
    except (FileError, RecordNotFound) as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        fail(str(error), BAD_DATA)
    except ValueError as error:
        fail(f"{error}: name two records.", BAD_INPUT)
    say(f"{old['place_id']} is taken out; its id leads to {now['place_id']}.")
