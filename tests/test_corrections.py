"""The correction log: every change for ever, each once, whatever its words are."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from respite_finder.corrections import (
    COLUMNS,
    Correction,
    Evidence,
    append_corrections,
    correction,
    read_corrections,
)
from respite_finder.errors import FileError
from respite_finder.resources import CORRECTIONS_CSV

EVIDENCE = Evidence("2026-11-20", "phone", "maintainer", "https://example.org/", "asked")
HEADER = ",".join(COLUMNS)
# A cell of the dataset can hold no control character; a reason or an address may hold line ends.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
awkward = words | st.text("\",\n\r;|'ñ\ufeff\u2028 ")


def made(before: str = "a", after: str = "b", evidence: Evidence = EVIDENCE) -> Correction:
    return correction("ma-afiya", "update", "phone", before, after, evidence)


def add(path: Path, rows: list[Correction]) -> None:
    append_corrections(path, rows)


corrections = st.builds(
    correction,
    awkward,
    st.sampled_from(["create", "update", "verify", "merge"]),
    awkward,
    awkward,
    awkward,
    st.builds(Evidence, st.dates().map(str), awkward, awkward, awkward, awkward),
)


def without_ids(rows: list[Correction]) -> list[Correction]:
    return [replace(row, id="") for row in rows]


def test_there_is_no_log_before_the_first_change(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.csv") == []


@example([made("one\rtwo", "three\r\nfour")])
@example([made('a "quoted", name', "line\nline")])
@given(st.lists(corrections, max_size=5))
def test_the_log_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Correction]
) -> None:
    path = tmp_path_factory.mktemp("log") / "corrections.csv"
    add(path, rows)
    logged = read_corrections(path)
    assert without_ids(logged) == without_ids(rows)
    assert len({row.id for row in logged}) == len(rows)


@given(st.lists(corrections, max_size=4), st.lists(corrections, max_size=4))
def test_adding_again_adds_nothing(
    tmp_path_factory: pytest.TempPathFactory, first: list[Correction], second: list[Correction]
) -> None:
    """A save that the machine cut short is made again."""
    path = tmp_path_factory.mktemp("log") / "corrections.csv"
    for rows in (first, second):
        add(path, rows)
        content = path.read_bytes()
        add(path, rows)
        add(path, [])
        assert path.read_bytes() == content


def test_a_cell_that_goes_back_and_forth_in_a_day_is_logged_each_time(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    for before, after in (("3", "4"), ("4", "3"), ("3", "4")):
        add(path, [made(before, after)])
    logged = read_corrections(path)
    assert [row.replacement_value for row in logged] == ["4", "3", "4"]
    assert len({row.id for row in logged}) == 3


def test_what_stood_in_the_log_stays_first(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    add(path, [made("b", "c"), made("a", "b")])
    add(path, [made("0", "1"), made("a", "b")])
    pairs = [(row.previous_value, row.replacement_value) for row in read_corrections(path)]
    assert pairs == [("b", "c"), ("a", "b"), ("0", "1"), ("a", "b")]


def test_a_row_says_who_what_when_and_how() -> None:
    row = made("413-555-0100", "413-555-0101")
    assert (row.resource_id, row.resource_type) == ("ma-afiya", "service")
    assert (row.last_action_date, row.last_action_type) == ("2026-11-20", "update")
    assert row.field_name == "phone"
    assert (row.previous_value, row.replacement_value) == ("413-555-0100", "413-555-0101")
    assert (row.updated_by, row.how) == ("maintainer", "phone")
    assert (row.source_url, row.reason) == ("https://example.org/", "asked")


def test_a_secret_is_taken_out_also_of_rows_that_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    street = correction("ma-afiya", "update", "street", "17 Hidden Lane", "b", EVIDENCE)
    add(path, [street, made("c", "d")])
    append_corrections(path, [], {"ma-afiya"})
    first, second = read_corrections(path)
    assert (first.previous_value, first.replacement_value) == ("", "")
    assert (second.previous_value, second.replacement_value) == ("c", "d")
    assert first.id not in (street.id, second.id)


@pytest.mark.parametrize(
    "other",
    [
        made("a", "c"),
        made("c", "b"),
        correction("ma-other", "update", "phone", "a", "b", EVIDENCE),
        correction("ma-afiya", "create", "phone", "a", "b", EVIDENCE),
        correction("ma-afiya", "update", "phone_2", "a", "b", EVIDENCE),
        made(evidence=Evidence("2026-11-21", "phone", "maintainer")),
        correction("ma-afiya", "update", "phone", "", "a|b", EVIDENCE),
    ],
)
def test_another_change_has_another_id(other: Correction) -> None:
    assert other.id != made().id


def test_a_bar_in_a_cell_makes_no_two_changes_one() -> None:
    assert made("a|b", "c").id != made("a", "b|c").id


def test_the_same_change_has_the_same_id_and_another_way_to_learn_it_another() -> None:
    assert made().id == made().id
    assert made().id != made(evidence=Evidence("2026-11-20", "website", "another role")).id


@pytest.mark.parametrize(
    ("text", "row", "rule"),
    [
        ("a,b\n", 1, "must have the columns id, resource_id"),
        (f"{HEADER},more\n", 1, "must have the columns"),
        (f"{HEADER}\n{',' * 11}\nshort,row\n", 3, "has 2 cells where the header has 12"),
        (f'{HEADER}\n"open', 2, ""),
        (f"{HEADER}\n{'x' * 140_000}{',' * 11}\n", 2, ""),
        ("\x00" * 9, 0, "is not UTF-8 text"),
        ("\n", 0, "is empty"),
    ],
    ids=["columns", "a column more", "short row", "open quote", "huge cell", "nulls", "empty"],
)
def test_a_broken_log_is_refused_and_left_alone(
    tmp_path: Path, text: str, row: int, rule: str
) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text)
    for use in (lambda: read_corrections(path), lambda: add(path, [made()])):
        with pytest.raises(FileError) as caught:
            use()
        assert caught.value.source == "corrections.csv"
        assert caught.value.row in {0, row}
        assert rule in caught.value.rule
    assert path.read_text() == text


def test_the_shipped_log_can_be_read_and_has_unix_lines() -> None:
    read_corrections(CORRECTIONS_CSV)
    assert b"\r" not in CORRECTIONS_CSV.read_bytes()


def test_the_file_is_a_csv_that_others_can_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    add(path, [made('She said "call", then\nhung up', "ñ")])
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert tuple(row) == COLUMNS
    assert row["previous_value"] == 'She said "call", then\nhung up'
