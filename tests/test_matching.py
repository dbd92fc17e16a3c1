"""Which of our records an incoming one is: by id, by name and a fact, likely, several, none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kept import TODAY, stated
from made import VIRTUAL, record
from respite_finder.check.matching import Known, Match
from respite_finder.ingest.compare import compare

ELSEWHERE = {"city": "Greenfield", "county": "Franklin County", "zip": "01301", "street": ""}
ELSEWHERE |= {"latitude": "42.5876", "longitude": "-72.5995"}
NOBODY = {"place_id": "", "phone": "", "website": ""}


def known(*changes: Mapping[str, str], merged: Mapping[str, str] | None = None) -> Known:
    rows = [record({"place_id": f"ma-made-{n}"}, made) for n, made in enumerate(changes, 1)]
    return Known({row["place_id"]: row for row in rows}, merged or {})


def match(ours: Known, *changes: Mapping[str, str], **cells: str) -> Match:
    return ours.match(record(NOBODY, *changes, **cells))


def test_our_own_id_decides_whatever_else_is_said() -> None:
    found = match(known({}), ELSEWHERE, place_id="ma-made-1", name="Quite Another")
    assert (found.how, found.place_ids) == ("id", ("ma-made-1",))


def test_the_id_of_a_record_that_was_merged_leads_to_the_one_that_stands() -> None:
    found = match(known({}, merged={"ma-old": "ma-made-1"}), ELSEWHERE, place_id="ma-old", name="X")
    assert (found.how, found.place_ids) == ("id", ("ma-made-1",))


@pytest.mark.parametrize(
    "fact",
    [
        {"phone": "413-555-0100"},
        {"website": "https://example.org/house"},
        {"zip": "01060", "city": ""},
        {"city": "northampton", "zip": ""},
    ],
)
def test_a_namesake_with_one_more_fact_in_common_is_the_same(fact: dict[str, str]) -> None:
    ours = known({"website": "https://example.org/house", "street": ""})
    away = {"street": "", "city": "", "zip": "", "county": "", "precision": "none"}
    away |= {"latitude": "", "longitude": ""}
    found = match(ours, away, fact, name="MADE HOUSE")
    assert (found.how, found.place_ids) == ("same", ("ma-made-1",))


@pytest.mark.parametrize("said", ["http://example.org/house/", "https://www.example.org/house"])
def test_a_web_address_in_another_spelling_is_that_fact_too(said: str) -> None:
    away = {"street": "", "city": "", "zip": "", "county": "", "precision": "none"}
    away |= {"latitude": "", "longitude": ""}
    ours = known({"website": "https://example.org/house", "phone": ""})
    assert match(ours, away, website=said).how == "same"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Saint Made House", "St. Made House"), ("Casa Mañana", "CASA MANANA"), ("De Witt", "DeWitt")],
)
def test_a_name_in_another_spelling_is_the_same_name(ours: str, theirs: str) -> None:
    assert match(known({"name": ours}), name=theirs, phone="413-555-0100").how == "same"


def test_a_namesake_in_another_town_is_another_place() -> None:
    assert match(known({}), ELSEWHERE) == Match("none")


def test_a_namesake_of_another_kind_or_state_is_another_place() -> None:
    assert match(known({}), service_type="clubhouse").how == "none"
    there = {"state": "VT", "city": "Barre", "county": "", "zip": "05641", "street": ""}
    assert match(known({}), there, phone="413-555-0100").how == "none"


def test_two_namesakes_that_nobody_places_are_the_same() -> None:
    ours = known({**VIRTUAL, "phone": "", "email": "info@example.org"})
    assert match(ours, VIRTUAL).how == "same"


def test_when_several_of_ours_fit_all_are_named_and_none_is_chosen() -> None:
    found = match(known({"phone": ""}, {"phone": ""}))
    assert (found.how, found.place_ids) == ("several", ("ma-made-1", "ma-made-2"))
    assert "ma-made-1, ma-made-2" in found.reason


def test_a_like_name_in_one_town_is_likely_and_the_likeliest_comes_first() -> None:
    ours = known({"name": "The Northern Made House"}, {"name": "Northern Made Houses"})
    found = match(ours, name="Northern Made House", street="9 Other St")
    assert (found.how, found.place_ids[0]) == ("likely", "ma-made-1")
    assert "same town" in found.reason


def test_numbered_houses_are_not_taken_for_each_other() -> None:
    ours = known({"name": "Rose House 1", "phone": "", "street": "1 Rose St"})
    assert match(ours, name="Rose House 2", street="2 Rose St").how == "none"


def test_a_record_that_was_added_is_found_by_the_next_one() -> None:
    ours = known({})
    ours.add(record(NOBODY, ELSEWHERE, place_id="ma-new", name="New Center"))
    assert match(ours, ELSEWHERE, name="New Center").place_ids == ("ma-new",)


def test_matching_leaves_our_records_as_they_were() -> None:
    row = record()
    Known({"ma-made-house": row}, {}).match(record(NOBODY, name="X"))
    assert row == record()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_only_looks_like_ours_does_not_take_the_place_of_what_is(
    order: tuple[int, int],
) -> None:
    ours = record()
    exact = stated(2, {"place_id": "ma-made-house", "city": "Northampton", "beds": "4"})
    alike = stated(
        3,
        {"city": "Northampton", "phone": "413-555-0100", "source_name": "A"}
        | {"source_url": "https://a.org", "source_date": "2026-10-01"},
        name="Made House Center",
    )
    said = [(exact, alike)[place] for place in order]
    found = {c.row: c.action for c in compare(said, {ours["place_id"]: ours}, {}, TODAY)}
    assert found == {2: "changed", 3: "duplicate"}
