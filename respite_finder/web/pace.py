"""A person presses a few times in a second, a machine a thousand times: the machine has to wait.

Every message of a page makes the app run once. A flood of them would leave no time for others.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE: Final = 30
A_SECOND: Final = 5.0


class Pace:
    """ASGI middleware that reads the messages of one web socket no faster than ``a_second``, after
    the first ``at_once``. Nothing is lost: the sender's network waits until it is read.
    """

    def __init__(
        self,
        app: ASGIApp,
        at_once: int = AT_ONCE,
        a_second: float = A_SECOND,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.app = app
        self.at_once = at_once
        self.a_second = a_second
        self.clock = clock
        self.sleep = sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        left, since = float(self.at_once), self.clock()

        async def paced() -> Message:
            nonlocal left, since
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            now = self.clock()
            left, since = min(self.at_once, left + (now - since) * self.a_second), now
            if left < 1:
                await self.sleep((1 - left) / self.a_second)
                since = self.clock()
                left = 1.0
            left -= 1
            return message

        await self.app(scope, paced, send)
