"""What is generated from the data says what the data says, on any day, as one file for one text."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from kept import TODAY
from made import record, write_places
from respite_finder.check import check_places
from respite_finder.corrections import read_corrections
from respite_finder.documents.dictionary import data_dictionary
from respite_finder.documents.generate import generate, outdated, record_history
from respite_finder.documents.markdown import table
from respite_finder.documents.quality import as_of
from respite_finder.places import cell_rule as cell_rule
from respite_finder.places import read_rows
from respite_finder.resources import DATA, ROOT
from respite_finder.schema import COLUMN_NAMES, COLUMNS, DATE_PATTERN, PATTERNS, Column
from respite_finder.service_types import service_types
from respite_finder.states import STATE_NAMES, state_name

by_name = pytest.mark.parametrize("column", COLUMNS, ids=COLUMN_NAMES)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: text for path, text in generate(ROOT).items()}


@pytest.fixture(scope="module")
def fields(texts: dict[str, str]) -> dict[str, dict[str, Any]]:
    (places,) = (
        r for r in json.loads(texts["datapackage.json"])["resources"] if r["name"] == "places"
    )
    return {field["name"]: field for field in places["schema"]["fields"]}


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    """The file as it stands, read by another reader than ours."""
    return pd.read_csv(DATA / "places.csv", dtype=str, keep_default_na=False)


def cells_of(line: str) -> list[str]:
    """The cells of a line of a Markdown table."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def lines_after(text: str, header: str) -> Iterator[list[str]]:
    """The rows of the first table whose header line begins so."""
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(header))
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return
        yield cells_of(line)


def test_the_same_data_make_the_same_documents(texts: dict[str, str]) -> None:
    assert {path.name: text for path, text in generate(ROOT).items()} == texts
    names = {"datapackage.json", "data-dictionary.md", "data-quality.md", "README.md"}
    assert set(texts) == {*names, "messages.pot", "coverage.md", "CITATION.cff", "CHANGES.md"}


def test_nothing_that_was_generated_is_out_of_date() -> None:
    assert outdated(generate(ROOT)) == []


@pytest.mark.parametrize("day", [datetime.date(2026, 11, 23), datetime.date(2035, 3, 1)])
def test_the_day_on_which_they_are_made_changes_nothing(
    texts: dict[str, str], day: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other(datetime.date):
        @classmethod
        def today(cls) -> Other:
            return cls(day.year, day.month, day.day)

    ours = [m for name, m in sys.modules.items() if name.startswith("respite_finder")]
    patched = [m for m in ours if getattr(m, "date", None) is datetime.date]
    for module in patched:
        monkeypatch.setattr(module, "date", Other)
    assert any(module.__name__ == "respite_finder.check" for module in patched)
    assert {path.name: text for path, text in generate(ROOT).items()} == texts


def test_the_day_of_a_report_is_the_latest_that_the_data_know() -> None:
    rows = [record(source_date=day) for day in ("", "2026-07", "2026-07-21", "2025")]
    assert as_of(rows, []).isoformat() == "2026-07-21"
    assert as_of([], []).isoformat() == "1970-01-01"


@by_name
def test_every_column_is_in_the_dictionary_with_its_example(column: Column) -> None:
    rows = {cells[0].split("`")[1]: cells for cells in lines_after(data_dictionary(), "| Column")}
    _, kind, meaning, example, hsds = rows[column.name]
    assert column.title in meaning
    assert (example.strip("`"), hsds.strip("`")) == (column.example, column.hsds or "attribute")
    assert all(value in kind for value in column.values or (column.type,))


@by_name
def test_every_example_is_a_cell_that_the_check_takes(column: Column) -> None:
    assert column.example
    assert cell_rule(column, column.example) == ""


@by_name
def test_a_field_of_the_package_says_what_the_check_says(
    column: Column, fields: dict[str, dict[str, Any]]
) -> None:
    field = fields[column.name]
    told = tuple(field[name] for name in ("title", "description", "example"))
    assert told == (column.title, column.description, column.example)
    assert field.get("hsds", "") == column.hsds
    constraints = field.get("constraints", {})
    pattern = DATE_PATTERN if column.type == "date" else PATTERNS.get(column.name, (None,))[0]
    assert constraints.get("pattern") == pattern
    assert tuple(constraints.get("enum", ())) == column.values
    assert constraints.get("required", False) is column.required


def test_the_package_is_valid_and_every_row_of_the_places_is(tmp_path: Path) -> None:
    write(ROOT, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["path", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    rows = {task.name: task.stats["rows"] for task in report.tasks if "rows" in task.stats}
    assert rows["places"] == len(read_rows(DATA / "places.csv")[0])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("phone", "12"), ("zip", "1060"), ("status", "open"), ("source_date", "2026-7"),
        ("beds", "three"), ("place_id", "Made House"), ("name", ""), ("latitude", "north"),
        ("address_withheld", "maybe"), ("website", "example.org"),
    ],
)  # fmt: skip
def test_what_the_check_refuses_the_package_refuses(tmp_path: Path, name: str, value: str) -> None:
    write(ROOT, tmp_path)
    write_places(tmp_path / "places.csv", [record(), record(place_id="ma-b") | {name: value}])
    assert any(p.field == name for p in check_places(tmp_path / "places.csv", today=TODAY))
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    report = package.get_resource("places").validate()
    assert [row[:2] for row in report.flatten(["rowNumber", "fieldName"])] == [[3, name]]


def write(root: Path, folder: Path) -> None:
    """The tables of a checkout, and the package that is made for them."""
    for path in (root / "data").iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, folder / path.name)
    made = {path.name: text for path, text in generate(root).items()}
    (folder / "datapackage.json").write_text(made["datapackage.json"], encoding="utf-8")


