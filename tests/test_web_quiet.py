"""What the server prints tells nothing of visitors, whatever handlers the loggers have."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from respite_finder.web.quiet import keep_visitors_out_of_logs

VISITOR = "203.0.113.9:42304"


@pytest.fixture
def printed() -> Iterator[io.StringIO]:
    """The loggers of the server as the framework leaves them when its settings change."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    loggers = [logging.getLogger(name) for name in ("uvicorn.access", "uvicorn.error")]
    before = [(logger.level, logger.filters[:]) for logger in loggers]
    keep_visitors_out_of_logs()
    keep_visitors_out_of_logs()
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.addHandler(handler)
    yield text
    for logger, (level, filters) in zip(loggers, before, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.filters[:] = filters


def test_nobody_is_named_who_asked_for_a_page(printed: io.StringIO) -> None:
    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', VISITOR, "GET", "/suggest?place=ma-afiya", "1.1", 200
    )
    logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" [accepted]', VISITOR, "/stream")
    logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" 403', VISITOR, "/stream")
    assert printed.getvalue() == ""


def test_an_error_of_the_server_is_printed(printed: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").error("Exception in ASGI application")
    assert "Exception in ASGI application" in printed.getvalue()
