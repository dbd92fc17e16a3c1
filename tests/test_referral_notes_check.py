"""The check of the referral notes finds every fault, and says which row and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kept import TODAY
from made import record, write_places
from respite_finder.check import check_places
from respite_finder.check.notes import NOTES, SOURCES, note_problems
from respite_finder.referral_notes import FACTS, PARTS
from respite_finder.resources import DATA
from respite_finder.schema import ServiceType


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped notes, to change."""
    for name in (NOTES, SOURCES):
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], list[str]]:
    """``change(file, before, after)``: the problems once the first ``before`` is replaced."""

    def changed(name: str, before: str, after: str) -> list[str]:
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")
        return [str(problem) for problem in note_problems(folder)]

    return changed


def test_the_shipped_notes_have_no_problem() -> None:
    assert note_problems(DATA) == []


def test_a_folder_without_notes_has_none_to_check(tmp_path: Path) -> None:
    assert note_problems(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        (NOTES, "peer_respite,what_it_is,", "respite,what_it_is,", "is not a kind of help"),
        (NOTES, "peer_respite,what_it_is,", "peer_respite,what,", "must be one of what_it_is"),
        (NOTES, "day and night.,", "day and night,", "must end as a sentence does"),
        (NOTES, ",nec\n", ",nobody\n", "is not in referral_sources.csv: add it there"),
        (NOTES, ",nec\n", ",\n", "must not be empty"),
        (NOTES, ",nec\n", ",nec,more\n", "must have 4 cells"),
        (NOTES, "service_type,part", "kind,part", "the header must be service_type,part,text"),
        (SOURCES, "nec,National", "arch,National", "this id is taken"),
        (SOURCES, "nec,National", "own,National", "this id is taken"),
        (SOURCES, "https://power2u", "power2u", "must be a web address"),
        (SOURCES, ",2026-07-21,", ",21 July,", "must be a date"),
        (SOURCES, ",2026-07-21,", ",,", "must not be empty"),
        (SOURCES, ",2026-07-21,published", ",2026-07-21,seen", "must be published or read"),
        (SOURCES, "\nnec,", "\nold,A,B,https://a.example.org,2020,read\nnec,", "no note rests on"),
    ],
)
def test_a_fault_is_found_and_told(
    change: Callable[[str, str, str], list[str]], name: str, before: str, after: str, told: str
) -> None:
    found = change(name, before, after)
    assert any(told in words and name in words for words in found), found


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", [ServiceType.CLUBHOUSE, ServiceType.PEER_ORGANIZATION])
def test_a_part_that_is_missing_is_found(folder: Path, part: str, kind: ServiceType) -> None:
    lines = (folder / NOTES).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{kind.value},{part},")]
    (folder / NOTES).write_text("".join(kept), encoding="utf-8")
    told = [str(problem) for problem in note_problems(folder) if problem.severity == "error"]
    assert told == [
        f"file, referral_notes.csv, {part}: {kind.value} has no row of this part: write one"
    ]


@pytest.mark.parametrize("part", FACTS)
def test_a_fact_without_any_source_is_found(folder: Path, part: str) -> None:
    lines = (folder / NOTES).read_text(encoding="utf-8").splitlines()
    lines = [
        f"{line.rpartition(',')[0]},own" if line.startswith(f"warmline,{part},") else line
        for line in lines
    ]
    (folder / NOTES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = [str(problem) for problem in note_problems(folder)]
    assert any("no source of warmline states it" in words and part in words for words in told)


def test_a_text_that_stands_twice_is_found(folder: Path) -> None:
    text = (folder / NOTES).read_text(encoding="utf-8")
    (folder / NOTES).write_text(text + text.splitlines()[-1] + "\n", encoding="utf-8")
    assert ["is there twice" in str(problem) for problem in note_problems(folder)] == [True]


def test_notes_without_their_sources_are_told(folder: Path) -> None:
    (folder / SOURCES).unlink()
    assert [str(problem) for problem in note_problems(folder)] == [
        "file, referral_sources.csv: is not there: take it from the last commit"
    ]


def test_the_gate_of_the_dataset_looks_at_the_notes_too(folder: Path) -> None:
    places = write_places(folder / "places.csv", [record()])
    before = check_places(places, today=TODAY)
    (folder / NOTES).write_text("service_type\n", encoding="utf-8")
    after = check_places(places, today=TODAY)
    (new,) = [problem for problem in after if problem not in before]
    assert (new.field, new.severity) == ("referral_notes.csv, row 1", "error")
