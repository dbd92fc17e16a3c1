"""``respite-finder stale``: what to check next, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kept import run
from made import WITHHELD

Factory = Callable[..., Path]
TODAY = date.today()
FRESH = TODAY.isoformat()
AGEING = f"{TODAY.year - 2}-12-31"
OLD, HEADER = "2010", [
    "place_id", "name", "service_type", "freshness", "source_date", "reach", "source_url",
]  # fmt: skip


@pytest.fixture
def path(places_file: Factory) -> Path:
    return places_file(
        {"source_date": FRESH},
        {"source_date": OLD, "service_type": "clubhouse", "name": "=1+1"},
        {"source_date": OLD, "phone": "", "website": "https://example.org/house"},
        {**WITHHELD, "source_date": "", "status": "listed", "description": "A house."},
        {"source_date": OLD, "status": "closed"},
    )


def test_the_table_lists_the_most_urgent_first_and_how_to_reach_it(path: Path) -> None:
    result = run("stale", "--file", path)
    assert result.exit_code == 0
    places = [result.stdout.index(f"ma-made-{number}") for number in (5, 4, 3)]
    assert places == sorted(places)
    assert "ma-made-2" not in result.stdout
    assert "ma-made-6" not in result.stdout
    assert "call 413-555-0100" in result.stdout
    assert "https://example.org/house" in result.stdout
    assert "3 records not checked within 12 months." in result.stderr
    assert "respite-finder verify ma-made-5 --on" in result.stderr


def test_json_holds_every_field(path: Path) -> None:
    records = json.loads(run("stale", "--file", path, "--format", "json").stdout)
    assert [record["place_id"] for record in records] == ["ma-made-5", "ma-made-4", "ma-made-3"]
    assert set(records[0]) == {*HEADER, "state"}
    assert [record["freshness"] for record in records] == ["undated", "old", "old"]


def test_csv_is_safe_in_a_spreadsheet(path: Path) -> None:
    rows = list(csv.DictReader(run("stale", "--file", path, "-f", "csv").stdout.splitlines()))
    assert list(rows[0]) == HEADER
    assert [row["name"] for row in rows] == ["Made House", "Made House", "'=1+1"]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_type_and_limit(path: Path, form: str) -> None:
    result = run("stale", "--file", path, "-t", "clubhouse", "-t", "peer_respite", "-f", form)
    assert ("ma-made-3" in result.stdout, "ma-made-4" in result.stdout) == (True, False)
    result = run("stale", "--file", path, "--limit", "1", "-f", form)
    assert "ma-made-5" in result.stdout
    assert "ma-made-4" not in result.stdout
    assert "3 records not checked" in result.stderr


def test_twenty_unless_asked(places_file: Factory) -> None:
    path = places_file(*[{"source_date": OLD}] * 25)
    assert len(json.loads(run("stale", "--file", path, "-f", "json").stdout)) == 20
    assert len(json.loads(run("stale", "--file", path, "-f", "json", "-n", "25").stdout)) == 25


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_when_nothing_is_due_it_says_so(places_file: Factory, form: str) -> None:
    result = run("stale", "--file", places_file({"source_date": FRESH}), "-f", form)
    assert result.exit_code == 0
    expected = {"table": "", "json": "[]\n", "csv": ",".join(HEADER) + "\n"}
    assert result.stdout == expected[form]
    assert result.stderr == "0 records not checked within 12 months.\n"


def test_two_calendar_years_ago_is_not_fresh(places_file: Factory) -> None:
    result = run("stale", "--file", places_file({"source_date": AGEING}), "-f", "json")
    assert [record["source_date"] for record in json.loads(result.stdout)] == [AGEING]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--type", "respite"], "peer_respite"),
        (["--limit", "0"], "--limit"),
        (["--limit", "many"], "--limit"),
        (["--format", "xml"], "--format"),
    ],
)
def test_what_cannot_be_asked_is_refused(path: Path, words: list[str], told: str) -> None:
    result = run("stale", "--file", path, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_broken_dataset_is_told(places_file: Factory, tmp_path: Path) -> None:
    assert run("stale", "--file", tmp_path / "none.csv").exit_code == 1
    result = run("stale", "--file", places_file({"beds": "three"}))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "beds" in result.stderr


def test_the_shipped_dataset_has_something_to_do() -> None:
    result = run("stale", "--type", "peer_respite", "--limit", "3", "--format", "json")
    assert result.exit_code == 0
    assert {record["service_type"] for record in json.loads(result.stdout)} == {"peer_respite"}
