"""Changes of the dataset: checked first, logged, whole; what is withheld is written nowhere."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import WITHHELD, record, write_places
from respite_finder import check_places, load_places
from respite_finder.corrections import Correction, Evidence, read_corrections
from respite_finder.dataset import Dataset, open_dataset
from respite_finder.errors import DataError, FileError, RecordNotFound, RespiteFinderError
from respite_finder.ids import publish_ids, published_ids
from respite_finder.schema import COLUMN_NAMES

EVIDENCE = Evidence("2026-11-20", "website", "maintainer", "https://example.org/")
SECRETS = ("Hidden", "01062", "42.3456", "-72.6543")
FOUND_OUT = {"street": "17 Hidden Lane", "zip": "01062"}
FOUND_OUT |= {"latitude": "42.3456", "longitude": "-72.6543", "precision": "address"}
NOW_WITHHELD = {**WITHHELD, "description": "A house.", "coordinate_source": "middle of the city"}
Change = Callable[[Dataset], object]


def house(name: str, number: int, **cells: str) -> dict[str, str]:
    """A place that is like no other one."""
    return record(
        {"place_id": f"ma-{name}", "name": f"{name.title()} House"},
        {"street": f"{number} {name.title()} St", "phone": f"413-555-010{number}"},
        cells,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = write_places(tmp_path / "places.csv", [house("ash", 1), house("birch", 2)])
    publish_ids(tmp_path / "ids.txt", {name: name for name in ("ma-ash", "ma-birch")})
    return made


def change(path: Path, *changes: Change) -> None:
    with open_dataset(path) as dataset:
        for each in changes:
            each(dataset)
        dataset.save()


def setting(place_id: str, **cells: str) -> Change:
    return lambda dataset: dataset.change(place_id, cells, EVIDENCE)


def log(path: Path) -> list[Correction]:
    return read_corrections(path.with_name("corrections.csv"))


def rows(path: Path) -> Mapping[str, Mapping[str, str]]:
    with open_dataset(path) as dataset:
        return dict(dataset.rows)


def errors(path: Path) -> list[str]:
    return [str(problem) for problem in check_places(path) if problem.severity == "error"]


def written(path: Path) -> dict[str, bytes]:
    """Every file beside the places, but for the lock."""
    return {
        each.name: each.read_bytes() for each in path.parent.iterdir() if each.suffix != ".lock"
    }


def test_a_change_is_in_the_file_and_in_the_log(path: Path) -> None:
    change(path, setting("ma-ash", beds="3", phone="413-555-0109"))
    made = load_places(path).loc["ma-ash"]
    assert (made["beds"], made["phone"]) == (3, "413-555-0109")
    assert [
        (row.resource_id, row.field_name, row.previous_value, row.replacement_value)
        for row in log(path)
    ] == [("ma-ash", "beds", "", "3"), ("ma-ash", "phone", "413-555-0101", "413-555-0109")]
    assert check_places(path) == []


def test_what_stays_as_it_is_writes_the_same_bytes(path: Path) -> None:
    before = path.read_bytes()
    change(path, setting("ma-ash", city="Northampton"))
    assert path.read_bytes() == before
    assert log(path) == []


def test_nothing_is_written_before_save(path: Path) -> None:
    before = written(path)
    with open_dataset(path) as dataset:
        dataset.change("ma-ash", {"beds": "3"}, EVIDENCE)
        assert [row.field_name for row in dataset.pending] == ["beds"]
    assert written(path) == before


@pytest.mark.parametrize(
    "cells",
    [
        {"zip": "99999"},
        {"source_date": "2062-01-01"},
        {"phone": "199-570-2990"},
        {"email": "jane.doe@gmail.com"},
        {"description": "half a pair \ud800"},
        {"description": "x" * 140_000},
    ],
    ids=lambda cells: next(iter(cells)),
)
@pytest.mark.parametrize("new", [False, True])
def test_a_change_that_breaks_a_rule_writes_nothing(
    path: Path, cells: dict[str, str], *, new: bool
) -> None:
    """Not even into the log: afterwards the dataset is what it was, and can be opened."""
    before = written(path)
    added = house("cedar", 3) | cells
    make: Change = (lambda d: d.add(added, EVIDENCE)) if new else setting("ma-ash", **cells)
    with pytest.raises(RespiteFinderError) as caught:
        change(path, setting("ma-birch", beds="3"), make)
    assert "jane.doe" not in str(caught.value)
    assert written(path) == before
    assert check_places(path) == []


def test_a_new_record_is_published_and_logged(path: Path) -> None:
    change(path, lambda dataset: dataset.add(house("cedar", 3), EVIDENCE))
    assert list(rows(path)) == ["ma-ash", "ma-birch", "ma-cedar"]
    assert published_ids(path.with_name("ids.txt"))["ma-cedar"] == "ma-cedar"
    assert [(row.last_action_type, row.replacement_value) for row in log(path)] == [
        ("create", "Cedar House")
    ]


def test_a_merged_record_is_found_by_its_old_id(path: Path) -> None:
    change(path, lambda dataset: dataset.merge("ma-ash", "ma-birch", EVIDENCE))
    with open_dataset(path) as dataset:
        assert dataset.record("ma-ash")["name"] == "Birch House"
        with pytest.raises(ValueError, match="ma-ash is taken"):
            dataset.add(house("ash", 1), EVIDENCE)
    assert check_places(path) == []
    (row,) = log(path)
    assert (row.last_action_type, row.resource_id) == ("merge", "ma-ash")
    assert row.replacement_value == "ma-birch"


def test_merging_again_changes_nothing(path: Path) -> None:
    change(path, lambda dataset: dataset.merge("ma-ash", "ma-birch", EVIDENCE))
    before = written(path)
    change(path, lambda dataset: dataset.merge("ma-ash", "ma-birch", EVIDENCE))
    assert list(rows(path)) == ["ma-birch"]
    assert written(path) == before


@pytest.mark.parametrize("into", ["ma-ash", "ma-birch"])
def test_a_record_is_never_merged_into_itself(path: Path, into: str) -> None:
    change(path, lambda dataset: dataset.merge("ma-birch", "ma-ash", EVIDENCE))
    with open_dataset(path) as dataset:
        with pytest.raises(ValueError, match="itself"):
            dataset.merge("ma-ash", into, EVIDENCE)
        assert list(dataset.rows) == ["ma-ash"]


def test_a_chain_of_merges_ends_at_the_last_record(path: Path) -> None:
    change(path, lambda dataset: dataset.add(house("cedar", 3), EVIDENCE))
    change(path, lambda dataset: dataset.merge("ma-ash", "ma-birch", EVIDENCE))
    change(path, lambda dataset: dataset.merge("ma-birch", "ma-cedar", EVIDENCE))
    ids = published_ids(path.with_name("ids.txt"))
    assert ids == {"ma-ash": "ma-cedar", "ma-birch": "ma-cedar", "ma-cedar": "ma-cedar"}
    assert check_places(path) == []


def test_an_id_that_nobody_has_is_told_with_the_closest(path: Path) -> None:
    with open_dataset(path) as dataset, pytest.raises(RecordNotFound) as caught:
        dataset.record("ma-brich")
    assert caught.value.suggestions == ("ma-birch",)


@pytest.mark.parametrize(
    ("stood", "changes"),
    [
        (FOUND_OUT, [NOW_WITHHELD]),
        (FOUND_OUT, [NOW_WITHHELD, FOUND_OUT | {"address_withheld": ""}]),
        ({}, [FOUND_OUT, NOW_WITHHELD]),
        (FOUND_OUT, [{"street": "19 Main St", "zip": "01060"}, NOW_WITHHELD]),
    ],
    ids=["withheld now", "open again", "learned, then withheld", "moved, then withheld"],
)
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one by one"])
def test_what_is_withheld_is_never_in_the_log(
    tmp_path: Path, stood: dict[str, str], changes: list[dict[str, str]], *, at_once: bool
) -> None:
    """Neither now nor from before the day on which it was withheld."""
    path = write_places(tmp_path / "places.csv", [house("ash", 1, **stood)])
    steps = [setting("ma-ash", **cells) for cells in changes]
    for step in [steps] if at_once else [[step] for step in steps]:
        change(path, *step)
    said = path.with_name("corrections.csv").read_text(encoding="utf-8")
    assert "address_withheld" in said
    assert [secret for secret in SECRETS if secret in said] == []


def test_an_address_that_is_taken_out_is_not_in_the_log(tmp_path: Path) -> None:
    cells = {"email": "jane.doe@gmail.com"}
    path = write_places(tmp_path / "places.csv", [house("ash", 1, **cells)])
    change(path, setting("ma-ash", email="info@example.org"))
    (row,) = log(path)
    assert (row.previous_value, row.replacement_value) == ("", "info@example.org")


def test_a_file_that_is_no_dataset_is_not_opened(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("ma-birch", "ma-ash"))
    with pytest.raises(DataError, match="this id already stands"), open_dataset(path):
        pass
    with pytest.raises((DataError, FileError)), open_dataset(path.with_name("none.csv")):
        pass


def test_an_old_cell_with_a_line_break_does_not_tear_the_file(path: Path) -> None:
    """What other programs left in a record that nobody touches is written as it was read."""
    torn = house("cedar", 3, visitor_note="old\rMac")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerow(torn.values())
    before = errors(path)
    change(path, setting("ma-ash", beds="3"))
    assert rows(path)["ma-cedar"] == torn
    assert errors(path) == before


@given(
    name=st.sampled_from([name for name in COLUMN_NAMES if name != "place_id"]),
    value=st.text(st.characters()) | st.text("0123456789-.") | st.text("MAyesnozip:/@ "),
)
def test_any_change_is_refused_or_leaves_a_dataset_that_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str
) -> None:
    path = write_places(tmp_path_factory.mktemp("any") / "places.csv", [house("ash", 1)])
    before = written(path)
    try:
        change(path, setting("ma-ash", **{name: value}))
    except RespiteFinderError:
        assert written(path) == before
        return
    assert rows(path)["ma-ash"][name] == value
    assert load_places(path).index.tolist() == ["ma-ash"]
    assert len(log(path)) == (value != house("ash", 1)[name])
