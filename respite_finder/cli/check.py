"""``respite-finder check``: prove a places file, or list everything that is wrong with it.

With the shipped places it proves the texts that ship beside them too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from respite_finder.check import check_places
from respite_finder.check.texts import text_problems
from respite_finder.cli.listing import Form, print_list
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, say
from respite_finder.errors import FileError, Problem
from respite_finder.resources import PLACES_CSV
from respite_finder.text import count_phrase

HEADER = ("row", "place_id", "field", "value", "rule", "severity")


def check(
    file: Annotated[
        Path, typer.Argument(help="A places CSV.", show_default="the shipped one")
    ] = PLACES_CSV,
    output: Annotated[Form, typer.Option("--format", "-f", help="Form of the output.")] = (
        Form.TABLE
    ),
) -> None:
    """List every problem of a places file: row, id, field, value, rule. Exits 1 on any error.

    Of the shipped places also what is wrong with the learn pages and the evidence.

    Example: respite-finder check data/places.csv --format json
    """
    try:
        problems = check_places(file)
    except FileError as error:
        fail(str(error), BAD_INPUT)
    shipped = file.resolve() == PLACES_CSV.resolve()
    texts = text_problems() if shipped else []
    found = [problem.as_dict() for problem in (*problems, *texts)]
    if output is Form.TABLE:
        # A person reads what must be mended first.
        found.sort(key=lambda problem: problem["severity"] != "error")
        found = [problem | {"row": problem["row"] or "file"} for problem in found]
    print_list(output, HEADER, found)
    _count(file.name, problems)
    if shipped:
        _count("learn pages and evidence", texts)
    if any(problem.severity == "error" for problem in (*problems, *texts)):
        raise typer.Exit(BAD_DATA)


def _count(what: str, problems: list[Problem]) -> None:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    words = f"{count_phrase(errors, 'error', 'errors')}, "
    say(f"{what}: {words}{count_phrase(warnings, 'warning', 'warnings')}")