def expected(rows: pd.DataFrame, warned: set[tuple[int, str]], day: pd.Timestamp) -> list[str]:
    """A line of the report, counted anew."""
    shown = rows[rows["status"].isin(["active", "listed"])]
    stated = pd.to_datetime(shown["source_date"].where(shown["source_date"] != ""), format="mixed")
    months = (day.year - stated.dt.year) * 12 + day.month - stated.dt.month
    counts = [
        (shown["phone"] != "").sum(), (shown["website"] != "").sum(),
        (shown["opening_hours"] != "").sum(), (shown["precision"] == "address").sum(),
        (months <= 12).sum(), (months <= 24).sum(),
    ]  # fmt: skip
    total = len(shown)
    shares = [f"{round(100 * int(count) / total)} %" if total else "–" for count in counts]
    warnings = sum(place_id in set(rows["place_id"]) for _, place_id in warned)
    return [f"{len(rows):,}", f"{total:,}", *shares, f"{warnings:,}"]


@pytest.mark.parametrize(
    ("column", "title"), [("service_type", "Kind of help"), ("state", "State")]
)
def test_the_numbers_of_the_report_are_those_that_another_count_finds(
    texts: dict[str, str], raw: pd.DataFrame, column: str, title: str
) -> None:
    numbered, _ = read_rows(DATA / "places.csv")
    day = as_of([row for _, row in numbered], read_corrections(DATA / "corrections.csv"))
    problems = check_places(DATA / "places.csv", today=day)
    warned = {(n, p.place_id) for n, p in enumerate(problems) if p.severity == "warning"}
    names = {code: kind.plural for code, kind in service_types().items()}
    names |= {code: state_name(code) for code in STATE_NAMES} | {"US": "Nationwide"}
    said = {value: names[value] for value in raw[column].unique()}
    lines = lines_after(texts["data-quality.md"], f"| {title} | Records")
    rows = {cells[0]: cells[1:] for cells in lines}
    assert set(rows) - {"All"} == set(said.values())
    for value, name in said.items():
        assert rows[name] == expected(raw[raw[column] == value], warned, pd.Timestamp(day)), name
    if column == "service_type":
        assert rows["All"] == expected(raw, warned, pd.Timestamp(day))


@pytest.mark.parametrize("cell", ["a|b", "a\nb", "a\r\n| b", "||", "\\|", "`x | y`", " a  \t b "])
def test_a_cell_stays_one_cell_whatever_it_holds(cell: str) -> None:
    lines = table(("One", "Two"), [(cell, 1234)]).splitlines()
    assert len(lines) == 3
    assert [len(cells_of(line)) for line in lines] == [2, 2, 2]
    assert cells_of(lines[2])[1] == "1,234"


def test_the_history_gets_a_line_with_what_was_done(tmp_path: Path) -> None:
    write_places(tmp_path / "places.csv", [record(), record(place_id="ma-b", phone="")])
    record_history(tmp_path, "first")
    record_history(tmp_path, 'then, "more"')
    lines = pd.read_csv(tmp_path / "quality_history.csv", dtype=str)
    assert list(lines["what"]) == ["first", 'then, "more"']
    assert list(lines["records"]) == ["2", "2"]
    assert list(lines["phone"]) == ["1", "1"]
    assert list(lines["date"]) == ["2026-07-21"] * 2
