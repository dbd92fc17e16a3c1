"""Releases of the dataset, and what the correction log tells has changed since the latest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kept import keep
from made import record
from respite_finder.corrections import Evidence, read_corrections
from respite_finder.coverage.releases import (
    changes_since_release,
    field_words,
    read_published,
    read_releases,
)
from respite_finder.dataset import open_dataset
from respite_finder.errors import FileError
from respite_finder.i18n import speaking
from respite_finder.resources import CORRECTIONS_CSV, DATA
from respite_finder.schema import BY_NAME

HEADER = "version,date,what,log_rows\n"
FIRST = "2026.11.0,2026-11-22,the founding dataset,0\n"
ON = Evidence("2026-11-23", "phone", "maintainer", "https://example.org/", "asked")


def releases(folder: Path, text: str) -> Path:
    path = folder / "releases.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three records, two of them in Massachusetts, with a release and an empty log."""
    rows = [record(place_id="ma-one"), record(place_id="ma-two", name="Two", phone="413-555-0101")]
    troy = {"city": "Troy", "county": "Rensselaer County", "state": "NY", "zip": "12180"}
    troy |= {"latitude": "42.7284", "longitude": "-73.6918"}
    rows.append(record(troy, place_id="ny-three", name="Three"))
    releases(tmp_path, HEADER + FIRST)
    keep(tmp_path, *rows)
    return tmp_path


def test_the_shipped_releases_fit_the_shipped_log() -> None:
    log = read_corrections(CORRECTIONS_CSV)
    found = read_releases(DATA / "releases.csv", len(log))
    assert (found[0].version, found[0].log_rows) == ("2026.11.0", 0)
    assert read_published().latest == found[-1]


@pytest.mark.parametrize(
    ("text", "row", "rule"),
    [
        ("", 0, "is empty"),
        (HEADER, 0, "names no release"),
        ("version,date\n1,2\n", 1, "must have the columns version, date, what, log_rows"),
        (HEADER + "2026.11.0,2026-11-22,founding\n", 2, "has 3 cells"),
        (HEADER + "v1,2026-11-22,founding,0\n", 2, "year.month.number"),
        (HEADER + "2026.13.0,2026-11-22,founding,0\n", 2, "year.month.number"),
        (HEADER + "2026.11.0,22 November,founding,0\n", 2, "YYYY-MM-DD"),
        (HEADER + "2026.11.0,20261122,founding,0\n", 2, "YYYY-MM-DD"),
        (HEADER + "2026.11.0,2026-11-22, ,0\n", 2, "is empty"),
        (HEADER + "2026.11.0,2026-11-22,founding,-1\n", 2, "0 or more"),
        (HEADER + "2026.11.0,2026-11-22,founding,many\n", 2, "0 or more"),
        (HEADER + "2026.11.0,2026-11-22,founding,11\n", 2, "has only 10 rows"),
        (HEADER + FIRST + "2026.11.0,2026-12-01,again,3\n", 3, "later than 2026.11.0"),
        (HEADER + FIRST + "2026.9.0,2026-12-01,again,3\n", 3, "later than 2026.11.0"),
        (HEADER + FIRST + "2026.12.0,2026-11-01,again,3\n", 3, "before 2026-11-22"),
        (
            HEADER + "2026.11.0,2026-11-22,a,5\n" + "2026.12.0,2026-12-01,b,3\n",
            3,
            "must not be less than 5",
        ),
        (HEADER + '2026.11.0,2026-11-22,"a,5\n', 2, "cannot be read as CSV"),
    ],
)
def test_a_row_that_cannot_be_is_one_sentence(
    tmp_path: Path, text: str, row: int, rule: str
) -> None:
    with pytest.raises(FileError) as told:
        read_releases(releases(tmp_path, text), 10)
    assert told.value.row == row
    assert rule in str(told.value)
    assert "\n" not in str(told.value)


