"""The command line: for visitors and researchers first, then what maintainers need."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from respite_finder import __version__
from respite_finder.cli.app import app as app_command
from respite_finder.cli.check import check
from respite_finder.cli.coverage import coverage
from respite_finder.cli.document import document
from respite_finder.cli.export import export
from respite_finder.cli.find import find
from respite_finder.cli.gaps import gaps_command
from respite_finder.cli.geocode import geocode
from respite_finder.cli.import_ import import_command
from respite_finder.cli.join import join
from respite_finder.cli.merge import merge_command
from respite_finder.cli.nearest import nearest
from respite_finder.cli.next_sites import next_sites_command
from respite_finder.cli.review import review
from respite_finder.cli.stale import stale_command
from respite_finder.cli.verify import verify_command

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


cli.command("app")(app_command)
cli.command()(find)
cli.command()(nearest)
cli.command()(export)
cli.command()(coverage)
cli.command("gaps")(gaps_command)
cli.command("next-sites")(next_sites_command)
cli.command()(check)
cli.command("stale")(stale_command)
cli.command("verify")(verify_command)
cli.command("import")(import_command)
cli.command("merge")(merge_command)
cli.add_typer(review, name="review")
cli.command()(join)
cli.command()(geocode)
cli.command()(document)


def main() -> None:
    """Entry point of the ``respite-finder`` script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names have letters that an old terminal's encoding lacks; UTF-8 loses none.
            stream.reconfigure(encoding="utf-8")
    cli()
