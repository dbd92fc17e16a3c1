"""What a case would make of a record: mapped without a guess, nothing lost, nothing told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept import HIDDEN, TELLING
from made import record
from respite_finder.community.forms import LONGEST, Kind, Part
from respite_finder.community.proposal import Checked, Proposal, proposal_of
from respite_finder.community.said import cells_said
from respite_finder.community.store import Case
from respite_finder.errors import QueryError, RecordNotFound
from respite_finder.places import Row
from respite_finder.schema import FINE

TODAY = date(2026, 11, 22)
PAGE = "https://www.bluedoor.org/contact"
BY_PHONE = Checked("phone", PAGE, "2026-11-20")
ROWS = {row["place_id"]: row for row in (record(), HIDDEN)}
PLACE = {
    "name": "Blue Door",
    "service_type": "peer_run_center",
    "state": "MA",
    "city": "Greenfield",
    "zip": "01301-1234",
    "street": "5 Main St",
    "phone": "(413) 570-2990",
    "website": "www.bluedoor.org",
}


def case(kind: Kind, said: Mapping[str, str], place_id: str = "") -> Case:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Case("7KQ2-M4XD", kind, place_id, "en", dict(said), "", now, "open")


def new(said: Mapping[str, str], **cells: str) -> Proposal:
    return proposal_of(case(Kind.PLACE, said), ROWS, {}, TODAY, cells)


def change(
    said: Mapping[str, str],
    place_id: str = "ma-made-house",
    *,
    checked: Checked | None = None,
    cells: Mapping[str, str] | None = None,
    rows: Mapping[str, Row] = ROWS,
) -> Proposal:
    return proposal_of(case(Kind.CHANGE, said, place_id), rows, {}, TODAY, cells, checked)


def test_a_new_place_becomes_a_whole_record() -> None:
    made = new(PLACE | {"more": "Ask for a bed."})
    after = made.after
    assert (made.is_new, made.place_id) == (True, "ma-blue-door")
    assert (after["phone"], after["zip"]) == ("413-570-2990", "01301")
    assert after["website"] == "https://www.bluedoor.org"
    assert (after["county"], after["time_zone"]) == ("Franklin County", "America/New_York")
    assert after["precision"] == "zip"
    assert made.said == {"more": "Ask for a bed."}
    assert made.problems == ()


def test_a_new_place_gets_an_id_that_nobody_had() -> None:
    merged = {"ma-blue-door": "ma-made-house"}
    made = proposal_of(case(Kind.PLACE, PLACE), ROWS, merged, TODAY)
    assert made.place_id == "ma-blue-door-greenfield"


def test_what_fits_no_column_is_shown_as_it_was_typed() -> None:
    said = PLACE | {"phone": "ask for Maria", "website": "see Facebook", "email": "jane@gmail.com"}
    made = new(said)
    assert made.said == {name: said[name] for name in ("phone", "website", "email")}
    assert (made.after["phone"], made.after["website"], made.after["email"]) == ("", "", "")


def test_a_respite_tells_its_street_only_by_the_reviewers_word() -> None:
    said = PLACE | {"service_type": "peer_respite"}
    made = new(said)
    assert (made.after["address_withheld"], made.after["street"], made.after["zip"]) == (
        *("yes", "", ""),
    )
    assert {"street", "zip"} <= made.said.keys()
    assert not FINE & set(made.changed)
    told = new(said, street="5 Main St", address_withheld="")
    assert told.after["street"] == "5 Main St"


def test_the_rules_of_the_dataset_are_run() -> None:
    assert new(PLACE, hours="x" * 10_001).errors
    assert [problem.field for problem in new(PLACE, phone="199-570-2990").errors] == ["phone"]


@pytest.mark.parametrize("same", [{"name": "Made House"}, {"phone": "413-555-0100"}])
def test_a_place_that_we_have_is_named(same: dict[str, str]) -> None:
    made = new(PLACE | {"city": "Northampton", "zip": "01060"} | same)
    assert "ma-made-house" in [one.place_id for one in made.duplicates]


def test_a_place_unlike_ours_has_no_duplicates() -> None:
    assert new(PLACE | {"phone": "413-570-2991"}).duplicates == ()


def test_a_change_sets_the_chosen_parts() -> None:
    said = {"phone": "413 570 2990", "website": "example.org/new", "cost": "free"}
    made = change(said | {"address": "It moved.", "more": "I called."})
    assert set(made.changed) == {"phone", "website", "cost"}
    assert made.before["phone"] == "413-555-0100"
    assert made.after["website"] == "https://example.org/new"
    assert made.said == {"address": "It moved.", "more": "I called."}


def test_closed_is_closed() -> None:
    assert change({"closed": ""}).after["status"] == "closed"


def test_new_hours_take_the_old_reckoning_with_them() -> None:
    rows = {"ma-made-house": record(hours="Daily", opening_hours="Mo-Su 09:00-17:00")}
    after = change({"hours": "Only by appointment"}, rows=rows).after
    assert (after["hours"], after["opening_hours"]) == ("Only by appointment", "")


def test_a_check_stamps_the_record() -> None:
    after = change({"phone": "413-570-2990"}, checked=BY_PHONE).after
    assert (after["source_url"], after["source_date"]) == (PAGE, "2026-11-20")
    assert after["source_name"] == "The place itself, by phone"
    assert "https://example.org/list (2026-07-21)" in after["other_sources"]


@pytest.mark.parametrize(
    "checked",
    [
        Checked("phone", "", "2026-11-20"),
        Checked("phone", "by heart", "2026-11-20"),
        Checked("phone", PAGE, "2026-11-23"),
        Checked("phone", PAGE, "soon"),
    ],
)
def test_a_page_or_a_day_that_cannot_be_is_refused(checked: Checked) -> None:
    with pytest.raises(QueryError):
        change({"phone": "413-570-2990"}, checked=checked)


@pytest.mark.parametrize("cells", [{"colour": "red"}, {"place_id": "ma-x"}])
def test_a_cell_that_cannot_be_set_is_refused(cells: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        change({"closed": ""}, cells=cells)


def test_a_place_that_is_gone_is_told() -> None:
    with pytest.raises(RecordNotFound):
        change({"closed": ""}, "ma-gone")
    merged = {"ma-gone": "ma-made-house"}
    made = proposal_of(case(Kind.CHANGE, {"closed": ""}, "ma-gone"), ROWS, merged, TODAY)
    assert made.place_id == "ma-made-house"


def test_a_withheld_street_is_refused_and_never_changed() -> None:
    with pytest.raises(QueryError, match="withheld"):
        change({"closed": ""}, "ma-hidden-house", cells={"street": "17 Secret Lane"})
    made = change({"address": "17 Secret Lane, 01062", "closed": ""}, "ma-hidden-house")
    assert set(made.changed) == {"status"}
    assert [cell for cell in made.after.values() if any(word in cell for word in TELLING)] == []


PARTS = st.sampled_from([*Part, "more"])
WORDS = st.text(max_size=60) | st.sampled_from(["17 Secret Lane", "01062", "413-570-2990"])


@given(said=st.dictionaries(PARTS, WORDS, min_size=1))
def test_whatever_is_said_of_a_withheld_place_moves_no_fine_cell(said: dict[str, str]) -> None:
    made = change({str(name): text for name, text in said.items()}, "ma-hidden-house")
    assert not FINE & set(made.changed)


@given(said=st.dictionaries(st.sampled_from(sorted(LONGEST[Kind.PLACE])), WORDS))
def test_nothing_that_was_said_is_lost(said: dict[str, str]) -> None:
    one = case(Kind.PLACE, PLACE | said)
    made = proposal_of(one, ROWS, {}, TODAY)
    taken = cells_said(one, {})
    for name, text in one.said.items():
        if text.strip():
            assert name in made.said or name in taken
