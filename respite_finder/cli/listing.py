"""Lists as a table for a person, as JSON or CSV for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import typer

from respite_finder.cli.output import print_csv, print_table
from respite_finder.errors import shorten


class Form(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def print_list(form: Form, header: Sequence[str], records: Sequence[dict[str, Any]]) -> None:
    """Records on stdout; a table cuts long cells, JSON and CSV hold them whole."""
    if form is Form.JSON:
        typer.echo(json.dumps(records, indent=2, ensure_ascii=False))
    elif form is Form.CSV:
        print_csv(header, records)
    elif records:
        rows = [[shorten(str(record[name]), 300) for name in header] for record in records]
        print_table("", header, rows)
