"""JSON of any size, record by record, with a sentence for a file that is cut off or broken."""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

import ijson

from respite_finder.errors import FileError, shorten
from respite_finder.files import check_text, open_bytes

_FORM = "a JSON file"
_CUT_OFF = ("premature", "eof", "incomplete")


def json_shape(path: Path) -> Literal["object", "array"]:
    """Whether the file holds a JSON object or an array. Raises FileError if it is neither."""
    check_text(path, _FORM)
    with _opened(path) as file:
        head = file.read(4096).lstrip()
    if head[:1] == b"{":
        return "object"
    if head[:1] == b"[":
        return "array"
    if head[:1] == b"<":
        rule = "is a web page, not JSON: get the file itself, not the page that links to it"
        raise FileError(path.name, rule)
    raise FileError(path.name, "is not JSON: it must begin with { or [")


def json_items(path: Path, prefix: str) -> Iterator[Any]:
    """The values at a path of names, such as ``rows.item``, one by one.

    Raises FileError, with the number of the last whole value, where the JSON ends or breaks.
    """
    # Numbers as floats: whole numbers of any length make the parser crash.
    return _read(path, lambda file: ijson.items(file, prefix, use_float=True), counted=True)


def json_events(path: Path) -> Iterator[tuple[str, Any]]:
    """What ``ijson.basic_parse`` tells: every begin, end, name and value. Raises FileError."""
    return _read(path, lambda file: ijson.basic_parse(file, use_float=True), counted=False)


def _read(
    path: Path, parse: Callable[[BinaryIO], Iterator[Any]], *, counted: bool
) -> Iterator[Any]:
    whole = 0
    with _opened(path) as file:
        values = parse(file)
        while True:
            try:
                value = next(values)
            except StopIteration:
                return
            except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
                raise FileError(path.name, _rule(error, whole), whole) from None
            whole += counted
            yield value


def member(path: Path, name: str) -> object:
    """One member of a JSON object, None if it is not there. The whole file is read."""
    return next((value for value in json_items(path, name)), None)


def _rule(error: Exception, whole: int) -> str:
    where = f"after record {whole}" if whole else "before the first record"
    words = str(error).lower()
    if any(word in words for word in _CUT_OFF):
        return f"is cut off {where}: get it again"
    if "overflow" in words:
        return f"holds a number {where} that is too large: correct it"
    if "trailing garbage" in words:
        return "holds more than one JSON value: put them into one array, [ ... , ... ]"
    reason = shorten(str(error).splitlines()[0] if str(error) else "no reason given")
    return f"is broken JSON {where} ({reason}): get it again"


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with open_bytes(path, _FORM) as file:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        yield file
