"""Files that cannot be imported: one sentence with the file, the row and what to do."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from made_imports import collection, facility, feature, page, refused, write_table
from respite_finder.ingest.findtreatment import read_findtreatment_csv, read_findtreatment_json
from respite_finder.ingest.geojson import read_geojson
from respite_finder.ingest.incoming import Reader
from respite_finder.ingest.table import read_table
from respite_finder.tables import excel_rows
from respite_finder.tables.csv_rows import LONGEST_LINE

ALL: dict[str, Reader] = {
    "findtreatment-json": read_findtreatment_json,
    "findtreatment-csv": read_findtreatment_csv,
    "geojson": read_geojson,
    "table": read_table,
}
JSON = {name: ALL[name] for name in ("findtreatment-json", "geojson")}
TABLES = {name: ALL[name] for name in ("findtreatment-csv", "table")}
HEADER = "name,state,service_type\n"
ROW = "Made House,MA,peer_run_center\n"
EXPORT = "name1,street1,city,state,zip,PEER\n"


def each(readers: dict[str, Reader]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("reader", readers.values(), ids=list(readers))


def packed(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("places.csv", HEADER + ROW)


def cut_zip(path: Path) -> None:
    packed(path)
    path.write_bytes(path.read_bytes()[:60])


NO_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "is a folder"),
    "no file": (lambda path: None, "there is no such file"),
    "an empty file": (Path.touch, "is empty"),
    "spaces": (lambda path: path.write_bytes(b"\xef\xbb\xbf \r\n"), "is empty"),
    "UTF-16": (lambda path: path.write_text(HEADER + ROW, "utf-16"), "not UTF-8"),
    "null bytes": (lambda path: path.write_bytes(b"\x00" * 99), "not UTF-8"),
    "a ZIP archive": (packed, "is a ZIP archive: unpack it"),
    "a cut ZIP": (cut_zip, "is a broken ZIP archive"),
    "gzip": (lambda path: path.write_bytes(b"\x1f\x8b\x08abc"), "packed with gzip"),
    "an old workbook": (lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0aa"), "save it as CSV UTF-8"),
}


@each(ALL)
@pytest.mark.parametrize(("make", "rule"), NO_FILES.values(), ids=list(NO_FILES))
def test_what_is_no_such_file(
    tmp_path: Path, reader: Reader, make: Callable[[Path], object], rule: str
) -> None:
    path = tmp_path / "given.dat"
    make(path)
    error = refused(reader, path)
    assert error.source == "given.dat"
    assert rule in error.rule


@each(JSON)
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<!DOCTYPE html><html></html>", "is a web page, not JSON"),
        ("null", "is not JSON: it must begin with"),
        ('"rows"', "is not JSON: it must begin with"),
        ("name,state\n", "is not JSON: it must begin with"),
        ("{}", "holds no rows|is no GeoJSON"),
        ("[]", "holds no rows|is a JSON array"),
        ('{"type": "Feature", "rows": 7}', "holds no rows|is a GeoJSON Feature: "),
        ('{"type": "FeatureCollection", "features": [], "rows": []}', "holds no "),
        ("[" * 100_000, "is cut off|is a JSON array"),
        ('[{"name1": "cut', "is cut off before the first record|is a JSON array"),
        ('{"rows": []} {"rows": []}', "holds more than one JSON value|is no GeoJSON"),
        ('{"type": tru}', "is broken JSON before the first record"),
    ],
)
def test_json_that_is_something_else(tmp_path: Path, reader: Reader, text: str, rule: str) -> None:
    path = tmp_path / "given.json"
    path.write_text(text, encoding="utf-8")
    assert any(words in refused(reader, path).rule for words in rule.split("|"))


@pytest.mark.parametrize("cut", [1, 40, 150])
@pytest.mark.parametrize(
    ("reader", "whole"),
    [
        (read_findtreatment_json, page(facility(), facility(), facility())),
        (read_findtreatment_json, [facility(), facility(), facility()]),
        (read_findtreatment_json, [page(facility(), facility(), facility())]),
        (read_geojson, collection(feature(), feature(), feature())),
    ],
    ids=["a page", "rows", "pages", "geojson"],
)
def test_a_truncated_json_names_the_last_whole_record(
    tmp_path: Path, reader: Reader, whole: object, cut: int
) -> None:
    path = tmp_path / "given.json"
    path.write_text(json.dumps(whole)[:-cut], encoding="utf-8")
    error = refused(reader, path)
    assert error.row == (3 if cut == 1 else 2)
    assert f"is cut off after record {error.row}: get it again" in error.rule


def test_bytes_that_are_not_utf_8_in_json(tmp_path: Path) -> None:
    path = tmp_path / "given.json"
    text = json.dumps(page(facility(), facility(name1="Mañana")), ensure_ascii=False)
    path.write_bytes(text.encode("latin-1"))
    error = refused(read_findtreatment_json, path)
    assert error.row == 1
    assert "broken JSON after record 1" in error.rule


@pytest.mark.parametrize("digits", ["9" * 5000, "1e999999"])
def test_a_number_beyond_all_numbers(tmp_path: Path, digits: str) -> None:
    path = tmp_path / "given.json"
    path.write_text(json.dumps(page(facility(), facility(miles=77))).replace("77", digits))
    rule = "holds a number after record 1 that is too large: correct it"
    assert refused(read_findtreatment_json, path).rule == rule


def test_a_web_page_that_was_saved_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    path.write_text("<!DOCTYPE html>\n<html></html>", encoding="utf-8")
    assert refused(read_table, path).rule.startswith("is a web page, not a table")


def test_pages_among_rows(tmp_path: Path) -> None:
    path = tmp_path / "given.json"
    path.write_text(json.dumps([facility(), page(facility())]), "utf-8")
    assert refused(read_findtreatment_json, path).row == 2


def test_a_page_that_was_answered_by_an_error(tmp_path: Path) -> None:
    path = tmp_path / "given.json"
    path.write_text(json.dumps([page(facility()), {"error": "too many requests"}]), "utf-8")
    assert (
        "page 2 of the array has no rows: get it again"
        in refused(read_findtreatment_json, path).rule
    )


BROKEN_ROWS = {
    "too long": ("{row}a,b,c,d,e,f,g\n", 3, "has 7 cells where the header has"),
    "too short": ("{row}a\n", 3, "has 1 cells where the header has"),
    "Latin-1": ("{row}Ma\udcf1ana,MA,x\n", 3, "byte 0xf1 is not UTF-8"),
    "a null byte": ("{row}" * 300 + "Made\x00,MA,x\n", 302, "null byte"),
    "an open quote": ('{row}"Made,MA,x\n{row}', 3, "quote that never closes"),
    "a huge cell": ("{row}" + "x" * 140_000 + ",MA,x\n", 3, "more than 131,072 characters"),
    "a huge line": ("{row}" + "x" * (LONGEST_LINE + 9), 3, "line of more than 16 MB"),
    "no records": ("\n\n", 0, "holds a header and no records"),
}


@each(TABLES)
@pytest.mark.parametrize(("text", "row", "rule"), BROKEN_ROWS.values(), ids=list(BROKEN_ROWS))
def test_broken_rows_are_told_with_their_row(
    tmp_path: Path, reader: Reader, text: str, row: int, rule: str
) -> None:
    path = tmp_path / "given.csv"
    export = reader is read_findtreatment_csv
    good = "Made,1 Main St,Northampton,MA,01060,1\n" if export else ROW
    content = (EXPORT if export else HEADER) + text.replace("{row}", good)
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    error = refused(reader, path)
    assert error.row == row
    assert rule in error.rule


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ("name,state,name", "two columns are called 'name'"),
        ("name,,state", "column 2 has no name"),
        (",,", "is empty"),
        ("name,state", "has no column service_type: add it, or say with --map"),
        ("name,state,service_type,Mood,Fax", "not ours: Mood, Fax: say with --map"),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_headers(tmp_path: Path, header: str, rule: str, suffix: str) -> None:
    names = header.split(",")
    path = write_table(tmp_path / f"given{suffix}", [names, ["x"] * len(names)])
    if header == ",,":
        path = write_table(path, [["", ""]])
    assert rule in refused(read_table, path).rule.replace("holds no cells", "is empty")


def test_an_export_without_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    path.write_text(EXPORT.replace("zip", "postcode") + "a,b,c,MA,1,1\n", "utf-8")
    assert "has no column zip" in refused(read_findtreatment_csv, path).rule
    path.write_text(EXPORT.replace("PEER", "RC") + "a,b,c,MA,1,1\n", "utf-8")
    assert "has no column PEER or SHG" in refused(read_findtreatment_csv, path).rule


def test_merged_cells_name_the_row_and_the_range(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (HEADER, ROW, ROW):
        sheet.append(row.strip().split(","))
    sheet.merge_cells("A3:B4")
    book.save(tmp_path / "given.xlsx")
    error = refused(read_table, tmp_path / "given.xlsx")
    assert (error.row, error.rule.split(":")[:2]) == (3, ["cells A3", "B4 are merged"])


@pytest.mark.parametrize("limit", ["LARGEST_MB", "LARGEST_UNPACKED_MB"])
def test_a_workbook_that_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    path = write_table(tmp_path / "given.xlsx", [["name"], ["x"]])
    monkeypatch.setattr(excel_rows, limit, 0)
    assert refused(read_table, path).rule.endswith("more than 0 MB: save it as CSV UTF-8")


def test_a_broken_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "given.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    assert "is a broken Excel workbook" in refused(read_table, tmp_path / "given.xlsx").rule


def test_two_records_with_one_id_name_both_rows(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    row = f"ma-made,{ROW}"
    again = row.replace("peer_run_center", "hotel")
    path.write_text(f"place_id,{HEADER}{row}mb-other,{ROW}{again}", encoding="utf-8")
    error = refused(read_table, path)
    assert str(error).startswith(
        "given.csv, row 4: two records with one id: ma-made stands in row 2"
    )
