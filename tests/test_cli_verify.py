"""``respite-finder verify``: the stamp of a person who asked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from kept import HIDDEN, TELLING, TOLD, contents, keep, log_of, rows_in, run
from made import record

TODAY = date.today().isoformat()
PAGE = "https://www.example.org/house"


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return keep(tmp_path / "data", record(status="listed"), HIDDEN)


def verify(places: Path, *words: str, who: str = "ma-made-house", on: str = TODAY) -> Result:
    stamp = ("--on", on, "--how", "phone", "--source", PAGE)
    return run("verify", who, *stamp, *words, "--file", places)


def test_it_says_what_changed_and_writes_record_and_log(places: Path) -> None:
    result = verify(places, "--set", "beds=4", "--set", "cost=  free   of charge ")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "beds: empty -> 4" in result.stderr
    assert "status: listed -> active" in result.stderr
    assert "ma-made-house stamped: Checked" in result.stderr
    row = rows_in(places)["ma-made-house"]
    told = (row["beds"], row["cost"], row["status"], row["source_date"], row["source_url"])
    assert told == ("4", "free of charge", "active", TODAY, PAGE)
    assert {line.last_action_date for line in log_of(places)} == {TODAY}


def test_a_value_may_hold_an_equals_sign_and_an_empty_one_takes_out(places: Path) -> None:
    result = verify(places, "--set", "website=https://example.org/?a=b", "--set", "street=")
    assert result.exit_code == 0
    row = rows_in(places)["ma-made-house"]
    assert (row["website"], row["street"]) == ("https://example.org/?a=b", "")


def test_dry_run_says_the_same_and_writes_nothing(places: Path) -> None:
    before = contents(places.parent)
    result = verify(places, "--set", "beds=4", "--dry-run")
    assert result.exit_code == 0
    assert "beds: empty -> 4" in result.stderr
    assert "would be stamped" in result.stderr
    assert contents(places.parent) == before


def test_a_dry_run_finds_the_same_fault(places: Path) -> None:
    wet, dry = (verify(places, "--set", "phone=12", *words) for words in ([], ["--dry-run"]))
    assert (wet.exit_code, wet.stderr) == (dry.exit_code, dry.stderr)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--set", "phone"], "field=value"),
        (["--set", "colour=red"], "visitor_note"),
        (["--set", "place_id=ma-x"], "cannot be set"),
        (["--set", "source_url=https://example.org"], "--source"),
        (["--how", "letter"], "--how"),
    ],
)
def test_what_cannot_be_set_is_refused(places: Path, words: list[str], told: str) -> None:
    before = contents(places.parent)
    result = verify(places, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert contents(places.parent) == before


@pytest.mark.parametrize(
    "on",
    [(date.today() + timedelta(days=2)).isoformat(), "2026-02-30", "soon", "2026", "2001-01-01"],
)
def test_a_day_that_cannot_be_is_refused(places: Path, on: str) -> None:
    before = contents(places.parent)
    result = verify(places, on=on)
    assert result.exit_code == 2
    assert "on cannot be" in result.stderr
    assert contents(places.parent) == before


def test_an_unknown_id_suggests_those_close_by(places: Path) -> None:
    result = verify(places, who="ma-mde-house")
    assert result.exit_code == 2
    assert "Did you mean: ma-made-house" in result.stderr


@pytest.mark.parametrize("who", ["", "😀", "=1+1", "../places", "x" * 5000])
def test_an_id_that_can_be_none_is_one_sentence(places: Path, who: str) -> None:
    result = verify(places, who=who)
    assert result.exit_code == 2
    assert len(result.stderr) < 400
    assert "There is no record" in result.stderr


def test_a_bad_value_writes_nothing_and_says_the_rule(places: Path) -> None:
    before = contents(places.parent)
    result = verify(places, "--set", "phone=12")
    assert result.exit_code == 1
    assert "Nothing was written: row" in result.stderr
    assert "must look like 413-570-2990" in result.stderr
    assert contents(places.parent) == before


@pytest.mark.parametrize("source", ["http://[x", "", "by phone"])
def test_a_source_that_is_no_page_is_one_sentence(places: Path, source: str) -> None:
    before = contents(places.parent)
    words = ("--on", TODAY, "--how", "website", "--source", source)
    result = run("verify", "ma-made-house", *words, "--file", places)
    assert result.exit_code in (1, 2)
    assert "web address" in result.stderr
    assert contents(places.parent) == before


@pytest.mark.parametrize("names", [("street",), ("zip",), ("latitude", "longitude"), tuple(TOLD)])
@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_a_withheld_street_is_neither_written_nor_printed(
    places: Path, names: tuple[str, ...], dry: list[str]
) -> None:
    cells = [word for name in names for word in ("--set", f"{name}={TOLD[name]}")]
    result = verify(places, *cells, *dry, who="ma-hidden-house")
    told = result.output + b"".join(contents(places.parent).values()).decode()
    assert "withheld" in result.stderr
    assert [secret for secret in TELLING if secret in told] == []


def test_a_place_that_withholds_from_now_on_is_printed_without_its_street(tmp_path: Path) -> None:
    places = keep(tmp_path / "data", record(TOLD))
    result = verify(places, "--set", "address_withheld=yes")
    assert result.exit_code == 0
    assert "address_withheld: empty -> yes" in result.stderr
    told = result.output + b"".join(contents(places.parent).values()).decode()
    assert [secret for secret in TELLING if secret in told] == []


def test_a_private_address_that_goes_is_not_printed(tmp_path: Path) -> None:
    places = keep(tmp_path / "data", record(email="jane.doe@gmail.com"))
    result = verify(places, "--set", "email=info@example.org")
    assert result.exit_code == 0
    assert "info@example.org" in result.stderr
    assert "jane.doe" not in result.output


def test_a_field_set_twice_is_refused(places: Path) -> None:
    result = verify(places, "--set", "beds=4", "--set", "beds=5")
    assert result.exit_code == 2
    assert "beds" in result.stderr


def test_a_dataset_that_is_not_there_is_told_and_no_folder_made(tmp_path: Path) -> None:
    result = verify(tmp_path / "none" / "places.csv")
    assert result.exit_code in (1, 2)
    assert "there is no file places.csv" in result.stderr
    assert list(tmp_path.iterdir()) == []
