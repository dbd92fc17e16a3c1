"""What a person accepted goes into the dataset; nothing else does, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kept
from kept import HIDDEN, TELLING, TODAY, TOLD, stated
from made import record
from respite_finder.changes import read_changes
from respite_finder.check import check_places
from respite_finder.dataset import open_dataset
from respite_finder.ingest.incoming import Incoming
from respite_finder.ingest.merge import Merged, accept, merge

HERE = {"city": "Northampton", "zip": "01060"}
LATER = {"source_url": "https://example.org/list", "source_date": "2026-11-01"}
PHONE = stated(cells=HERE | LATER, phone="413-555-0199", beds="4")
NEW = stated(3, LATER | {"source_name": "Theirs"}, name="Other Center", city="Greenfield")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return kept.keep(tmp_path / "data", record(), HIDDEN)


def changes(places: Path, *incoming: Incoming) -> Path:
    return kept.imported(places.parent.parent / "made.jsonl", places, *incoming)


def merged(path: Path, places: Path, *wanted: str, on: date = TODAY) -> Merged:
    head, found = read_changes(path)
    accept(found, set(wanted))
    with open_dataset(places) as dataset:
        done = merge(dataset, head, found, on)
        if dataset.pending:
            dataset.save()
    return done


def test_nothing_is_accepted_by_itself(places: Path) -> None:
    path, before = changes(places, PHONE, NEW), kept.contents(places.parent)
    assert merged(path, places) == Merged()
    assert kept.contents(places.parent) == before


def test_an_accepted_change_is_applied_and_logged(places: Path) -> None:
    done = merged(changes(places, PHONE), places, "changed")
    assert sorted(done.changed["ma-made-house"]) == ["beds", "phone", "source_date"]
    row = kept.rows_in(places)["ma-made-house"]
    assert row == record(phone="413-555-0199", beds="4", source_date="2026-11-01")
    told = {line.field_name: line for line in kept.log_of(places)}
    assert (told["phone"].previous_value, told["phone"].replacement_value) == (
        "413-555-0100",
        "413-555-0199",
    )
    assert {line.how for line in told.values()} == {"import"}
    assert told["phone"].source_url == "https://example.org/theirs"
    assert check_places(places, today=TODAY) == []


def test_an_accepted_new_record_is_added_and_its_id_published(places: Path) -> None:
    done = merged(changes(places, NEW), places, "new")
    assert done.added == ["ma-other-center"]
    assert kept.rows_in(places)["ma-other-center"]["precision"] == "city"
    assert [line.last_action_type for line in kept.log_of(places)] == ["create"]
    assert check_places(places, today=TODAY) == []


@pytest.mark.parametrize("on", [TODAY, date(2026, 12, 24)])
def test_the_same_file_twice_adds_nothing_the_second_time(places: Path, on: date) -> None:
    path = changes(places, PHONE, NEW)
    merged(path, places, "new", "changed")
    before = kept.contents(places.parent)
    done = merged(path, places, "new", "changed", on=on)
    assert (done.added, done.changed, done.already, done.not_applied) == ([], {}, 2, [])
    assert kept.contents(places.parent) == before


def test_the_same_import_again_after_the_merge_is_all_the_same(places: Path) -> None:
    merged(changes(places, PHONE, NEW), places, "new", "changed")
    again = changes(places, PHONE, NEW)
    assert [line["action"] for line in kept.lines_of(again)[1:-1]] == ["same", "same"]


@pytest.mark.parametrize(
    ("accepted", "marks", "expected"),
    [
        (True, {}, {"phone", "beds", "source_date"}),
        (True, {"phone": False}, {"beds", "source_date"}),
        (False, {"phone": True}, {"phone"}),
        (None, {"beds": True}, {"beds"}),
        (False, {}, set()),
        (None, {"phone": False}, set()),
    ],
)
def test_the_mark_of_a_field_overrides_the_record(
    places: Path, *, accepted: bool | None, marks: dict[str, bool], expected: set[str]
) -> None:
    path = changes(places, PHONE)
    kept.mark(path, accepted, **marks)
    assert set(merged(path, places).changed.get("ma-made-house", ())) == expected


def test_a_persons_no_stands_against_the_word_all(places: Path) -> None:
    path = changes(places, PHONE)
    kept.mark(path, accept=False)
    assert merged(path, places, "changed") == Merged()


def test_a_point_comes_whole_or_not_at_all(places: Path) -> None:
    fine = {"latitude": "42.3190", "longitude": "-72.6300", "precision": "address"}
    path = changes(places, stated(cells=HERE | fine, source_name="Theirs"))
    kept.mark(path, None, latitude=True)
    assert merged(path, places).changed["ma-made-house"]
    assert kept.rows_in(places)["ma-made-house"].items() >= fine.items()


@pytest.mark.parametrize("refused", [("latitude",), ("latitude", "longitude"), ("precision",)])
def test_a_point_that_a_person_refused_stays_out(places: Path, refused: tuple[str, ...]) -> None:
    fine = {"latitude": "42.3190", "longitude": "-72.6300", "precision": "address"}
    path = changes(places, stated(cells=HERE | fine, source_name="Theirs", beds="4"))
    kept.mark(path, accept=True, **dict.fromkeys(refused, False))
    merged(path, places)
    assert kept.rows_in(places)["ma-made-house"] == record(beds="4")


@pytest.mark.parametrize("action", ["same", "refused"])
def test_what_cannot_be_accepted_is_said_and_does_nothing(places: Path, action: str) -> None:
    said = stated(cells=HERE) if action == "same" else Incoming(2, "k", {"name": "X"}, "no state")
    path, before = changes(places, said), kept.contents(places.parent)
    assert kept.lines_of(path)[1]["action"] == action
    kept.mark(path, accept=True)
    done = merged(path, places)
    assert [action in reason for _, reason in done.not_applied] == [True]
    assert kept.contents(places.parent) == before


def test_words_that_fit_nothing_are_handed_back(places: Path) -> None:
    _, found = read_changes(changes(places, PHONE))
    assert accept(found, {"ma-made-house", "ma-nobody", "neww"}) == ["ma-nobody", "neww"]
    assert [change.accept for change in found] == [True]


def test_a_cell_that_changed_since_the_import_is_left_alone_and_told(places: Path) -> None:
    path = changes(places, PHONE)
    kept.keep(places.parent, record(phone="413-555-0122"), HIDDEN)
    done = merged(path, places, "changed")
    assert done.changed == {}
    assert [("phone" in reason, name) for name, reason in done.not_applied] == [
        (True, "ma-made-house")
    ]
    assert kept.rows_in(places)["ma-made-house"] == record(phone="413-555-0122")
    assert kept.log_of(places) == []


def test_one_that_cannot_be_applied_does_not_stop_the_others(places: Path) -> None:
    path = changes(places, PHONE, NEW)
    kept.keep(places.parent, record(phone="413-555-0122"), HIDDEN)
    assert merged(path, places, "changed", "new").added == ["ma-other-center"]


@pytest.mark.parametrize("edit", [{"phone": "12"}, {"zip": "10001"}, {"phone": ""}])
def test_a_cell_that_a_hand_made_wrong_is_not_applied_and_told(
    places: Path, edit: Mapping[str, str]
) -> None:
    path = changes(places, stated(3, LATER, name="Other Center", zip="01301", phone="413-555-0111",
                                  status="active", source_name="Theirs"))  # fmt: skip
    lines: list[dict[str, Any]] = kept.lines_of(path)
    for name, value in edit.items():
        lines[1]["fields"][name]["new"] = value
    kept.rewrite(path, lines)
    done = merged(path, places, "new")
    assert (done.added, [name for name, _ in done.not_applied]) == ([], ["ma-other-center"])
    assert set(kept.rows_in(places)) == {"ma-made-house", "ma-hidden-house"}


def test_a_record_that_is_gone_is_told(places: Path) -> None:
    path = changes(places, PHONE)
    kept.keep(places.parent, HIDDEN)
    ((name, reason),) = merged(path, places, "changed").not_applied
    assert (name, "ma-made-house" in reason) == ("ma-made-house", True)


def test_a_duplicate_can_be_another_place_after_all(places: Path) -> None:
    said = LATER | {"source_name": "Theirs", "city": "Northampton"}
    path = changes(places, stated(cells=said, name="The Made Houses"))
    kept.mark(path, accept="new")
    (added,) = merged(path, places).added
    rows = kept.rows_in(places)
    assert (rows[added]["name"], rows["ma-made-house"]) == ("The Made Houses", record())


def test_a_withheld_record_that_is_refreshed_tells_its_street_nowhere(places: Path) -> None:
    said = {"name": "Hidden House", "service_type": "peer_respite", "city": "Northampton", **TOLD}
    path = changes(places, stated(cells=said | LATER, beds="4"))
    done = merged(path, places, "changed")
    assert sorted(done.changed["ma-hidden-house"]) == ["beds", "source_date"]
    everything = b"".join([path.read_bytes(), *kept.contents(places.parent).values()]).decode()
    assert [secret for secret in TELLING if secret in everything] == []


@pytest.mark.parametrize("names", [("street",), ("zip",), ("latitude", "longitude"), tuple(TOLD)])
def test_no_edited_change_file_puts_a_street_behind_a_withheld_address(
    places: Path, names: tuple[str, ...]
) -> None:
    said = {"name": "Hidden House", "service_type": "peer_respite", "city": "Northampton"}
    path = changes(places, stated(cells=said, beds="4"))
    lines = kept.lines_of(path)
    for name in names:
        cell = {"old": HIDDEN[name], "new": TOLD[name], "newer": "file", "accept": None}
        lines[1]["fields"][name] = cell
    kept.rewrite(path, lines)
    merged(path, places, "changed")
    everything = b"".join(kept.contents(places.parent).values()).decode()
    assert [secret for secret in TELLING if secret in everything] == []


def test_a_source_that_withholds_takes_street_zip_and_point_out_when_accepted(
    tmp_path: Path,
) -> None:
    open_one = record(TOLD, coordinate_source="a geocoder")
    places = kept.keep(tmp_path / "data", open_one)
    path = changes(places, stated(cells={"city": "Northampton"}, address_withheld="yes", **LATER,
                                  phone="413-555-0100"))  # fmt: skip
    merged(path, places, "changed")
    row = kept.rows_in(places)["ma-made-house"]
    assert (row["address_withheld"], row["precision"]) == ("yes", "city")
    everything = b"".join(kept.contents(places.parent).values()).decode()
    assert [secret for secret in TELLING if secret in everything] == []
    assert {"street", "zip", "latitude"} <= {line.field_name for line in kept.log_of(places)}
    assert check_places(places, today=TODAY) == []


def test_a_record_that_moved_gets_the_middle_of_where_it_is_now(places: Path) -> None:
    said = LATER | {"city": "Greenfield", "zip": "01301", "phone": "413-555-0100"}
    changed = merged(changes(places, stated(cells=said)), places, "changed").changed
    assert {"city", "zip", "county", "latitude", "longitude"} <= set(changed["ma-made-house"])
    row = kept.rows_in(places)["ma-made-house"]
    assert (row["precision"], row["county"]) == ("zip", "Franklin County")
    assert [p.rule for p in check_places(places, today=TODAY)] == []
