"""No visitor's internet address and no address of a page in what the server prints.

The framework switches the access log off when it starts. When its settings file changes while it
runs, it gives the loggers new handlers, and the log is on: a filter stays.
"""

from __future__ import annotations

import logging
from typing import Final

_ACCESS: Final = "uvicorn.access"
_ERRORS: Final = "uvicorn.error"
_SOCKET: Final = '"WebSocket'


def keep_visitors_out_of_logs() -> None:
    """Drop what tells who asked for what; errors of the server stay."""
    for name, drops in ((_ACCESS, _everything), (_ERRORS, _sockets)):
        logger = logging.getLogger(name)
        if drops not in logger.filters:
            logger.addFilter(drops)


def _everything(_record: logging.LogRecord) -> bool:
    return False


def _sockets(record: logging.LogRecord) -> bool:
    return _SOCKET not in str(record.msg)
