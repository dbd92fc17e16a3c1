"""An import against the dataset: every action, by a record that was made for it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

import pytest

from kept import HIDDEN, TELLING, TODAY, TOLD, stated
from made import record
from respite_finder.changes import Change
from respite_finder.ingest.compare import compare
from respite_finder.ingest.incoming import Incoming
from respite_finder.places import Row, read_rows
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import COLUMN_NAMES

OURS = record(website="https://www.example.org/house/", languages="English; Spanish", beds="3")
HERE = {"city": "Northampton", "zip": "01060"}
DATED = {"source_url": "https://example.org/list", "source_date": "2026-07-21"}


def held(*incoming: Incoming, ours: tuple[Row, ...] = (OURS,)) -> list[Change]:
    return list(compare(incoming, {row["place_id"]: row for row in ours}, {}, TODAY))


def one(incoming: Incoming, ours: Row = OURS) -> Change:
    (change,) = held(incoming, ours=(ours,))
    return change


def cells(change: Change) -> dict[str, tuple[str, str, str]]:
    return {name: (cell.old, cell.new, cell.newer) for name, cell in change.fields.items()}


def test_a_record_that_we_do_not_have_is_new_and_whole() -> None:
    said = DATED | {"source_name": "Theirs", "city": "Greenfield", "phone": "413-555-0111"}
    change = one(stated(cells=said, name="Other Center"))
    assert (change.action, change.place_id, change.row) == ("new", "ma-other-center", 2)
    new = {name: cell.new for name, cell in change.fields.items()}
    assert all(cell.old == "" and cell.newer == "file" for cell in change.fields.values())
    assert new.items() >= said.items()
    follows = (new["precision"], new["county"], new["time_zone"], new["status"])
    assert follows == ("city", "Franklin County", "America/New_York", "active")


def test_a_new_record_gets_an_id_that_nobody_has() -> None:
    first = stated(
        2, DATED, name="Made House", city="Boston", source_name="A", phone="617-555-0111"
    )
    assert one(first).place_id == "ma-made-house-boston"


@pytest.mark.parametrize("name", ["希望之家", "The"])
def test_a_name_of_which_no_id_can_be_made_comes_in_with_one_all_the_same(name: str) -> None:
    said = DATED | {"source_name": "A", "city": "Boston", "phone": "617-555-0111"}
    assert one(stated(cells=said, name=name)).action == "new"


def test_a_record_that_says_what_ours_says_is_the_same() -> None:
    change = one(Incoming(2, "k", OURS))
    assert (change.action, change.place_id, change.fields) == ("same", "ma-made-house", {})


def test_a_cell_that_differs_is_changed_with_old_new_and_who_is_newer() -> None:
    change = one(stated(cells=HERE | DATED, phone="413-555-0199", source_date="2026-11-01"))
    assert change.action == "changed"
    assert cells(change)["phone"] == ("413-555-0100", "413-555-0199", "file")
    assert cells(change)["source_date"] == ("2026-07-21", "2026-11-01", "file")


@pytest.mark.parametrize("stated_on", ["2020", ""])
def test_an_older_or_undated_source_that_says_otherwise_is_in_conflict(stated_on: str) -> None:
    change = one(stated(cells=HERE | DATED, phone="413-555-0199", source_date=stated_on))
    assert (change.action, change.reason) == ("conflict", "our source is newer")
    assert cells(change)["phone"] == ("413-555-0100", "413-555-0199", "ours")
    assert "source_date" not in change.fields


def test_two_sources_of_one_day_are_changed_and_neither_is_newer() -> None:
    change = one(stated(cells=HERE | DATED, phone="413-555-0199"))
    assert (change.action, cells(change)["phone"][2]) == ("changed", "neither")


def test_an_older_source_fills_what_we_do_not_know_without_a_conflict() -> None:
    change = one(stated(cells=HERE | DATED, year_opened="2012", source_date="2020"))
    assert (change.action, cells(change)["year_opened"][:2]) == ("changed", ("", "2012"))


def test_a_name_that_is_nearly_ours_in_one_town_is_a_duplicate_for_a_person() -> None:
    said = DATED | {"source_name": "Theirs", "city": "Northampton"}
    change = one(stated(cells=said, name="The Made Houses"))
    assert (change.action, change.place_id) == ("duplicate", "ma-made-house")
    assert "may be" in change.reason


def test_what_may_be_a_withheld_place_is_told_without_a_street() -> None:
    said = DATED | TOLD | {"source_name": "A", "city": "Northampton", "phone": "413-555-0100"}
    change = one(stated(cells=said, name="The Hidden House", service_type="peer_respite"), HIDDEN)
    assert change.place_id == "ma-hidden-house"
    assert [secret for secret in TELLING if secret in json.dumps(asdict(change))] == []


def test_what_the_reader_refused_stays_refused_with_its_reason() -> None:
    change = one(Incoming(7, "k", {"name": "Made House"}, "has no state", ("a note",)))
    assert (change.action, change.row, change.reason) == ("refused", 7, "has no state")
    assert change.notes == ["a note"]


def test_a_record_that_breaks_a_rule_of_ours_is_refused_with_the_rule() -> None:
    change = one(stated(cells=HERE | DATED, zip="10001"))
    assert (change.action, change.place_id) == ("refused", "ma-made-house")
    assert "lies in NY" in change.reason


def test_the_second_record_of_a_file_for_one_place_is_refused_and_names_the_first() -> None:
    found = held(stated(2, HERE), stated(9, HERE))
    assert [change.action for change in found] == ["same", "refused"]
    assert "row 2" in found[1].reason


def test_the_same_new_place_twice_in_a_file_comes_in_once() -> None:
    new = DATED | {"name": "Other Center", "city": "Greenfield", "source_name": "A"}
    found = held(stated(2, new, phone="413-555-0111"), stated(3, new, phone="413-555-0111"))
    assert [change.action for change in found] == ["new", "refused"]


@pytest.mark.parametrize("name", [n for n in COLUMN_NAMES if OURS[n]])
def test_a_cell_that_is_not_stated_erases_nothing(name: str) -> None:
    said = {**OURS, name: ""}
    if name in ("name", "state", "service_type"):
        said |= {name: OURS[name], "phone": ""}
    change = one(Incoming(2, "k", said))
    assert (change.action, change.fields) == ("same", {})


def test_the_whole_shipped_dataset_is_the_same_as_itself() -> None:
    ours = {row["place_id"]: row for _, row in read_rows(PLACES_CSV)[0]}
    incoming = [Incoming(n, name, row) for n, (name, row) in enumerate(ours.items(), 2)]
    found = list(compare(incoming, ours, {}, TODAY))
    assert Counter(change.action for change in found) == {"same": len(ours)}
    assert all(not change.fields and not change.notes for change in found)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"website": "https://www.example.org/a/"}, {"website": "http://example.org/a"}),
        ({"website": "https://example.org/a"}, {"website": "https://Example.org/a/"}),
        ({"name": "St. Made's House"}, {"name": "ST MADES HOUSE"}),
        ({"name": "Saint Made House"}, {"name": "St. Made House"}),
        ({"organization": "Saint Mary's"}, {"organization": "St. Mary's"}),
        ({"street": "1 Main St"}, {"street": "1 MAIN ST."}),
        ({"county": "Hampshire County"}, {"county": "Hampshire"}),
        ({"email": "info@example.org"}, {"email": "Info@Example.org"}),
        ({"languages": "English; Spanish"}, {"languages": "Spanish;English"}),
        ({"populations": "adults; veterans"}, {"populations": "veterans; adults"}),
        ({"latitude": "42.3223"}, {"latitude": "42.32231"}),
    ],
)
def test_two_spellings_say_the_same(ours: Mapping[str, str], theirs: Mapping[str, str]) -> None:
    change = one(Incoming(2, "k", record(theirs)), record(ours))
    assert (change.action, cells(change)) == ("same", {})


@pytest.mark.parametrize("said", ["1 North Main Street", "1 N. Main St.", "1 n main street"])
def test_a_street_written_out_does_not_move_the_place(said: str) -> None:
    exact = record(street="1 N Main St", precision="address", coordinate_source="a geocoder")
    assert one(stated(cells=HERE, street=said), exact).action == "same"


@pytest.mark.parametrize(
    ("ours", "theirs"), [("St. Louis", "Saint Louis"), ("O'Fallon", "OFallon")]
)
def test_two_spellings_of_a_town_are_one(ours: str, theirs: str) -> None:
    there = {"state": "MO", "zip": "", "county": "", "precision": "none", "street": ""}
    there |= {"latitude": "", "longitude": "", "time_zone": "America/Chicago"}
    mine, said = (record(there, city=name, place_id="mo-made-house") for name in (ours, theirs))
    assert one(Incoming(2, "k", said), mine).action == "same"


@pytest.mark.parametrize("name", ["name", "phone", "website", "street", "languages", "beds"])
def test_another_word_is_no_spelling(name: str) -> None:
    other = {"name": "Made Home", "phone": "413-555-0101", "website": "https://example.org/b"}
    other |= {"street": "2 Main St", "languages": "English; French", "beds": "4"}
    change = one(Incoming(2, "k", record(OURS, {name: other[name]})))
    assert (change.action, cells(change)[name][:2]) == ("changed", (OURS[name], other[name]))


def test_a_point_less_exact_than_ours_is_left_out_and_told() -> None:
    exact = record(precision="address", latitude="42.3190", longitude="-72.6300")
    vague = stated(cells=HERE, latitude="42.3223", longitude="-72.6313", precision="zip")
    change = one(vague, exact)
    assert "latitude" not in change.fields
    assert any("less exact" in note for note in change.notes)


def test_a_more_exact_point_comes_whole() -> None:
    fine = {"latitude": "42.3190", "longitude": "-72.6300", "precision": "address"}
    change = one(stated(cells=HERE | fine, source_name="Theirs"))
    told = {name: cell.new for name, cell in change.fields.items()}
    assert told == fine | {"coordinate_source": "Theirs"}


@pytest.mark.parametrize("withheld", ["yes", ""])
def test_a_change_of_a_withheld_record_never_holds_its_street(withheld: str) -> None:
    said = {"name": "Hidden House", "service_type": "peer_respite", "city": "Northampton", **TOLD}
    change = one(stated(cells=said, address_withheld=withheld, beds="4"), HIDDEN)
    text = json.dumps(asdict(change))
    assert (change.action, cells(change)["beds"][1]) == ("changed", "4")
    assert [secret for secret in TELLING if secret in text] == []
    assert change.notes != []


def test_a_source_that_withholds_what_we_show_proposes_that_and_no_street() -> None:
    change = one(stated(cells=HERE, address_withheld="yes", **TOLD | {"precision": "city"}))
    assert cells(change)["address_withheld"][:2] == ("", "yes")
    assert [secret for secret in TELLING if secret in json.dumps(asdict(change))] == []


def test_a_new_record_that_withholds_its_street_comes_without_it() -> None:
    said = {"name": "New Respite", "service_type": "peer_respite", "city": "Northampton", **TOLD}
    said |= DATED | {"source_name": "A", "phone": "413-555-0111"}
    change = one(stated(cells=said, address_withheld="yes"))
    assert (change.action, change.fields["precision"].new) == ("new", "city")
    assert [secret for secret in TELLING if secret in json.dumps(asdict(change))] == []


def test_nothing_of_ours_is_touched() -> None:
    ours = dict(OURS)
    held(stated(cells=HERE, phone="413-555-0199"), stated(3, name="Other"), ours=(ours,))
    assert ours == OURS
