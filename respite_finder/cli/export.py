"""``respite-finder export``: the places in the form that another system reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from respite_finder.cli.options import IncludeClosed, Kinds, PlacesFile, States
from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, say
from respite_finder.corrections import read_corrections
from respite_finder.errors import DataError, FileError, QueryError, shorten
from respite_finder.export.formats import FORMATS, FormatName, Log
from respite_finder.files import replace_bytes
from respite_finder.places import load_places
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import OFF_BY_DEFAULT
from respite_finder.search import EVERY_STATUS, SHOWN, Query
from respite_finder.states import state_code
from respite_finder.text import count_phrase


def export(
    form: Annotated[FormatName, typer.Argument(metavar="FORMAT", help=", ".join(FormatName))],
    kind: Kinds = None,
    state: States = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            help="active, listed, closed or planned. May be repeated.",
            show_default="active and listed",
        ),
    ] = None,
    include_closed: IncludeClosed = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            help="The file to write; for hsds-package also a folder: pkg/.",
            show_default="stdout",
        ),
    ] = None,
    file: PlacesFile = PLACES_CSV,
) -> None:
    """Write the places in the form that another system reads.

    Treatment facilities are left out unless --type asks for them. What a place keeps to itself,
    such as the street of a house that gives it on calling, is in no format.

    Example: respite-finder export geojson --type peer_respite --output respites.geojson
    """
    statuses = frozenset(status or SHOWN) | (EVERY_STATUS if include_closed else frozenset())
    try:
        query = Query(
            service_types=frozenset(kind or ()),
            states=frozenset(state_code(word) for word in state or ()),
            statuses=statuses,
        )
        if output is None and FORMATS[form].binary and sys.stdout.isatty():
            fail(f"{FORMATS[form].title} is not text: give a file with --output.", BAD_INPUT)
        target = _target(output, form, file)
        places, left_out = chosen(load_places(file), query)
        log = read_corrections(file.with_name("corrections.csv"))
        _write(form, places, log, target)
    except (FileError, QueryError) as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        fail(str(error), BAD_DATA)
    say(
        f"{count_phrase(len(places), 'place', 'places')}{'' if output is None else f' to {output}'}"
    )
    if left_out:
        facilities = count_phrase(left_out, "treatment facility", "treatment facilities")
        say(f"{facilities} left out: ask with --type {' --type '.join(sorted(OFF_BY_DEFAULT))}")


def chosen(places: pd.DataFrame, query: Query) -> tuple[pd.DataFrame, int]:
    """The places of the kinds, states and statuses that a query asks for, in their order, and how
    many more there would be if nothing were off by default.
    """
    keep = places["status"].isin(list(query.statuses))
    if query.states:
        keep &= places["state"].isin(list(query.states))
    if query.service_types:
        return places.loc[keep & places["service_type"].isin(list(query.service_types))], 0
    off = keep & places["service_type"].isin(list(OFF_BY_DEFAULT))
    return places.loc[keep & ~off], int(off.sum())


@dataclass(frozen=True, slots=True)
class _Target:
    """Where to write: a file, or a folder of files."""

    path: Path
    is_folder: bool


def _target(output: str | None, form: FormatName, source: Path) -> _Target | None:
    """Where to write; None is stdout. Raises FileError if nothing may be written there."""
    if output is None:
        return None
    if not output.strip():
        raise FileError("--output", "is empty: give the name of a file")
    try:
        # A link stays a link: what it points to is replaced.
        path = Path(output).resolve()
        is_folder = output.endswith(("/", os.sep)) or path.is_dir()
        rule = _rule_against(path, is_folder, form, source)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "the system refused it"
        rule = f"cannot be written ({reason}): give another file"
    if rule:
        raise FileError(shorten(output), rule)
    return _Target(path, is_folder)


def _rule_against(path: Path, is_folder: bool, form: FormatName, source: Path) -> str:
    """The rule that forbids to write there; empty if none."""
    if path in (source.resolve(), PLACES_CSV.resolve()):
        return "is the dataset itself: give another file"
    if is_folder and FORMATS[form].files is None:
        return "is a folder: give the name of a file"
    if is_folder and path.exists() and not path.is_dir():
        return "is a file: leave out the / to replace it"
    if is_folder and path.is_dir() and any(path.iterdir()):
        return "has files in it: give a new or an empty folder"
    if not is_folder and path.exists() and not path.is_file():
        return "is not a file that can be replaced: leave out --output to write to stdout"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent.name}: make it first"
    return ""


def _write(form: FormatName, places: pd.DataFrame, log: Log, target: _Target | None) -> None:
    made = FORMATS[form]
    if target is None:
        # As bytes: the terminal's encoding and line ends are not the file's.
        _to_stdout(made.write(places, log))
    elif target.is_folder and made.files is not None:
        _write_folder(made.files(places, log), target.path)
    else:
        replace_bytes(target.path, made.write(places, log))


def _to_stdout(content: bytes) -> None:
    try:
        typer.echo(content, nl=False)
    except BrokenPipeError:
        # Who reads has had enough: no fault of anybody's.
        raise
    except OSError as error:
        raise FileError("stdout", f"cannot be written ({error.strerror})") from None


def _write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, what describes the others last: half a package is none."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise FileError(folder.name, f"cannot be made ({reason}): give another folder") from None
    for name in sorted(files, key=lambda name: (name == "datapackage.json", name)):
        replace_bytes(folder / name, files[name])
