"""HSDS 3.0 services from JSON: a list, one service, a page of an API, or a service a line."""

from __future__ import annotations

import codecs
import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from respite_finder.errors import FileError, shorten
from respite_finder.files import open_bytes
from respite_finder.ingest.hsds_fields import incoming_services
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.ingest.json_records import json_events, json_items, json_shape
from respite_finder.tables.csv_rows import LONGEST_LINE

_FORM: Final = "HSDS 3 services as JSON"
_LISTS: Final = ("contents", "services")
"""Under these names an API's page, or a file, has its services."""


def read_hsds_json(path: Path, source: Source) -> Iterator[Incoming]:
    """The services of an HSDS 3.0 JSON file of any size, one by one.

    Raises FileError, with the record, where the JSON breaks or two services have one id.
    """
    services, note = _services(path)
    for record in _records(path.name, services, source):
        # A page is told with the first record: whoever reads on must know what is not there.
        yield replace(record, notes=(*record.notes, note)) if note else record
        note = ""


def _records(name: str, services: Iterable[object], source: Source) -> Iterator[Incoming]:
    ids = UniqueIds(name, "record")
    for number, told in enumerate(services, start=1):
        if isinstance(told, dict):
            ids.add(told.get("id"), number)
            yield from incoming_services(told, number, source)
        else:
            yield Incoming(number, str(number), {}, "is not a service: must be a JSON object")


class UniqueIds:
    """The ids of a file's records, each with where it stands."""

    def __init__(self, source: str, what: str) -> None:
        self._source = source
        self._what = what
        self._at: dict[str, int] = {}

    def add(self, service_id: object, number: int) -> None:
        """Take note of an id. Raises FileError, naming both, if another record has it."""
        if not isinstance(service_id, str) or not service_id:
            return
        first = self._at.setdefault(service_id, number)
        if first != number:
            rule = (
                f"has the id {shorten(service_id)} that {self._what} {first} has: "
                "give each an id of its own, or take one out"
            )
            raise FileError(self._source, rule, number)


def _services(path: Path) -> tuple[Iterable[object], str]:
    """The services of the file, and a word if it is one page of several."""
    if json_shape(path) == "array":
        return json_items(path, "item"), ""
    name, note = _list_name(path)
    if name:
        return json_items(path, f"{name}.item"), note
    return (_lines(path) if _is_lines(path) else json_items(path, "")), ""


def _list_name(path: Path) -> tuple[str, str]:
    """The name under which the first object of the file has its list of services, if it has; and
    which page of an API it says that it is, if there are more.
    """
    depth, last = 0, ""
    pages: dict[str, int] = {}
    with contextlib.suppress(FileError):
        # Whoever reads the services says what is wrong, and after which.
        for event, value in json_events(path):
            if depth == 1 and event == "start_array" and last in _LISTS:
                total, page = pages.get("total_pages", 1), pages.get("page_number", 1)
                return last, f"this file is page {page} of {total}" if total > 1 else ""
            if depth == 1 and event == "number" and last in ("total_pages", "page_number"):
                pages[last] = int(value)
            depth += event.startswith("start_")
            depth -= event.startswith("end_")
            last = value if event == "map_key" else ""
            if depth == 0:
                break
    return "", ""


def _is_lines(path: Path) -> bool:
    """Whether the first line is a whole object: then it is one of many, or the only one."""
    with open_bytes(path, _FORM) as file:
        _skip_mark(file)
        try:
            return isinstance(json.loads(file.readline(LONGEST_LINE)), dict)
        except (ValueError, RecursionError):
            return False


def _lines(path: Path) -> Iterator[object]:
    with open_bytes(path, _FORM) as file:
        _skip_mark(file)
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                rule = "this line is not whole JSON: a service must stand on one line; get it again"
                raise FileError(path.name, rule, number) from None


def _skip_mark(file: BinaryIO) -> None:
    if file.read(3) != codecs.BOM_UTF8:
        file.seek(0)
