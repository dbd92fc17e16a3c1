"""Tables: our own CSV and Excel come back cell by cell; others come in with a column map."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import frame, record, write_places
from made_imports import read, read_one, write_table
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.ingest.cells import tidy
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.ingest.stating import incoming
from respite_finder.ingest.table import read_table
from respite_finder.places import read_rows
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import COLUMN_NAMES

HEADER = ("name", "state", "service_type")
ROW = ("Made House", "MA", "peer_run_center")


def one(tmp_path: Path, suffix: str = ".csv", **cells: Any) -> Incoming:
    """A table of one record with these cells beside the three that it must have."""
    told = {**dict(zip(HEADER, ROW, strict=True)), **cells}
    path = write_table(tmp_path / f"made{suffix}", [list(told), list(told.values())])
    return read_one(read_table, path)


def in_figures(cells: dict[str, str]) -> dict[str, str | float]:
    """The cells that are not empty; degrees as numbers, for an export drops zeros at their end."""
    degrees = ("latitude", "longitude")
    return {n: float(v) if n in degrees else v for n, v in cells.items() if v}


@pytest.mark.parametrize("form", [FormatName.CSV, FormatName.EXCEL])
def test_our_own_export_comes_back(places: pd.DataFrame, tmp_path: Path, form: FormatName) -> None:
    path = tmp_path / f"places{FORMATS[form].suffix}"
    path.write_bytes(FORMATS[form].write(places, ()))
    back = read(read_table, path)
    shipped, _ = read_rows(PLACES_CSV)
    assert [in_figures(dict(r.cells)) for r in back] == [in_figures(row) for _, row in shipped]
    assert {(r.refused, r.notes) for r in back} == {("", ())}
    assert [r.row for r in back] == list(range(2, len(places) + 2))


@pytest.mark.parametrize(
    ("stands", "means"),
    [
        ("'=1+1", "=1+1"),
        ("'+Hope", "+Hope"),
        ("'-Hope", "-Hope"),
        ("'@Hope", "@Hope"),
        ("'Ohana House", "'Ohana House"),
        ("''=1", "'=1"),
        ("'", "'"),
    ],
)
def test_the_apostrophe_of_our_export_goes_and_no_other(
    tmp_path: Path, stands: str, means: str
) -> None:
    assert one(tmp_path, name=stands).cells["name"] == means


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    header = ["name, short" if delimiter != "," else "name", *HEADER[1:], "city"]
    rows = [[name.replace(", short", "") for name in header], ["A, B; C\tD", *ROW[1:], "Troy"]]
    path = write_table(tmp_path / "t.txt", rows, delimiter)
    assert read_one(read_table, path).cells["name"] == "A, B; C D"


@pytest.mark.parametrize(
    ("column", "value", "cell"),
    [
        ("phone", "(413) 570.2990", "413-570-2990"),
        ("phone", "+1 413 570 2990", "413-570-2990"),
        ("phone", 4135702990, "413-570-2990"),
        ("state", "new  york", "NY"),
        ("zip", 1060.0, "01060"),
        ("zip", "01060-1234", "01060"),
        ("chat", "TRUE", "yes"),
        ("chat", "1", "yes"),
        ("chat", "No", None),
        ("self_referral", "Yes", "yes"),
        ("self_referral", "N", "no"),
        ("beds", "7.0", "7"),
        ("website", "example.org/x", "http://example.org/x"),
        ("website", "http://", None),
        ("source_date", datetime(2026, 7, 21), "2026-07-21"),
        ("source_date", date(2026, 7, 21), "2026-07-21"),
        ("source_date", 2026, "2026"),
        ("operator", "Peer-Run", "peer_run"),
        ("city", "  Made\u00a0 City ", "Made City"),
        ("area_states", "Vermont; nh", "VT; NH"),
        ("text_line", 741741, "741741"),
    ],
)
def test_cells_take_our_form(tmp_path: Path, column: str, value: Any, cell: str | None) -> None:
    told = one(tmp_path, ".xlsx", **{column: value})
    assert told.cells.get(column) == cell
    assert told.refused == ""


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("source_date", "07/21/26", "can be read in two ways: write the date as YYYY-MM-DD"),
        ("source_date", "21.07.2026", "can be read in two ways"),
        ("source_date", "2026-02-30", "must be a date"),
        ("phone", "570-2990", "must have ten digits"),
        ("phone", "+44 20 7946 0958", "not a phone number of the United States"),
        ("phone", "ask at the desk", "not a phone number"),
        ("zip", "1234567890", "five digits"),
        ("zip", "10001", "lies in NY, the record says MA"),
        ("beds", "three", "a whole number"),
        ("operator", "volunteers", "must be one of peer_run"),
        ("chat", "maybe", "must be yes or no"),
        ("self_referral", "maybe", "must be one of yes, no"),
        ("website", "http://localhost/x", "no public host name"),
        ("website", "http://\ufff9.org", "no public host name"),
        ("county", "Kings County", "not a county that we know in MA"),
        ("phone_extension", "12", "needs a phone"),
        ("place_id", "Made House!", "must look like ma-afiya"),
        ("city", "#N/A", "error of a formula"),
    ],
)
def test_a_bad_cell_is_left_out_with_its_value_and_the_rule(
    tmp_path: Path, column: str, value: str, rule: str
) -> None:
    told = one(tmp_path, **{column: value})
    assert told.refused == ""
    assert column not in told.cells
    (note,) = told.notes
    assert note.startswith(f"{column} left out: ")
    assert rule in note
    assert note.endswith(f", got {value!r}")


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        ({"name": " "}, "name is missing"),
        ({"state": "Atlantis"}, "state must be a state or territory"),
        ({"service_type": "hotel"}, "service_type must be one of peer_respite"),
    ],
)
def test_without_what_it_must_say_a_record_is_refused(
    tmp_path: Path, cells: dict[str, str], refused: str
) -> None:
    assert one(tmp_path, **cells).refused.startswith(refused)


def test_an_extension_goes_where_it_belongs(tmp_path: Path) -> None:
    told = one(tmp_path, phone="413-570-2990 ext. 401", phone_2="413-570-2991 x5")
    assert (told.cells["phone"], told.cells["phone_extension"]) == ("413-570-2990", "401")
    assert told.notes == ("phone_2: its extension 5 has no column and is left out",)


@pytest.mark.parametrize("email", ["jane.roe@gmail.com", "jane roe at home"])
def test_a_private_address_is_left_out_and_not_printed(tmp_path: Path, email: str) -> None:
    told = one(tmp_path, email=email)
    assert "email" not in told.cells
    assert told.notes[0].startswith("email left out: ")
    assert "jane" not in repr(told)
    assert one(tmp_path, email="info@example.org").cells["email"] == "info@example.org"


def test_a_withheld_address_is_never_in_a_note(tmp_path: Path) -> None:
    told = one(tmp_path, address_withheld="yes", street="17 Hidden\x07 Lane", zip="0106299999")
    assert "street" not in told.cells
    assert [word for word in ("Hidden", "0106") if word in repr(told)] == []
    assert len(told.notes) == 2


def test_the_person_who_imports_says_what_the_file_does_not(tmp_path: Path) -> None:
    rows = [[*HEADER, "source_date"], [*ROW, "2025"], [*ROW, ""], ["B", "NY", ROW[2], ""]]
    path = write_table(tmp_path / "t.csv", rows)
    told = read(read_table, path, name="A list", date="2026-07", states=frozenset({"MA"}))
    assert [one.cells.get("source_date") for one in told] == ["2025", "2026-07", None]
    assert told[0].cells["source_name"] == "A list"
    assert told[2].refused == "lies in NY, asked for was MA"


def test_empty_rows_and_nameless_empty_columns_are_no_records(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    row = ",".join(ROW)
    path.write_text(f"\ufeff{','.join(HEADER)},,\r\n{row},,\r\n,,,,\r\n\r\n{row},,\r\n", "utf-8")
    assert [one.row for one in read(read_table, path)] == [2, 5]


def test_our_dataset_itself_can_be_read(tmp_path: Path) -> None:
    path = write_places(tmp_path / "places.csv", [record(city="A\nB", name='Casa "Ñ", x')])
    told = read_one(read_table, path)
    assert told.cells["name"] == 'Casa "Ñ", x'
    assert told.key == "ma-made-house"


WORDS = st.sampled_from(
    (
        *("yes", "MA", "New York", "01060", "601", "413-570-2990 x5", "warmline", "42.3", "-72.6"),
        *("2026-07", "07/21/26", "info@example.org", "https://a.org", "http://[::1", "http://a:99"),
        *("x@y.z", "²", "١٢٣", "+", "ext 5", "--", "1e5", "nan", "; ;", "\x00", "\ufeff", "\ufff9"),
    )
)
VALUES = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), WORDS, st.dates()),
    *(st.datetimes(), st.times(), st.lists(WORDS, max_size=3)),
    st.dictionaries(WORDS, WORDS, max_size=2),
)


@given(st.sampled_from(COLUMN_NAMES), VALUES)
def test_a_cell_of_ours_stays_as_it_is(column: str, value: object) -> None:
    cell, rule = tidy(column, value)
    assert not (cell and rule)
    assert tidy(column, cell) == (cell, "")


@given(st.dictionaries(st.sampled_from(COLUMN_NAMES), VALUES))
def test_what_a_record_states_it_states_again(values: dict[str, object]) -> None:
    told = incoming(2, {**dict(zip(HEADER, ROW, strict=True)), **values}, Source())
    assert all("\n" not in note and len(note) < 300 for note in told.notes)
    if not told.refused:
        again = incoming(2, told.cells, Source())
        assert (again.cells, again.notes) == (told.cells, ())


def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(FORMATS[FormatName.EXCEL].write(frame(record()), ()))
    (only,) = read_table(path, Source())
    assert (only.refused, only.cells["name"]) == ("", "Made House")
