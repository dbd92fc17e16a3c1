"""``respite-finder geocode``: the dry run, the cache, options and files that cannot be used."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from geocoder_server import Geocoder, Reply, Run, cells, fixtures, make_places
from made import WITHHELD

geocoder, naps, run = fixtures

LINE = (
    '{"address": "1 main st, northampton, ma, 01060", "service": "Census Geocoder", '
    '"date": "%s", "match": "Exact", "latitude": 42.32, "longitude": -72.64, '
    '"precision": "address", "house_number": "1", "state": "MA", "zip": "01060"}'
)
RECENT = (date.today() - timedelta(days=21)).isoformat()
YOUNG = LINE % RECENT
BROKEN = [
    "<<<<<<< HEAD",
    "[]",
    '{"address": 7, "service": "Census Geocoder", "date": "2026-11-01", "match": "No_Match"}',
    '{"address": "a", "service": "Census Geocoder", "date": "soon", "match": "No_Match"}',
    '{"address": "a", "service": "Census Geocoder", "date": "2026-11-01", "match": "Exact"}',
    YOUNG.replace('"Exact"', '"No_Match"'),
    YOUNG.replace("42.32", "142.32"),
    YOUNG.replace("42.32", "NaN"),
]


def test_a_dry_run_asks_nobody_writes_nothing_and_says_what_would_be_done(
    run: Run, geocoder: Geocoder, tmp_path: Path
) -> None:
    hidden = dict(WITHHELD) | {"street": "17 Hidden Lane"}
    make_places(tmp_path, {}, {}, {}, {}, {"street": "PO Box 12"}, hidden)
    geocoder.known |= {"2 Main St": Reply(state="CT"), "3 Main St": Reply(status="No_Match")}
    run("--limit", "3")
    make_places(tmp_path, {}, {}, {}, {}, {"street": "PO Box 12"}, hidden)
    files = {path: path.read_bytes() for path in tmp_path.iterdir()}
    geocoder.asked.clear()
    result = run("--dry-run", "--server", "no address at all")
    assert (result.exit_code, geocoder.asked) == (0, [])
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files
    said = {line.split()[0]: line for line in result.stdout.splitlines() if line.strip()}
    assert "becomes 42.31999, -72.63999" in said["ma-made-1"]
    assert "refused: it lies in CT" in said["ma-made-2"]
    assert "no match" in said["ma-made-3"]
    assert "4 Main St, Northampton, MA 01060" in said["ma-made-4"]
    assert "would be asked for" in said["ma-made-4"]
    assert "cannot be asked for" in said["ma-made-5"]
    assert "ma-made-6" not in said
    assert "Hidden" not in result.output
    assert "Census Geocoder: 1 address would be sent. Nothing was sent" in result.stderr
    assert "1 accepted, 1 refused, 1 without a match, 3 from the cache, 1 left" in result.stderr


def test_the_cache_answers_before_anybody_is_asked(
    run: Run, geocoder: Geocoder, naps: list[float], tmp_path: Path
) -> None:
    make_places(tmp_path, {}, {})
    (tmp_path / "geocoded.jsonl").write_text(f"{YOUNG}\n", encoding="utf-8")
    result = run("--service", "census", "--one-by-one")
    assert "2 accepted, 0 refused, 0 without a match, 1 from the cache" in result.stderr
    assert (geocoder.streets, naps) == (["2 Main St"], [])
    assert cells(tmp_path)["coordinate_source"] == f"Census Geocoder, {RECENT}, Exact"


@pytest.mark.parametrize(
    "old", [LINE % "2021-01-01", '{"address": "1 main st, northampton, ma, 01060", "service": '
            '"Census Geocoder", "date": "2026-01-01", "match": "No_Match"}'],
    ids=["found", "not-found"],
)  # fmt: skip
def test_an_old_answer_is_asked_for_again(
    run: Run, geocoder: Geocoder, tmp_path: Path, old: str
) -> None:
    make_places(tmp_path, {})
    (tmp_path / "geocoded.jsonl").write_text(f"{old}\n", encoding="utf-8")
    assert "1 accepted, 0 refused, 0 without a match, 0 from the cache" in run().stderr
    assert len(geocoder.asked) == 1


def test_each_service_has_answers_of_its_own(run: Run, geocoder: Geocoder, tmp_path: Path) -> None:
    make_places(tmp_path, {})
    geocoder.known["1 Main St"] = Reply(status="No_Match")
    run()
    del geocoder.known["1 Main St"]
    assert "1 accepted" in run("--service", "nominatim").stderr
    assert len(geocoder.asked) == 2


@pytest.mark.parametrize("tail", ['{"address": "2 ma', YOUNG, "\x00\x00\x00", '{"a": 1}'])
def test_a_last_line_without_its_end_is_mended(run: Run, tmp_path: Path, tail: str) -> None:
    make_places(tmp_path, {}, {})
    cache = tmp_path / "geocoded.jsonl"
    cache.write_text(f"{YOUNG}\n{tail}", encoding="utf-8")
    result = run()
    assert "2 accepted, 0 refused, 0 without a match, 1 from the cache" in result.stderr
    kept = [json.loads(line) for line in cache.read_text(encoding="utf-8").splitlines()]
    assert {line["address"][:9] for line in kept} == {"1 main st", "2 main st"}
    assert run().exit_code == 0


@pytest.mark.parametrize("line", BROKEN)
@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_broken_line_is_told_with_its_row(
    run: Run, geocoder: Geocoder, tmp_path: Path, line: str, options: tuple[str, ...]
) -> None:
    make_places(tmp_path, {}, {})
    cache = tmp_path / "geocoded.jsonl"
    cache.write_text(f"{YOUNG}\n{line}\n{YOUNG}\n", encoding="utf-8")
    before = cache.read_bytes()
    result = run(*options)
    assert (result.exit_code, geocoder.asked) == (1, [])
    assert result.stderr.startswith("geocoded.jsonl, row 2: is no answer of a geocoder")
    assert cache.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--server", "ftp://example.org"), "--server cannot be 'ftp://example.org'"),
        (("--server", "example.org"), "--server cannot be"),
        (("--server", "http://example.org:port"), "--server cannot be"),
        (("--server", "https://a:b@example.org"), "--server cannot be"),
        (("--user-agent", "näme"), "--user-agent cannot be"),
        (("--user-agent", "  "), "--user-agent cannot be"),
        (("--user-agent", "a\nb"), "--user-agent cannot be"),
        (("--limit", "0"), "--limit"),
        (("--timeout", "0"), "--timeout"),
        (("--only", "new"), "--only"),
        (("--service", "atlas"), "--service"),
    ],
)
def test_options_that_cannot_be_used(
    run: Run, geocoder: Geocoder, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    make_places(tmp_path, {})
    result = run(*options)
    assert (result.exit_code, geocoder.asked) == (2, [])
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_user_agent_of_ones_own(
    run: Run, geocoder: Geocoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_places(tmp_path, {}, {})
    run("--limit", "1", "--user-agent", "finder of a friend")
    monkeypatch.setenv("RESPITE_FINDER_USER_AGENT", "finder of a neighbour")
    run("--service", "nominatim")
    assert geocoder.agents == {"finder of a friend", "finder of a neighbour"}


@pytest.mark.parametrize("path", ["", "/", "no/such/folder/places.csv"])
def test_a_path_that_is_no_places_file(run: Run, path: str) -> None:
    result = run("--file", path)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output


@pytest.mark.parametrize("content", [None, b"", b"name\nHouse\n", b"\xff\xfe"])
def test_a_places_file_that_cannot_be_used(
    run: Run, geocoder: Geocoder, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "places.csv").write_bytes(content)
    result = run()
    assert (result.exit_code, geocoder.asked) == (1, [])
    assert "places.csv" in result.stderr
    assert "Traceback" not in result.output


def test_the_command_line_loads_no_network_before_it_is_needed() -> None:
    code = "import respite_finder.cli.geocode, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"geopy", "requests"} & set(done.stdout.split()) == set()
