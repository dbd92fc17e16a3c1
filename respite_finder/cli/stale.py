"""``respite-finder stale``: what to check next, and how to reach it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from respite_finder.cli.listing import Form, print_list
from respite_finder.cli.options import Kinds, Limit, PlacesFile
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, say
from respite_finder.errors import DataError
from respite_finder.places import load_places
from respite_finder.resources import PLACES_CSV
from respite_finder.text import count_phrase
from respite_finder.upkeep.stale import MOST_USED, stale

HEADER = ("place_id", "name", "service_type", "freshness", "source_date", "reach", "source_url")
SHORT = ("place_id", "source_date", "reach")
"""What fits a terminal; JSON and CSV have everything."""


def stale_command(
    kind: Kinds = None,
    limit: Limit = 20,
    output: Annotated[Form, typer.Option("--format", "-f", help="Form of the output.")] = (
        Form.TABLE
    ),
    file: PlacesFile = PLACES_CSV,
) -> None:
    """List what to check next: undated and oldest first, of these what visitors need most.

    Example: respite-finder stale --type peer_respite --limit 20
    """
    unknown = sorted(set(kind or ()) - set(MOST_USED))
    if unknown:
        fail(f"There is no type {unknown[0]}: choose from {', '.join(MOST_USED)}.", BAD_INPUT)
    try:
        places = load_places(file)
    except DataError as error:
        fail(str(error), BAD_DATA)
    due = stale(places, today=date.today(), service_types=kind or (), limit=None)
    print_list(
        output,
        SHORT if output is Form.TABLE else HEADER,
        [asdict(record) for record in due[:limit]],
    )
    say(f"{count_phrase(len(due), 'record', 'records')} not checked within 12 months.")
    if due:
        say(
            f"After a call: respite-finder verify {due[0].place_id} --on DATE --how phone "
            "--source URL"
        )
