"""Files that are no places file at all: one clear sentence each, in Python and on the terminal."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from respite_finder import DataError, check_places, load_places
from respite_finder.cli import cli
from respite_finder.schema import COLUMN_NAMES

Factory = Callable[..., Path]
Break = Callable[[Path], None]


def without_phone_column(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [name for name in COLUMN_NAMES if name != "phone"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def with_text(old: str, new: str) -> Break:
    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def as_latin_1(path: Path) -> None:
    with_text("Made House", "Casa Mañana")(path)
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))


def as_utf_16(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def with_bytes(content: bytes) -> Break:
    def change(path: Path) -> None:
        path.write_bytes(content)

    return change


def append(text: str) -> Break:
    def change(path: Path) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)

    return change


BREAKS: dict[str, tuple[Break, int, str]] = {
    "a missing column": (without_phone_column, 1, "phone: this column is missing"),
    "an unknown column": (with_text("place_id,", "place_id,mood,"), 1, "mood: is not a column"),
    "a column twice": (with_text("chat,", "phone,"), 1, "phone: this column stands twice"),
    "a row that is too short": (append("ma-short,Short\n"), 4, "has 2 cells where the header has"),
    "a row that is too long": (append("," * 60 + "\n"), 4, "has 61 cells where the header has"),
    "Latin-1 bytes": (as_latin_1, 2, "is not UTF-8 text"),
    "UTF-16 bytes": (as_utf_16, 1, "is not UTF-8 text"),
    "an unclosed quote": (append('ma-open,"Open'), 0, "cannot be read as CSV"),
    "no file": (Path.unlink, 0, "there is no file made.csv"),
    "a folder": (as_folder, 0, "made.csv is a folder"),
    "an empty file": (with_bytes(b""), 0, "empty"),
    "null bytes": (with_bytes(b"\x00" * 99), 1, "column"),
}
each_break = pytest.mark.parametrize(
    ("break_it", "row", "rule"), BREAKS.values(), ids=[name.replace(" ", "-") for name in BREAKS]
)


@each_break
def test_load_places_says_what_is_wrong(
    places_file: Factory, break_it: Break, row: int, rule: str
) -> None:
    path = places_file({}, {})
    break_it(path)
    with pytest.raises(DataError) as caught:
        load_places(path)
    assert rule in " ".join(str(problem) for problem in caught.value.problems)
    assert row in {problem.row for problem in caught.value.problems}
    assert str(caught.value).startswith("made.csv has ")
    assert "respite-finder check" in str(caught.value)
    assert "\n" not in str(caught.value)


@each_break
def test_check_lists_it_and_exits_1(
    places_file: Factory, break_it: Break, row: int, rule: str
) -> None:
    path = places_file({}, {})
    break_it(path)
    result = CliRunner().invoke(cli, ["check", str(path), "--format", "csv"])
    assert result.exit_code == 1
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert str(row) in {problem["row"] for problem in rows}
    assert any(rule.split(": ")[-1] in problem["rule"] for problem in rows)
    assert "made.csv: " in result.stderr
    assert "Traceback" not in result.output


def test_an_empty_file_is_called_empty_and_not_47_missing_columns(places_file: Factory) -> None:
    path = places_file()
    path.write_bytes(b"")
    assert len(check_places(path)) == 1


def test_a_header_alone_holds_no_records(places_file: Factory) -> None:
    (problem,) = check_places(places_file())
    assert "holds no records" in str(problem)


def test_a_row_of_the_wrong_length_hides_no_other_problem(places_file: Factory) -> None:
    path = places_file({"phone": "none"}, {"service_type": "clubhouse"})
    append("ma-short,Short\n")(path)
    assert [(p.row, p.field) for p in check_places(path)] == [(2, "phone"), (4, "")]


def test_row_numbers_are_lines_of_the_spreadsheet(places_file: Factory) -> None:
    """Also after an empty line in the middle, which a spreadsheet shows as a row."""
    path = places_file({}, {"phone": "none"})
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], "\n", *lines[2:]]), encoding="utf-8")
    assert (4, "phone") in {(problem.row, problem.field) for problem in check_places(path)}


@pytest.mark.parametrize("name", ["made.csv/inside.csv", "x" * 5000, "no/such/folder.csv"])
def test_a_path_that_cannot_be_opened_is_one_problem(places_file: Factory, name: str) -> None:
    path = places_file({}).parent / name
    result = CliRunner().invoke(cli, ["check", str(path), "--format", "csv"])
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == 1
    assert len(list(csv.DictReader(result.stdout.splitlines()))) == 1
    with pytest.raises(DataError):
        load_places(path)
