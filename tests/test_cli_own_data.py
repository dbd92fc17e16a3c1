"""The whole program over another places file: a copy of the package beside data of the test."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import respite_finder
from made import WITHHELD, record, write_places
from respite_finder.resources import DATA

PACKAGE = Path(respite_finder.__file__).parent
Finder = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def find_in(tmp_path: Path) -> Finder:
    """``find_in([changes, ...], "--format", "csv")``: the answer from 01060 over these places."""

    def run(
        changes: list[dict[str, str]], *options: str, encoding: str = "utf-8"
    ) -> subprocess.CompletedProcess[str]:
        shutil.copytree(PACKAGE, tmp_path / "respite_finder")
        (tmp_path / "data").mkdir()
        for path in DATA.iterdir():
            if path.name != "places.csv":
                (tmp_path / "data" / path.name).symlink_to(path)
        rows = [record({"place_id": f"ma-made-{n}"}, made) for n, made in enumerate(changes, 2)]
        write_places(tmp_path / "data" / "places.csv", rows)
        return subprocess.run(
            [sys.executable, "-m", "respite_finder", "find", "01060", *options],
            capture_output=True,
            encoding=encoding,
            errors="replace",
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": encoding},
        )

    return run


def test_a_broken_dataset_is_told_in_a_sentence_and_exits_1(find_in: Finder) -> None:
    result = find_in([{}, {"beds": "three"}], "--format", "json")
    assert (result.returncode, result.stdout) == (1, "")
    assert "places.csv has 1 problem" in result.stderr
    assert "row 3 (ma-made-3), beds: must be a whole number, got 'three'" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_street_that_should_be_withheld_stops_the_program_unprinted(find_in: Finder) -> None:
    result = find_in([{}, dict(WITHHELD) | {"street": "17 Hidden Lane"}])
    assert (result.returncode, result.stdout) == (1, "")
    assert "street: must be empty where the address is withheld" in result.stderr
    assert "Hidden" not in result.stderr


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_date_that_no_calendar_has_is_no_traceback(find_in: Finder, form: str) -> None:
    result = find_in([{"source_date": "2026-02-30"}], "--format", form)
    assert "Traceback" not in result.stderr
    assert result.returncode == 1
    assert "2026-02-30" in result.stderr


def test_a_cell_cannot_become_a_formula(find_in: Finder) -> None:
    names = ["=1+1", "+cmd", "-2", "@SUM(A1)", "plain - name"]
    result = find_in([{"name": name} for name in names], "--format", "csv")
    told = [row["name"] for row in csv.DictReader(result.stdout.splitlines())]
    assert told == ["'=1+1", "'+cmd", "'-2", "'@SUM(A1)", "plain - name"]


def test_names_are_printed_as_they_are_and_never_as_markup(find_in: Finder) -> None:
    name = "[red]House[/red] :smile: [/]"
    result = find_in([{"name": name}])
    assert result.returncode == 0
    assert name in result.stdout


def test_a_place_at_the_very_door_and_one_without_contact(find_in: Finder) -> None:
    result = find_in([{}, {"phone": "", "status": "listed", "name": "Silent House"}])
    silent = next(line for line in result.stdout.splitlines() if "Silent House" in line)
    assert "about 1 mile or less" in silent
    assert "no contact known" in silent
    assert "not confirmed: call first" in silent


@pytest.mark.parametrize("form", ["table", "csv", "json", "geojson"])
def test_an_output_of_few_letters_still_gets_every_place(find_in: Finder, form: str) -> None:
    """A pipe on Windows is cp1252: a letter may be replaced, the answer may not be lost."""
    result = find_in([{"name": "Casa Mañana 山"}, {}], "--format", form, encoding="cp1252")
    assert "Traceback" not in result.stderr
    assert result.returncode == 0
    assert "Made House" in result.stdout
    assert "413-555-0100" in result.stdout
