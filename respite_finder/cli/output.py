"""How commands speak: data to stdout, words to stderr, exit codes with a meaning."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from respite_finder.export.table import harmless

BAD_DATA: Final = 1
BAD_INPUT: Final = 2


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
    Console(width=width, highlight=False).print(table)


def print_csv(header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """CSV on stdout. A cell that a spreadsheet would run as a formula gets a quote before it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(header), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: harmless(row.get(name)) for name in header} for row in rows)
    typer.echo(out.getvalue(), nl=False)
