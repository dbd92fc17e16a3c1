"""News: what happened to each record on each day, without anything that is secret."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept import HIDDEN
from made import record
from respite_finder.corrections import ACTIONS, SECRET_IF_WITHHELD, Correction, Evidence, correction
from respite_finder.coverage.releases import Release
from respite_finder.i18n import speaking
from respite_finder.news import (
    Event,
    Part,
    group_words,
    grouped,
    label_words,
    made_news,
    part_of,
    published_news,
    sentences,
)
from respite_finder.places import Row
from respite_finder.schema import COLUMN_NAMES

FIRST = Release("2026.11.0", date(2026, 11, 22), "the founding dataset", 0)
DAYS = ("2026-11-23", "2026-11-24", "2026-11-25")
SECRETS = ("17 Secret Lane", "01062", "42.3344", "72.6655", "jane.doe@example.net")


def said(
    action: str, field: str = "", before: str = "", after: str = "", on: str = DAYS[0], **more: str
) -> Correction:
    why = Evidence(on, "phone", "maintainer", more.get("url", "https://example.org/a"), "asked")
    return correction(more.get("id", "ma-made-house"), action, field, before, after, why)


def told(log: Sequence[Correction], *rows: Row, releases: Sequence[Release] = ()) -> list[Event]:
    by_id = {row["place_id"]: row for row in rows or (record(),)}
    return list(made_news(by_id, log, {}, releases or (FIRST,)))


def test_every_row_of_the_shipped_log_is_in_exactly_one_event() -> None:
    events = published_news()
    rows = sorted(number for event in events for number in event.rows)
    assert rows == list(range(len(rows)))
    assert len({event.id for event in events}) == len(events)


def test_every_column_but_the_status_belongs_to_a_part() -> None:
    details = {name for name in COLUMN_NAMES if part_of(name) == Part.DETAILS}
    assert {"place_id", "latitude", "source_url", "time_zone", "status"} <= details
    assert not {"phone", "hours", "street", "populations", "visitor_note"} & details
    assert len(details) == 11


@pytest.mark.parametrize(
    ("log", "status", "kind", "words"),
    [
        ([said("create")], "active", "new", "We added it"),
        ([said("create")], "closed", "closed", "It has closed"),
        ([said("create")], "planned", "planned", "not open yet"),
        ([said("update", "status", "active", "closed")], "closed", "closed", "Do not go there"),
        ([said("update", "status", "closed", "active")], "active", "opened_again", "open again"),
        ([said("update", "status", "planned", "active")], "active", "opened", "It is open now"),
        ([said("update", "status", "listed", "active")], "active", "confirmed", "confirmed now"),
        ([said("update", "status", "active", "listed")], "listed", "changed", "no longer"),
        ([said("verify")], "active", "confirmed", "still holds"),
        ([said("update", "time_zone", "", "x")], "active", "changed", "Only details"),
        ([said("update", "hours", "", "x"), said("verify")], "active", "changed", "the hours"),
    ],
)
def test_what_happened_is_told_by_its_kind_and_in_words(
    log: list[Correction], status: str, kind: str, words: str
) -> None:
    (event,) = told(log, record(status=status))
    assert event.kind == kind
    assert words in " ".join(sentences(event))


def test_the_status_of_a_record_when_it_was_added_is_that_of_its_day() -> None:
    log = [said("create"), said("update", "status", "planned", "active", on=DAYS[1])]
    opened, added = told(log)
    assert (added.kind, opened.kind) == ("planned", "opened")


def test_who_reads_of_a_place_that_has_closed_since_is_told_so() -> None:
    log = [said("create"), said("update", "status", "active", "closed", on=DAYS[1])]
    _closed, added = told(log, record(status="closed"))
    assert "It has closed since. Do not go there." in sentences(added)


def test_only_the_new_number_is_told_and_only_while_it_holds() -> None:
    log = [said("update", "phone", "413-555-0199", "413-555-0100")]
    (event,) = told(log)
    assert "413-555-0100" in " ".join(sentences(event))
    assert "0199" not in repr(event) + " ".join(sentences(event))
    for row in (record(phone="413-555-0123"), record(status="closed")):
        (event,) = told(log, row)
        assert event.values == ()
        assert event.parts == (Part.PHONE,)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("hours", "Monday to Friday, 9 to 5", "The hours are now: Monday to Friday, 9 to 5."),
        ("website", "https://example.org/new", "The website is now https://example.org/new"),
        ("cost", "free", "The cost is now: free."),
        ("name", "New House", "The name is now New House."),
    ],
)
def test_a_new_value_is_told_while_the_record_holds_it(column: str, value: str, words: str) -> None:
    log = [said("update", column, "before", value)]
    (event,) = told(log, record(**{column: value}))
    assert words in sentences(event)
    assert "before" not in " ".join(sentences(event))
    (event,) = told(log, record(**{column: "later"}))
    assert event.values == ()
    later = said("update", column, "x", value, on=DAYS[1])
    second, first = told([*log, later], record(**{column: value}))
    assert (first.values, second.values) == ((), ((column, value),))


def test_descriptions_of_a_day_and_state_are_told_in_one_line() -> None:
    ids = ["ma-1", "ma-2", "ma-3", "vt-1", "ma-4"]
    rows = [record(place_id=name, state=name[:2].upper()) for name in ids]
    log = [said("update", "description", "", "x", id=name) for name in ids[:4]]
    log.append(said("update", "hours", "", "x", id="ma-4"))
    events = told(log, *rows)
    groups = grouped(events)
    assert sorted(event.id for group in groups for event in group) == sorted(e.id for e in events)
    assert sorted(len(group) for group in groups) == [1, 1, 3]
    (many,) = (group for group in groups if len(group) == 3)
    assert {event.state for event in many} == {"MA"}
    assert group_words(many) == "Massachusetts: 3 descriptions were rewritten"
    assert group_words(many[:1]) == "Massachusetts: 1 description was rewritten"


def test_a_checked_a_closed_or_a_changed_status_stands_by_itself() -> None:
    text = said("update", "description", "", "x")
    (alone,) = told([text])
    assert alone.only_words
    (checked,) = told([text, said("verify")])
    gone = said("update", "status", "active", "closed", on=DAYS[1])
    _gone, closed = told([text, gone], record(status="closed"))
    (lost,) = told([text, said("update", "status", "active", "listed")], record(status="listed"))
    assert not [event for event in (checked, closed, lost) if event.only_words]


def test_a_record_that_was_joined_leads_to_the_one_that_it_became() -> None:
    log = [
        said("update", "hours", "", "x", id="ma-old"),
        said("merge", "", "Old House", "ma-between", on=DAYS[1], id="ma-old"),
        said("merge", "", "Between", "ma-made-house", on=DAYS[2], id="ma-between"),
    ]
    last, middle, first = told(log)
    assert {event.place_id for event in (last, middle, first)} == {"ma-made-house"}
    assert (middle.kind, middle.name, middle.into) == ("merged", "Old House", "Made House")
    assert "under the name Made House" in " ".join(sentences(middle))
    assert first.name == "Made House"


def test_records_that_were_joined_in_a_circle_lead_nowhere() -> None:
    log = [said("merge", "", "A", "ma-b", id="ma-a"), said("merge", "", "B", "ma-a", id="ma-b")]
    events = told(log)
    assert [event.place_id for event in events] == ["", ""]
    assert {event.state for event in events} == {"MA"}


def test_of_a_withheld_address_and_a_private_address_nothing_leaves() -> None:
    street, zip_code, lat, lon, email = SECRETS
    held = "ma-hidden-house"
    cells = {"street": street, "zip": zip_code, "latitude": lat, "longitude": lon, "email": email}
    log = [said("update", name, value, value, id=held) for name, value in cells.items()]
    log += [said("verify", "street", street, street, id=held, url=f"mailto:{email}")]
    log += [
        said("update", "name", "", "x", id=held, url=f"https://maps.example/{street}", on=DAYS[1])
    ]
    events = told(log, HIDDEN)
    words = " ".join(repr(event) + " ".join(sentences(event)) for event in events)
    assert not [secret for secret in (*SECRETS, "Secret") if secret in words]
    assert events[1].parts == (Part.ONLINE, Part.DETAILS)
    assert "the address" not in words


def test_an_event_is_of_the_release_that_holds_it() -> None:
    later = Release("2026.12.0", date(2026, 12, 1), "more", 1)
    log = [said("update", "hours", "", "x"), said("update", "cost", "", "free", on=DAYS[1])]
    newer, older = told(log, releases=(FIRST, later))
    assert (older.since, older.release) == ("2026.11.0", "2026.12.0")
    assert (newer.since, newer.release) == ("2026.12.0", "")


def test_the_town_is_not_said_twice() -> None:
    (event,) = told([said("verify")], record(name="Northampton House"))
    assert label_words(event) == "Northampton House, MA"


def test_it_speaks_the_visitors_language() -> None:
    (event,) = told([said("update", "hours", "", "x"), said("verify")])
    with speaking("es"):
        assert "MA" in label_words(event)
        assert sentences(event)


words_of_a_log = st.sampled_from(
    ["", "closed", "active", "ma-made-house", "ma-a", "ma-b", *SECRETS]
)
rows_of_a_log = st.builds(
    said,
    action=st.sampled_from(ACTIONS),
    field=st.sampled_from(["", "status", "name", "no such", *sorted(SECRET_IF_WITHHELD)]),
    before=words_of_a_log.filter(lambda word: word not in SECRETS),
    after=words_of_a_log,
    on=st.sampled_from(DAYS),
    id=st.sampled_from(["ma-made-house", "ma-hidden-house", "ma-a", "ma-b", "xx"]),
)


@given(st.lists(rows_of_a_log, max_size=12))
def test_no_row_of_any_log_is_lost_or_told_twice(log: list[Correction]) -> None:
    events = told(log, record(), HIDDEN)
    assert sorted(number for event in events for number in event.rows) == list(range(len(log)))
    assert len({event.id for event in events}) == len(events)
    assert [event.day for event in events] == sorted((e.day for e in events), reverse=True)
    for event in events:
        assert sentences(event)
        assert not [secret for secret in SECRETS if secret in " ".join(sentences(event))]
