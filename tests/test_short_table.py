"""The shortlist in a spreadsheet: readable, dated, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from leaky import TELLING, leaky, unpacked
from made import VIRTUAL, frame, record
from respite_finder.i18n import speaking
from respite_finder.referral.short_table import short_csv, short_excel

HOSTILE = ("=1+1", "+1-900-555-0100", "-2+3", "@SUM(A1)", "\t=1", "＝1", "#N/A", "'=1")
WRITERS = (short_csv, short_excel)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_excel(content: bytes) -> list[dict[str, Any]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def full() -> pd.DataFrame:
    return frame(
        record(
            name="Casa Ñandú",
            service_type="peer_respite",
            status="listed",
            phone_extension="401",
            text_line="839863",
            text_keyword="TEEN",
            hours="Mon-Fri 9-5",
            cost="free",
            max_stay_days="7",
            age_min="18",
            populations="adults; veterans",
            languages="English; Spanish",
            self_referral="yes",
        )
    )


def test_a_row_is_what_a_person_asks_for() -> None:
    (row,) = read_csv(short_csv(full()))
    assert {name: value for name, value in row.items() if value} == {
        "Name": "Casa Ñandú",
        "Kind of help": "Peer respite",
        "Please note": "Not confirmed: call first",
        "Phone": "413-555-0100, extension 401",
        "Text": "Text “TEEN” to 839863",
        "Hours": "Mon-Fri 9-5",
        "Where": "1 Main St, Northampton, MA 01060",
        "You can ask yourself": "Yes",
        "Cost": "Free",
        "Longest stay": "7 days",
        "Ages": "age 18 and older",
        "Who it is for": "adults, veterans",
        "Languages": "English, Spanish",
        "Checked": "Checked July 2026",
        "Source": "Made Source",
        "Source page": "https://example.org/list",
        "Id": "xx-0",
    }
    (cells,) = read_excel(short_excel(full()))
    assert {name: value or "" for name, value in cells.items()} == row


def test_it_speaks_the_language_of_the_page() -> None:
    with speaking("es"):
        (row,) = read_csv(short_csv(full()))
    assert "Casa de respiro entre pares" in row.values()
    assert "inglés, español" in row.values()
    assert "Gratis" in row.values()


def test_what_no_source_says_is_an_empty_cell() -> None:
    (row,) = read_excel(short_excel(frame(record(source_date=""))))
    empty = {name for name, value in row.items() if value is None}
    assert {"Cost", "Hours", "Ages", "Languages", "Checked", "You can ask yourself"} <= empty
    assert "" not in row.values()


def test_miles_only_where_the_starting_point_is_wanted() -> None:
    near = frame(record(precision="address"), record(), record(), record(VIRTUAL))
    near = near.assign(distance_miles=[3.14159, 3.14159, 0.2, float("nan")])
    assert "Miles" not in unpacked(short_csv(near)) + unpacked(short_excel(near))
    rows = read_csv(short_csv(near, "Troy, NY"))
    assert [row["Miles from Troy, NY"] for row in rows] == ["3.1", "3", "1", ""]
    cells = read_excel(short_excel(near, "Troy, NY"))
    assert [row["Miles from Troy, NY"] for row in cells] == [3.1, 3, 1, None]
    assert read_csv(short_csv(frame(record()), "Troy, NY"))[0]["Miles from Troy, NY"] == ""


def test_excel_finds_the_accents_of_the_csv() -> None:
    content = short_csv(full())
    assert content.startswith(b"\xef\xbb\xbfName,")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("precision", ["address", "zip"])
def test_a_withheld_address_is_in_no_table(write: Any, precision: str) -> None:
    text = unpacked(write(leaky(precision).assign(distance_miles=2.0), "Troy, NY"))
    assert "Made Respite" in text
    assert "1 Main St" in text
    assert [secret for secret in TELLING if secret in text] == []


@pytest.mark.parametrize("write", WRITERS)
def test_nobody_is_sent_to_a_closed_or_planned_place(write: Any) -> None:
    made = frame(record(status="closed", name="Shut"), record(), record(status="planned"))
    text = unpacked(write(made))
    assert "Made House" in text
    assert "Shut" not in text
    assert "xx-2" not in text


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), min_size=4, max_size=4))
def test_nothing_runs_in_a_spreadsheet(texts: list[str]) -> None:
    name, hours, organization, origin = texts
    made = frame(record(name=name, hours=hours, organization=organization))
    made = made.assign(distance_miles=1.0)
    for row in read_csv(short_csv(made, origin)):
        assert not any(
            cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in row.values()
        )
    sheet = load_workbook(io.BytesIO(short_excel(made, origin))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_starting_point_touches_no_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    monkeypatch.setattr(tempfile, "tempdir", str(gone))
    with pytest.raises(OSError, match="gone"), tempfile.TemporaryFile():
        pass
    made = frame(record()).assign(distance_miles=1.0)
    for write in WRITERS:
        assert "Miles from Troy, NY" in unpacked(write(made, "Troy, NY"))


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_list_makes_the_same_bytes(places: pd.DataFrame, write: Any) -> None:
    some = places.iloc[:50]
    assert write(some) == write(some)
    assert write(places.iloc[:0]) == write(places.iloc[:0])
