"""How commands speak: data to stdout, words to stderr, exit codes with a meaning."""

from __future__ import annotations

import contextlib
import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from respite_finder.errors import FileError, QueryError, shorten
from respite_finder.export.table import harmless
from respite_finder.files import is_stream
from respite_finder.resources import DATA, PLACES_CSV

BAD_DATA: Final = 1
BAD_INPUT: Final = 2
_ENDINGS: Final = {".csv": "csv", ".json": "json", ".geojson": "geojson", ".xlsx": "excel"}
_ALSO: Final = {("geojson", "json"), ("table", "csv")}
"""GeoJSON is JSON; a table in a file is a CSV."""

Form = TypeVar("Form", bound=StrEnum)


def say(message: str) -> None:
    """A message for a person, on stderr."""
    typer.echo(message, err=True)


def fail(message: str, code: int) -> NoReturn:
    """End the command with one sentence and an exit code."""
    say(message)
    raise typer.Exit(code)


def print_table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on stdout: as wide as the terminal, or unbroken when piped. Nothing is markup."""
    table = Table(title=title or None, title_justify="left", show_edge=False, pad_edge=False)
    for name in header:
        table.add_column(name, justify="right" if name == "Miles" else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Console().render_str(cell, markup=False, emoji=False) for cell in row))
    width = None if sys.stdout.isatty() else 200
    with to_stdout():
        Console(width=width, highlight=False).print(table)


def print_csv(header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """CSV on stdout. A cell that a spreadsheet would run as a formula gets a quote before it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(header), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: harmless(row.get(name)) for name in header} for row in rows)
    with to_stdout():
        typer.echo(out.getvalue(), nl=False)


@contextlib.contextmanager
def to_stdout() -> Iterator[None]:
    """What stdout does not take, as onto a full disk, ends the command with one sentence."""
    try:
        yield
    except BrokenPipeError:
        # Who reads has had enough: no fault of anybody's.
        raise
    except OSError as error:
        fail(f"stdout: cannot be written ({error.strerror})", BAD_INPUT)


def form_of(form: Form | None, output: str | None, usual: Form) -> Form:
    """The form asked for, else that of the file's ending, else the usual one.

    Raises QueryError if the two contradict each other, or the ending is of a form that is not made.
    """
    ending = Path(output).suffix.lower() if output else ""
    named = _ENDINGS.get(ending)
    if named is None:
        return usual if form is None else form
    if form is not None:
        if form == named or (str(form), named) in _ALSO:
            return form
        raise QueryError("output", output, f"it ends in {ending}, and --format is {form}.")
    made = {str(one): one for one in type(usual)}
    if named not in made:
        known = ", ".join(end for end, name in _ENDINGS.items() if name in made)
        raise QueryError("output", output, f"give a name that ends in {known}.")
    return made[named]


def target_of(
    output: str | None, *, binary: bool = False, sources: Mapping[str, Path | None] | None = None
) -> Path | None:
    """Where to write; None is stdout. ``sources`` are the files that are read, by what they are.

    Raises FileError if nothing may be written there: our data and what is read are not written on.
    """
    if output is None:
        if binary and sys.stdout.isatty():
            fail("Excel is not text: give a file with --output.", BAD_INPUT)
        return None
    if not output.strip():
        raise FileError("--output", "is empty: give the name of a file")
    try:
        if is_stream(Path(output)):
            # The link /dev/stdout may point to a pipe, which has no path.
            return Path(output)
        # A link stays a link: what it points to is replaced.
        path = Path(output).resolve()
        rule = _rule_against(path, sources or {})
    except (OSError, RuntimeError, ValueError):
        raise FileError(shorten(output), "cannot be written: give another file") from None
    if rule:
        raise FileError(shorten(output), f"{rule}: give another file")
    return path


def _rule_against(path: Path, sources: Mapping[str, Path | None]) -> str:
    if path == PLACES_CSV.resolve():
        return "is the dataset itself"
    for what, source in sources.items():
        if source is not None and _same(path, source):
            return f"is the {what} itself"
    return "is in the folder of our data" if path.is_relative_to(DATA.resolve()) else ""


def _same(path: Path, source: Path) -> bool:
    if path == source.resolve():
        return True
    # Another name of it: a hard link, or other letters where these mean the same.
    return path.exists() and source.exists() and path.samefile(source)
