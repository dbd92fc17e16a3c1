"""The files of an HSDS tabular data package: in a folder, or in a ZIP archive.

An archive is read where it is and never unpacked, so that no name in it can lead anywhere.
"""

from __future__ import annotations

import contextlib
import csv
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final, cast

from respite_finder.errors import FileError, shorten
from respite_finder.export.hsds_model import TABLES, Table
from respite_finder.files import open_bytes
from respite_finder.tables.csv_rows import LONGEST_LINE, NumberedRow, named_cells

DATAPACKAGE: Final = "datapackage.json"
_FORM: Final = f"an HSDS 3 package: its {DATAPACKAGE}, the folder of that, or a ZIP archive of it"
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(RuntimeError, NotImplementedError, OverflowError, EOFError, OSError, UnicodeError),
)
"""What reading a damaged or protected archive can end in."""
_LONGEST_DESCRIPTOR: Final = 64 * 2**20

Open = Callable[[str], AbstractContextManager[BinaryIO]]
TableRow = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class PackageFiles:
    """A package that is open: ``paths`` of its tables, as its datapackage.json tells them."""

    name: str
    paths: dict[str, str]
    delimiters: dict[str, str]
    open: Open

    def rows(self, table: Table) -> Iterator[TableRow]:
        """The rows of a table with their numbers (the header is row 1), empty cells left out.

        Raises FileError if the file is not there, is no CSV, or lacks a required column.
        """
        path = self.paths[table.name]
        with _readable(self.name, path), self.open(path) as file:
            reader = _csv_rows(path, file, self.delimiters.get(table.name, ","))
            header, cells = named_cells(path, reader)
            missing = [name for name in table.required if name not in header]
            if missing:
                rule = f"lacks the column {missing[0]}, which HSDS 3 requires: add it"
                raise FileError(path, rule, 1)
            known = set(table.columns)
            for number, row in cells:
                yield (
                    number,
                    {name: str(cell) for name, cell in row.items() if cell and name in known},
                )


@contextlib.contextmanager
def package_files(path: Path) -> Iterator[PackageFiles]:
    """A package, open for reading. ``path``: its folder, its datapackage.json, or a ZIP archive.

    Raises FileError if there is no datapackage.json, or if it is none of HSDS 3.
    """
    if path.is_dir():
        if not (path / DATAPACKAGE).is_file():
            raise FileError(path.name or str(path), f"holds no {DATAPACKAGE}: give {_FORM}")
        yield _described(path.name or str(path), _in_folder(path), DATAPACKAGE)
        return
    with open_bytes(path, _FORM) as file:
        packed = file.read(4) == b"PK\x03\x04"
    if not packed:
        yield _described(path.name, _in_folder(path.parent), path.name)
        return
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN:
        raise FileError(path.name, f"is a broken ZIP archive: get {_FORM} again") from None
    with archive:
        found = [name for name in archive.namelist() if PurePosixPath(name).name == DATAPACKAGE]
        if not found:
            raise FileError(path.name, f"holds no {DATAPACKAGE}: give {_FORM}")
        inner = PurePosixPath(min(found, key=lambda name: name.count("/")))
        yield _described(path.name, _in_archive(archive, path.name, inner.parent), DATAPACKAGE)


def _in_folder(folder: Path) -> Open:
    return lambda name: open_bytes(folder / name, _FORM)


def _in_archive(archive: zipfile.ZipFile, source: str, folder: PurePosixPath) -> Open:
    def opened(name: str) -> AbstractContextManager[BinaryIO]:
        try:
            return cast("AbstractContextManager[BinaryIO]", archive.open(str(folder / name)))
        except KeyError:
            rule = f"{name} is not in the archive: add it, or take it out of {DATAPACKAGE}"
            raise FileError(source, rule) from None

    return opened


@contextlib.contextmanager
def _readable(source: str, path: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        rule = f"{path} cannot be read from the archive ({error}): get it again, without a password"
        raise FileError(source, rule) from None


def _described(name: str, opened: Open, descriptor: str) -> PackageFiles:
    with _readable(name, descriptor), opened(descriptor) as file:
        told = _descriptor(descriptor, file.read(_LONGEST_DESCRIPTOR))
    paths, delimiters = {}, {}
    resources = told.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        table = resource.get("name") if isinstance(resource, dict) else None
        if isinstance(table, str) and table in TABLES:
            paths[table] = _path_of(descriptor, table, resource.get("path"))
            dialect = resource.get("dialect")
            delimiter = dialect.get("delimiter") if isinstance(dialect, dict) else None
            if isinstance(delimiter, str) and len(delimiter) == 1:
                delimiters[table] = delimiter
    for table in ("service", "organization"):
        if table not in paths:
            rule = f"names no resource {table}, which every HSDS 3 package has: give {_FORM}"
            raise FileError(descriptor, rule)
    return PackageFiles(name, paths, delimiters, opened)


def _descriptor(source: str, content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise FileError(source, f"is not whole JSON: get it again, or give {_FORM}") from None
    if not isinstance(told, dict):
        raise FileError(source, f"is not a data package: give {_FORM}")
    return told


def _path_of(source: str, table: str, path: object) -> str:
    if isinstance(path, list) and len(path) == 1:
        path = path[0]
    if not isinstance(path, str) or not path:
        rule = f"the resource {table} must have the path of one CSV file"
        raise FileError(source, rule)
    parts = PurePosixPath(path.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in parts.parts[0]:
        rule = f"the path of {table} leads out of the package: {shorten(path)}"
        raise FileError(source, f"{rule}: put the file beside {DATAPACKAGE}")
    return str(parts)


def _csv_rows(source: str, file: BinaryIO, delimiter: str) -> Iterator[NumberedRow]:
    reader = csv.reader(_lines(source, file), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileError(source, f"cannot be read as CSV ({error})", number) from None
        if any(cells):
            yield number, cells


def _lines(source: str, file: BinaryIO) -> Iterator[str]:
    encoding, number = "utf-8-sig", 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError as error:
            rule = f"byte 0x{line[error.start]:02x} is not UTF-8: save it as CSV UTF-8"
            raise FileError(source, rule, number) from None
        if len(line) > LONGEST_LINE or "\x00" in text:
            raise FileError(source, "is not a CSV file: save it as CSV UTF-8", number)
        encoding = "utf-8"
        yield text
