"""Programs that are killed while they write, and two that write at once: nothing is ever lost."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from made import record, write_places
from respite_finder import check_places
from respite_finder.corrections import Evidence, read_corrections
from respite_finder.dataset import open_dataset
from respite_finder.ids import publish_ids, published_ids

PUBLISHED = ("ma-ash", "ma-birch", "ma-cedar")
STEPS = 12
"""Four files (log, ids, places, ids), each made, given its permissions and put in its place."""

EVIDENCE = Evidence("2026-11-20", "phone", "maintainer", "https://example.org/")
DOGWOOD = record(
    {"place_id": "ma-dogwood", "name": "Dogwood House", "street": "9 Dogwood St"},
    {"phone": "", "website": "https://dogwood.example.org/"},
)


def make_changes(path: Path) -> None:
    """A change, a new record and a merge, saved together; made again, they change nothing."""
    with open_dataset(path) as dataset:
        cells = {"beds": "4", "visitor_note": "Ring twice: the bell, then the door."}
        dataset.change("ma-ash", cells, EVIDENCE)
        if "ma-dogwood" not in dataset.rows:
            dataset.add(DOGWOOD, EVIDENCE)
        dataset.merge("ma-cedar", "ma-birch", EVIDENCE)
        dataset.save()


def make_changes_until(path: Path, step: int) -> None:
    """End this process, as a power cut would, right before its step-th touch of a file."""
    touched = iter(range(1, step + 1))

    def watch(event: str, what: tuple[object, ...]) -> None:
        # Some versions of filelock give their own file its permissions.
        if event not in ("tempfile.mkstemp", "os.chmod", "os.rename") or ".lock" in str(what[0]):
            return
        if isinstance(what[0], int):
            return
        if next(touched, 0) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    make_changes(path)


def make_changes_in_each(folder: Path, steps: int) -> None:
    """In a process of its own for every dataset 1, 2, ... of a folder; how each one ended."""
    for step in range(1, steps + 1):
        child = os.fork()
        if child == 0:
            make_changes_until(folder / str(step) / "places.csv", step)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")


def count_beds(path: Path, place_id: str) -> None:
    """Wait for a line, then save a change sixty times."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for beds in range(1, 61):
        with open_dataset(path) as dataset:
            dataset.change(place_id, {"beds": str(beds)}, EVIDENCE)
            dataset.save()


def program(work: Callable[..., None], *arguments: object) -> subprocess.Popen[str]:
    """A function of this file in a process of its own, its arguments in JSON."""
    code = (
        "import json, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        f"from test_dataset_killed import {work.__name__} as work\n"
        "work(Path(sys.argv[2]), *json.loads(sys.argv[3]))"
    )
    path, *rest = arguments
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(path), json.dumps(rest)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def dataset_in(folder: Path) -> Path:
    rows = [
        record(place_id=name, name=f"{name} House", street=f"{n} {name}", phone=f"413-555-010{n}")
        for n, name in enumerate(PUBLISHED)
    ]
    publish_ids(folder / "ids.txt", {name: name for name in PUBLISHED})
    return write_places(folder / "places.csv", rows)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return dataset_in(tmp_path)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, tuple[Path, int]]:
    """By step, the dataset whose writer was killed at it, and how that writer ended."""
    folder = tmp_path_factory.mktemp("killed")
    paths = []
    for step in range(1, STEPS + 2):
        (folder / str(step)).mkdir()
        paths.append(dataset_in(folder / str(step)))
    with program(make_changes_in_each, folder, STEPS + 1) as writers:
        told, _ = writers.communicate()
    ends = map(int, told.split())
    return dict(enumerate(zip(paths, ends, strict=True), start=1))


def broken(path: Path) -> list[str]:
    """What is wrong with a dataset, and the published ids that nobody finds any more."""
    found = [str(problem) for problem in check_places(path) if problem.severity == "error"]
    with open_dataset(path) as dataset:
        for name in (*PUBLISHED, *published_ids(path.with_name("ids.txt"))):
            assert dataset.record(name)
    read_corrections(path.with_name("corrections.csv"))
    return found


def settled(path: Path) -> None:
    """The changes are all there, and each of them stands in the log once."""
    assert broken(path) == []
    with open_dataset(path) as dataset:
        assert list(dataset.rows) == ["ma-ash", "ma-birch", "ma-dogwood"]
        assert dataset.record("ma-ash")["beds"] == "4"
        assert dataset.record("ma-cedar")["place_id"] == "ma-birch"
    assert published_ids(path.with_name("ids.txt")) == {
        **{name: name for name in ("ma-ash", "ma-birch", "ma-dogwood")},
        "ma-cedar": "ma-birch",
    }
    log = read_corrections(path.with_name("corrections.csv"))
    assert Counter((row.resource_id, row.last_action_type, row.field_name) for row in log) == {
        ("ma-ash", "update", "beds"): 1,
        ("ma-ash", "update", "visitor_note"): 1,
        ("ma-dogwood", "create", ""): 1,
        ("ma-cedar", "merge", ""): 1,
    }


def started(work: Callable[..., None], *arguments: object) -> subprocess.Popen[str]:
    """The program, waiting for its line."""
    begun = program(work, *arguments)
    assert begun.stdout is not None
    assert begun.stdout.readline() == "ready\n"
    return begun


def test_the_changes_are_made_when_nobody_is_killed(
    stopped: Mapping[int, tuple[Path, int]],
) -> None:
    path, end = stopped[STEPS + 1]
    assert end == 0
    settled(path)


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_killed_at_any_step_the_dataset_is_whole_and_the_change_can_be_made_again(
    stopped: Mapping[int, tuple[Path, int]], step: int
) -> None:
    path, end = stopped[step]
    assert end == -signal.SIGKILL
    assert broken(path) == []
    make_changes(path)
    settled(path)


@pytest.mark.parametrize("seed", range(5))
def test_killed_at_a_random_moment_nothing_published_is_lost(path: Path, seed: int) -> None:
    with started(count_beds, path, "ma-ash") as killed:
        assert killed.stdin is not None
        killed.stdin.write("go\n")
        killed.stdin.flush()
        with contextlib.suppress(subprocess.TimeoutExpired):
            killed.wait(random.Random(seed).uniform(0.0, 0.4))
        killed.kill()
    assert broken(path) == []
    make_changes(path)
    assert broken(path) == []


def test_two_programs_that_change_it_at_once_lose_nothing(path: Path) -> None:
    programs = [started(count_beds, path, name) for name in ("ma-ash", "ma-birch")]
    for each in programs:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in programs:
        each.communicate()
        assert each.returncode == 0
    assert broken(path) == []
    with open_dataset(path) as dataset:
        beds = [dataset.record(name)["beds"] for name in PUBLISHED]
    assert beds == ["60", "60", ""]
    log = read_corrections(path.with_name("corrections.csv"))
    assert Counter(row.resource_id for row in log) == {"ma-ash": 60, "ma-birch": 60}
