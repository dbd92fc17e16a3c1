"""The same form sent again: once in the store, with what the person wrote last."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from respite_finder.community.attachments import Attachment
from respite_finder.community.engine import open_engine
from respite_finder.community.forms import MESSAGE, Kind
from respite_finder.community.limits import Limits
from respite_finder.community.store import Case, Store, open_store
from respite_finder.errors import QueryError, TooManyError
from stores import CONTACT, FLYER, NOW, ROOMY, WORDS, sent

LATER = NOW + timedelta(hours=2)
PHOTO = Attachment("image/png", ".png", b"a photo of a door")
OTHER = {MESSAGE: "The number is wrong, too."}
FORM = sent("form", attachment=FLYER)
EDITED = {
    "said": replace(FORM, said=OTHER),
    "contact": replace(FORM, contact="other@example.org"),
    "no contact": replace(FORM, contact=""),
    "another file": replace(FORM, attachment=PHOTO),
    "no file": replace(FORM, attachment=None),
    "kind": replace(FORM, kind=Kind.CHANGE, said={"phone": "413-570-2990"}),
    "place": replace(FORM, place_id="ny-rose-house"),
    "all": replace(
        FORM, kind=Kind.PLACE, said={"name": "A"}, contact="", place_id="", attachment=PHOTO
    ),
}


def reject(store: Store, case: Case) -> Case:
    return store.decide(case.number, decision="rejected", reason="known", by="ana", now=LATER)


@pytest.mark.parametrize("edited", EDITED)
def test_what_was_edited_after_a_lost_answer_takes_the_place_of_the_first(
    store: Store, where: str, edited: str
) -> None:
    form = EDITED[edited]
    first = store.add(FORM, NOW)
    case = store.add(form, LATER)
    assert (case.number, case.received_at, case.status) == (first.number, NOW, "open")
    assert (case.kind, case.place_id, case.contact) == (form.kind, form.place_id, form.contact)
    assert case.said == form.said
    content = form.attachment and form.attachment.content
    assert [store.attachment(case.number, held.index) for held in case.attachments] == (
        [content] if content else []
    )
    store.close()
    again = open_store(where)
    assert again.cases(None) == [case]
    assert again.add(form, LATER) == case
    again.close()


def test_the_same_content_changes_nothing(store: Store) -> None:
    first = store.add(FORM, NOW)
    assert store.add(replace(FORM, language="es"), LATER) == first
    assert store.cases(None) == [first]


def test_the_language_of_what_was_edited_is_the_later_one(store: Store) -> None:
    store.add(FORM, NOW)
    assert store.add(replace(FORM, language="es", said=OTHER), LATER).language == "es"


def test_a_file_in_place_of_another_may_not_go_beyond_the_bound(where: str) -> None:
    limits = Limits(attachment_bytes=len(FLYER.content) + 1)
    store = open_store(where, limits)
    case = store.add(FORM, NOW)
    larger = replace(FLYER, content=FLYER.content + b"12")
    with pytest.raises(TooManyError, match="attachment_bytes"):
        store.add(replace(FORM, said=OTHER, attachment=larger), LATER)
    assert store.cases() == [case]
    assert store.attachment(case.number, 0) == FLYER.content
    # The file that goes makes room for the one that comes.
    fits = replace(FLYER, content=FLYER.content + b"1")
    assert store.add(replace(FORM, attachment=fits), LATER).attachments[0].size == len(fits.content)
    store.close()


def test_an_edit_is_taken_beyond_the_limits_but_not_as_another_kind(where: str) -> None:
    store = open_store(where, Limits(per_hour=1))
    first = store.add(sent("first"), NOW)
    assert store.add(sent("first", OTHER), NOW).said == OTHER
    place = store.add(sent("place", {"name": "A"}, kind=Kind.PLACE), NOW)
    with pytest.raises(TooManyError, match="per_hour"):
        store.add(sent("first", {"name": "B"}, kind=Kind.PLACE), NOW)
    assert [case.number for case in store.cases()] == [first.number, place.number]
    store.close()


def test_the_same_form_after_its_case_was_closed_is_a_new_case(store: Store) -> None:
    first = store.add(FORM, NOW)
    closed = reject(store, first)
    second = store.add(FORM, LATER)
    assert second.number != first.number
    assert (second.said, second.contact, second.received_at) == ({MESSAGE: WORDS}, CONTACT, LATER)
    assert store.cases() == [second]
    reject(store, second)
    assert store.case(first.number) == closed
    assert store.add(FORM, LATER).status == "open"


def test_a_closed_case_says_nothing_of_the_senders_session(store: Store, where: str) -> None:
    number = store.add(sent("0123456789abcdef", attachment=FLYER), NOW).number
    assert reject(store, store.case(number)).language == ""
    engine = open_engine(where)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM cases")).mappings().one()
    engine.dispose()
    assert "0123456789abcdef" not in repr(row)
    assert (row["receipt"], row["language"]) == (f"closed:{number}", "")


def test_nobody_can_send_what_a_closed_case_has_in_place_of_its_receipt(store: Store) -> None:
    number = store.add(FORM, NOW).number
    reject(store, store.case(number))
    with pytest.raises(QueryError):
        store.add(sent(f"closed:{number}"), NOW)
    assert store.cases() == []


def test_many_edits_at_once_leave_one_case_with_one_of_them_whole(store: Store) -> None:
    together = threading.Barrier(8)

    def send(at: int) -> Case:
        together.wait()
        file = Attachment("image/png", ".png", f"photo {at}".encode())
        return store.add(sent("same", {MESSAGE: str(at)}, contact=str(at), attachment=file), NOW)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, range(8)))
    assert len({case.number for case in answers}) == 1
    [case] = store.cases(None)
    assert case in answers
    assert case.said == {MESSAGE: case.contact}
    assert store.attachment(case.number, 0) == f"photo {case.contact}".encode()
    assert len(case.attachments) == 1


def test_an_edit_and_a_decision_at_once_lose_nothing(store: Store) -> None:
    """Either the edit is decided with the rest, or it waits as a case of its own."""
    for at in range(10):
        first = store.add(sent(str(at)), NOW)
        with ThreadPoolExecutor(2) as threads:
            deciding = threads.submit(reject, store, first)
            edited = threads.submit(store.add, sent(str(at), OTHER), NOW).result()
            assert deciding.result().said == {}
        waiting = store.cases()
        assert waiting == ([] if edited.number == first.number else [edited])
        for case in waiting:
            assert case.said == OTHER
            reject(store, case)


@pytest.mark.parametrize(("limit", "ahead"), [("per_hour", 2), ("per_day", 8760)])
def test_a_clock_that_was_ahead_closes_no_form(where: str, limit: str, ahead: int) -> None:
    roomy = {"per_hour": 10**6, "per_day": 10**6}
    store = open_store(where, Limits(**{**roomy, limit: 2}))
    for at in range(2):
        store.add(sent(f"ahead {at}"), NOW + timedelta(hours=ahead))
    for at in range(2):
        assert store.add(sent(f"right {at}"), NOW).status == "open"
    with pytest.raises(TooManyError, match=limit):
        store.add(sent("more"), NOW)
    store.close()


def test_forms_that_wait_for_each_other_count_in_any_order(where: str) -> None:
    """Whoever came a moment later may be written first."""
    store = open_store(where, replace(ROOMY, per_hour=1))
    store.add(sent("later"), NOW + timedelta(seconds=5))
    with pytest.raises(TooManyError):
        store.add(sent("earlier"), NOW)
    store.close()