def test_ten_comes_after_nine(tmp_path: Path) -> None:
    text = HEADER + "2026.9.0,2026-09-01,a,0\n2026.10.0,2026-10-01,b,4\n2026.10.1,2026-10-01,c,4\n"
    found = read_releases(releases(tmp_path, text), 10)
    assert [release.version for release in found] == ["2026.9.0", "2026.10.0", "2026.10.1"]


def test_without_a_log_nothing_has_changed(folder: Path) -> None:
    changes = changes_since_release("MA", folder=folder)
    assert (changes.added, changes.removed, changes.changed) == ((), (), {})
    assert (changes.sentences, changes.fields) == ([], [])


def test_what_was_added_joined_and_changed_is_told_for_its_state(folder: Path) -> None:
    with open_dataset(folder / "places.csv") as dataset:
        dataset.change("ma-one", {"phone": "413-555-0111", "cost": "free"}, ON)
        dataset.change("ny-three", {"phone": "518-555-0111"}, ON)
        dataset.add(record(place_id="ma-new", name="New"), ON)
        dataset.change("ma-new", {"cost": "free"}, ON)
        dataset.merge("ma-two", "ma-one", ON)
        dataset.save()
    changes = changes_since_release("MA", folder=folder)
    assert (changes.added, changes.removed) == (("ma-new",), ("ma-two",))
    assert changes.changed == {"ma-one": ("phone", "cost")}
    assert changes.sentences == [
        "1 record was added.",
        "1 record was joined with another one that tells the same.",
        "1 record was changed.",
    ]
    assert changes.fields == [("Cost", 1), ("Phone", 1)]
    assert changes_since_release("NY", folder=folder).changed == {"ny-three": ("phone",)}
    assert changes_since_release("VT", folder=folder).sentences == []
    assert set(changes_since_release(folder=folder).changed) == {"ma-one", "ny-three"}


def test_what_came_and_went_since_is_nothing(folder: Path) -> None:
    with open_dataset(folder / "places.csv") as dataset:
        dataset.add(record(place_id="ma-new", name="New"), ON)
        dataset.merge("ma-new", "ma-one", ON)
        dataset.save()
    changes = changes_since_release("MA", folder=folder)
    assert (changes.added, changes.removed, changes.changed) == ((), (), {})


def test_a_record_that_was_only_checked_says_so(folder: Path) -> None:
    with open_dataset(folder / "places.csv") as dataset:
        dataset.stamp("ma-one", ON)
        dataset.save()
    changes = changes_since_release("MA", folder=folder)
    assert changes.changed == {"ma-one": ()}
    assert changes.fields == [("Checked again", 1)]


def test_only_what_came_after_the_latest_release_counts(folder: Path) -> None:
    for phone in ("413-555-0111", "413-555-0112"):
        with open_dataset(folder / "places.csv") as dataset:
            dataset.change("ma-one", {"phone": phone}, ON)
            dataset.save()
    assert changes_since_release("MA", folder=folder).since.version == "2026.11.0"
    releases(folder, HEADER + FIRST + "2026.12.0,2026-12-01,calls,2\n")
    changes = changes_since_release("MA", folder=folder)
    assert (changes.since.version, changes.changed) == ("2026.12.0", {})


def test_the_shipped_log_names_only_columns_that_have_a_title() -> None:
    fields = {row.field_name for row in read_corrections(CORRECTIONS_CSV)} - {""}
    assert fields <= set(BY_NAME)
    with speaking("es"):
        assert all(field_words(name) for name in fields)


def test_a_release_beyond_the_log_is_told_by_whoever_asks(tmp_path: Path) -> None:
    for name in ("places.csv", "corrections.csv"):
        shutil.copy(DATA / name, tmp_path / name)
    releases(tmp_path, HEADER + "2026.11.0,2026-11-22,founding,999999\n")
    with pytest.raises(FileError, match=r"releases.csv, row 2: log_rows is 999,999"):
        changes_since_release("MA", folder=tmp_path)
