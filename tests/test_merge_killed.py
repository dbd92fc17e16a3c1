"""The machine stops in the middle of a merge: the dataset is whole, and the merge can go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kept import HIDDEN, TODAY, contents, imported, keep, log_of, rows_in, run, stated
from made import record
from respite_finder.check import check_places
from respite_finder.ids import published_ids
from respite_finder.places import load_places

STEPS = 4
"""The log, the ids, the places, the ids again."""

KILLED = """
import os, signal, sys
from pathlib import Path

step, when, changes, places = sys.argv[1:]
replace, seen = Path.replace, 0


def dying(self, target):
    global seen
    seen += 1
    if seen == int(step) and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    done = replace(self, target)
    if seen == int(step) and when == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    return done


Path.replace = dying
from respite_finder.cli.merge import merge_command

merge_command(Path(changes), ["new", "changed"], file=Path(places))
"""

LATER = {"source_url": "https://example.org/list", "source_date": "2026-11-01"}
INCOMING = (
    stated(2, LATER | {"city": "Northampton"}, phone="413-555-0199"),
    stated(3, LATER | {"source_name": "Theirs"}, name="Other Center", city="Greenfield"),
)


def killed(step: int, when: str, changes: Path, places: Path) -> int:
    command = [sys.executable, "-c", KILLED, str(step), when, str(changes), str(places)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    return done.returncode


def settled(places: Path) -> tuple[object, ...]:
    """Everything that a merge leaves, without the days on which it was done."""
    log = [(line.resource_id, line.field_name, line.replacement_value) for line in log_of(places)]
    return rows_in(places), log, published_ids(places.with_name("ids.txt"))


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_killed_at_any_step_the_dataset_is_valid_and_the_next_merge_completes_it(
    tmp_path: Path, step: int, when: str
) -> None:
    places = keep(tmp_path / "data", record(), HIDDEN)
    whole = keep(tmp_path / "whole", record(), HIDDEN)
    changes = imported(tmp_path / "made.jsonl", places, *INCOMING)
    assert run("merge", changes, "-a", "new", "-a", "changed", "--file", whole).exit_code == 0

    assert killed(step, when, changes, places) == -signal.SIGKILL
    assert len(load_places(places)) in (2, 3)
    assert [p for p in check_places(places, today=TODAY) if p.severity == "error"] == []

    again = run("merge", changes, "-a", "new", "-a", "changed", "--file", places)
    assert again.exit_code == 0
    assert settled(places) == settled(whole)
    assert check_places(places, today=TODAY) == []


def test_a_merge_takes_these_steps_and_no_more(tmp_path: Path) -> None:
    """Or the steps above would not be all."""
    places = keep(tmp_path / "data", record(), HIDDEN)
    changes = imported(tmp_path / "made.jsonl", places, *INCOMING)
    assert killed(STEPS + 1, "before", changes, places) == 0
    assert len(load_places(places)) == 3
    assert set(contents(places.parent)) == {"places.csv", "ids.txt", "corrections.csv"}
