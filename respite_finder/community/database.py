"""Reading and writing in the database of the store, also after its file was replaced."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.orm import Session

from respite_finder.community.engine import (
    WAIT_SECONDS,
    Opened,
    address,
    forget_deleted,
    open_database,
    writing,
)
from respite_finder.community.trouble import BUSY, MOVED, store_errors
from respite_finder.errors import StoreError

_LOG: Final = logging.getLogger(__name__)


class Database:
    """May be used by several threads. Raises StoreError if the database cannot do what it is asked.

    If the SQLite file is deleted, or another one is put in its place, the next reading or writing
    is in the file that is there, made anew if there is none.
    """

    def __init__(self, where: str = "") -> None:
        with store_errors():
            self._url = address(where)
        self._opened = open_database(self._url)
        self._turn = threading.Lock()
        self._opening = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with store_errors(), Session(self._there().engine) as session:
            yield session

    @contextmanager
    def writing(self, cut_within: float = 0) -> Iterator[Session]:
        """One transaction. When it ends well, it is on the disk, in a file that has its name.

        Then what was deleted, now or before, is taken out of SQLite's log. ``cut_within``: how
        many seconds that may wait for those who read; the next writing tries again.
        """
        # SQLite lets those who wait sleep ever longer; here the next one is woken.
        with _one_at_a_time(self._turn):
            opened = self._there()
            with store_errors(), Session(writing(opened.engine)) as session, session.begin():
                yield session
            self._check_there(opened)
        forget_deleted(opened.engine, cut_within)

    def close(self) -> None:
        with store_errors():
            self._opened.engine.dispose()

    def _there(self) -> Opened:
        with store_errors():
            if self._opened.is_there():
                return self._opened
            with _one_at_a_time(self._opening):
                if not self._opened.is_there():
                    self._opened = open_database(self._url, self._opened)
                    _LOG.warning("The file of the store was replaced or deleted: opened anew.")
                return self._opened

    def _check_there(self, opened: Opened) -> None:
        with store_errors():
            if not opened.is_there():
                raise StoreError(MOVED)


@contextmanager
def _one_at_a_time(turn: threading.Lock) -> Iterator[None]:
    if not turn.acquire(timeout=WAIT_SECONDS):
        raise StoreError(BUSY)
    try:
        yield
    finally:
        turn.release()
