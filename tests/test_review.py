"""Accept and reject: on what was checked, with a reason, and nothing of the sender is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from kept import HIDDEN
from made import record
from respite_finder.community.forms import Kind, Submission
from respite_finder.community.proposal import Checked
from respite_finder.community.review import (
    LooksTheSame,
    NotAcceptable,
    accept,
    attachment_name,
    records_for,
    reject,
)
from respite_finder.community.store import Case, Held, Store
from respite_finder.errors import QueryError, RecordNotFound
from respite_finder.places import Row
from stores import CONTACT, FLYER, NOW, WORDS

TODAY = date(2026, 11, 22)
PAGE = "https://www.example.org/house"
BY_PHONE = Checked("phone", PAGE, "2026-11-20")
ROWS: dict[str, Row] = {row["place_id"]: row for row in (record(), HIDDEN)}
PLACE = {
    "name": "Blue Door",
    "service_type": "peer_run_center",
    "state": "MA",
    "city": "Greenfield",
    "phone": "413-570-2990",
}


def told(store: Store, receipt: str, said: Mapping[str, str], kind: Kind = Kind.CHANGE) -> str:
    place_id = "ma-made-house" if kind is Kind.CHANGE else ""
    made = Submission(kind, receipt, said, place_id, contact=CONTACT, attachment=FLYER)
    return store.add(made, NOW).number


def yes(store: Store, number: str, rows: dict[str, Row] = ROWS, **more: Any) -> Case:
    given: dict[str, Any] = {"reason": "she is right", "checked": BY_PHONE, "cells": {}} | more
    found = records_for(store, rows, {})
    return accept(store, number, records=found, by="maintainer", now=NOW, today=TODAY, **given)


def test_accepting_keeps_the_change_and_nothing_of_the_sender(store: Store) -> None:
    number = told(store, "a", {"phone": "413 570 2990", "more": WORDS})
    done = yes(store, number, cells={"beds": "4"})
    assert (done.status, done.contact, done.said, done.attachments) == ("accepted", "", {}, ())
    assert done.change is not None
    fields = done.change["fields"]
    assert (fields["phone"]["old"], fields["phone"]["new"]) == ("413-555-0100", "413-570-2990")
    assert (fields["beds"]["new"], fields["source_url"]["new"]) == ("4", PAGE)
    assert all(cell["accept"] for cell in fields.values())
    assert WORDS not in str(done)
    [line] = store.decisions()
    assert (line.number, line.decision, line.reason) == (number, "accepted", "she is right")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"checked": None}, "no source"),
        ({"cells": {"phone": "199-570-2990"}}, "phone: "),
        ({"cells": {"phone": "413-555-0100"}}, "no cell of the record would change"),
        ({"cells": {"email": "jane.doe@gmail.com"}}, "role address"),
    ],
)
def test_what_cannot_be_accepted_stays_open(store: Store, more: dict[str, Any], words: str) -> None:
    number = told(store, "a", {"phone": "413-570-2990"})
    with pytest.raises(NotAcceptable, match=words):
        yes(store, number, **more)
    case = store.case(number)
    assert (case.status, case.contact, store.decisions()) == ("open", CONTACT, [])


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 501])
def test_every_decision_has_a_reason(store: Store, reason: str) -> None:
    number = told(store, "a", {"phone": "413-570-2990"})
    with pytest.raises(QueryError, match="reason"):
        yes(store, number, reason=reason)
    with pytest.raises(QueryError, match="reason"):
        reject(store, number, reason=reason, by="maintainer", now=NOW)
    assert store.case(number).status == "open"


def test_a_rejected_case_is_emptied_and_logged(store: Store) -> None:
    number = told(store, "a", {"phone": "413-570-2990"})
    done = reject(store, number.lower(), reason="spam", by="maintainer", now=NOW)
    assert (done.status, done.contact, done.attachments, done.change) == ("rejected", "", (), None)
    with pytest.raises(QueryError, match="closed"):
        yes(store, number)
    with pytest.raises(RecordNotFound):
        yes(store, "2222-2222")


def test_a_message_is_answered_without_a_change(store: Store) -> None:
    number = told(store, "a", {"message": "Thank you"}, Kind.MESSAGE)
    with pytest.raises(NotAcceptable, match="message"):
        yes(store, number, cells={"beds": "4"})
    done = yes(store, number, checked=None)
    assert (done.status, done.change, store.to_hand_over()) == ("accepted", None, [])


def test_a_second_case_builds_on_the_first(store: Store) -> None:
    first = told(store, "a", {"phone": "413-570-2990"})
    second = told(store, "b", {"phone": "413-570-2991", "cost": "free"})
    yes(store, first)
    change = yes(store, second).change
    assert change is not None
    assert change["fields"]["phone"]["old"] == "413-570-2990"
    assert change["fields"]["cost"]["old"] == ""


def test_a_place_accepted_twice_is_seen(store: Store) -> None:
    yes(store, told(store, "a", PLACE, Kind.PLACE))
    rows = records_for(store, ROWS, {}).rows
    assert rows["ma-blue-door"]["phone"] == "413-570-2990"
    second = told(store, "b", PLACE, Kind.PLACE)
    with pytest.raises(LooksTheSame, match="Blue Door"):
        yes(store, second)
    assert store.case(second).status == "open"
    again = yes(store, second, another_place=True).change
    assert again is not None
    assert again["place_id"] == "ma-blue-door-greenfield"


def test_what_was_checked_later_is_not_put_back(store: Store) -> None:
    yes(store, told(store, "a", {"phone": "413-570-2990"}))
    later = {"ma-made-house": record(source_date="2026-11-21")}
    assert records_for(store, later, {}).rows["ma-made-house"]["phone"] == "413-555-0100"


def test_a_name_of_a_file_is_ours() -> None:
    held = Held(0, "application/pdf", "/../../evil.exe", 1, "0")
    assert attachment_name("7KQ2-M4XD", held) == "case-7kq2-m4xd-1.bin"
