"""Ctrl-C and kill -9 during ``respite-finder geocode``: nothing answered is lost or asked again."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geocoder_server import Geocoder, Run, cells, fixtures, make_places
from respite_finder import check_places, load_places

geocoder, naps, run = fixtures

PROGRAM = (sys.executable, "-m", "respite_finder", "geocode")
WAY = ("--one-by-one",)
Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def start(geocoder: Geocoder, tmp_path: Path) -> Iterator[Start]:
    """Start the command as a program of its own; it ends with the test."""
    begun: list[subprocess.Popen[str]] = []

    def begin() -> subprocess.Popen[str]:
        command = [*PROGRAM, *WAY, "--server", geocoder.url]
        # Whoever runs the tests in the background has Ctrl-C switched off for all children.
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        program = subprocess.Popen(
            [*command, "--file", str(tmp_path / "places.csv")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        signal.signal(signal.SIGINT, before)
        begun.append(program)
        return program

    yield begin
    geocoder.release.set()
    for program in begun:
        program.kill()
        program.communicate()


def when_asked(geocoder: Geocoder, times: int) -> None:
    """Wait until so many requests have come."""
    for _ in range(times):
        assert geocoder.arrived.acquire(timeout=60), "no request came"


def test_ctrl_c_keeps_and_applies_what_was_answered(
    start: Start, run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    path = make_places(tmp_path, *[{}] * 4)
    geocoder.script.extend(["well", "well", "hold"])
    program = start()
    when_asked(geocoder, 3)
    program.send_signal(signal.SIGINT)
    stdout, stderr = program.communicate(timeout=60)
    assert (program.returncode, stdout) == (130, "")
    assert "2 accepted, 0 refused, 0 without a match, 0 from the cache, 2 left" in stderr
    assert stderr.splitlines()[-1] == (
        "Stopped. Run the command again to go on. What was answered is kept and applied."
    )
    assert "Traceback" not in stderr
    assert list(load_places(path)["precision"]) == ["address", "address", "zip", "zip"]
    geocoder.asked.clear()
    geocoder.release.set()
    assert "2 accepted, 0 refused, 0 without a match, 0 from the cache, 0 left" in run(*WAY).stderr
    assert geocoder.streets == ["3 Main St", "4 Main St"]
    assert set(load_places(path)["precision"]) == {"address"}


def test_kill_9_leaves_a_valid_dataset_and_a_usable_cache(
    start: Start, run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    path = make_places(tmp_path, *[{}] * 4)
    before = path.read_bytes()
    geocoder.script.extend(["well", "well", "hold"])
    program = start()
    when_asked(geocoder, 3)
    program.kill()
    program.communicate(timeout=60)
    assert path.read_bytes() == before
    with (tmp_path / "geocoded.jsonl").open("a", encoding="utf-8") as cache:
        cache.write('{"address": "3 main st, northampton, ma')
    geocoder.asked.clear()
    geocoder.release.set()
    result = run(*WAY)
    assert result.exit_code == 0
    assert "4 accepted, 0 refused, 0 without a match, 2 from the cache, 0 left" in result.stderr
    assert geocoder.streets == ["3 Main St", "4 Main St"]
    assert [problem for problem in check_places(path) if problem.severity == "error"] == []
    assert cells(tmp_path, "ma-made-4")["precision"] == "address"
    assert len((tmp_path / "geocoded.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_two_runs_do_not_ask_at_the_same_time(
    start: Start, run: Run, geocoder: Geocoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One request a second is meant for the whole program, however often it is started."""
    monkeypatch.setattr("respite_finder.files._WAIT_SECONDS", 0.1)
    make_places(tmp_path, {}, {})
    geocoder.script.append("hold")
    start()
    when_asked(geocoder, 1)
    result = run(*WAY)
    assert result.exit_code == 1
    assert "another respite-finder command is changing it" in result.stderr
    assert len(geocoder.asked) == 1
