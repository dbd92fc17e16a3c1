"""``respite-finder geocode`` against a geocoder that is slow, busy, broken or talks nonsense."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from geocoder_server import Geocoder, Reply, Run, cells, fixtures, make_places

geocoder, naps, run = fixtures

WAYS = [
    pytest.param((), id="census-batch"),
    pytest.param(("--one-by-one",), id="census-one-by-one"),
    pytest.param(("--service", "nominatim"), id="nominatim"),
]
PASSING = ["500", "502", "503", "504", "429", "reset", "garbage", "odd"]


def assert_sentence(text: str) -> None:
    assert "Traceback" not in text
    assert "Main St" not in text
    assert "<html>" not in text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("trouble", PASSING)
def test_what_passes_is_tried_again(
    run: Run, geocoder: Geocoder, naps: list[float], tmp_path: Path, trouble: str, way: tuple[str]
) -> None:
    make_places(tmp_path, {})
    geocoder.script.extend([trouble, trouble])
    result = run(*way)
    assert (result.exit_code, len(geocoder.asked)) == (0, 3)
    assert "1 accepted" in result.stderr
    assert naps == [5.0, 5.0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("trouble", PASSING)
def test_what_does_not_pass_is_one_sentence_and_exits_1(
    run: Run, geocoder: Geocoder, tmp_path: Path, trouble: str, way: tuple[str]
) -> None:
    before = make_places(tmp_path, {}, {}).read_text(encoding="utf-8")
    geocoder.script.extend([trouble] * 9)
    result = run(*way)
    assert (result.exit_code, result.stdout) == (1, "")
    assert_sentence(result.stderr)
    last = result.stderr.splitlines()[-1]
    assert last.startswith(("Census Geocoder: ", "Nominatim (OpenStreetMap): "))
    assert "What was answered is kept and applied." in last
    assert "0 accepted, 0 refused, 0 without a match, 0 from the cache, 2 left" in result.stderr
    assert len(geocoder.asked) == 3
    assert not (tmp_path / "geocoded.jsonl").exists()
    assert (tmp_path / "places.csv").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("trouble", ["401", "403", "400"])
def test_what_cannot_pass_is_asked_once(
    run: Run, geocoder: Geocoder, tmp_path: Path, trouble: str, way: tuple[str]
) -> None:
    make_places(tmp_path, {})
    geocoder.script.append(trouble)
    result = run(*way)
    assert (result.exit_code, len(geocoder.asked)) == (1, 1)
    assert f"(status {trouble})" in result.stderr
    assert "--user-agent" in result.stderr


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", ["429", "503"])
def test_it_waits_as_long_as_the_service_asks(
    run: Run, geocoder: Geocoder, naps: list[float], tmp_path: Path, status: str, way: tuple[str]
) -> None:
    make_places(tmp_path, {})
    geocoder.script.append(f"{status} 17")
    assert run(*way).exit_code == 0
    assert (naps, len(geocoder.asked)) == ([17.0], 2)


def test_it_waits_until_the_day_and_hour_that_the_service_names(
    run: Run, geocoder: Geocoder, naps: list[float], tmp_path: Path
) -> None:
    make_places(tmp_path, {})
    then = datetime.now(UTC) + timedelta(seconds=90)
    geocoder.script.append(f"429 {format_datetime(then, usegmt=True)}")
    assert run().exit_code == 0
    assert len(naps) == 1
    assert 30 < naps[0] <= 90


@pytest.mark.parametrize("way", WAYS)
def test_a_long_wait_is_left_to_the_person(
    run: Run, geocoder: Geocoder, naps: list[float], tmp_path: Path, way: tuple[str]
) -> None:
    make_places(tmp_path, {})
    geocoder.script.append("429 3600")
    result = run(*way)
    assert (result.exit_code, len(geocoder.asked), naps) == (1, 1, [])
    assert "asks us to wait 3600 seconds (status 429): run the command again" in result.stderr


@pytest.mark.parametrize("after", ["soon", "-5", "Fri, 31 Dec 99999 23:59:59 GMT", "0"])
def test_a_wait_that_makes_no_sense_is_no_trouble(
    run: Run, geocoder: Geocoder, naps: list[float], tmp_path: Path, after: str
) -> None:
    make_places(tmp_path, {})
    geocoder.script.append(f"429 {after}")
    assert run().exit_code == 0
    assert naps in ([5.0], [0.0, 0.25])


@pytest.mark.parametrize("way", WAYS)
def test_a_service_that_does_not_answer_in_time(
    run: Run, geocoder: Geocoder, tmp_path: Path, way: tuple[str]
) -> None:
    make_places(tmp_path, {})
    geocoder.script.extend(["hold"] * 3)
    result = run(*way, "--timeout", "0.2")
    assert (result.exit_code, len(geocoder.asked)) == (1, 3)
    assert "did not answer in time" in result.stderr


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_is_not_there(run: Run, tmp_path: Path, way: tuple[str]) -> None:
    make_places(tmp_path, {})
    result = run(*way, "--server", "http://127.0.0.1:1")
    assert result.exit_code == 1
    assert_sentence(result.stderr)
    assert "cannot be reached" in result.stderr


@pytest.mark.parametrize("way", WAYS[1:])
def test_what_was_answered_before_the_trouble_is_kept(
    run: Run, geocoder: Geocoder, tmp_path: Path, way: tuple[str]
) -> None:
    make_places(tmp_path, {}, {}, {})
    geocoder.script.extend(["well", "500", "500", "500"])
    result = run(*way)
    assert result.exit_code == 1
    assert "1 accepted, 0 refused, 0 without a match, 0 from the cache, 2 left" in result.stderr
    assert cells(tmp_path, "ma-made-1")["precision"] == "address"
    geocoder.asked.clear()
    assert "2 accepted" in run(*way).stderr
    assert geocoder.streets == ["2 Main St", "3 Main St"]


def test_an_answer_that_breaks_off_is_asked_for_again_where_it_broke(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    make_places(tmp_path, {}, {}, {})
    geocoder.known["2 Main St"] = Reply(status="No_Match")
    geocoder.script.append("truncated")
    result = run()
    assert result.exit_code == 0
    assert "2 accepted, 0 refused, 1 without a match" in result.stderr
    assert geocoder.asked == [["1 Main St", "2 Main St", "3 Main St"], ["3 Main St"]]


def test_a_row_that_nobody_asked_for_is_passed_over(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    make_places(tmp_path, {}, {})
    geocoder.script.append("stray")
    assert "2 accepted, 0 refused, 0 without a match, 0 from the cache" in run().stderr
    assert len((tmp_path / "geocoded.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_answers_that_always_break_off_are_told(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    make_places(tmp_path, *[{}] * 12)
    geocoder.script.extend(["truncated"] * 9)
    result = run()
    assert result.exit_code == 1
    assert "broke off 3 times, 1 of 12 missing" in result.stderr
    assert "11 accepted, 0 refused, 0 without a match, 0 from the cache, 1 left" in result.stderr
