"""``respite-finder check``: prove a places file, or list everything that is wrong with it."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from respite_finder.check import check_places
from respite_finder.cli.output import BAD_DATA, print_csv, print_table, say
from respite_finder.errors import shorten
from respite_finder.resources import PLACES_CSV
from respite_finder.text import count_phrase

HEADER = ("row", "place_id", "field", "value", "rule", "severity")


class Format(StrEnum):
    """How ``check`` prints problems."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def check(
    file: Annotated[
        Path, typer.Argument(help="A places CSV.", show_default="the shipped one")
    ] = PLACES_CSV,
    output: Annotated[Format, typer.Option("--format", "-f", help="Form of the output.")] = (
        Format.TABLE
    ),
) -> None:
    """List every problem of a places file: row, id, field, value, rule. Exits 1 on any error.

    Example: respite-finder check data/places.csv --format json
    """
    problems = check_places(file)
    found = [problem.as_dict() for problem in problems]
    if output is Format.JSON:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    elif output is Format.CSV:
        print_csv(HEADER, found)
    elif found:
        rows = [[shorten(str(problem[name])) for name in HEADER] for problem in found]
        print_table("", HEADER, rows)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    words = f"{count_phrase(errors, 'error', 'errors')}, "
    say(f"{file.name}: {words}{count_phrase(warnings, 'warning', 'warnings')}")
    if errors:
        raise typer.Exit(BAD_DATA)
