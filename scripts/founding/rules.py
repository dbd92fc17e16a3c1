"""Cleaning rules that hold for every fact row: sources, spellings, and how far it is confirmed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from build_places import Log

Row = dict[str, str]

RECENT = "2024-11"
"""Two years before the dataset was founded (November 2026)."""

_SNAPSHOT = re.compile(r"KaraZajac/\S*\.yaml ?(\((?P<detail>[^)]*)\))?")


def clean_row(row: Row, log: Log) -> None:
    """Tidy one row in place: one source page, a source name, dated evidence."""
    for field, value in row.items():
        row[field] = " ".join(value.split())
    first, *rest = [part.strip() for part in row["source_url"].split(";")]
    row["source_url"] = first
    others = [*rest, *_other_sources(row["other_sources"])]
    row["other_sources"] = "; ".join(dict.fromkeys(part for part in others if part))
    if not row["source_name"]:
        row["source_name"] = (urlsplit(first).hostname or first).removeprefix("www.")
    latest = row.get("latest_evidence", "")
    if latest > row["source_date"]:
        if latest not in row["other_sources"]:
            named = f"a further source ({latest})"
            row["other_sources"] = "; ".join(p for p in (row["other_sources"], named) if p)
        reason = "a further source that the researchers read treats it as operating at this date"
        log.change(row, "source_date", latest, reason)


def _other_sources(cell: str) -> list[str]:
    """Other sources, the public snapshot by its name instead of its file."""
    cell = _SNAPSHOT.sub("SUCCURRO dataset, July 2026 snapshot", cell)
    parts = [part.strip(" ;") for part in cell.split(";")]
    return [part for part in parts if part != "a public code repository"]


def settle_status(row: Row, log: Log) -> None:
    """active needs a dated source of the last two years, and a way to get in touch."""
    if row["status"] != "active":
        return
    date = row["source_date"]
    # A bare year may mean any day of it.
    until = f"{date}-12" if len(date) == 4 else date
    if row["source_name"].startswith("Second-hand"):
        log.change(row, "status", "listed", "the source is second-hand: not confirmed")
    elif not date:
        log.change(row, "status", "listed", "the source is not dated: not confirmed")
    elif until < RECENT:
        log.change(row, "status", "listed", "no source of the last two years: not confirmed")
    elif not any(row.get(field) for field in ("phone", "email", "website", "text_line")):
        reason = "no phone, e-mail or website is known: it cannot be shown as active"
        log.change(row, "status", "listed", reason)
