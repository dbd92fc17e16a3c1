"""The nearest of many: row by row what a search finds, computed at once and in parts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from leaky import TELLING, leaky
from made import VIRTUAL, frame, record
from people import read
from respite_finder import Query, locate, search
from respite_finder.batch import Fault, Nearest, nearest
from respite_finder.batch.nearest import COLUMNS
from respite_finder.batch.table import csv_parts, excel_workbook
from respite_finder.distance import PlaceIndex
from respite_finder.errors import QueryError
from respite_finder.export import publishable
from respite_finder.needs import Needs
from respite_finder.schema import ServiceType
from strategies import place_frames, points

ZIPS = ("01060", "10001", "60601", "96813", "99723", "00601", "96910", "67410", "66048")
NEEDS = ("", "free", "veterans; Spanish", "age 17", "overnight; stay 7", "phone")


def run(places: pd.DataFrame, table: str, **options: object) -> Nearest:
    """A run over a table, done."""
    made = Nearest(places, read(table), **options)  # type: ignore[arg-type]  # as a caller may
    while not made.finished:
        made.step(7)
    return made


@settings(max_examples=60)
@given(st.lists(points, max_size=40), st.lists(points, min_size=1, max_size=12), st.integers(1, 9))
def test_many_at_once_are_what_each_is_alone(
    there: list[tuple[float, float]], here: list[tuple[float, float]], count: int
) -> None:
    index = PlaceIndex([lat for lat, _ in there], [lon for _, lon in there])
    rows, miles = index.nearest_many([lat for lat, _ in here], [lon for _, lon in here], count)
    for at, (lat, lon) in enumerate(here):
        alone = index.nearest(lat, lon, count)
        assert rows[at].tolist() == alone[0].tolist()
        assert miles[at].tolist() == alone[1].tolist()


@settings(max_examples=40)
@given(
    place_frames(max_size=14),
    st.lists(st.tuples(st.sampled_from(ZIPS), st.sampled_from(NEEDS)), min_size=1, max_size=6),
    st.sets(st.sampled_from(list(ServiceType)), min_size=1, max_size=3),
    st.integers(1, 4),
    st.booleans(),
)
def test_each_row_is_what_the_search_finds(
    places: pd.DataFrame,
    rows: list[tuple[str, str]],
    kinds: set[ServiceType],
    k: int,
    unknown: bool,
) -> None:
    table = "ZIP,needs\n" + "".join(f'{code},"{words}"\n' for code, words in rows)
    types = {kind.value for kind in kinds}
    done = run(places, table, k=k, service_types=types, include_unknown=unknown)
    answer = done.frame()
    for number, (code, _words) in enumerate(rows, start=2):
        person = next(one for one in done.people.asked if one.zip == code and one.words == _words)
        needs = Needs(**{**vars(person.needs), "include_unknown": unknown})
        for kind in types:
            query = Query(locate(code), None, frozenset({kind}), needs=needs)
            answered = search(places, query)
            found = answered.results.head(k)
            here = answer[(answer["row"] == number) & (answer["service_type"] == kind)]
            near = here[here["distance_miles"].notna()]
            found = found.head(len(near))
            assert near["place_id"].tolist() == found.index.tolist()
            assert near["distance_miles"].tolist() == found["distance_miles"].tolist()
            assert near["not_stated"].tolist() == found["not_stated"].tolist()
            assert here["rank"].tolist() == list(range(1, len(here) + 1))
            area = here[here["distance_miles"].isna()]
            by_area = answered.statewide[answered.statewide["service_type"] == kind]
            assert len(here) == min(k, len(answered.results) + len(by_area))
            assert area["place_id"].tolist() == by_area.index[: len(area)].tolist()
            assert here.head(int((near["distance_miles"] <= 50).sum())).equals(
                near[near["distance_miles"] <= 50]
            )
            own = by_area[by_area["state"] != "US"].index
            if (near["distance_miles"] > 50).any():
                far = int(near[near["distance_miles"] > 50]["rank"].min())
                assert set(own) == set(area[area["rank"] < far]["place_id"])
            else:
                assert len(here) == k or set(by_area.index) == set(area["place_id"])


def test_real_rows_are_what_the_search_finds(places: pd.DataFrame) -> None:
    shown = publishable(places)
    done = run(shown, "ZIP\n" + "\n".join(ZIPS), k=5, service_types=["clubhouse", "warmline"])
    answer = done.frame()
    for number, code in enumerate(ZIPS, start=2):
        here = answer[answer["row"] == number]
        near = search(shown, Query(locate(code), None, frozenset({"clubhouse"}))).results.head(5)
        told = here[here["service_type"] == "clubhouse"]["place_id"].tolist()
        assert told == near.index.tolist()
        lines = search(shown, Query(locate(code), None, frozenset({"warmline"}))).statewide
        lines = lines[lines["service_type"] == "warmline"].head(5)
        told = here[here["service_type"] == "warmline"]["place_id"].tolist()
        assert told == lines.index.tolist()


def test_a_line_comes_without_distance_the_states_own_whole_ones_first() -> None:
    lines = frame(
        record(VIRTUAL, name="Nation", state="US", area_states="US", area_served="nationwide"),
        record(VIRTUAL, name="Part", area_served="Boston"),
        record(VIRTUAL, name="Whole", area_served="statewide"),
        record(VIRTUAL, name="Other", state="VT", area_states="VT"),
        record(VIRTUAL, name="Both", state="VT", area_states="VT; MA", area_served="statewide"),
    )
    answer = run(lines, "ZIP\n01060\n", k=9, service_types=["warmline"]).frame()
    assert answer["name"].tolist() == ["Both", "Whole", "Part", "Nation"]
    assert answer["distance_miles"].isna().all()
    assert set(answer["precision"]) == {"none"}


def test_a_place_without_a_town_comes_last_and_without_distance() -> None:
    places = frame(
        record(name="Nowhere", latitude="", longitude="", precision="none", city="", zip=""),
        record(name="Here"),
    )
    answer = run(places, "ZIP\n01060\n10001\n", service_types=["peer_run_center"]).frame()
    assert answer["name"].tolist() == ["Here", "Nowhere", "Here"]


def test_rows_that_ask_the_same_are_answered_alike_and_in_order(places: pd.DataFrame) -> None:
    answer = run(places, "ZIP\n10001\n01060\n10001\n01060\n", k=2).frame()
    assert answer["row"].tolist() == [2, 2, 3, 3, 4, 4, 5, 5]
    ids = answer["place_id"].tolist()
    assert ids[:4] == ids[4:]
    assert answer["zip"].tolist()[:3] == ["10001", "10001", "01060"]


def test_a_run_stopped_and_gone_on_with_is_the_same(places: pd.DataFrame) -> None:
    people = read("ZIP\n" + "\n".join(ZIPS))
    whole = pd.concat(list(nearest(places, people)), ignore_index=True)
    parts = Nearest(places, people)
    parts.step(4)
    assert (parts.done, parts.finished) == (4, False)
    pd.testing.assert_frame_equal(parts.frame(), whole[whole["row"] <= 5])
    parts.step(100)
    assert parts.finished
    pd.testing.assert_frame_equal(parts.frame(), whole)
    pd.testing.assert_frame_equal(pd.concat(list(parts.frames())), whole)


def test_what_no_source_says_is_left_out_and_said_or_comes_with_its_word() -> None:
    places = frame(record(name="Says", cost="free"), record(name="Silent"), record(cost="$5"))
    table = "ZIP,needs\n01060,free\n01060,age 17\n01060,\n"
    strict = run(places, table, service_types=["peer_run_center"])
    answer = strict.frame()
    assert answer[answer["row"] == 2]["name"].tolist() == ["Says"]
    assert [(one.row, one.fault) for one in strict.troubles()] == [(3, Fault.NOTHING_KNOWN)]
    wide = run(places, table, service_types=["peer_run_center"], include_unknown=True)
    here = wide.frame()
    assert here[here["row"] == 2][["name", "not_stated"]].to_numpy().tolist() == [
        ["Says", ""],
        ["Silent", "free"],
    ]
    assert len(here[here["row"] == 4]) == 3
    none = run(places, "ZIP\n01060\n", service_types=["clubhouse"])
    assert [(one.row, one.fault) for one in none.troubles()] == [(2, Fault.NOTHING_FITS)]
    assert none.troubles()[0].words == "Clubhouses: we know none that fits."


@pytest.mark.parametrize("status", ["closed", "planned"])
def test_nobody_is_sent_where_it_is_closed(status: str) -> None:
    places = frame(record(name="Gone", status=status), record(name="Here", status="listed"))
    asked = {"service_types": ["peer_run_center"]}
    assert run(places, "ZIP\n01060\n", **asked).frame()["name"].tolist() == ["Here"]
    confirmed = run(places, "ZIP\n01060\n", statuses={"active"}, **asked)
    assert confirmed.frame().empty


@pytest.mark.parametrize("precision", ["address", "zip"])
def test_a_withheld_address_leaves_in_no_form(precision: str) -> None:
    done = run(leaky(precision), "ZIP\n10001\n", k=5)
    book = load_workbook(io.BytesIO(excel_workbook(done)))
    sheets = str([[cell.value for cell in row] for sheet in book for row in sheet])
    told = ["".join(csv_parts(done)), done.frame().to_csv(), sheets]
    for text in told:
        assert "Made Respite" in text
        assert not [secret for secret in TELLING if secret in text]
    near = search(publishable(leaky(precision)), Query(locate("10001"), None)).results
    assert done.frame()["distance_miles"].tolist() == [near["distance_miles"].max()]


def test_csv_and_excel_hold_the_frame_and_nothing_that_a_spreadsheet_runs(tmp_path: Path) -> None:
    places = frame(
        record(name='=1+1, "x"', phone_extension="12", website="https://example.org/a"),
        record(VIRTUAL, name="#N/A", text_line="839863", phone=""),
    )
    kinds = ["peer_run_center", "warmline"]
    done = run(places, "ZIP\n01060\n1062\n", service_types=kinds, include_unknown=True)
    rows = list(csv.DictReader(io.StringIO("".join(csv_parts(done)))))
    assert tuple(rows[0]) == COLUMNS
    whole = done.frame().astype(str)
    assert [row["name"] for row in rows] == ["#N/A", '\'=1+1, "x"'] * 2
    for name in set(COLUMNS) - {"name", "distance_miles"}:
        assert [row[name] for row in rows] == whole[name].tolist(), name
    assert rows[1]["phone"] == "413-555-0100 ext. 12"
    book = load_workbook(io.BytesIO(excel_workbook(done)))
    cells = [[cell.value for cell in row] for row in book["Nearest"]]
    assert cells[0] == list(COLUMNS)
    assert [row[6] for row in cells[1:]] == ["#N/A", '=1+1, "x"'] * 2
    assert {cell.data_type for row in book["Nearest"] for cell in row} <= {"s", "n"}
    assert cells[1][1] == "01060"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"k": 0}, "k"),
        ({"k": 51}, "k"),
        ({"service_types": []}, "type"),
        ({"service_types": ["respite"]}, "type"),
        ({"statuses": ["open"]}, "status"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    places: pd.DataFrame, options: dict[str, object], field: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run(places, "ZIP\n01060\n", **options)
    assert caught.value.field == field


def test_a_table_without_a_right_row_has_no_answers(places: pd.DataFrame) -> None:
    done = run(places, "ZIP\nTroy\n")
    assert (done.finished, len(done.frame()), list(done.frames())) == (True, 0, [])
    assert "".join(csv_parts(done)) == ",".join(COLUMNS) + "\n"
    assert np.isnan(done.frame()["distance_miles"]).sum() == 0
