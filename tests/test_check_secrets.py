"""Words that tell where a withheld house is: the check refuses them, an import leaves them out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from kept import HIDDEN, TODAY, TOLD, contents, keep, run, stated
from made import WITHHELD, record
from respite_finder import check_places, load_places
from respite_finder.ingest.compare import compare
from respite_finder.telling import TEXTS, tells_where

STREETS = (
    "at 12 Maple Lane",
    "The house is 256 N. Main St., ring twice",
    "44 hush rd",
    "find us at 7 West 4th Street",
    "in 01060",
)
PLAIN = (
    "Stays of up to 7 nights.",
    "Open since 2012 for 3 adults at a time.",
    "Call 413-555-0100, or text 741741.",
    "24/7, 365 days a year",
    "Ages 18 to 35; 12 step groups on the way",
    "",
)


@pytest.mark.parametrize("text", STREETS)
def test_a_street_or_a_zip_code_is_seen(text: str) -> None:
    assert tells_where("visitor_note", text, "MA")


@pytest.mark.parametrize("text", PLAIN)
def test_other_numbers_are_not(text: str) -> None:
    assert not tells_where("visitor_note", text, "MA")


@pytest.mark.parametrize("column", sorted(set(TEXTS) - {"website", "source_url", "opening_hours"}))
def test_the_check_refuses_it_in_every_text_and_does_not_print_it(
    places_file: Callable[..., Path], column: str
) -> None:
    words = {"description": "A house.", column: "at 12 Maple Lane"}
    problems = check_places(places_file(dict(WITHHELD) | words))
    told = [p for p in problems if "seems to tell" in p.rule]
    assert [(p.field, p.severity) for p in told] == [(column, "error")]
    assert "Maple" not in json.dumps([p.as_dict() for p in problems])


def test_a_place_that_publishes_its_street_may_name_it(places_file: Callable[..., Path]) -> None:
    assert check_places(places_file({"visitor_note": "Beside 12 Maple Lane."})) == []


def test_no_text_of_the_shipped_dataset_tells_a_withheld_street() -> None:
    places = load_places()
    withheld = places.loc[places["address_withheld"]]
    assert len(withheld) > 50
    for place_id, row in withheld.iterrows():
        telling = [n for n in TEXTS if tells_where(n, str(row[n]), str(row["state"]))]
        assert telling == [], place_id


def test_an_import_leaves_it_out_of_the_change_file() -> None:
    said = stated(cells={"place_id": "ma-hidden-house", "visitor_note": "at 12 Maple Lane"})
    (change,) = compare([said], {"ma-hidden-house": dict(HIDDEN)}, {}, TODAY)
    assert "Maple" not in json.dumps(asdict(change))
    assert any("visitor_note left out" in note for note in change.notes)


def test_another_kind_of_help_at_the_door_of_a_withheld_place_is_a_doubt() -> None:
    ours = dict(HIDDEN)
    said = stated(
        cells={"source_name": "A", "source_url": "https://a.org", "source_date": "2026-10-01"},
        name=ours["name"], city=ours["city"], service_type="living_room", organization="X",
        street=TOLD["street"], phone="413-555-0177",
    )  # fmt: skip
    (change,) = compare([said], {ours["place_id"]: ours}, {}, TODAY)
    assert change.action == "duplicate"
    assert TOLD["street"] not in json.dumps(asdict(change))


def test_verify_takes_no_street_in_any_words(tmp_path: Path) -> None:
    places = keep(tmp_path / "data", record(), HIDDEN)
    before = contents(places.parent)
    words = ("--on", TODAY.isoformat(), "--how", "phone", "--source", "https://example.org/")
    for cell in ("visitor_note=at 12 Maple Lane", "alternate_names=12 Maple Lane"):
        result = run("verify", "ma-hidden-house", *words, "--set", cell, "--file", places)
        assert result.exit_code == 1
        assert "Maple" not in result.output
        assert contents(places.parent) == before
