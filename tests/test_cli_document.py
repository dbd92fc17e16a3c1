"""``respite-finder document``: made again from the data, and checked without writing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kept import contents, run
from respite_finder.resources import ROOT

MADE = (
    "data/README.md",
    "data/datapackage.json",
    "CITATION.cff",
    "docs/coverage.md",
    "docs/data-dictionary.md",
    "docs/data-quality.md",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the checkout, and its documents made new."""
    root = tmp_path_factory.mktemp("made")
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns(".*"))
    (root / "docs").mkdir()
    assert run("document", "--root", root).exit_code == 0
    return root


@pytest.fixture
def checkout(made: Path, tmp_path: Path) -> Path:
    """A copy of that, to change."""
    return shutil.copytree(made, tmp_path / "checkout")


def test_the_shipped_documents_are_up_to_date() -> None:
    result = run("document", "--check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "8 documents, up to date\n"


def test_what_was_made_is_up_to_date_and_a_second_run_writes_nothing(checkout: Path) -> None:
    before = contents(checkout)
    assert run("document", "--root", checkout, "--check").exit_code == 0
    result = run("document", "--root", checkout)
    assert result.stderr == "8 documents, up to date\n"
    assert contents(checkout) == before


@pytest.mark.parametrize("name", MADE)
def test_a_number_changed_by_hand_fails_the_check_which_writes_nothing(
    checkout: Path, name: str
) -> None:
    path = checkout / name
    text = path.read_text(encoding="utf-8")
    digit = next(char for char in text if char.isdigit())
    path.write_text(text.replace(digit, "9" if digit != "9" else "8", 1), encoding="utf-8")
    before = contents(checkout)
    result = run("document", "--root", checkout, "--check")
    assert result.exit_code == 1
    assert result.stderr == f"Out of date: {name}. Run respite-finder document.\n"
    assert contents(checkout) == before
    assert f"written: {name}" in run("document", "--root", checkout).stderr
    assert path.read_text(encoding="utf-8") == text


def test_a_document_that_is_gone_is_made_again(checkout: Path) -> None:
    (checkout / "docs" / "data-quality.md").unlink()
    assert run("document", "--root", checkout, "--check").exit_code == 1
    assert "written: docs/data-quality.md" in run("document", "--root", checkout).stderr


def test_a_changed_record_makes_the_documents_out_of_date(checkout: Path) -> None:
    places = checkout / "data" / "places.csv"
    text = places.read_text(encoding="utf-8")
    places.write_text(text.replace("413-570-2990", "", 1), encoding="utf-8")
    assert text != places.read_text(encoding="utf-8")
    result = run("document", "--root", checkout, "--check")
    assert result.exit_code == 1
    assert "docs/data-quality.md" in result.stderr


def test_record_adds_a_line_to_the_history_and_check_never_does(checkout: Path) -> None:
    history = checkout / "data" / "quality_history.csv"
    before = history.read_text(encoding="utf-8")
    run("document", "--root", checkout, "--check", "--record", "looked")
    assert history.read_text(encoding="utf-8") == before
    assert run("document", "--root", checkout, "--record", "did | it").exit_code == 0
    after = history.read_text(encoding="utf-8")
    assert (after.startswith(before), after.count("\n") - before.count("\n")) == (True, 1)
    report = (checkout / "docs" / "data-quality.md").read_text(encoding="utf-8")
    assert "did \\| it" in report
    assert run("document", "--root", checkout, "--check").exit_code == 0


BROKEN: dict[str, Callable[[Path], object]] = {
    "distinct.csv": Path.unlink,
    "quality_history.csv": lambda path: path.write_text("date,what\n1,2\n", encoding="utf-8"),
    "published_counts.csv": lambda path: path.write_text("", encoding="utf-8"),
    "crisis_lines.csv": lambda path: path.write_text("", encoding="utf-8"),
    "corrections.csv": lambda path: path.write_text("id\n1\n", encoding="utf-8"),
    "places.csv": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "decisions.csv": lambda path: path.write_bytes("a,b\n".encode("utf-16")),
    "us_states.geojson": lambda path: path.write_text('{"features": [', encoding="utf-8"),
    "zip_codes.csv.gz": lambda path: path.write_bytes(path.read_bytes()[:999]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_table_that_is_gone_or_broken_is_one_sentence_with_its_name(
    checkout: Path, name: str
) -> None:
    BROKEN[name](checkout / "data" / name)
    before = contents(checkout)
    result = run("document", "--root", checkout)
    assert result.exit_code in (1, 2)
    assert name in result.stderr
    assert result.stderr.count("\n") == 1
    assert contents(checkout) == before


def test_a_document_in_another_encoding_is_out_of_date(checkout: Path) -> None:
    path = checkout / "docs" / "data-quality.md"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert run("document", "--root", checkout, "--check").exit_code == 1
    assert run("document", "--root", checkout).exit_code == 0
    assert run("document", "--root", checkout, "--check").exit_code == 0


def test_outside_of_a_checkout_it_says_so(tmp_path: Path) -> None:
    result = run("document", "--root", tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "checkout" in result.stderr


def test_a_broken_dataset_leaves_no_line_in_the_history(checkout: Path) -> None:
    places = checkout / "data" / "places.csv"
    places.write_bytes(places.read_bytes()[:5000])
    before = contents(checkout)
    assert run("document", "--root", checkout, "--record", "oops").exit_code == 1
    assert contents(checkout) == before


def test_a_log_with_a_day_that_is_none_is_one_sentence(checkout: Path) -> None:
    log = checkout / "data" / "corrections.csv"
    log.write_text(log.read_text(encoding="utf-8").replace("2026-11-22", "22.11.2026", 1), "utf-8")
    result = run("document", "--root", checkout)
    assert result.exit_code == 2
    assert "corrections.csv, row 2: last_action_date must be YYYY-MM-DD" in result.stderr
