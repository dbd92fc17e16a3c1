"""``respite-finder import`` and ``merge``: a file comes in only by a person's word."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import typer

import kept
from kept import HIDDEN, TELLING, TOLD, run, stated
from made import record

LATER = {"source_url": "https://example.org/list", "source_date": "2026-11-01"}
PHONE = stated(2, LATER | {"city": "Northampton"}, phone="413-555-0199")
NEW = stated(3, LATER | {"source_name": "Theirs"}, name="Other Center", city="Greenfield")
SAME = stated(4, {"city": "Northampton", "service_type": "peer_respite"}, name="Hidden House")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return kept.keep(tmp_path / "data", record(), HIDDEN)


@pytest.fixture
def changes(places: Path, tmp_path: Path) -> Path:
    return kept.imported(tmp_path / "made.jsonl", places, PHONE, NEW, SAME)


def table(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def marks(path: Path) -> list[Any]:
    return [line["accept"] for line in kept.lines_of(path)[1:-1]]


def test_import_then_merge_then_import_again(places: Path, tmp_path: Path) -> None:
    """Phones, web addresses and lists written otherwise are no change; what is new comes in."""
    must = {"name": "Made House", "state": "Massachusetts", "service_type": "peer_run_center"}
    theirs = table(
        tmp_path / "theirs.csv",
        must | LATER | {"city": "Northampton", "phone": "+1 (413) 555.0100", "beds": "4"},
    )
    out, data = tmp_path / "out.jsonl", ("--file", places)
    before = kept.contents(places.parent)
    result = run("import", "csv", theirs, "-o", out, *data)
    assert result.exit_code == 0
    assert kept.contents(places.parent) == before
    assert set(kept.lines_of(out)[1]["fields"]) == {"beds", "source_date"}
    assert run("merge", out, "-a", "changed", *data).exit_code == 0
    assert kept.rows_in(places)["ma-made-house"] == record(beds="4", source_date="2026-11-01")
    assert run("import", "csv", theirs, "-o", out, *data).exit_code == 0
    assert kept.lines_of(out)[-1]["counts"]["same"] == 1


def test_import_dry_run_writes_nothing(places: Path, tmp_path: Path) -> None:
    theirs = table(tmp_path / "theirs.csv", {"name": "A", "state": "MA", "service_type": "x"})
    before = kept.contents(tmp_path)
    result = run("import", "csv", theirs, "--dry-run", "--file", places)
    assert result.exit_code == 0
    assert "refused" in result.stdout
    assert kept.contents(tmp_path) == before


@pytest.mark.parametrize("withheld", ["yes", ""])
@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_a_withheld_street_is_in_no_output_of_an_import_and_a_merge(
    places: Path, tmp_path: Path, withheld: str, dry: list[str]
) -> None:
    said = {"name": "Hidden House", "state": "MA", "service_type": "peer_respite", **TOLD, **LATER}
    said |= {"city": "Northampton", "beds": "4", "address_withheld": withheld}
    theirs = table(tmp_path / "theirs.csv", said, said | {"name": "Hidden Houses", "zip": "99999"})
    out, told = tmp_path / "out.jsonl", ""
    for words in (
        ("import", "csv", theirs, "-o", out, *dry),
        ("merge", out, "--ask", *dry),
        ("merge", out, "-a", "changed", "-a", "new", "-a", "duplicate", *dry),
    ):
        result = run(*words, "--file", places, typed="y\ny\ny\n")
        told += result.output
    told += b"".join(kept.contents(places.parent).values()).decode()
    told += out.read_text(encoding="utf-8") if out.exists() else ""
    assert "Hidden House" in told
    assert [secret for secret in TELLING if secret in told] == []


def test_merge_without_a_word_says_that_changes_wait(places: Path, changes: Path) -> None:
    before = kept.contents(places.parent)
    result = run("merge", changes, "--file", places)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 changes wait" in result.stderr
    assert kept.contents(places.parent) == before


def test_merge_applies_what_was_accepted_by_action_and_by_id(places: Path, changes: Path) -> None:
    result = run("merge", changes, "-a", "new", "-a", "ma-made-house", "--file", places)
    assert result.exit_code == 0
    assert "1 record added, 1 changed" in result.stderr
    assert kept.rows_in(places)["ma-made-house"]["phone"] == "413-555-0199"
    assert "ma-other-center" in kept.rows_in(places)


def test_merge_twice_adds_nothing_and_says_so(places: Path, changes: Path) -> None:
    words = ("merge", changes, "-a", "new", "-a", "changed", "--file", places)
    run(*words)
    before = kept.contents(places.parent)
    result = run(*words)
    assert result.exit_code == 0
    assert "2 there already" in result.stderr
    assert kept.contents(places.parent) == before


@pytest.mark.parametrize("ask", [[], ["--ask"]])
def test_merge_dry_run_writes_nothing_and_says_what_would_be(
    places: Path, changes: Path, tmp_path: Path, ask: list[str]
) -> None:
    before = kept.contents(tmp_path)
    words = ("merge", changes, "--dry-run", "--file", places)
    result = run(*words, *(ask or ["-a", "new", "-a", "changed"]), typed="y\ny\n")
    assert result.exit_code == 0
    assert "1 record would be added, 1 would be changed" in result.stderr
    assert kept.contents(tmp_path) == before


@pytest.mark.parametrize("word", ["same", "refused"])
def test_accepting_what_cannot_be_says_so_and_does_nothing(
    places: Path, tmp_path: Path, word: str
) -> None:
    wrong = stated(5, LATER, name="Wrong Center", zip="10001", source_name="A")
    path = kept.imported(tmp_path / "made.jsonl", places, SAME, wrong)
    before = kept.contents(places.parent)
    result = run("merge", path, "-a", word, "--file", places)
    assert word in result.stderr
    assert "accepted" in result.stderr
    assert kept.contents(places.parent) == before


def test_accepting_what_is_not_there_is_refused(places: Path, changes: Path) -> None:
    result = run("merge", changes, "-a", "ma-nobody", "--file", places)
    assert result.exit_code == 2
    assert "ma-nobody" in result.stderr


def test_what_could_not_be_applied_is_told_and_fails(places: Path, changes: Path) -> None:
    kept.keep(places.parent, record(phone="413-555-0122"), HIDDEN)
    result = run("merge", changes, "-a", "changed", "--file", places)
    assert result.exit_code == 1
    assert "ma-made-house" in result.stdout
    assert "1 not applied" in result.stderr


@pytest.mark.parametrize("broken", ["cut", "hand", "foreign", "utf-16", "gone"])
def test_a_change_file_that_cannot_be_trusted_is_one_sentence(
    places: Path, changes: Path, broken: str
) -> None:
    whole, before = changes.read_bytes(), kept.contents(places.parent)
    made = {
        "cut": whole[:-60],
        "hand": whole.replace(b'"row": 3', b'"row": 3,,'),
        "foreign": json.dumps({"type": "FeatureCollection"}).encode() + b"\n",
        "utf-16": whole.decode().encode("utf-16"),
    }
    changes.unlink()
    if broken != "gone":
        changes.write_bytes(made[broken])
    result = run("merge", changes, "-a", "new", "--file", places)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("made.jsonl")
    assert result.stderr.count("\n") == 1
    assert kept.contents(places.parent) == before


def test_ask_shows_both_sides_and_keeps_every_answer(places: Path, changes: Path) -> None:
    result = run("merge", changes, "--ask", "--file", places, typed="y\nn\n")
    assert result.exit_code == 0
    for told in ("1 of 2", "2 of 2", "413-555-0100", "413-555-0199", "file"):
        assert told in result.output
    assert marks(changes) == [True, False, None]
    assert set(kept.rows_in(places)) == {"ma-made-house", "ma-hidden-house"}
    assert len(kept.log_of(places)) == 2


@pytest.mark.parametrize("typed", ["y\ns\n", "y\n", "\n\nmaybe\nYES\n", "Y\nstop\n"])
def test_stop_or_the_end_of_input_loses_no_answer(places: Path, changes: Path, typed: str) -> None:
    result = run("merge", changes, "--ask", "--file", places, typed=typed)
    assert result.exit_code == 0
    assert marks(changes) == [True, None, None]
    assert kept.rows_in(places)["ma-made-house"]["phone"] == "413-555-0199"
    again = run("merge", changes, "--ask", "--file", places, typed="y\n")
    assert "1 of 1: new" in again.stderr
    assert "ma-other-center" in kept.rows_in(places)


def test_ctrl_c_loses_no_answer(
    places: Path, changes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["y"])

    def prompt(*_: object, **__: object) -> str:
        for answer in answers:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr(typer, "prompt", prompt)
    run("merge", changes, "--ask", "--file", places)
    assert marks(changes) == [True, None, None]


def test_ask_leaves_what_was_decided_before(places: Path, changes: Path) -> None:
    kept.mark(changes, accept=False)
    result = run("merge", changes, "--ask", "--file", places, typed="n\n")
    assert "1 of 1" in result.stderr
    assert marks(changes) == [False, False, None]
    assert kept.rows_in(places)["ma-made-house"] == record()


@pytest.mark.parametrize(
    ("typed", "added", "changed"), [("a\n", 1, 0), ("y\n", 0, 1), ("n\n", 0, 0)]
)
def test_ask_lets_a_person_say_what_a_duplicate_is(
    places: Path, tmp_path: Path, typed: str, added: int, changed: int
) -> None:
    said = LATER | {"source_name": "Theirs", "city": "Northampton"}
    path = kept.imported(
        tmp_path / "made.jsonl", places, stated(cells=said, name="The Made Houses")
    )
    run("merge", path, "--ask", "--file", places, typed=typed)
    rows = kept.rows_in(places)
    assert len(rows) == 2 + added
    assert (rows["ma-made-house"] != record()) is bool(changed)


def test_a_broken_dataset_stops_a_merge(places: Path, changes: Path) -> None:
    places.write_text("name\nA\n", encoding="utf-8")
    result = run("merge", changes, "-a", "new", "--file", places)
    assert result.exit_code == 1
    assert "column is missing" in result.stderr
