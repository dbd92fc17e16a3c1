"""``respite-finder document``: make the data dictionary and the quality report from the data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from respite_finder.cli.output import BAD_DATA, BAD_INPUT, fail, say
from respite_finder.documents.generate import generate, outdated, record_history
from respite_finder.errors import DataError, FileError
from respite_finder.files import replace_text
from respite_finder.resources import ROOT
from respite_finder.text import count_phrase


def document(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if a document is out of date.")
    ] = False,
    record: Annotated[
        str, typer.Option("--record", help="Add today's figures to the history, with these words.")
    ] = "",
    root: Annotated[
        Path, typer.Option("--root", help="The checkout.", show_default="the one that runs")
    ] = ROOT,
) -> None:
    """Make the data dictionary, datapackage.json, data/README.md and the quality report.

    Run it after every change of the data. The same data make the same documents.

    Example: respite-finder document --check
    """
    if check and record:
        fail("--check writes nothing: give --record without it.", BAD_INPUT)
    if not (root / "docs").is_dir():
        fail("There is no docs folder: run this in a checkout of the project.", BAD_INPUT)
    try:
        texts = generate(root)
        if record and not check:
            record_history(root / "data", record)
            texts = generate(root)
        old = outdated(texts)
        names = ", ".join(str(path.relative_to(root)) for path in old)
        if not check:
            for path in old:
                replace_text(path, texts[path])
    except FileError as error:
        fail(str(error), BAD_INPUT)
    except DataError as error:
        fail(str(error), BAD_DATA)
    if old and check:
        fail(f"Out of date: {names}. Run respite-finder document.", BAD_DATA)
    written = f"written: {names}" if old else "up to date"
    say(f"{count_phrase(len(texts), 'document', 'documents')}, {written}")
