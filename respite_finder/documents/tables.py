"""The tables that the documents count and quote, read with a sentence for what is wrong."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Sequence
from pathlib import Path

from respite_finder.errors import FileError
from respite_finder.files import check_text, read_text


def rows_of(path: Path, columns: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a CSV (packed or not) by name. Raises FileError if a column is missing."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header, *rows = list(reader)
    except (csv.Error, ValueError):
        raise FileError(path.name, "is not a CSV with a header: restore it") from None
    missing = [name for name in columns if name not in header]
    if missing:
        raise FileError(path.name, f"lacks the column {missing[0]}: restore it", 1)
    for number, cells in enumerate(rows, start=2):
        if len(cells) != len(header):
            rule = f"has {len(cells)} cells where the header has {len(header)}"
            raise FileError(path.name, rule, number)
    return [dict(zip(header, cells, strict=True)) for cells in rows]


def header_of(path: Path) -> list[str]:
    """The names of a CSV's columns."""
    header = next(csv.reader(io.StringIO(_text(path), newline="")), [])
    if not header:
        raise FileError(path.name, "has no header: restore it")
    return header


def feature_count(path: Path) -> int:
    """How many outlines a GeoJSON (packed or not) holds."""
    try:
        return len(json.loads(_text(path))["features"])
    except (ValueError, KeyError, TypeError):
        raise FileError(path.name, "is not a GeoJSON with features: restore it") from None


def line_count(path: Path) -> int:
    """Lines that say something: neither empty nor a comment."""
    lines = _text(path).splitlines()
    return sum(bool(line) and not line.startswith("#") for line in lines)


def _text(path: Path) -> str:
    if path.suffix != ".gz":
        return read_text(path, "the file as it is published")
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8")
    except FileNotFoundError:
        check_text(path, "the file as it is published")
        raise
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        raise FileError(path.name, "is damaged: restore it") from None
