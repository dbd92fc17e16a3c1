"""A web socket that floods is read slowly; a person never notices, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from respite_finder.web.pace import A_SECOND, AT_ONCE, Pace


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


def heard(gaps: list[float], kind: str = "websocket") -> tuple[list[str], Time]:
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

    async def send(_message: Message) -> None:
        raise AssertionError("nothing is sent")

    pace = Pace(app, clock=passed.clock, sleep=passed.sleep)
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
    _, passed = heard([0.0] * 1000, "http")
    assert passed.slept == 0
