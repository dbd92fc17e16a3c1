"""Two records of one place become one, and the id of the one that goes still leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from kept import contents, keep, log_of, rows_in, run
from made import record
from respite_finder import check_places
from respite_finder.dataset import read_dataset

TWIN = record(place_id="ma-made-house-twin", name="The Made House")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return keep(tmp_path / "data", record(), TWIN)


def test_the_record_goes_and_its_id_leads_to_the_one_that_stays(places: Path) -> None:
    words = ("ma-made-house-twin", "ma-made-house", "--reason", "one door, two lists")
    result = run("join", *words, "--file", places)
    assert (result.exit_code, set(rows_in(places))) == (0, {"ma-made-house"})
    assert "leads to ma-made-house" in result.stderr
    assert read_dataset(places).record("ma-made-house-twin")["name"] == "Made House"
    assert check_places(places) == []
    (row,) = log_of(places)
    assert (row.last_action_type, row.resource_id) == ("merge", "ma-made-house-twin")
    assert (row.previous_value, row.replacement_value) == ("The Made House", "ma-made-house")
    assert row.reason == "one door, two lists"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ma-made-house", "ma-made-house", "--reason", "x"), "cannot be merged into itself"),
        (("ma-made-hose", "ma-made-house", "--reason", "x"), "Did you mean: ma-made-house"),
        (("ma-made-house-twin", "ma-nobody", "--reason", "x"), "no record 'ma-nobody'"),
        (("ma-made-house-twin", "ma-made-house", "--reason", " "), "--reason"),
    ],
)
def test_what_cannot_be_joined_is_told_and_nothing_changes(
    places: Path, words: tuple[str, ...], told: str
) -> None:
    before = contents(places.parent)
    result = run("join", *words, "--file", places)
    assert result.exit_code == 2
    assert told in result.stderr
    assert contents(places.parent) == before
