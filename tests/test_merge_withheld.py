"""No change file puts the street of a withheld house into the dataset under another record."""

from __future__ import annotations

from pathlib import Path

import pytest

import kept
from kept import HIDDEN, TELLING, TODAY, TOLD
from leaky import LINKS, WORDS
from made import record
from respite_finder.changes import Action, Change, FieldChange, Head
from respite_finder.check import check_places
from respite_finder.community.hand_over import FORMAT
from respite_finder.dataset import open_dataset
from respite_finder.ingest.merge import Merged, merge
from respite_finder.places import Row

OPEN = record(phone="413-570-2991", name="Open Door")
NEW = record(
    TOLD, place_id="ma-new", name=HIDDEN["name"], service_type="living_room", phone="413-570-2990"
)


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return kept.keep(tmp_path / "data", OPEN, HIDDEN)


def change(action: Action, before: Row, after: Row) -> Change:
    cells = {
        name: FieldChange(before.get(name, ""), cell, "file", accept=True)
        for name, cell in after.items()
        if cell != before.get(name, "") and name != "place_id"
    }
    return Change(action, 1, after["place_id"], after["name"], fields=cells, accept=True)


def merged(places: Path, *changes: Change) -> Merged:
    with open_dataset(places) as dataset:
        done = merge(dataset, Head(FORMAT, "made", TODAY.isoformat()), changes, TODAY)
        if dataset.pending:
            dataset.save()
    return done


@pytest.mark.parametrize(
    "cells", [{}, {"street": ""}, {"name": "Blue Door", "phone": "413-555-0100"}]
)
def test_a_new_record_that_may_be_it_is_not_applied_and_told(
    places: Path, cells: dict[str, str]
) -> None:
    before = kept.contents(places.parent)
    done = merged(places, change("new", {}, NEW | cells))
    ((place_id, reason),) = done.not_applied
    assert (place_id, done.added) == ("ma-new", [])
    assert "may be ma-hidden-house" in reason
    assert [secret for secret in TELLING if secret in reason] == []
    assert kept.contents(places.parent) == before


def test_one_that_is_another_record_by_hand_is_not_applied_either(places: Path) -> None:
    doubt = Change("duplicate", 1, "", NEW["name"], accept="new", another=NEW)
    assert [name for name, _ in merged(places, doubt).not_applied] == ["ma-new"]


@pytest.mark.parametrize("cells", [{"visitor_note": WORDS}, {"website": LINKS[0]}])
def test_nor_is_one_that_tells_it_in_words_or_by_a_link(
    places: Path, cells: dict[str, str]
) -> None:
    coarse = {name: HIDDEN[name] for name in TOLD}
    done = merged(places, change("new", {}, NEW | coarse | cells))
    assert [name for name, _ in done.not_applied] == ["ma-new"]
    assert [cell for cell in cells.values() if cell in done.not_applied[0][1]] == []


def test_without_street_zip_and_point_it_is_added(places: Path) -> None:
    coarse = {name: HIDDEN[name] for name in TOLD}
    assert merged(places, change("new", {}, NEW | coarse)).added == ["ma-new"]
    assert check_places(places, today=TODAY) == []


def test_one_that_is_unlike_it_is_added_with_its_street(places: Path) -> None:
    assert merged(places, change("new", {}, NEW | {"name": "Blue Door"})).added == ["ma-new"]
    assert kept.rows_in(places)["ma-new"]["street"] == TOLD["street"]


def test_an_open_record_does_not_become_it(places: Path) -> None:
    done = merged(places, change("changed", OPEN, OPEN | {"name": HIDDEN["name"]}))
    assert [name for name, _ in done.not_applied] == [OPEN["place_id"]]
    assert merged(places, change("changed", OPEN, OPEN | {"name": "Open Doors"})).changed


def test_one_that_was_like_it_before_may_be_corrected(tmp_path: Path) -> None:
    beside = OPEN | {"phone": HIDDEN["phone"]}
    places = kept.keep(tmp_path / "data", beside, HIDDEN)
    assert merged(places, change("changed", beside, beside | {"beds": "4"})).changed


def test_a_house_that_publishes_its_street_now_may_stand_beside_another(tmp_path: Path) -> None:
    other = HIDDEN | {"place_id": "ma-hidden-two", "name": "Second Hidden House"}
    places = kept.keep(tmp_path / "data", other, HIDDEN)
    shown = HIDDEN | TOLD | {"address_withheld": "", "coordinate_source": "the house"}
    assert merged(places, change("changed", HIDDEN, shown)).changed
