"""The store's file is deleted, moved or replaced while the finder runs: no number leads nowhere."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from respite_finder.community.store import Store, open_store
from respite_finder.errors import StoreError
from stores import FLYER, NOW, ROOMY, reading, sent

BESIDE = ("", "-wal", "-shm")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store" / "cases.sqlite3"


@pytest.fixture
def opened(file: Path) -> Iterator[Store]:
    """A store in a file, as the finder holds it while it runs."""
    store = open_store(str(file), ROOMY)
    yield store
    store.close()


def backup(file: Path, to: Path) -> Path:
    """A copy as sqlite3's own ``.backup`` makes it."""
    with sqlite3.connect(file) as source, sqlite3.connect(to) as target:
        source.backup(target)
    source.close()
    target.close()
    return to


def numbers_in(file: Path) -> list[str]:
    """The cases that a program started now would find, in a file that is whole."""
    store = open_store(str(file), ROOMY)
    numbers = [case.number for case in store.cases()]
    store.close()
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    return numbers


def delete(file: Path, *endings: str) -> None:
    for ending in endings:
        Path(f"{file}{ending}").unlink()


@pytest.mark.parametrize("gone", [BESIDE, ("",), (*BESIDE, ".lock")])
def test_a_form_after_the_file_was_deleted_is_in_the_new_file(
    opened: Store, file: Path, gone: tuple[str, ...]
) -> None:
    opened.add(sent("before", attachment=FLYER), NOW)
    delete(file, *gone)
    case = opened.add(sent("after", attachment=FLYER), NOW)
    assert opened.cases() == [case]
    assert opened.attachment(case.number, 0) == FLYER.content
    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}
    opened.close()
    assert numbers_in(file) == [case.number]


@pytest.mark.parametrize(
    "name", ["a?b#c%20d.db", "mode=ro&uri.db", "ä 🙂.db", "not-utf8-\udcff.db"]
)
def test_the_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    store = open_store(str(file))
    case = store.add(sent("form"), NOW)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{name}{ending}" for ending in (*BESIDE, ".lock")
    }
    store.close()
    assert numbers_in(file) == [case.number]


def test_a_form_after_the_folder_was_deleted_is_in_the_new_file(opened: Store, file: Path) -> None:
    shutil.rmtree(file.parent)
    case = opened.add(sent("after"), NOW)
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert numbers_in(file) == [case.number]


@pytest.mark.parametrize("with_log", [True, False])
def test_a_form_after_a_backup_was_put_back_is_in_it(
    opened: Store, file: Path, tmp_path: Path, with_log: bool
) -> None:
    """What the old file's log holds is not mixed into the backup."""
    first = opened.add(sent("first", attachment=FLYER), NOW)
    copy = backup(file, tmp_path / "copy.sqlite3")
    with reading(file):
        for at in range(30):
            opened.add(sent(f"lost {at}", attachment=FLYER), NOW)
    if not with_log:
        delete(file, "-wal", "-shm")
    copy.replace(file)
    assert opened.cases() == [first]
    second = opened.add(sent("second"), NOW)
    assert opened.cases() == [first, second]
    opened.close()
    assert numbers_in(file) == [first.number, second.number]


def test_a_deleted_log_costs_nothing(opened: Store, file: Path) -> None:
    """The file is the same, but what is written from now on would go into a log without a name."""
    other = open_store(str(file))
    with reading(file):
        first = opened.add(sent("first", attachment=FLYER), NOW)
    delete(file, "-wal", "-shm")
    second = opened.add(sent("second"), NOW)
    assert opened.cases() == [first, second]
    assert numbers_in(file) == [first.number, second.number]
    assert other.cases() == [first, second]
    other.close()
    opened.close()
    assert numbers_in(file) == [first.number, second.number]


def test_every_method_works_on_the_file_that_is_there(opened: Store, file: Path) -> None:
    opened.add(sent("before"), NOW)
    delete(file, *BESIDE)
    assert [opened.cases(None), opened.to_hand_over(again=True)] == [[], []]
    assert opened.decisions() == []
    case = opened.add(sent("after"), NOW)
    opened.decide(case.number, decision="rejected", reason="known", by="ana", now=NOW)
    assert [one.number for one in opened.decisions()] == [case.number]


@pytest.mark.parametrize("moment", ["before_cursor_execute", "commit"])
def test_a_form_is_not_acknowledged_if_the_file_goes_while_it_is_written(
    opened: Store, file: Path, moment: str
) -> None:
    seen: list[str] = []

    def once(*_what: object) -> None:
        if not seen:
            seen.append(moment)
            delete(file, *BESIDE)

    event.listen(Engine, moment, once)
    try:
        with pytest.raises(StoreError, match="try again"):
            opened.add(sent("form"), NOW)
    finally:
        event.remove(Engine, moment, once)
    case = opened.add(sent("form"), NOW)
    assert numbers_in(file) == [case.number]


def move_away(file: Path, to: Path) -> None:
    to.mkdir()
    for ending in BESIDE:
        moving = Path(f"{file}{ending}")
        if moving.exists():
            moving.rename(to / moving.name)


def test_many_write_while_the_file_is_moved_away(opened: Store, file: Path, tmp_path: Path) -> None:
    """Each number that was given out is in the old file or in the new one."""
    given: list[str] = []
    half = threading.Event()

    def write(at: int) -> None:
        for again in range(4):
            try:
                given.append(opened.add(sent(f"{at}", attachment=FLYER), NOW).number)
                break
            except StoreError:
                assert again < 3
        if at == 100:
            half.set()

    with ThreadPoolExecutor(8) as threads:
        writing = [threads.submit(write, at) for at in range(200)]
        half.wait(60)
        move_away(file, tmp_path / "old")
        for one in writing:
            one.result()
    opened.close()
    old, new = numbers_in(tmp_path / "old" / file.name), numbers_in(file)
    assert len(given) == 200
    assert len(old) > 50
    assert len(new) > 0
    assert set(given) <= {*old, *new}


def add_elsewhere(where: str) -> None:
    open_store(where).add(sent("elsewhere"), NOW)


def elsewhere(work: Callable[[str], None], file: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        f"from test_store_file import {work.__name__} as work\n"
        "work(sys.argv[2])"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(file)]
    subprocess.run(command, check=True)


def test_opening_it_twice_keeps_the_locks_of_the_first(opened: Store, file: Path) -> None:
    """A file that a program closes loses all its locks: another program that ends would then take
    the log away from under the first.
    """
    first = opened.add(sent("first"), NOW)
    open_store(str(file)).close()
    log = Path(f"{file}-wal").stat().st_ino
    elsewhere(add_elsewhere, file)
    assert Path(f"{file}-wal").stat().st_ino == log
    assert [case.number for case in opened.cases() if case != first] == numbers_in(file)[1:]
    assert len(opened.cases()) == 2


def test_another_program_that_runs_sees_the_new_file_too(opened: Store, file: Path) -> None:
    other = open_store(str(file), ROOMY)
    opened.add(sent("before"), NOW)
    assert len(other.cases()) == 1
    delete(file, *BESIDE)
    first = opened.add(sent("first"), NOW)
    second = other.add(sent("second"), NOW)
    assert opened.cases() == other.cases() == [first, second]
    other.close()
    opened.close()
    assert numbers_in(file) == [first.number, second.number]
