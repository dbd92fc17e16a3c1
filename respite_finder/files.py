"""Files from strangers are read with a sentence for everything that can be wrong with them; our
own are replaced whole, so that a machine that stops in the middle leaves the old or the new one.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from respite_finder.errors import FileError, RespiteFinderError

_WAIT_SECONDS = 30.0
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096


def check_text(path: Path, form: str) -> None:
    """Raise FileError unless this is a file whose beginning can be UTF-8 text.

    ``form`` says what was expected ("a CSV file"), for the sentence.
    """
    with open_bytes(path, form) as file:
        try:
            head = file.read(_HEAD)
        except OSError as error:
            reason = error.strerror or "the system refused it"
            raise FileError(path.name, f"cannot be read ({reason}): give {form}") from None
    if not head.strip(codecs.BOM_UTF8 + b" \t\r\n"):
        raise FileError(path.name, f"is empty: give {form}")
    if head.startswith(b"PK\x03\x04"):
        raise FileError(path.name, _packed(path, form))
    if head.startswith(b"\x1f\x8b"):
        raise FileError(path.name, f"is packed with gzip: unpack it and give {form}")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        rule = "is an old Excel workbook: save it as CSV UTF-8 and give that file"
        raise FileError(path.name, rule)
    # In UTF-16 every other byte of English is null; a stray null is another fault.
    if head.startswith(_UTF_16) or head.count(b"\x00") > len(head) // 8:
        rule = "is not UTF-8 text (it looks like UTF-16): save it as UTF-8 and try again"
        raise FileError(path.name, rule)


def _packed(path: Path, form: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return f"is a broken ZIP archive: get it again, unpack it and give {form}"
    if "xl/workbook.xml" in names:
        return f"is an Excel workbook: give {form}"
    return f"is a ZIP archive: unpack it and give {form}"


@contextlib.contextmanager
def open_bytes(path: Path, form: str) -> Iterator[BinaryIO]:
    """The file, open for reading bytes. Raises FileError if it cannot be."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise FileError(path.name or str(path), f"there is no such file: give {form}") from None
    except IsADirectoryError:
        raise FileError(path.name or str(path), f"is a folder: give {form}") from None
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise FileError(path.name, f"cannot be opened ({reason}): give {form}") from None
    with file:
        yield file


def read_text(path: Path, form: str) -> str:
    """The whole file as text. Raises FileError, with the row, where it is not UTF-8."""
    check_text(path, form)
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        rule = f"byte 0x{content[error.start]:02x} is not UTF-8: save it as UTF-8 and try again"
        raise FileError(path.name, rule, row) from None


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV with unix lines that csv reads again as they were, whatever the cells hold."""
    out = io.StringIO()
    plain = csv.writer(out, lineterminator="\n")
    # Python's writer quotes a line feed, and only in later versions a carriage return.
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(header)
    for row in rows:
        (quoted if any("\r" in cell for cell in row) else plain).writerow(row)
    return out.getvalue()


def replace_text(path: Path, text: str) -> None:
    """Replace a file's content as one step (UTF-8, unix lines)."""
    replace_bytes(path, text.encode("utf-8"))


def replace_bytes(path: Path, content: bytes) -> None:
    """Replace a file's content as one step: whoever reads sees the old file or the new one."""
    with replacing(path) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of ``path`` when the block ends well, and never in part.

    A device or a pipe cannot be replaced: it is written into. Raises FileError if the folder does
    not allow it.
    """
    try:
        if path.is_dir():
            raise FileError(path.name or str(path), "is a folder: give the name of a file")
        stream = is_stream(path)
    except OSError as error:
        raise _no_folder(path, error) from None
    if stream:
        with _written_into(path) as file:
            yield file
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    except OSError as error:
        raise _no_folder(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner can read.
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except RespiteFinderError:
        temporary.unlink(missing_ok=True)
        raise
    except OSError as error:
        temporary.unlink(missing_ok=True)
        reason = error.strerror or "the system refused it"
        raise FileError(path.name, f"cannot be written ({reason})") from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def is_stream(path: Path) -> bool:
    """Whether there is something at this path that is written into and never replaced: a device,
    a pipe. Raises OSError if the system does not tell.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _no_folder(path: Path, error: OSError) -> FileError:
    reason = error.strerror or "the system refused it"
    rule = f"cannot be written ({reason}): choose a folder that is there and yours"
    return FileError(path.name or str(path), rule)


@contextlib.contextmanager
def _written_into(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("wb") as file:
            yield file
    except BrokenPipeError:
        # Who reads has had enough: no fault of anybody's.
        raise
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise FileError(path.name, f"cannot be written ({reason})") from None


@contextlib.contextmanager
def only_writer(path: Path) -> Iterator[None]:
    """Keep every other process of ours from changing this file meanwhile.

    Raises FileError if another one holds it for longer than half a minute.
    """
    if not path.name or not path.parent.is_dir():
        raise FileError(path.name or str(path), "there is no such file: give the path of a file")
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=_WAIT_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        rule = "another respite-finder command is changing it: wait until it has ended"
        raise FileError(path.name, rule) from None
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise FileError(path.name, f"cannot be changed here ({reason})") from None
    try:
        yield
    finally:
        lock.release()
