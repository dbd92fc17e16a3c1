"""A table of people comes in: every form that a spreadsheet writes, and what is wrong with one."""

from __future__ import annotations

import builtins
import io
import re
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import faults, read, workbook, zips
from respite_finder.batch import People, read_people
from respite_finder.errors import FileError

LINES = ["ZIP;needs", "01060;free", "10001;Spanish", "00601;español"]
TABLE = "\r\n".join(LINES) + "\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_form_of_a_csv_is_read(encoding: str, separator: str) -> None:
    people = read(TABLE.replace(";", separator).encode(encoding))
    assert zips(people) == ["01060", "10001", "00601"]
    assert [one.words for one in people.asked] == ["free", "Spanish", "Spanish"]
    assert people.rows.tolist() == [2, 3, 4]


def test_old_line_ends_and_empty_lines_are_read_and_rows_keep_their_numbers() -> None:
    assert zips(read("ZIP\r01060\r10001\r")) == ["01060", "10001"]
    people = read("ZIP\n\n01060\n\n\nTroy\n")
    assert (people.rows.tolist(), faults(people)) == ([3], [(6, "not_zip")])


def test_a_workbook_is_read_whatever_it_is_called() -> None:
    rows = [("Zip Code", "Needs"), (1060, "free"), ("01060", None), (501.0, ""), (None, "free")]
    people = read_people(workbook(*rows, more_sheets=2), "people.csv")
    assert zips(people) == ["01060", "01060", "00501"]
    assert (people.mended, people.sheets_left) == (2, 2)
    assert faults(people) == [(5, "empty")]


def test_a_formula_is_listed_unless_its_result_is_there() -> None:
    content = workbook(("ZIP", "Note"), ("=A9", "x"), (date(2026, 1, 2), "x"), ("10001", "x"))
    people = read_people(content, "people.xlsx")
    assert (zips(people), faults(people)) == (["10001"], [(2, "formula"), (3, "not_zip")])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = re.sub("<v ?/>|<v></v>", "<v>1060</v>", sheet).encode()
    assert "<v>1060</v>" in parts["xl/worksheets/sheet1.xml"].decode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert zips(read_people(out.getvalue(), "people.xlsx")) == ["01060", "10001"]


def test_in_a_csv_a_formula_is_listed_but_the_trick_that_keeps_a_zero_is_read() -> None:
    people = read('ZIP\n"=""01060"""\n=01060\n=VLOOKUP(A1)\n+1060\n#N/A\n@x\n')
    assert zips(people) == ["01060", "01060"]
    assert {fault for _row, fault in faults(people)} == {"formula"}


@pytest.mark.parametrize(
    ("cell", "code", "mended", "cut"),
    [
        ("01060", "01060", 0, 0),
        ("1060", "01060", 1, 0),
        ("501", "00501", 1, 0),
        ("01060-1234", "01060", 0, 1),
        ("1060-1234", "01060", 1, 1),
        ("010601234", "01060", 0, 1),
        ("10601234", "01060", 1, 1),
        ("01060.0", "01060", 0, 0),
        ("1060.0", "01060", 1, 0),
        ("  01060 ", "01060", 0, 0),
        ("'01060", "01060", 0, 0),
    ],
)
def test_a_zip_code_is_mended_and_counted(cell: str, code: str, mended: int, cut: int) -> None:
    people = read(f"ZIP\n{cell}\n")
    assert (zips(people), people.mended, people.cut) == ([code], mended, cut)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("99999", "unknown_zip"),
        ("00000", "unknown_zip"),
        ("12", "not_zip"),
        ("１２３４５", "not_zip"),
        ("Troy, NY", "not_zip"),
        ("1e4", "not_zip"),
        ("-1060.5", "not_zip"),
        ("1234567890", "not_zip"),
    ],
)
def test_what_is_no_zip_code_is_listed_by_row_and_what_is_right_is_done(
    cell: str, fault: str
) -> None:
    people = read(f'ZIP,x\n10001,\n"{cell}",\n,x\n10002,\n')
    assert zips(people) == ["10001", "10002"]
    assert faults(people) == [(3, fault), (4, "empty")]
    assert cell not in " ".join(one.words for one in people.troubles)


