"""``respite-finder review``: list, show, accept, reject, export, each fault in one sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import Result

import kept
from kept import HIDDEN, log_of, rows_in, run
from made import record
from respite_finder.community.forms import Kind, Submission
from respite_finder.community.store import open_store
from respite_finder.resources import DATA
from stores import CONTACT, FLYER, NOW

CHECK = ("--how", "phone", "--source", "https://www.example.org/house", "--on", "2026-07-22")
WHY = ("--reason", "she is right")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return kept.keep(tmp_path / "data", record(), HIDDEN)


@pytest.fixture
def number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A change that somebody sent, in a store of the test's own."""
    where = str(tmp_path / "store" / "cases.sqlite3")
    monkeypatch.setenv("RESPITE_FINDER_DB", where)
    return sent({"phone": "413 570 2990", "more": "\x1b[31mred\x1b[0m"})


def sent(said: dict[str, str], kind: Kind = Kind.CHANGE, receipt: str = "a") -> str:
    store = open_store()
    made = Submission(kind, receipt, said, "ma-made-house", contact=CONTACT, attachment=FLYER)
    number = store.add(made, NOW).number
    store.close()
    return number


def review(places: Path, *words: str | Path) -> Result:
    return run("review", *words, "--file", places)


def test_list_show_accept_merge(places: Path, number: str, tmp_path: Path) -> None:
    result = review(places, "list")
    assert result.exit_code == 0
    assert number in result.stdout
    assert "Made House, MA" in result.stdout
    assert "1 case waits" in result.stderr
    shown = review(places, "show", number.lower().replace("-", ""))
    assert shown.exit_code == 0
    assert "413-555-0100" in shown.stdout
    assert "413-570-2990" in shown.stdout
    assert CONTACT in shown.stdout
    assert "\x1b" not in shown.stdout
    out = tmp_path / "out.jsonl"
    done = review(places, "accept", number, *CHECK, *WHY, "--set", "beds=4", "-o", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 accepted case written to out.jsonl" in done.stderr
    assert run("merge", out, "--file", places).exit_code == 0
    row = rows_in(places)["ma-made-house"]
    assert (row["phone"], row["beds"], row["source_date"]) == ("413-570-2990", "4", "2026-07-22")
    assert {line.how for line in log_of(places)} == {"phone"}
    closed = review(places, "show", number)
    assert "she is right" in closed.stdout
    assert CONTACT not in closed.stdout
    assert "0 cases wait" in review(places, "list").stderr
    assert number in review(places, "list", "--all").stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((*WHY,), 1, "a suggestion is no source"),
        ((*CHECK, "--reason", " "), 2, "reason"),
        ((*CHECK, *WHY, "--set", "phone"), 2, "field=value"),
        ((*CHECK, *WHY, "--set", "colour=red"), 2, "choose from"),
        ((*CHECK, *WHY, "--set", "phone=12"), 1, "must look like 413-570-2990"),
        ((*CHECK, *WHY, "-o", str(DATA / "changes.jsonl")), 2, "folder of our data"),
        ((*WHY, "--on", "2026-07-22"), 2, "choose phone or website"),
        (("--how", "phone", "--on", "2026-07-22", *WHY), 2, "web address"),
    ],
)
def test_what_cannot_be_accepted_is_one_sentence(
    places: Path, number: str, words: tuple[str, ...], code: int, told: str
) -> None:
    result = review(places, "accept", number, *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr
    assert "1 case waits" in review(places, "list").stderr


def test_an_output_that_is_another_file_stops_before_the_decision(
    places: Path, number: str, tmp_path: Path
) -> None:
    taken = tmp_path / "mine.txt"
    taken.write_text("mine")
    result = review(places, "accept", number, *CHECK, *WHY, "-o", taken)
    assert result.exit_code == 2
    assert "is no change file" in result.stderr
    assert taken.read_text() == "mine"
    assert "1 case waits" in review(places, "list").stderr


@pytest.mark.parametrize("command", ["show", "accept", "reject"])
def test_an_unknown_case_is_one_sentence(places: Path, number: str, command: str) -> None:
    words = ("review", command, "2222-2222", *(() if command == "show" else WHY))
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "2222-2222" in result.stderr


def test_a_rejected_case_is_closed(places: Path, number: str) -> None:
    assert run("review", "reject", number, "--reason", "spam").exit_code == 0
    again = run("review", "reject", number, "--reason", "spam")
    assert again.exit_code == 2
    assert "closed" in again.stderr


def test_a_message_is_answered(places: Path, number: str) -> None:
    other = sent({"message": "Thank you"}, Kind.MESSAGE, "b")
    result = review(places, "accept", other, "--reason", "answered")
    assert result.exit_code == 0
    assert "answered" in result.stderr


def test_files_are_saved_under_names_of_ours(places: Path, number: str, tmp_path: Path) -> None:
    folder = tmp_path / "flyers"
    result = review(places, "show", number, "--save-attachments", folder)
    assert result.exit_code == 0
    [saved] = list(folder.iterdir())
    assert saved.name == f"case-{number.lower()}-1.pdf"
    assert saved.read_bytes() == FLYER.content
    assert saved.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("folder", [DATA, DATA / "flyers", DATA.parent / "respite_finder"])
def test_files_are_not_saved_where_they_would_be_published(
    places: Path, number: str, folder: Path
) -> None:
    result = review(places, "show", number, "--save-attachments", folder)
    assert result.exit_code == 2
    assert "folder of ours" in result.stderr
    assert not (DATA / "flyers").exists()


def test_export_once_then_again(places: Path, number: str, tmp_path: Path) -> None:
    assert review(places, "accept", number, *CHECK, *WHY).exit_code == 0
    out = tmp_path / "out.jsonl"
    assert "1 accepted case" in run("review", "export", "-o", out).stderr
    assert "holds decisions" in run("review", "export", "-o", out).stderr
    other = tmp_path / "other.jsonl"
    assert "Nothing is accepted" in run("review", "export", "-o", other).stderr
    assert not other.exists()
    assert run("review", "export", "-o", other, "--again").exit_code == 0
    assert kept.lines_of(other)[1:] == kept.lines_of(out)[1:]
    assert run("review", "export").exit_code == 2


def test_the_log_is_safe_for_a_spreadsheet(places: Path, number: str, tmp_path: Path) -> None:
    assert run("review", "reject", number, "--reason", "=HYPERLINK(1)").exit_code == 0
    log = tmp_path / "log.csv"
    assert run("review", "export", "--log", log).exit_code == 0
    with log.open(encoding="utf-8", newline="") as file:
        [row] = list(csv.DictReader(file))
    assert (row["case"], row["decision"]) == (number, "rejected")
    assert row["reason"] == "'=HYPERLINK(1)"


def test_a_store_that_cannot_be_opened_is_one_sentence(
    places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESPITE_FINDER_DB", str(tmp_path))
    result = review(places, "list")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "The store of suggestions cannot be used" in result.stderr


def test_a_dataset_that_is_not_there_is_one_sentence(number: str, tmp_path: Path) -> None:
    result = run("review", "list", "--file", tmp_path / "none.csv")
    assert result.exit_code == 1
    assert "there is no file none.csv" in result.stderr
