"""``respite-finder nearest``: the nearest places of many ZIP codes at once."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final

import typer

from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, form_of, say, target_of
from respite_finder.errors import DataError, FileError, QueryError, shorten
from respite_finder.files import open_bytes, replacing
from respite_finder.places import load_places
from respite_finder.schema import ServiceType
from respite_finder.search import CONFIRMED, SHOWN
from respite_finder.text import count_phrase

if TYPE_CHECKING:
    from respite_finder.batch import Nearest, People

LARGEST: Final = 1_000_000
"""Rows. Beyond, a table is given in parts."""
LARGEST_BYTES: Final = 500 * 10**6
_FORM: Final = "a CSV file or an Excel workbook with a column ZIP"


class Form(StrEnum):
    """How the answer is written."""

    CSV = "csv"
    EXCEL = "excel"


def nearest(
    file: Annotated[str, typer.Argument(help="CSV or Excel with a column ZIP; - is stdin.")],
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=50, help="Places a row and kind.")] = 3,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            "-t",
            help="Kind of help. May be repeated.",
            show_default=ServiceType.PEER_RESPITE.value,
        ),
    ] = None,
    include_unknown: Annotated[
        bool,
        typer.Option(
            "--include-unknown/--only-stated",
            help="Also places whose source does not say if a need is met, marked so.",
        ),
    ] = True,
    confirmed_only: Annotated[
        bool, typer.Option("--confirmed-only", help="Leave out places that are not confirmed.")
    ] = False,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format", "-f", help="Form of the output.", show_default="as --output ends, else csv"
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="The file to write.", show_default="stdout"),
    ] = None,
) -> None:
    """Find the nearest places for every ZIP code of a table.

    A column "needs" may say what each person needs: free; Spanish; veterans; age 17; stay 7. No
    other column is read. Rows that cannot be answered are listed on stderr.

    Example: respite-finder nearest people.csv --k 3 --type peer_respite --output nearest.csv
    """
    try:
        made = form_of(form, output, Form.CSV)
        table = None if file == "-" else Path(file)
        target = target_of(output, binary=made is Form.EXCEL, sources={"table": table})
        run = _asked(
            file,
            k,
            kind or [ServiceType.PEER_RESPITE.value],
            include_unknown=include_unknown,
            confirmed_only=confirmed_only,
        )
        if not len(run.people):
            _tell(run)
            raise typer.Exit(BAD_INPUT)
        while not run.finished:
            run.step()
        if target is None:
            _write(run, made, sys.stdout.buffer)
        else:
            with replacing(target) as out:
                _write(run, made, out)
    except (FileError, QueryError) as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        fail(str(error), BAD_DATA)
    _tell(run)


def _asked(
    file: str, k: int, kinds: list[str], *, include_unknown: bool, confirmed_only: bool
) -> Nearest:
    from respite_finder.batch import Nearest, read_people
    from respite_finder.search import spoken_in

    places = load_places()
    name = "stdin" if file == "-" else Path(file).name or shorten(file)
    people = read_people(_content(file, name), name, languages=spoken_in(places), largest=LARGEST)
    _tell_file(people)
    return Nearest(
        places,
        people,
        k=k,
        service_types=kinds,
        include_unknown=include_unknown,
        statuses=CONFIRMED if confirmed_only else SHOWN,
    )


def _content(file: str, name: str) -> bytes:
    """The file's bytes. Raises FileError if it cannot be read, or is larger than any table."""
    try:
        if file == "-":
            content = sys.stdin.buffer.read(LARGEST_BYTES + 1)
        else:
            with open_bytes(Path(file), _FORM) as opened:
                content = opened.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        reason = getattr(error, "strerror", None) or "the system refused it"
        raise FileError(name, f"cannot be read ({reason}): give {_FORM}") from None
    if len(content) > LARGEST_BYTES:
        rule = f"has more than {LARGEST_BYTES // 10**6} MB: give only the ZIP codes, or parts"
        raise FileError(name, rule)
    return content


def _write(run: Nearest, form: Form, out: BinaryIO) -> None:
    from respite_finder.batch.table import csv_parts, excel_workbook

    try:
        if form is Form.EXCEL:
            out.write(excel_workbook(run))
        else:
            out.writelines(part.encode("utf-8") for part in csv_parts(run))
        out.flush()
    except BrokenPipeError:
        # Who reads has had enough: no fault of anybody's.
        raise
    except OSError as error:
        raise FileError("the output", f"cannot be written ({error.strerror})") from None


def _tell_file(people: People) -> None:
    from respite_finder.batch.told import notes

    for words in notes(people):
        say(words)


def _tell(run: Nearest) -> None:
    from respite_finder.batch.told import left_out_note, needs_note

    troubles = run.troubles()
    for one in troubles:
        column = f", {one.column}" if one.column else ""
        say(f"row {one.row}{column}: {one.words}")
    for words in (needs_note(run.people, troubles), left_out_note(run)):
        if words:
            say(words)
    without = len({one.row for one in troubles})
    total = len(run.people) + len({one.row for one in run.people.troubles})
    said = f"{count_phrase(total, 'row', 'rows')} read"
    say(f"{said}, {without:,} with a problem." if without else f"{said}, all answered.")
