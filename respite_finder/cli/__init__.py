"""The command line: ``respite-finder find|check|app``. A file a command."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from respite_finder import __version__
from respite_finder.cli.app import app as app_command
from respite_finder.cli.check import check
from respite_finder.cli.find import find

cli = typer.Typer(
    name="respite-finder",
    help="Find peer respites and recovery supports in the United States. Works offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"respite-finder {__version__}")
        raise typer.Exit


@cli.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


cli.command()(find)
cli.command()(check)
cli.command("app")(app_command)


def main() -> None:
    """Entry point of the ``respite-finder`` script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names have letters that an old terminal's encoding lacks; UTF-8 loses none.
            stream.reconfigure(encoding="utf-8")
    cli()
