"""The files of a SQLite database: private to their owner, and known again by what they are.

A program may go on writing into a file that was deleted, or that another one took the name of.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from respite_finder.errors import StoreError

Files = tuple[tuple[int, int] | None, ...]
"""The database, its log and the log's index: the disk and number of each; None: not there."""

_ENDINGS: Final = ("", "-wal", "-shm")


def files_at(path: Path) -> Files:
    """The files that stand at this path now."""
    return tuple(_known(Path(f"{path}{ending}")) for ending in _ENDINGS)


def _known(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def delete_log(path: Path, before: Files) -> None:
    """Delete the log of a database (``before``) that is at this path no longer. SQLite would mix
    it into the one that is there now.
    """
    for ending, old, now in zip(_ENDINGS[1:], before[1:], files_at(path)[1:], strict=True):
        if old is not None and old == now:
            Path(f"{path}{ending}").unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """Make folder and file so that only their owner may read them; SQLite gives the files that it
    makes beside it the same mode.
    """
    if path.is_dir():
        raise StoreError("RESPITE_FINDER_DB names a folder: add the name of a file in it")
    if not path.parent.exists():
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
    # A file that is there is not opened: closing it would take SQLite's locks from it.
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