def test_a_row_that_is_wider_than_the_header_is_not_guessed_at() -> None:
    people = read("Name,ZIP\nRuiz, Ana,01060\nAna,10001\nAna,10001,,\n")
    assert (zips(people), faults(people)) == (["10001", "10001"], [(2, "too_wide")])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (" ".encode("utf-16"), "is empty"),
        (b"ZIP\n", "no rows"),
        (b"Town\nTroy\n", "no column of ZIP codes"),
        (b"<!DOCTYPE html><html>", "is a web page"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 99, "old or locked Excel workbook"),
        (b"PK\x03\x04nothing", "is an archive"),
        (b"\x89PNG\r\n\x1a\n\x01\x02", "is no table"),
        (b"ZIP\n\x81\x8d\xff\n", "is no text"),
        (b'ZIP\n"01060\n10001\n', "a quote that never closes"),
        (b"Home ZIP,Work ZIP\n01060,10001\n", "two columns of ZIP codes"),
        (b"a,b\n01060,10001\n01062,10002\n", "call the right one ZIP"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(FileError) as caught:
        read(content)
    assert told in str(caught.value)
    assert str(caught.value).startswith("people.csv")


def test_too_many_rows_are_refused_with_the_limit_and_before_they_are_read() -> None:
    with pytest.raises(FileError, match=r"about 5,000,001 rows, more than 100,000"):
        read(b"ZIP\n" + b"01060\n" * 5_000_000)
    assert len(read("ZIP\n" + "01060\n" * 10, largest=10)) == 10
    with pytest.raises(FileError, match="more than 10 rows"):
        read("ZIP\n" + "01060\n" * 11, largest=10)
    with pytest.raises(FileError, match="more than 10 rows"):
        read(workbook(("ZIP",), *[("01060",)] * 11), largest=10)


def test_nothing_touches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    book = workbook(("ZIP", "Name"), ("01060", "Ana Ruiz"))
    read(TABLE)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    for where, name in ((builtins, "open"), (io, "open"), (Path, "open"), (tempfile, "mkstemp")):
        monkeypatch.setattr(where, name, refuse)
    assert len(read(TABLE)) == 3
    assert len(read(book)) == 1


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: f"ZIP\n{text}".encode()))
def test_any_bytes_are_people_or_a_sentence(content: bytes) -> None:
    _people_or_sentence(content)


@given(st.binary(max_size=60), st.integers(0, 4000), st.integers(0, 60))
def test_any_broken_workbook_is_people_or_a_sentence(noise: bytes, at: int, cut: int) -> None:
    _people_or_sentence(BOOK[:at] + noise + BOOK[at + cut :])


BOOK = workbook(("ZIP", "needs"), ("01060", "free"), ("10001", ""))


def _people_or_sentence(content: bytes) -> None:
    try:
        people = read(content)
    except FileError as error:
        told = str(error)
    else:
        told = ""
        assert isinstance(people, People)
        assert len(people) + len(people.troubles) > 0
    assert "\n" not in told
    assert len(told) < 400


def test_a_military_zip_has_a_sentence_of_its_own() -> None:
    people = read("ZIP\n09012\n10001\n")
    assert faults(people) == [(2, "military")]
    assert "military mail" in people.troubles[0].words


def test_a_workbook_of_empty_rows_is_refused_with_the_limit() -> None:
    content, out = workbook(("ZIP",), ("10001",)), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, part.replace(b"</sheetData>", b"<row/>" * 1_300_000 + b"</sheetData>")
            )
    with pytest.raises(FileError, match="more than 1,048,576 rows"):
        read(out.getvalue())
