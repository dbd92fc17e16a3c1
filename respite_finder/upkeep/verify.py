"""Stamp a record that somebody held against the place itself, with what they learned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from urllib.parse import urlsplit

from respite_finder.check.contacts import CONTACTS, is_role_address, url_problem
from respite_finder.corrections import Evidence
from respite_finder.dataset import Dataset
from respite_finder.errors import QueryError
from respite_finder.places import Row, is_date
from respite_finder.schema import BY_NAME, FINE
from respite_finder.text import freshness
from respite_finder.upkeep.complete import applied
from respite_finder.upkeep.sources import stated_again

How = Literal["phone", "website"]

FIXED: Final = frozenset({"place_id", "source_name", "source_url", "source_date", "other_sources"})
"""An id never changes, and the source is what is being verified."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification changed, cell by cell, old and new; what is withheld is not told."""

    place_id: str
    changes: dict[str, tuple[str, str]]


def verify(
    dataset: Dataset,
    place_id: str,
    *,
    on: str,
    how: How,
    source_url: str,
    cells: Mapping[str, str],
    today: date,
) -> Verified:
    """Note that a record was checked on a day, and set what was learned. The caller saves.

    A listed record with a way in becomes active, unless ``cells`` say otherwise: it is confirmed
    now. Raises QueryError for a cell or a day that cannot be set, RecordNotFound for the id.
    """
    row = dataset.record(place_id)
    _check_cells(cells, row)
    if not source_url or url_problem(source_url):
        raise QueryError("source", source_url, "give the web address of the page, https://…")
    if not is_date(on) or len(on) != 10 or not date(1990, 1, 1) <= date.fromisoformat(on) <= today:
        raise QueryError("on", on, "give the day of the check, YYYY-MM-DD, not in the future.")
    host = (urlsplit(source_url).hostname or source_url).removeprefix("www.")
    name = "The place itself, by phone" if how == "phone" else host
    stated = stated_again(row, name, source_url, on)
    if stated.get("source_date", "") != on and row["source_date"] > on:
        raise QueryError("on", on, f"the record was checked later, on {row['source_date']}.")
    learned = {**stated, **cells}
    reachable = any(learned.get(field, row[field]) for field in CONTACTS)
    confirmed = row["status"] == "listed" and freshness(on, today) in ("fresh", "ageing")
    if confirmed and reachable and "status" not in cells:
        learned["status"] = "active"
    before = dict(row)
    evidence = Evidence(on=on, how=how, updated_by="maintainer", source_url=source_url)
    dataset.stamp(place_id, evidence)
    changed = dataset.change(place_id, applied(row, learned), evidence)
    withheld = "yes" in (row["address_withheld"], before["address_withheld"])
    told = {
        field: (before[field], row[field]) for field in changed if not (withheld and field in FINE)
    }
    if "email" in told and not is_role_address(before["email"], before):
        told["email"] = ("", row["email"])
    return Verified(row["place_id"], told)


def _check_cells(cells: Mapping[str, str], row: Row) -> None:
    withheld = cells.get("address_withheld", row["address_withheld"]) == "yes"
    for field, value in cells.items():
        if field in FIXED:
            raise QueryError("set", field, "it cannot be set: --source and --on say the source.")
        if field not in BY_NAME:
            names = ", ".join(sorted(set(BY_NAME) - FIXED))
            raise QueryError("set", field, f"choose from {names}.")
        if value and withheld and field in FINE:
            rule = (
                "the address of this place is withheld, nothing finer than its town is kept. If "
                "the place publishes it now, set address_withheld= too."
            )
            raise QueryError("set", field, rule)
