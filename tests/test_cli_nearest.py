"""``respite-finder nearest``: a table in, the nearest places of every row out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from kept import run
from people import workbook
from respite_finder import Query, locate, search
from respite_finder.batch.nearest import COLUMNS
from respite_finder.cli import cli
from respite_finder.export import publishable
from respite_finder.places import load_places
from respite_finder.resources import PLACES_CSV

TABLE = "Zip Code;Needs;DOB\n1060;;1/1/2000\nTroy;;\n10001;blue;\n60601;free;\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_three_respites_a_row_and_the_problems_on_stderr(table: Path) -> None:
    result = run("nearest", table)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["row"], row["rank"]) for row in rows] == [
        *(("2", "1"), ("2", "2"), ("2", "3"), ("5", "1"), ("5", "2"), ("5", "3"))
    ]
    query = Query(locate("01060"), None, frozenset({"peer_respite"}))
    near = search(publishable(load_places()), query).results.head(3)
    assert [row["place_id"] for row in rows[:3]] == near.index.tolist()
    assert [row["distance_miles"] for row in rows[:3]] == [
        str(round(miles, 2) if precision == "address" else round(miles))
        for miles, precision in zip(near["distance_miles"], near["precision"], strict=True)
    ]
    told = result.stderr.splitlines()
    assert told[0].startswith("The column DOB looks personal.")
    assert "1 ZIP code had lost the zero in front. We put it back (1060 is 01060)." in told
    assert "row 3, ZIP: This is no ZIP code. It must have five digits." in told
    assert "row 4, needs: We do not know word 1 of the needs." in told
    assert told[-1] == "4 rows read, 2 with a problem."
    assert "1/1/2000" not in result.stdout + result.stderr


def test_several_kinds_and_as_many_as_asked_for(table: Path) -> None:
    result = run("nearest", table, "-t", "clubhouse", "-t", "warmline", "-k", "2")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    first = [(row["service_type"], row["distance_miles"] != "") for row in rows[:4]]
    assert first == [("warmline", False)] * 2 + [("clubhouse", True)] * 2


def test_who_leaves_the_unknown_out_is_told_that_something_nearer_may_be_hidden(
    table: Path,
) -> None:
    assert "It may be nearer." in run("nearest", table, "--only-stated").stderr
    assert "It may be nearer." not in run("nearest", table).stderr


def test_only_confirmed_ones(table: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("nearest", table, "--confirmed-only").stdout)))
    assert {row["status"] for row in rows} == {"active"}


def test_a_workbook_in_and_a_workbook_out(tmp_path: Path) -> None:
    source = tmp_path / "people"
    source.write_bytes(workbook(("ZIP",), (1060,), ("=A1",)))
    target = tmp_path / "out.xlsx"
    result = run("nearest", source, "-f", "excel", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    book = load_workbook(target)
    assert book.sheetnames == ["Nearest", "Not answered"]
    assert [cell.value for cell in book["Nearest"][2]][:2] == [2, "01060"]
    assert [cell.value for cell in book["Not answered"][2]][:2] == [3, "ZIP"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.xlsx", "people"]


def test_stdin_is_a_file_called_minus() -> None:
    result = CliRunner().invoke(cli, ["nearest", "-", "-k", "1"], input=TABLE.encode("utf-16"))
    assert result.exit_code == 0
    assert [line[0] for line in result.stdout.splitlines()] == ["r", "2", "5"]
    empty = CliRunner().invoke(cli, ["nearest", "-"], input=b"")
    assert (empty.exit_code, empty.stdout) == (2, "")
    assert empty.stderr == "stdin: is empty: give a table with a column of ZIP codes\n"


def test_a_file_is_written_whole_and_the_table_is_not_overwritten(
    table: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    result = run("nearest", table, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == run("nearest", table).stdout
    assert run("nearest", table, "-o", table).exit_code == 2
    assert table.read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--type", "respite"], "peer_respite"),
        (["-k", "0"], "--k"),
        (["-k", "51"], "--k"),
        (["--format", "json"], "--format"),
        (["--output", ""], "is empty"),
        (["--output", str(PLACES_CSV)], "is the dataset itself"),
    ],
)
def test_what_cannot_be_asked_is_refused(table: Path, words: list[str], told: str) -> None:
    result = run("nearest", table, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"Town\nTroy\n", "has no column of ZIP codes"),
        (b"ZIP\n" + b"01060\n" * 5_000_000, "about 5,000,001 rows, more than 1,000,000"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    result = run("nearest", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("people.csv: ")
    assert result.stderr.count("\n") == 1
    assert told in result.stderr


def test_a_file_that_is_not_there_and_a_table_without_a_right_row(tmp_path: Path) -> None:
    result = run("nearest", tmp_path / "none.csv")
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr
    assert run("nearest", tmp_path).exit_code == 2
    path = tmp_path / "people.csv"
    path.write_text("ZIP\nTroy\n")
    result = run("nearest", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "row 2, ZIP" in result.stderr
