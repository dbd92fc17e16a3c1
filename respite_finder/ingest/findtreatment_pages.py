"""The pages of the locator's JSON: one page, an array of pages, or an array of bare rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from respite_finder.errors import FileError
from respite_finder.ingest.json_records import json_events, json_items, json_shape, member

_PAGE_KEYS: Final = ("page", "totalPages", "recordCount")


def page_rows(path: Path) -> Iterator[object]:
    """Every row of every page, in the file's order. Raises FileError."""
    if json_shape(path) == "object":
        return json_items(path, "rows.item")
    if _begins_with_a_page(path):
        return json_items(path, "item.rows.item")
    return _bare_rows(path)


def _bare_rows(path: Path) -> Iterator[object]:
    for number, row in enumerate(json_items(path, "item"), start=1):
        if isinstance(row, dict) and isinstance(row.get("rows"), list):
            rule = "is a page of rows, and the first of the array is none: give pages only"
            raise FileError(path.name, rule, number)
        yield row


def page_note(path: Path, rows: int) -> str:
    """What the file says that it lacks, empty if it says nothing. It must have been read whole.

    Raises FileError if a page of several has no rows: it was answered by an error.
    """
    if json_shape(path) == "object":
        pages = [{name: member(path, name) for name in _PAGE_KEYS}]
    elif _begins_with_a_page(path):
        pages = list(_pages(path))
        for number, page in enumerate(pages, start=1):
            if page.get("rows") != "start_array":
                rule = f"page {number} of the array has no rows: get it again"
                raise FileError(path.name, rule)
    else:
        return ""
    total = max((_number(page.get("totalPages")) for page in pages), default=0)
    there = {_number(page.get("page")) or -number for number, page in enumerate(pages)}
    if total > len(there):
        if len(pages) == 1:
            return f"this file is page {_number(pages[0].get('page')) or 1} of {total}"
        return f"this file holds {len(there)} of {total} pages"
    said = max((_number(page.get("recordCount")) for page in pages), default=0)
    if said and said != rows:
        return f"the file says recordCount {said:,} and holds {rows:,} rows"
    return ""


def _begins_with_a_page(path: Path) -> bool:
    depth = 0
    for event, value in json_events(path):
        if event in ("start_map", "start_array"):
            depth += 1
        elif event in ("end_map", "end_array"):
            depth -= 1
        if (event, value) == ("map_key", "rows") and depth == 2:
            return True
        if depth < 2 and event == "end_map":
            return False
    return False


def _pages(path: Path) -> Iterator[dict[str, Any]]:
    """The plain members of every element of an array; a list or a table by its first event."""
    depth, name, page = 0, "", dict[str, Any]()
    for event, value in json_events(path):
        if depth == 2 and event == "map_key":
            name = value
        elif depth == 2 and not event.startswith("end"):
            page[name] = event if event.startswith("start") else value
        elif depth == 1 and not event.startswith(("start", "end")):
            yield {}
        if event.startswith("start"):
            depth += 1
        elif event.startswith("end"):
            depth -= 1
            if depth == 1:
                yield page
                page = {}


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
