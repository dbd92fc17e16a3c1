"""A person presses a few times in a second, a machine a thousand times: the machine has to wait.

Every message of a page makes the app run once, in a thread of its own, and all threads share one
interpreter. A flood would leave no time for others: so each web socket has its pace, and all of
them stand in one line while enough scripts are running.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE: Final = 20
A_SECOND: Final = 4.0
SCRIPTS: Final = 4
"""Running at once. More would not be done sooner."""
PATIENCE_SECONDS: Final = 10.0
"""A script that waits for something slow must not hold up the line for ever."""
_LOOK_AGAIN_SECONDS: Final = 0.02
_THREAD: Final = "ScriptRunner.scriptThread"
"""How the framework names the thread of a running script."""


def scripts_running() -> int:
    """How many runs of the app this process is at."""
    return sum(thread.name == _THREAD for thread in threading.enumerate())


class Line:
    """One at a time. Who asked for less of late goes first; of equals, who came first."""

    def __init__(self) -> None:
        self._taken = False
        self._numbers = count()
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def turn(self, left: float) -> AsyncIterator[None]:
        """The turn of somebody who has so much ``left`` of what may be sent at once."""
        if self._taken:
            mine = asyncio.get_running_loop().create_future()
            heappush(self._waiting, (-left, next(self._numbers), mine))
            try:
                await mine
            except asyncio.CancelledError:
                if mine.done() and not mine.cancelled():
                    self._next()
                raise
        self._taken = True
        try:
            yield
        finally:
            self._next()

    def _next(self) -> None:
        while self._waiting:
            _left, _number, first = heappop(self._waiting)
            if not first.done():
                first.set_result(None)
                return
        self._taken = False


class Pace:
    """ASGI middleware that hands on the messages of a web socket no faster than ``A_SECOND``, after
    the first ``AT_ONCE``, and one after the other while ``SCRIPTS`` are running. Nothing is lost:
    the sender's network waits.
    """

    def __init__(
        self,
        app: ASGIApp,
        running: Callable[[], int] = scripts_running,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.app = app
        self.running = running
        self.clock = clock
        self.sleep = sleep
        self._line = Line()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        left, since = float(AT_ONCE), self.clock()

        async def paced() -> Message:
            nonlocal left, since
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            now = self.clock()
            left, since = min(AT_ONCE, left + (now - since) * A_SECOND), now
            if left < 1:
                await self.sleep((1 - left) / A_SECOND)
                left, since = 1.0, self.clock()
            left -= 1
            async with self._line.turn(left):
                until = self.clock() + PATIENCE_SECONDS
                while self.running() >= SCRIPTS and self.clock() < until:
                    await self.sleep(_LOOK_AGAIN_SECONDS)
            return message

        await self.app(scope, paced, send)
