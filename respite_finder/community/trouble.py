"""What goes wrong with a database, in one sentence: no address, no password, no word of a form."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from respite_finder.errors import RespiteFinderError, StoreError

FULL: Final = "it is full: make room on the disk, or close cases, then try again"
BUSY: Final = "something else keeps it busy: wait a minute, then try again"
NO_FILE: Final = (
    "its file cannot be written: check the folder's owner and mode, or name another file with "
    "RESPITE_FINDER_DB"
)
NO_DATABASE: Final = (
    "its file is no SQLite database, or is damaged: put a backup in its place, or name another "
    "file with RESPITE_FINDER_DB"
)
NO_SERVER: Final = (
    "the PostgreSQL server cannot be reached, or does not take the user, the password or the "
    "database's name: check RESPITE_FINDER_DB"
)
NOT_ALLOWED: Final = "the PostgreSQL user may not do this: it must own the database, or its schema"
ANOTHER: Final = (
    "its tables are those of a newer respite-finder, or of another program: install the newest "
    "version, or name another database with RESPITE_FINDER_DB"
)
MOVED: Final = "its file was moved, replaced or deleted just now: try again"
DISK: Final = "the disk cannot be read or written, it may be full: check it, then try again"
UNKNOWN: Final = "the database did not do what it was asked: look into its own log"

_OF_SQLITE: Final = {
    "SQLITE_FULL": FULL,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_READONLY": NO_FILE,
    "SQLITE_CANTOPEN": NO_FILE,
    "SQLITE_PERM": NO_FILE,
    "SQLITE_AUTH": NO_FILE,
    "SQLITE_NOTADB": NO_DATABASE,
    "SQLITE_CORRUPT": NO_DATABASE,
    "SQLITE_IOERR": DISK,
}
"""By the name of SQLite's error, or the part of it before the second underscore."""

_OF_POSTGRESQL: Final = {
    "53100": FULL,
    "53": BUSY,
    "55P03": BUSY,
    "57014": BUSY,
    "40": BUSY,
    "28": NO_SERVER,
    "3D": NO_SERVER,
    "08": NO_SERVER,
    "57": NO_SERVER,
    "42501": NOT_ALLOWED,
    "25006": NOT_ALLOWED,
    "58": DISK,
}
"""By PostgreSQL's code of an error, or its class: the first two characters."""


@contextmanager
def store_errors() -> Iterator[None]:
    """Whatever a driver or the disk raises inside leaves as StoreError."""
    try:
        yield
    except RespiteFinderError:
        raise
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreError(_of_database(error)) from None
    except CommandError:
        raise StoreError(ANOTHER) from None
    except OSError:
        raise StoreError(NO_FILE) from None


def _of_database(error: Exception) -> str:
    inner = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(inner, sqlite3.Error):
        name = getattr(inner, "sqlite_errorname", "")
        return _OF_SQLITE.get(name) or _OF_SQLITE.get("_".join(name.split("_")[:2]), UNKNOWN)
    code = getattr(inner, "sqlstate", None)
    if code:
        return _OF_POSTGRESQL.get(code) or _OF_POSTGRESQL.get(code[:2], UNKNOWN)
    # What fails while psycopg connects carries no code.
    return NO_SERVER if isinstance(error, DBAPIError) else UNKNOWN
