"""No other record may tell the address of one that withholds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from respite_finder.check.matching import Known
from respite_finder.errors import Problem
from respite_finder.places import Row, is_withheld
from respite_finder.schema import Precision
from respite_finder.telling import TEXTS, tells_where

_OWN_POINT: Final = frozenset({Precision.ADDRESS.value, Precision.ZIP.value})


def beside_withheld(row: Row, rows: Mapping[str, Row]) -> set[str]:
    """Ids of withheld records among ``rows`` that an open record may be, if it tells more than
    their town. Empty for a record without a street, a ZIP code and a point of its own, in words
    as well.
    """
    if is_withheld(row):
        return set()
    hidden = {
        place_id: ours
        for place_id, ours in rows.items()
        if is_withheld(ours) and ours["state"] == row["state"] and place_id != row["place_id"]
    }
    known = Known(hidden, {})
    alike = known.withheld_alike(row, any_kind=True) | set(known.match(row).place_ids)
    return alike if alike and finest_cell(row) else set()


def beside_problems(
    row: Row, rows: Mapping[str, Row], before: Row | None = None
) -> Iterator[Problem]:
    """What speaks against a record that is new, or that was ``before``, among ``rows``: it may be
    one that withholds its address, and would tell it. What it told before is no news, and a place
    that withheld its own address may publish it.
    """
    if before and is_withheld(before):
        return
    alike = beside_withheld(row, rows)
    if before:
        alike -= beside_withheld(before, rows)
    if alike:
        rule = (
            f"may be {' or '.join(sorted(alike))}, whose address is withheld: a record like it "
            "must not tell a street, a ZIP code or a point. If it is the same place, reject this "
            "and change that record. If it is another place, leave street and zip empty and tell "
            "no street in words"
        )
        yield Problem(0, row["place_id"], finest_cell(row), "", rule)


def finest_cell(row: Row) -> str:
    """The name of the first cell that tells more than a town; empty if none does."""
    for name in ("street", "zip"):
        if row[name]:
            return name
    if row["latitude"] and row["precision"] in _OWN_POINT:
        return "latitude"
    telling = (name for name in TEXTS if tells_where(name, row[name], row["state"]))
    return next(telling, "")
