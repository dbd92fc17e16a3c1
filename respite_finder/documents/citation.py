"""``CITATION.cff``: how to cite the project, in the Citation File Format 1.2.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from respite_finder.coverage.citation import (
    AUTHORS,
    LICENCE_ID,
    TITLE,
    dataset_date,
    dataset_version,
)

_ABSTRACT: Final = (
    "Places to go, and lines to call, before or instead of a hospital, run by people who have been "
    "there themselves; with sources, dates and precision, and how many people live within reach."
)
_KEYWORDS: Final = ("peer respite", "peer support", "mental health", "access to care", "open data")


def citation_cff(folder: Path) -> str:
    """The file's text; ``folder`` holds the data. Version and day are those of every citation."""
    # A JSON string is a YAML string, whatever it holds.
    quoted = json.dumps
    lines = [
        "# Made by `respite-finder document`.",
        "cff-version: 1.2.0",
        f"message: {quoted('If you use these data or figures, please cite them as below.')}",
        "type: dataset",
        f"title: {quoted(TITLE)}",
        "authors:",
        f"  - name: {quoted(AUTHORS)}",
        f"version: {quoted(dataset_version(folder))}",
        f"date-released: {dataset_date(folder).isoformat()}",
        f"license: {LICENCE_ID}",
        f"abstract: {quoted(_ABSTRACT)}",
        "keywords:",
        *(f"  - {word}" for word in _KEYWORDS),
    ]
    return "\n".join(lines) + "\n"
