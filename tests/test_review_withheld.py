"""A case tells no withheld house: not as a place of its own, not in words, not by a link."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kept import HIDDEN, TELLING, TOLD
from leaky import LINKS, WORDS
from made import record
from respite_finder.community.forms import Kind, Submission
from respite_finder.community.proposal import Checked
from respite_finder.community.review import NotAcceptable, accept, records_for
from respite_finder.community.store import Case, Store
from respite_finder.places import Row
from stores import NOW

BY_PHONE = Checked("phone", "https://www.example.org/house", "2026-11-20")
OPEN = record(phone="413-570-2991", name="Open Door", website="https://www.open.example/")
ROWS: dict[str, Row] = {row["place_id"]: row for row in (OPEN, HIDDEN)}
HOUSE = {
    "name": HIDDEN["name"],
    "service_type": "living_room",
    "state": "MA",
    "city": HIDDEN["city"],
    "phone": HIDDEN["phone"],
    "street": TOLD["street"],
    "zip": TOLD["zip"],
}
ANOTHER = {"name": "Blue Door", "phone": "413-570-2990"}


def told(store: Store, said: dict[str, str], kind: Kind = Kind.PLACE, place_id: str = "") -> str:
    return store.add(Submission(kind, "r", said, place_id), NOW).number


def yes(store: Store, number: str, checked: Checked = BY_PHONE, **cells: str) -> Case:
    return accept(
        store,
        number,
        records=records_for(store, ROWS, {}),
        reason="true",
        by="maintainer",
        now=NOW,
        checked=checked,
        cells=cells,
        another_place=True,
        today=date(2026, 11, 22),
    )


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"street": ""},
        {"zip": ""},
        {"name": ANOTHER["name"]},
        {"phone": ANOTHER["phone"]},
        {"name": "Hidden House Annex"},
        {"city": "Florence", "phone": ""},
        {"service_type": "peer_respite"},
    ],
)
def test_a_withheld_house_does_not_come_back_as_another_kind_with_its_street(
    store: Store, said: dict[str, str]
) -> None:
    number = told(store, HOUSE | said)
    # A reviewer may put a street behind a respite: not behind one that withholds it.
    cells = {"street": TOLD["street"], "address_withheld": ""}
    more: dict[str, Any] = cells if "service_type" in said else {}
    with pytest.raises(NotAcceptable, match=r"may be ma-hidden-house.* leave street and zip") as no:
        yes(store, number, **more)
    assert [secret for secret in TELLING if secret in str(no.value)] == []
    assert store.case(number).status == "open"


def test_another_place_at_its_phone_comes_in_without_street_and_zip(store: Store) -> None:
    done = yes(store, told(store, HOUSE | {"name": "Blue Door"}), street="", zip="")
    assert done.change is not None
    assert done.change["fields"]["precision"]["new"] == "city"
    assert [secret for secret in TELLING if secret in str(done.change)] == []


@pytest.mark.parametrize("said", [ANOTHER, {"city": "Greenfield", "zip": "01301"} | ANOTHER])
def test_a_place_that_is_unlike_it_keeps_its_street(store: Store, said: dict[str, str]) -> None:
    done = yes(store, told(store, HOUSE | said))
    assert done.change is not None
    assert done.change["fields"]["street"]["new"] == TOLD["street"]


def test_an_open_record_does_not_take_its_name(store: Store) -> None:
    number = told(store, {"name": HIDDEN["name"]}, Kind.CHANGE, OPEN["place_id"])
    with pytest.raises(NotAcceptable, match="may be ma-hidden-house"):
        yes(store, number)
    assert yes(store, number, name="Open Doors").status == "accepted"


@pytest.mark.parametrize(
    ("part", "words"),
    [("hours", WORDS), ("cost", "Free at 45 Oakwood, second door"), ("website", LINKS[0])],
)
def test_no_words_and_no_link_tell_it(store: Store, part: str, words: str) -> None:
    number = told(store, {part: words}, Kind.CHANGE, HIDDEN["place_id"])
    with pytest.raises(NotAcceptable, match=f"{part}: seems to") as no:
        yes(store, number)
    assert words not in str(no.value)


@pytest.mark.parametrize("link", LINKS)
def test_nor_does_the_page_where_it_was_checked(store: Store, link: str) -> None:
    number = told(store, {"phone": "413-570-2992"}, Kind.CHANGE, HIDDEN["place_id"])
    with pytest.raises(NotAcceptable, match="source_url: seems to"):
        yes(store, number, Checked("website", link, "2026-11-20"))
    assert yes(store, number).status == "accepted"
