"""A web socket that floods is read slowly; a person never notices, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from respite_finder.web.pace import (
    A_SECOND,
    AT_ONCE,
    PATIENCE_SECONDS,
    SCRIPTS,
    Line,
    Pace,
    scripts_running,
)


class Time:
    """A clock and a sleep of the tests: no time passes but when somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds
        await asyncio.sleep(0)


async def send(_message: Message) -> None:
    raise AssertionError("nothing is sent")


def heard(gaps: list[float], kind: str = "websocket", running: int = 0) -> tuple[list[str], Time]:
    """What the app hears of messages with these seconds between them, and the time that it took."""
    passed, told = Time(), list[str]()
    waiting: Iterator[float] = iter(gaps)

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            told.append(str(message["text"]))

    async def receive() -> Message:
        gap = next(waiting, None)
        if gap is None:
            return {"type": "websocket.disconnect"}
        passed.now += gap
        return {"type": "websocket.receive", "text": str(len(told))}

    pace = Pace(app, lambda: running, passed.clock, passed.sleep)
    asyncio.run(pace({"type": kind}, receive, send))
    return told, passed


def test_ten_thousand_messages_are_all_heard_at_the_pace() -> None:
    told, passed = heard([0.0] * 10_000)
    assert told == [str(number) for number in range(10_000)]
    assert passed.slept == pytest.approx((10_000 - AT_ONCE) / A_SECOND)


@pytest.mark.parametrize("gaps", [[0.0] * AT_ONCE, [0.25] * 500, [0.0, 0.0, 1.0] * 200])
def test_a_person_never_waits(gaps: list[float]) -> None:
    told, passed = heard(gaps)
    assert len(told) == len(gaps)
    assert passed.slept == 0


def test_after_a_pause_one_may_be_quick_again() -> None:
    _, passed = heard([0.0] * AT_ONCE + [AT_ONCE / A_SECOND] + [0.0] * (AT_ONCE - 1))
    assert passed.slept == 0


def test_other_requests_are_left_alone() -> None:
    _, passed = heard([0.0] * 1000, "http", running=SCRIPTS)
    assert passed.slept == 0


def test_a_script_that_never_ends_does_not_hold_up_the_line_for_ever() -> None:
    told, passed = heard([1.0, 1.0], running=SCRIPTS)
    assert told == ["0", "1"]
    assert passed.slept == pytest.approx(2 * PATIENCE_SECONDS, abs=0.1)


def test_who_floods_waits_behind_a_person() -> None:
    """Twenty sockets with many messages each; in the middle somebody presses once."""
    passed, order, busy = Time(), list[str](), [0]

    def done() -> None:
        busy[0] -= 1

    async def app(scope: Scope, receive: Receive, _send: Send) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            busy[0] += 1
            assert busy[0] <= SCRIPTS
            order.append(scope["path"])
            asyncio.get_running_loop().call_later(0.002, done)

    def socket(messages: int) -> Receive:
        left = [messages]

        async def receive() -> Message:
            left[0] -= 1
            kind = "websocket.receive" if left[0] >= 0 else "websocket.disconnect"
            return {"type": kind, "text": ""}

        return receive

    async def all_at_once() -> int:
        pace = Pace(app, lambda: busy[0], passed.clock, lambda _seconds: asyncio.sleep(0.001))
        each = range(20)
        flood = [
            asyncio.create_task(
                pace({"type": "websocket", "path": f"flood {number}"}, socket(10), send)
            )
            for number in each
        ]
        while len(order) < 60:
            await asyncio.sleep(0.001)
        came = len(order)
        await pace({"type": "websocket", "path": "person"}, socket(1), send)
        waited = order.index("person") - came
        await asyncio.gather(*flood)
        return waited

    assert asyncio.run(all_at_once()) <= SCRIPTS
    assert len(order) == 201


def test_who_leaves_while_waiting_does_not_hold_up_the_line() -> None:
    async def leave() -> list[str]:
        line, order = Line(), list[str]()

        async def stand(name: str) -> None:
            async with line.turn(1.0):
                order.append(name)
                await asyncio.sleep(0.001)

        tasks = [asyncio.create_task(stand(name)) for name in "abcd"]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return order

    assert asyncio.run(leave()) == ["a", "c", "d"]


def test_nothing_runs_here() -> None:
    assert scripts_running() == 0
