"""CSV and Excel: what a spreadsheet opens is what we know, and nothing of it runs."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from made import VIRTUAL, frame, record
from respite_finder.export.excel import excel_table
from respite_finder.export.table import csv_table, harmless
from respite_finder.schema import COLUMN_NAMES, COLUMNS, NUMERIC_TYPES
from strategies import place_frames

NUMERIC = [column.name for column in COLUMNS if column.type in NUMERIC_TYPES]
TEXT = [name for name in COLUMN_NAMES if name not in NUMERIC]
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")
HOSTILE = (
    "=1+1",
    "+1-900-555-0100",
    "-2+3",
    "@SUM(A1:A9)",
    " =1+1",
    "\t=1+1",
    "\u00a0=1+1",
    "＝1+1",
    "=HYPERLINK(\"https://example.org\",\"x\")",
    "=cmd|' /C calc'!A0",
    "#N/A",
    "#REF!",
    "'=1",
)  # fmt: skip
FREE = ("name", "description", "visitor_note", "other_sources", "cost", "hours")

hostile_text = st.sampled_from(HOSTILE) | st.builds(
    str.__add__, st.sampled_from([*TRIGGERS, " ", "  "]), st.text(max_size=8)
)


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def sheet(content: bytes, name: str) -> Any:
    return load_workbook(io.BytesIO(content))[name]


def test_csv_has_the_columns_of_the_schema_and_unix_lines(places: pd.DataFrame) -> None:
    content = csv_table(places)
    assert content.startswith(b"place_id,name,")
    assert b"\r" not in content
    rows = read(content)
    assert list(rows[0]) == list(COLUMN_NAMES)
    assert [row["place_id"] for row in rows] == places.index.tolist()
    assert not {"nan", "None", "True", "False", "<NA>"} & {v for row in rows for v in row.values()}


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(FREE, hostile_text)), min_size=1, max_size=4))
def test_no_cell_of_text_begins_like_a_formula(changes: list[dict[str, str]]) -> None:
    rows = read(csv_table(frame(*(record(change) for change in changes))))
    assert len(rows) == len(changes)
    for row, change in zip(rows, changes, strict=True):
        for name in TEXT:
            assert not row[name].startswith(TRIGGERS)
            assert not row[name].lstrip().startswith(TRIGGERS)
        for name, words in change.items():
            lines = words.replace("\r\n", "\n").replace("\r", "\n")
            assert row[name] in (lines, f"'{lines}")


@given(place_frames(min_size=1))
def test_numbers_stay_numbers(made: pd.DataFrame) -> None:
    for row, latitude, longitude in zip(
        read(csv_table(made)), made["latitude"], made["longitude"], strict=True
    ):
        for name, wanted in (("latitude", latitude), ("longitude", longitude)):
            assert (row[name] == "") == pd.isna(wanted)
            if row[name]:
                assert "e" not in row[name].lower()
                assert float(row[name]) == pytest.approx(wanted, abs=6e-6)


def test_a_western_longitude_has_no_apostrophe_but_the_same_words_as_text_do() -> None:
    row = read(csv_table(frame(record(longitude="-72.63", cost="-72.63", beds="3"))))[0]
    assert (row["longitude"], row["cost"], row["beds"]) == ("-72.63", "'-72.63", "3")


@pytest.mark.parametrize("number", [-72.63, 0, 3, True])
def test_harmless_leaves_numbers_alone(number: float) -> None:
    assert harmless(number) is number


@pytest.mark.parametrize("words", ["", "Afiya", "413-570-2990", "a=b", "O'Brien", "1+1", "é"])
def test_harmless_leaves_usual_words_alone(words: str) -> None:
    assert harmless(words) == words


def test_excel_keeps_text_text_and_numbers_numbers() -> None:
    made = frame(
        record(zip="01060", phone="413-555-0100", text_line="839863", beds="3", chat="yes"),
        record(VIRTUAL, phone="988"),
    )
    head, first, second = sheet(excel_table(made), "places").iter_rows()
    names = [cell.value for cell in head]
    assert names == list(COLUMN_NAMES)
    cells = dict(zip(names, first, strict=True))
    for name, value in {"zip": "01060", "phone": "413-555-0100", "text_line": "839863"}.items():
        assert (cells[name].value, cells[name].data_type) == (value, "s")
    for name, value in {"longitude": -72.6313, "beds": 3}.items():
        assert (cells[name].value, cells[name].data_type) == (value, "n")
    assert cells["chat"].value == "yes"
    other = dict(zip(names, second, strict=True))
    assert (other["latitude"].value, other["chat"].value, other["zip"].value) == (None, None, None)
    assert other["phone"].value == "988"


@pytest.mark.parametrize("words", HOSTILE)
def test_excel_holds_no_formula_and_loses_no_letter(words: str) -> None:
    content = excel_table(frame(record(name=words, description=words)))
    cells = {cell.value: cell for cell in list(sheet(content, "places").iter_rows())[1]}
    assert cells[words].data_type == "s"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")


def test_excel_survives_what_no_workbook_may_hold() -> None:
    long = "x" * 40_000
    made = frame(record(name="Made\x00 \x1bHouse\x0b", description=long))
    row = list(sheet(excel_table(made), "places").iter_rows(values_only=True))[1]
    assert row[1] == "Made House"
    told = row[COLUMN_NAMES.index("description")]
    assert (len(told), told[-1]) == (32_767, "…")


def test_excel_explains_itself(places: pd.DataFrame) -> None:
    book = load_workbook(io.BytesIO(excel_table(places)))
    assert book.sheetnames == ["places", "columns", "about"]
    made = (book.properties.created, book.properties.modified)
    assert {f"{day:%Y-%m-%d}" for day in made} == {max(places["source_date"])}
    assert book["places"].max_row == len(places) + 1
    for page in book:
        assert page.freeze_panes == "A2"
        assert all(cell.font.bold for cell in page[1])
    told = [[cell.value for cell in row] for row in book["columns"].iter_rows(min_row=2)]
    assert told == [[column.name, column.title, column.description] for column in COLUMNS]
    words = " ".join(str(cell) for row in book["about"].values for cell in row)
    for fact in ("CC BY-NC 4.0", f"{len(places):,}", max(places["source_date"]), "contributing"):
        assert fact in words
