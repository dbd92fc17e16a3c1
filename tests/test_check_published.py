"""An id once published never disappears: of a copy of the dataset, no row may be taken out."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import record, write_places
from respite_finder import check_places
from respite_finder.check.published import id_problems
from respite_finder.errors import FileError
from respite_finder.ids import publish_ids, published_ids
from respite_finder.places import Row
from respite_finder.resources import IDS_TXT, PLACES_CSV

ASH = record(place_id="ma-ash", name="Ash House", street="1 Ash St", phone="413-555-0101")
BIRCH = record(place_id="ma-birch", name="Birch House", street="2 Elm St", phone="413-555-0102")


def shipped() -> list[Row]:
    with PLACES_CSV.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = shipped()


def told(tmp_path: Path, ids: dict[str, str], *rows: Row) -> list[tuple[int, str, str, str]]:
    publish_ids(tmp_path / "ids.txt", ids)
    problems = check_places(write_places(tmp_path / "places.csv", rows))
    return [(p.row, p.place_id, p.severity, p.rule) for p in problems]


def gone(rows: Sequence[Row], ids: Path) -> list[str]:
    problems = id_problems(list(enumerate(rows, start=2)), ids)
    assert all((p.row, p.field, p.severity) == (0, "place_id", "error") for p in problems)
    return [problem.place_id for problem in problems]


def test_every_shipped_record_is_published_and_every_published_id_has_one() -> None:
    ids = published_ids(IDS_TXT)
    present = {row["place_id"] for row in ROWS}
    assert present <= set(ids)
    assert set(ids.values()) == present


@given(st.sets(st.integers(0, len(ROWS) - 1), min_size=1, max_size=9))
def test_no_published_row_may_be_taken_out(taken: set[int]) -> None:
    left = [row for number, row in enumerate(ROWS) if number not in taken]
    lost = {ROWS[number]["place_id"] for number in taken}
    merged = {old for old, now in published_ids(IDS_TXT).items() if now in lost}
    assert set(gone(left, IDS_TXT)) == lost | merged
    assert gone(ROWS, IDS_TXT) == []


def test_a_copy_of_the_dataset_without_a_row_fails_the_check(tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_bytes(IDS_TXT.read_bytes())
    lost = ROWS[len(ROWS) // 2]
    path = write_places(tmp_path / "places.csv", [row for row in ROWS if row is not lost])
    errors = [problem for problem in check_places(path) if problem.severity == "error"]
    assert lost["place_id"] in {problem.place_id for problem in errors}
    assert all(lost["place_id"] in str(problem) for problem in errors)
    assert "this published id has no record" in errors[0].rule


def test_a_renamed_record_is_a_lost_and_a_new_one(tmp_path: Path) -> None:
    problems = told(tmp_path, {"ma-ash": "ma-ash"}, ASH | {"place_id": "ma-ash-tree"})
    assert [problem[:3] for problem in problems] == [
        (0, "ma-ash", "error"),
        (2, "ma-ash-tree", "warning"),
    ]
    assert "gets the status closed" in problems[0][3]
    assert "is not in ids.txt yet" in problems[1][3]


def test_a_merged_id_is_accepted(tmp_path: Path) -> None:
    ids = {"ma-ash": "ma-ash", "ma-birch": "ma-ash", "ma-cedar": "ma-ash"}
    assert told(tmp_path, ids, ASH) == []


def test_an_id_merged_into_nothing_is_an_error(tmp_path: Path) -> None:
    ids = {"ma-ash": "ma-ash", "ma-birch": "ma-none"}
    ((row, place_id, severity, rule),) = told(tmp_path, ids, ASH)
    assert (row, place_id, severity) == (0, "ma-birch", "error")
    assert rule == "ids.txt says that it was merged into ma-none, which is not there"


def test_a_closed_place_keeps_its_row_and_its_id(tmp_path: Path) -> None:
    ids = {"ma-ash": "ma-ash", "ma-birch": "ma-birch"}
    assert told(tmp_path, ids, ASH, BIRCH | {"status": "closed"}) == []


def test_a_file_without_a_list_beside_it_has_published_nothing(tmp_path: Path) -> None:
    assert check_places(write_places(tmp_path / "places.csv", [ASH])) == []


def test_a_list_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_bytes(b"\xff\xfem\x00a\x00")
    path = write_places(tmp_path / "places.csv", [ASH])
    with pytest.raises(FileError, match=r"^ids\.txt"):
        check_places(path)


@pytest.mark.parametrize("content", [None, "# nothing but a comment\n"])
def test_a_dataset_whose_list_of_ids_is_gone_is_told(tmp_path: Path, content: str | None) -> None:
    path = write_places(tmp_path / "places.csv", [ASH])
    assert check_places(path) == []
    (tmp_path / "corrections.csv").write_text("", encoding="utf-8")
    if content is not None:
        (tmp_path / "ids.txt").write_text(content, encoding="utf-8")
    (problem,) = check_places(path)
    assert "ids.txt is gone or empty" in problem.rule
