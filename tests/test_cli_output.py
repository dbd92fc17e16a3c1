"""Where the commands of figures write: not onto data, not onto their input, in the form asked."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kept import contents, run
from respite_finder.resources import DATA, PLACES_CSV

COMMANDS = ("coverage", "gaps", "next-sites", "nearest")


def words_of(command: str, source: Path) -> list[str]:
    """The command with a file that it reads."""
    if command == "nearest":
        source.write_text("ZIP\n01060\n")
        return [command, str(source)]
    source.write_text("id,lat,lon,population,state,county_fips\n1,42.32,-72.63,10,MA,25015\n")
    return [command, "--population", str(source)]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (PLACES_CSV, "is the dataset itself"),
        (DATA / "zip_codes.csv.gz", "is in the folder of our data"),
        (DATA / "new.csv", "is in the folder of our data"),
        (DATA / ".." / DATA.name / "new.csv", "is in the folder of our data"),
    ],
)
def test_nothing_is_written_into_our_data(
    tmp_path: Path, command: str, path: Path, sentence: str
) -> None:
    before = contents(DATA)
    result = run(*words_of(command, tmp_path / "given"), "-o", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert contents(DATA) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_read_is_not_written_on_by_any_of_its_names(tmp_path: Path, command: str) -> None:
    source = tmp_path / "given.csv"
    words = words_of(command, source)
    before = source.read_bytes()
    (tmp_path / "link.csv").symlink_to(source)
    os.link(source, tmp_path / "second.csv")
    for name in ("given.csv", "link.csv", "second.csv"):
        result = run(*words, "-o", tmp_path / name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert " itself: give another file" in result.stderr
        assert result.stderr.count("\n") == 1
        assert source.read_bytes() == before


@pytest.mark.parametrize("command", ["coverage", "gaps", "next-sites", "find 01060", "nearest -"])
def test_a_full_stdout_is_one_sentence(command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "respite_finder", *command.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            input="ZIP\n01060\n",
            text=True,
            check=False,
        )
    assert done.returncode in (1, 2)
    assert "cannot be written (No space left on device)" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_device_is_written_into_and_stays_one() -> None:
    result = run("coverage", "-s", "MA", "-o", "/dev/full")
    assert result.exit_code == 2
    assert "full: cannot be written" in result.stderr
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_the_link_to_stdout_is_stdout() -> None:
    command = [sys.executable, "-m", "respite_finder", "coverage", "-s", "MA", "-f", "csv"]
    done = subprocess.run([*command, "-o", "/dev/stdout"], capture_output=True, check=True)
    assert done.stdout == subprocess.run(command, capture_output=True, check=True).stdout


def test_the_ending_of_the_file_says_the_form(tmp_path: Path) -> None:
    for name in ("ma.xlsx", "ma.geojson", "ma.json", "ma.csv", "ma.txt", "MA.JSON"):
        assert run("coverage", "-s", "MA", "-o", tmp_path / name).exit_code == 0
    assert load_workbook(tmp_path / "ma.xlsx")["Figures"]["A2"].value == "MA"
    assert json.loads((tmp_path / "ma.geojson").read_text())["type"] == "FeatureCollection"
    assert json.loads((tmp_path / "ma.json").read_text())["rows"][0]["state"] == "MA"
    assert (tmp_path / "MA.JSON").read_bytes() == (tmp_path / "ma.json").read_bytes()
    assert (tmp_path / "ma.csv").read_text().startswith("state,population,")
    assert (tmp_path / "ma.txt").read_bytes() == (tmp_path / "ma.csv").read_bytes()
    assert run("gaps", "-s", "TX", "-o", tmp_path / "gaps.json").exit_code == 0
    assert json.loads((tmp_path / "gaps.json").read_text())["query"]["by"] == "county"
    people = tmp_path / "people"
    people.write_text("ZIP\n01060\n")
    assert run("nearest", people, "-o", tmp_path / "near.xlsx").exit_code == 0
    assert "Nearest" in load_workbook(tmp_path / "near.xlsx").sheetnames


def test_geojson_may_end_in_json_and_a_table_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    assert run("coverage", "-s", "MA", "-f", "geojson", "-o", path).exit_code == 0
    assert json.loads(path.read_text())["type"] == "FeatureCollection"
    assert run("coverage", "-s", "MA", "-f", "table", "-o", tmp_path / "t.csv").exit_code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("coverage -f csv -o {}/x.xlsx", "it ends in .xlsx, and --format is csv."),
        ("coverage -f json -o {}/x.geojson", "it ends in .geojson, and --format is json."),
        ("coverage -f table -o {}/x.json", "it ends in .json, and --format is table."),
        ("gaps -o {}/x.xlsx", "give a name that ends in .csv, .json."),
        ("next-sites -o {}/x.geojson", "give a name that ends in .csv, .json."),
        ("nearest people -o {}/x.json", "give a name that ends in .csv, .xlsx."),
    ],
)
def test_an_ending_that_contradicts_is_one_sentence(
    tmp_path: Path, words: str, sentence: str
) -> None:
    result = run(*words.format(tmp_path).split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("output cannot be ")
    assert result.stderr.endswith(f"{sentence}\n")
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
