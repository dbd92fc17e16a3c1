"""From accepted cases to ``places.csv``: nothing is lost, nothing twice, and why is in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import kept
from kept import HIDDEN, TELLING, log_of, rows_in, run
from made import record
from respite_finder.changes import read_changes
from respite_finder.community.forms import Kind, Submission
from respite_finder.community.hand_over import hand_over, handed_over
from respite_finder.community.proposal import Checked
from respite_finder.community.review import accept, records_for
from respite_finder.community.store import Store
from respite_finder.errors import FileError
from respite_finder.ids import published_ids
from stores import CONTACT, NOW, WORDS

TODAY = date(2026, 11, 22)
PAGE = "https://www.example.org/house"
PLACE = {
    "name": "Blue Door",
    "service_type": "peer_run_center",
    "state": "MA",
    "city": "Greenfield",
    "phone": "413-570-2990",
    "more": WORDS,
}


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return kept.keep(tmp_path / "data", record(), HIDDEN)


def yes(
    store: Store,
    places: Path,
    said: Mapping[str, str],
    kind: Kind = Kind.CHANGE,
    place_id: str = "ma-made-house",
    on: str = "2026-11-20",
    **more: Any,
) -> str:
    at = NOW + timedelta(minutes=len(store.decisions()))
    one = Submission(kind, f"{at}", said, "" if kind is Kind.PLACE else place_id, contact=CONTACT)
    number = store.add(one, at).number
    found = records_for(store, rows_in(places), published_ids(places.with_name("ids.txt")))
    accept(
        store,
        number,
        records=more.get("records", found),
        reason="she told me so",
        by="maintainer",
        now=at,
        checked=Checked("phone", PAGE, on),
        cells=more.get("cells", {}),
        today=TODAY,
    )
    return number


def merged(store: Store, places: Path, name: str = "one.jsonl", again: bool = False) -> str:
    path = places.parent.parent / name
    hand_over(store, path, NOW, again)
    result = run("merge", path, "--file", places)
    return f"{result.exit_code} {result.output}"


def test_a_suggestion_gets_into_the_dataset_with_its_evidence(store: Store, places: Path) -> None:
    number = yes(store, places, PLACE, Kind.PLACE)
    assert "1 record added" in merged(store, places)
    row = rows_in(places)["ma-blue-door"]
    assert (row["phone"], row["source_url"], row["status"]) == ("413-570-2990", PAGE, "active")
    [line] = log_of(places)
    assert (line.how, line.source_url, line.last_action_date) == ("phone", PAGE, "2026-11-20")
    assert line.reason == f"case {number}: checked by phone on 2026-11-20"
    assert run("check", places).exit_code == 0
    everything = b"".join(kept.contents(places.parent.parent).values()).decode("utf-8", "replace")
    told = [word for word in (CONTACT, WORDS, "she told me so") if word in everything]
    # The log of decisions keeps the reason, in the store and nowhere else.
    assert set(told) <= {"she told me so"}
    assert "import" not in places.with_name("corrections.csv").read_text()


def test_what_was_handed_over_is_not_again_unless_asked(store: Store, places: Path) -> None:
    yes(store, places, {"phone": "413-570-2990"})
    path = places.parent / "one.jsonl"
    assert len(hand_over(store, path, NOW)) == 1
    path.unlink()
    assert hand_over(store, path, NOW) == []
    assert not path.exists()
    assert handed_over(store, NOW) == b""
    assert len(hand_over(store, path, NOW, again=True)) == 1


def test_a_file_that_cannot_be_written_leaves_the_cases_waiting(store: Store, places: Path) -> None:
    yes(store, places, {"phone": "413-570-2990"})
    with pytest.raises(FileError):
        hand_over(store, places.parent / "none" / "one.jsonl", NOW)
    assert len(store.to_hand_over()) == 1


def test_merged_twice_is_there_already(store: Store, places: Path) -> None:
    yes(store, places, PLACE, Kind.PLACE)
    yes(store, places, {"phone": "413-570-2991"})
    merged(store, places)
    before = kept.contents(places.parent)
    told = merged(store, places, "two.jsonl", again=True)
    assert told.startswith("0 ")
    assert "2 there already" in told
    assert kept.contents(places.parent) == before


@pytest.mark.parametrize("apart", [False, True])
def test_two_cases_about_one_record_both_arrive(store: Store, places: Path, apart: bool) -> None:
    yes(store, places, {"phone": "413-570-2990", "cost": "free"})
    if apart:
        merged(store, places)
    yes(store, places, {"phone": "413-570-2991"}, on="2026-11-21")
    assert merged(store, places, "two.jsonl").startswith("0 ")
    row = rows_in(places)["ma-made-house"]
    assert (row["phone"], row["cost"]) == ("413-570-2991", "free")
    assert row["source_date"] == "2026-11-21"
    assert merged(store, places, "again.jsonl", again=True).startswith("0 ")
    assert rows_in(places)["ma-made-house"] == row


def test_two_reviewers_at_once_lose_nothing_unsaid(store: Store, places: Path) -> None:
    """Both looked at the same record: the one who came second is told at the merge."""
    found = records_for(store, rows_in(places), {})
    yes(store, places, {"phone": "413-570-2990"}, records=found)
    yes(store, places, {"phone": "413-570-2991"}, records=found)
    told = merged(store, places)
    assert told.startswith("1 ")
    assert "phone changed since the review" in told
    assert rows_in(places)["ma-made-house"]["phone"] == "413-570-2990"


def test_a_withheld_address_is_in_no_file(store: Store, places: Path) -> None:
    said = {
        "address": "17 Secret Lane, 01062",
        "more": "It is at 42.3344, -72.6655",
        "cost": "free",
    }
    yes(store, places, said, place_id="ma-hidden-house")
    path = places.parent / "one.jsonl"
    hand_over(store, path, NOW)
    assert [word for word in TELLING if word in path.read_text()] == []
    assert run("merge", path, "--file", places).exit_code == 0
    assert rows_in(places)["ma-hidden-house"]["cost"] == "free"


def test_a_street_that_is_withheld_from_now_on_is_not_in_the_file(
    store: Store, places: Path
) -> None:
    yes(store, places, {"other": "Please hide it."}, cells={"address_withheld": "yes"})
    path = places.parent / "one.jsonl"
    hand_over(store, path, NOW)
    assert "1 Main St" not in path.read_text()
    assert run("merge", path, "--file", places).exit_code == 0
    row = rows_in(places)["ma-made-house"]
    assert (row["address_withheld"], row["street"], row["zip"]) == ("yes", "", "")
    assert row["precision"] == "city"


def test_an_address_that_is_published_from_now_on_arrives(store: Store, places: Path) -> None:
    cells = {"address_withheld": "", "street": "5 Main St", "zip": "01060"}
    yes(store, places, {"other": "They publish it."}, place_id="ma-hidden-house", cells=cells)
    assert merged(store, places).startswith("0 ")
    row = rows_in(places)["ma-hidden-house"]
    assert (row["address_withheld"], row["street"], row["precision"]) == ("", "5 Main St", "zip")


def test_a_reason_that_a_hand_has_changed_is_still_a_review(store: Store, places: Path) -> None:
    yes(store, places, {"phone": "413-570-2990"})
    path = places.parent.parent / "one.jsonl"
    hand_over(store, path, NOW)
    lines = kept.lines_of(path)
    lines[1]["reason"] = "mended"
    kept.rewrite(path, lines)
    assert read_changes(path)[0].format == "review"
    assert run("merge", path, "--file", places).exit_code == 0
    assert {line.how for line in log_of(places)} == {"review"}
