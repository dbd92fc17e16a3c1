"""A flood of uploads is refused before it fills the memory; nobody else is hindered."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from respite_finder.web.upload_gate import (
    AT_ONCE,
    AT_ONCE_OF_ONE,
    BYTES_OF_ALL,
    BYTES_OF_ONE,
    FILES_OF_ONE,
    UPLOADS,
    WINDOW_SECONDS,
    UploadGate,
)

MB = 2**20


class Framework:
    """What stands behind the gate: it takes what comes, unless it is told to refuse."""

    def __init__(self) -> None:
        self.status = 204
        self.asked = 0
        self.hold = asyncio.Event()
        self.hold.set()

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await receive()
        await self.hold.wait()
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": b""})


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def framework() -> Framework:
    return Framework()


@pytest.fixture
def gate(framework: Framework, clock: Clock) -> UploadGate:
    return UploadGate(framework, "/below", clock)


async def put(gate: UploadGate, session: str, size: int = 1, method: str = "PUT") -> int:
    """Send a file; the status of the answer."""
    answer: list[Message] = []

    async def receive() -> Message:
        # The size counts, not the bytes: five hundred megabytes are not made for this.
        return {"type": "http.request", "body": Sized(size), "more_body": False}

    async def send(message: Message) -> None:
        answer.append(message)

    scope = {"type": "http", "method": method, "path": f"/below{UPLOADS}{session}/a"}
    await gate({**scope, "headers": []}, receive, send)
    return int(answer[0]["status"])


class Sized(bytes):
    """Bytes that say how many they would be."""

    def __new__(cls, size: int) -> Sized:
        made = super().__new__(cls)
        made.size = size
        return made

    size: int

    def __len__(self) -> int:
        return self.size


def test_one_visitor_may_send_so_many_files_and_later_again(gate: UploadGate, clock: Clock) -> None:
    async def flood() -> list[int]:
        return [await put(gate, "one") for _ in range(FILES_OF_ONE + 5)]

    assert asyncio.run(flood()) == [204] * FILES_OF_ONE + [429] * 5
    assert asyncio.run(put(gate, "another")) == 204
    clock.seconds += WINDOW_SECONDS + 1
    assert asyncio.run(put(gate, "one")) == 204


def test_one_visitor_may_send_so_many_bytes(gate: UploadGate, framework: Framework) -> None:
    half = BYTES_OF_ONE // 2
    assert [asyncio.run(put(gate, "one", half)) for _ in range(4)] == [204, 204, 429, 429]
    assert framework.asked == 2


def test_ten_thousand_uploads_of_many_visitors_stay_within_the_memory(
    gate: UploadGate, framework: Framework
) -> None:
    async def flood() -> list[int]:
        return [await put(gate, f"s{number}", 10 * MB) for number in range(10_000)]

    answers = asyncio.run(flood())
    assert answers.count(204) == framework.asked == BYTES_OF_ALL // (10 * MB)
    assert set(answers) == {204, 429}


def test_what_the_framework_refuses_counts_for_nobody(
    gate: UploadGate, framework: Framework
) -> None:
    framework.status = 400
    assert {asyncio.run(put(gate, f"made-up-{n}", 20 * MB)) for n in range(100)} == {400}
    framework.status = 204
    assert asyncio.run(put(gate, "one")) == 204


def test_only_so_many_at_once(gate: UploadGate, framework: Framework) -> None:
    async def together() -> list[int]:
        framework.hold.clear()
        waiting = [asyncio.create_task(put(gate, f"s{n}")) for n in range(AT_ONCE)]
        await asyncio.sleep(0)
        one_more = await put(gate, "late")
        framework.hold.set()
        return [*await asyncio.gather(*waiting), one_more, await put(gate, "late")]

    assert asyncio.run(together()) == [*[204] * AT_ONCE, 429, 204]


def test_one_visitor_cannot_take_every_place(gate: UploadGate, framework: Framework) -> None:
    async def slowly() -> list[int]:
        framework.hold.clear()
        waiting = [asyncio.create_task(put(gate, "slow")) for _ in range(AT_ONCE)]
        await asyncio.sleep(0)
        another = asyncio.create_task(put(gate, "another"))
        await asyncio.sleep(0)
        framework.hold.set()
        return [*await asyncio.gather(*waiting), await another]

    answers = asyncio.run(slowly())
    assert answers == [204] * AT_ONCE_OF_ONE + [429] * (AT_ONCE - AT_ONCE_OF_ONE) + [204]


def test_a_body_that_never_ends_gives_its_place_back(
    gate: UploadGate, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("respite_finder.web.upload_gate.SECONDS_OF_ONE", 0.01)

    async def never_ending() -> int:
        framework.hold.clear()
        slow = [asyncio.create_task(put(gate, "slow")) for _ in range(AT_ONCE_OF_ONE)]
        await asyncio.gather(*slow, return_exceptions=True)
        framework.hold.set()
        return await put(gate, "slow")

    assert asyncio.run(never_ending()) == 204


def test_other_requests_are_no_uploads(gate: UploadGate, framework: Framework) -> None:
    answers = {asyncio.run(put(gate, "one", 50 * MB, method)) for method in ("GET", "DELETE") * 9}
    assert answers == {204}
    assert framework.asked == 18
    assert asyncio.run(put(gate, "one")) == 204
