"""Options that several commands share, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Kinds = Annotated[
    list[str] | None,
    typer.Option("--type", "-t", help="Kind of help, e.g. peer_respite. May be repeated."),
]
States = Annotated[
    list[str] | None,
    typer.Option("--state", "-s", help="Only places in this state. May be repeated."),
]
IncludeClosed = Annotated[
    bool, typer.Option("--include-closed", help="Closed and planned places too.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")]
PlacesFile = Annotated[
    Path, typer.Option("--file", help="The places CSV.", show_default="the shipped one")
]
