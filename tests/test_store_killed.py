"""Programs that are killed while they write: what was acknowledged is there, and nothing is half.

A number counts as acknowledged when ``add`` has returned it.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from respite_finder.community.attachments import Attachment
from respite_finder.community.store import open_store
from stores import NOW, ROOMY, sent

MOMENTS = 40
LEAST_STEPS = 15
LONGEST_STEP = 0.006
"""Seconds: about what one form with its file takes."""


def flyer(name: str) -> Attachment:
    """A file like no other, larger than a page of a database."""
    return Attachment("application/pdf", ".pdf", b"%PDF-" + name.encode() * 5000 + b"%%EOF")


def add_without_end(where: str, name: str, told: int) -> None:
    """Write each number into a pipe as soon as it is known; every other form has a file."""
    store = open_store(where, ROOMY)
    for at in range(10_000):
        receipt = f"{name}-{at}"
        form = sent(receipt, {"message": receipt}, attachment=flyer(receipt) if at % 2 else None)
        os.write(told, f"{store.add(form, NOW).number} {receipt}\n".encode())


def kill_while_adding(where: str) -> None:
    """Kill one process after another, each a little later in its work."""
    chance = random.Random(7)
    acknowledged = {}
    for moment in range(MOMENTS):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                add_without_end(where, str(moment), write)
            os._exit(1)
        os.close(write)
        with os.fdopen(read) as pipe:
            lines = [pipe.readline() for _ in range(1 + moment % 4)]
            time.sleep(chance.uniform(0, LONGEST_STEP))
            os.kill(child, signal.SIGKILL)
            lines += pipe.readlines()
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
        acknowledged |= dict(line.split() for line in lines)
    sys.stdout.write(json.dumps(acknowledged))


def open_only(where: str) -> None:
    open_store(where).close()


def add_one(where: str) -> None:
    open_store(where, ROOMY).add(sent("one", attachment=flyer("one")), NOW)


def decide_one(where: str) -> None:
    store = open_store(where, ROOMY)
    [case] = store.cases()
    store.decide(case.number, decision="accepted", reason="known", by="ana", now=NOW)


def kill_at_each_step(where: str, name: str) -> None:
    """Kill a process before its first statement, the next before its second one or its commit,
    and so on; the last one comes to its end. How many were killed.
    """
    work = {"open": open_only, "add": add_one, "decide": decide_one}[name]
    ends = []
    while not ends or ends[-1]:
        child = os.fork()
        if child == 0:
            _die_at(len(ends))
            work(where)
            os._exit(0)
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    assert set(ends[:-1]) == {-signal.SIGKILL}
    sys.stdout.write(str(len(ends) - 1))


def _die_at(last: int) -> None:
    steps = count()

    def step(*_what: object) -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, step)


def run(work: Callable[..., None], *arguments: str) -> str:
    """A function of this file in a process of its own, which may fork."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        f"from test_store_killed import {work.__name__} as work\n"
        "work(*sys.argv[2:])"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent), *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def test_what_was_acknowledged_is_there_after_a_kill(where: str) -> None:
    acknowledged: dict[str, str] = json.loads(run(kill_while_adding, where))
    assert len(acknowledged) >= MOMENTS
    store = open_store(where, ROOMY)
    cases = {case.number: case for case in store.cases()}
    assert {number: cases[number].said["message"] for number in acknowledged} == acknowledged
    # A case that nobody was told of may be there too, but whole.
    assert len(cases) <= len(acknowledged) + MOMENTS
    for number, case in cases.items():
        receipt = case.said["message"]
        with_file = int(receipt.partition("-")[2]) % 2 == 1
        assert len(case.attachments) == with_file
        for held in case.attachments:
            content = store.attachment(number, held.index)
            assert content == flyer(receipt).content
            assert held.sha256 == sha256(content).hexdigest()
        # Who sent it and got no answer sends it again.
        assert store.add(sent(receipt), NOW).number == number
    assert len(store.cases()) == len(cases)
    store.close()


@pytest.mark.parametrize(
    ("work", "cases", "files", "decisions"),
    [("open", 0, 0, 0), ("add", 1, 1, 0), ("decide", 1, 0, 1)],
)
def test_a_kill_at_any_step_leaves_nothing_half(
    where: str, work: str, cases: int, files: int, decisions: int
) -> None:
    """Each one finds what the last one left, and in the end the work is done once."""
    if work == "decide":
        add_one(where)
    assert int(run(kill_at_each_step, where, work)) >= LEAST_STEPS
    store = open_store(where, ROOMY)
    found = store.cases(None)
    held = [(case.number, file.index) for case in found for file in case.attachments]
    assert (len(found), len(held), len(store.decisions())) == (cases, files, decisions)
    assert all(store.attachment(*file) == flyer("one").content for file in held)
    assert all((case.contact == "") == bool(decisions) for case in found)
    assert store.add(sent("another", attachment=flyer("x")), NOW).attachments
    store.close()
