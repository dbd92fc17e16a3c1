"""A flood of uploads must not fill the memory: how much one visitor, and all together, may send.

The framework limits the size of one file, and nothing else.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOADS: Final = "/_stcore/upload_file/"
WINDOW_SECONDS: Final = 600.0
FILES_OF_ONE: Final = 20
BYTES_OF_ONE: Final = 100 * 2**20
BYTES_OF_ALL: Final = 500 * 2**20
AT_ONCE: Final = 12
AT_ONCE_OF_ONE: Final = 2
SECONDS_OF_ONE: Final = 300.0
"""For ten megabytes over a bad connection; a body that never ends would keep its place."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Taken:
    """What came within the window: when and how many bytes, the oldest first."""

    files: deque[tuple[float, int]] = field(default_factory=deque)

    def forget(self, before: float) -> None:
        while self.files and self.files[0][0] < before:
            self.files.popleft()

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self.files)


class UploadGate:
    """ASGI middleware that answers 429 to uploads beyond the limits. It keeps no name, no address
    and no content: only how much came under the id that the framework gives a session.
    """

    def __init__(
        self, app: ASGIApp, base: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.app = app
        self.below = f"{base}{UPLOADS}"
        self.clock = clock
        self._sessions: dict[str, Taken] = {}
        self._now: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "PUT" or not path.startswith(self.below):
            await self.app(scope, receive, send)
            return
        session = path.removeprefix(self.below).partition("/")[0]
        if not self._may(session):
            refusal = PlainTextResponse(
                "Too many files came at once. Please wait ten minutes, then try again.",
                status_code=429,
                headers={"Retry-After": str(int(WINDOW_SECONDS))},
            )
            await refusal(scope, receive, send)
            return
        await self._count(session, scope, receive, send)

    async def _count(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        came, status = 0, 0

        async def counted_receive() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            return message

        async def seen_send(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        self._now[session] += 1
        try:
            async with asyncio.timeout(SECONDS_OF_ONE):
                await self.app(scope, counted_receive, seen_send)
        except TimeoutError:
            # Without an answer the server ends the connection.
            _log.warning("An upload took longer than %d seconds and was ended.", SECONDS_OF_ONE)
        finally:
            self._now -= Counter({session: 1})
            # What the framework refused it does not hold; ids that it does not know are nobody's.
            if 200 <= status < 300:
                self._sessions.setdefault(session, Taken()).files.append((self.clock(), came))

    def _may(self, session: str) -> bool:
        before = self.clock() - WINDOW_SECONDS
        for name, taken in list(self._sessions.items()):
            taken.forget(before)
            if not taken.files:
                del self._sessions[name]
        mine = self._sessions.get(session, Taken())
        return (
            self._now.total() < AT_ONCE
            and self._now[session] < AT_ONCE_OF_ONE
            and len(mine.files) < FILES_OF_ONE
            and mine.bytes < BYTES_OF_ONE
            and sum(taken.bytes for taken in self._sessions.values()) < BYTES_OF_ALL
        )
