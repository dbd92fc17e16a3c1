"""Tables of people that tests make, and how a workbook of them is made."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from respite_finder.batch import People, read_people

SPOKEN = ("English", "Spanish", "Creole")


def read(table: str | bytes, **options: Any) -> People:
    """A table as text or as bytes."""
    content = table.encode() if isinstance(table, str) else table
    return read_people(content, "people.csv", **{"languages": SPOKEN, **options})


def workbook(*rows: Sequence[Any], more_sheets: int = 0) -> bytes:
    """A workbook with these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for number in range(more_sheets):
        book.create_sheet(f"More {number}").append(["x"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zips(people: People) -> list[str]:
    """The ZIP code of every row that can be answered."""
    return [people.asked[at].zip for at in people.which]


def faults(people: People) -> list[tuple[int, str]]:
    """The rows that cannot, with why."""
    return [(one.row, one.fault.value) for one in people.troubles]
