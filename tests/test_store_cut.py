"""What was deleted is in no byte of SQLite's files, also if somebody was reading just then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from respite_finder.community.forms import MESSAGE
from respite_finder.community.store import Store, open_store
from stores import CONTACT, FLYER, NOW, ROOMY, WORDS, reading, sent

TRACES = (CONTACT.encode(), WORDS.encode(), FLYER.content)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store" / "cases.sqlite3"


def traces_in(folder: Path) -> list[bytes]:
    everything = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    return [trace for trace in TRACES if trace in everything]


def add_and_decide(store: Store) -> str:
    number = store.add(sent(attachment=FLYER), NOW).number
    store.decide(number, decision="rejected", reason="known", by="ana", now=NOW)
    return number


@pytest.mark.parametrize("later", ["add", "decide", "hand over"])
def test_what_a_reader_kept_is_cut_by_the_next_write(file: Path, later: str) -> None:
    store = open_store(str(file), ROOMY)
    waiting = store.add(sent("other", {MESSAGE: "hello"}, contact=""), NOW).number
    with reading(file):
        number = add_and_decide(store)
        assert traces_in(file.parent)
        # It may be there for hours: nobody's form waits for it.
        store.add(sent("meanwhile", {MESSAGE: "hello"}, contact=""), NOW)
    if later == "add":
        store.add(sent("next", {MESSAGE: "hello"}, contact=""), NOW)
    elif later == "decide":
        store.decide(waiting, decision="rejected", reason="known", by="ana", now=NOW)
    else:
        store.mark_handed_over([number], NOW)
    assert traces_in(file.parent) == []
    store.close()


def test_what_a_reader_kept_from_another_program_is_cut_too(file: Path) -> None:
    """A reviewer at the command line decides; the finder that runs takes the next form."""
    finder = open_store(str(file), ROOMY)
    with reading(file):
        desk = open_store(str(file), ROOMY)
        add_and_decide(desk)
        desk.close()
        assert traces_in(file.parent)
    finder.add(sent("next", {MESSAGE: "hello"}, contact=""), NOW)
    assert traces_in(file.parent) == []
    finder.close()


def decide_and_end_at_once(where: str) -> None:
    with reading(Path(where)):
        add_and_decide(open_store(where, ROOMY))
        os._exit(0)


def test_what_a_hard_end_left_is_cut_when_the_store_is_opened(file: Path) -> None:
    open_store(str(file)).close()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_store_cut import decide_and_end_at_once\n"
        "decide_and_end_at_once(sys.argv[2])"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(file)]
    subprocess.run(command, check=True)
    assert traces_in(file.parent)
    store = open_store(str(file))
    assert traces_in(file.parent) == []
    assert len(store.decisions()) == 1
    store.close()


def test_words_that_were_replaced_are_cut_too(file: Path) -> None:
    store = open_store(str(file), ROOMY)
    store.add(sent("form", attachment=FLYER), NOW)
    assert len(traces_in(file.parent)) == len(TRACES)
    store.add(sent("form", {MESSAGE: "hello"}, contact=""), NOW)
    assert traces_in(file.parent) == []
    store.close()
