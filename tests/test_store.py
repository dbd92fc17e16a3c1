"""What is sent is kept, found, decided and then forgotten: the same in SQLite and PostgreSQL."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from respite_finder.community.forms import MESSAGE, Kind, tidy
from respite_finder.community.store import Store, open_store
from respite_finder.errors import QueryError, RecordNotFound
from stores import CONTACT, FLYER, NOW, ROOMY, WORDS, sent

CHANGE = {"action": "changed", "row": 1, "place_id": "ma-afiya", "fields": {}, "accept": True}
LATER = NOW + timedelta(hours=2)
RECEIPTS = count()


def test_what_was_sent_is_kept_as_it_was_sent(store: Store, where: str) -> None:
    said = {"phone": "", "more": "Zwei Zeilen:\n„ja“ — <b>nein</b> 🙂"}
    case = store.add(sent(said=said, kind=Kind.CHANGE, attachment=FLYER), NOW)
    store.close()
    again = open_store(where)
    assert again.case(case.number) == case
    assert (case.kind, case.said, case.place_id) == (Kind.CHANGE, said, "ma-afiya")
    assert list(case.said) == ["phone", "more"]
    assert (case.contact, case.language, case.status) == (CONTACT, "en", "open")
    assert (case.decided_at, case.decided_by, case.reason) == (None, "", "")
    [held] = case.attachments
    assert (held.index, held.media_type, held.suffix) == (0, "application/pdf", ".pdf")
    assert held.size == len(again.attachment(case.number, 0)) == len(FLYER.content)
    assert again.attachment(case.number, 0) == FLYER.content
    again.close()


def test_moments_come_back_in_utc(store: Store) -> None:
    in_boston = datetime(2026, 11, 22, 7, tzinfo=timezone(timedelta(hours=-5)))
    number = store.add(sent(), in_boston).number
    received = store.case(number).received_at
    assert (received, received.tzinfo) == (NOW, UTC)
    assert store.case(number).received_at.isoformat() == "2026-11-22T12:00:00+00:00"


def test_a_number_can_be_told_by_telephone(store: Store) -> None:
    numbers = [store.add(sent(str(at)), NOW).number for at in range(30)]
    assert len(set(numbers)) == 30
    for number in numbers:
        assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", number)
        assert not set(number) & set("01OIL")
    number = numbers[7]
    for typed in (number.lower(), number.replace("-", ""), f" {number.replace('-', ' ')} "):
        assert store.case(typed).number == number


@pytest.mark.parametrize("typed", ["", "7KQ2", "7KQ2-M4XD", "0000-0000", "7KQ2-M4X\0", "' OR 1=1"])
def test_an_unknown_number_is_said_to_be_unknown(store: Store, typed: str) -> None:
    store.add(sent(), NOW)
    calls = (
        lambda: store.case(typed),
        lambda: store.attachment(typed, 0),
        lambda: store.decide(typed, decision="rejected", reason="r", by="b", now=NOW),
        lambda: store.mark_handed_over([typed], NOW),
    )
    for call in calls:
        with pytest.raises(RecordNotFound) as caught:
            call()
        assert caught.value.suggestions == ()


@pytest.mark.parametrize("index", [-1, 1, 10**12])
def test_a_file_that_is_not_there_is_said_to_be_missing(store: Store, index: int) -> None:
    number = store.add(sent(attachment=FLYER), NOW).number
    with pytest.raises(RecordNotFound):
        store.attachment(number, index)


def test_the_same_form_sent_twice_is_one_case(store: Store) -> None:
    first = store.add(sent("twice", attachment=FLYER), NOW)
    assert store.add(sent("twice", attachment=FLYER), LATER) == first
    assert store.cases(None) == [first]


def test_a_form_without_a_receipt_is_a_mistake_of_the_program(store: Store) -> None:
    with pytest.raises(QueryError):
        store.add(sent(""), NOW)


def test_cases_come_oldest_first_and_by_status(store: Store) -> None:
    late = store.add(sent("late"), LATER)
    early = store.add(sent("early"), NOW)
    assert store.cases() == [early, late]
    closed = store.decide(early.number, decision="rejected", reason="known", by="me", now=LATER)
    assert store.cases() == [late]
    assert store.cases("rejected") == [closed]
    assert store.cases("accepted") == []
    assert store.cases(None) == [closed, late]
    with pytest.raises(QueryError, match="open, accepted, rejected"):
        store.cases("closed")


@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_a_closed_case_has_no_words_left(store: Store, decision: str) -> None:
    number = store.add(sent(attachment=FLYER), NOW).number
    change = CHANGE if decision == "accepted" else None
    case = store.decide(
        number, decision=decision, reason="Called them.", by="ana", now=LATER, change=change
    )
    assert case == store.case(number)
    assert (case.contact, case.said, case.attachments) == ("", {}, ())
    assert (case.status, case.decided_at, case.decided_by) == (decision, LATER, "ana")
    assert (case.reason, case.change) == ("Called them.", change)
    with pytest.raises(RecordNotFound):
        store.attachment(number, 0)
    [logged] = store.decisions()
    assert (logged.number, logged.kind, logged.place_id) == (number, Kind.MESSAGE, "ma-afiya")
    assert (logged.decision, logged.reason, logged.by) == (decision, "Called them.", "ana")
    assert logged.decided_at == LATER


def test_a_case_is_decided_once(store: Store) -> None:
    number = store.add(sent(), NOW).number
    closed = store.decide(number, decision="accepted", reason="yes", by="ana", now=LATER)
    with pytest.raises(QueryError, match="it was accepted"):
        store.decide(number, decision="rejected", reason="no", by="eli", now=LATER)
    assert store.case(number) == closed
    assert [line.by for line in store.decisions()] == ["ana"]


@pytest.mark.parametrize(
    "wrong",
    [{"reason": " "}, {"decision": "later"}, {"decision": "rejected", "change": CHANGE}],
)
def test_a_decision_that_makes_no_sense_changes_nothing(
    store: Store, wrong: dict[str, object]
) -> None:
    case = store.add(sent(attachment=FLYER), NOW)
    choice = {"decision": "accepted", "reason": "yes", "by": "ana", "now": LATER, **wrong}
    with pytest.raises(QueryError):
        store.decide(case.number, **choice)
    assert store.cases() == [case]
    assert store.decisions() == []


def test_each_change_is_handed_over_once(store: Store) -> None:
    numbers = [store.add(sent(str(at)), NOW + timedelta(minutes=at)).number for at in range(4)]
    for number, change in zip(numbers[:3], (CHANGE, None, CHANGE), strict=True):
        store.decide(number, decision="accepted", reason="yes", by="a", now=LATER, change=change)
    waiting = store.to_hand_over()
    assert [case.number for case in waiting] == [numbers[0], numbers[2]]
    assert waiting[0].change == CHANGE
    with pytest.raises(RecordNotFound):
        store.mark_handed_over([numbers[0], "7KQ2-M4XD"], LATER)
    assert store.to_hand_over() == waiting
    store.mark_handed_over([numbers[0]], LATER)
    assert store.to_hand_over() == [waiting[1]]
    assert store.to_hand_over(again=True) == [replace(waiting[0], handed_over_at=LATER), waiting[1]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(max_size=400))
def test_any_words_that_a_form_takes_come_back_unchanged(store: Store, text: str) -> None:
    words = tidy(text)
    receipt = f"any-{next(RECEIPTS)}"
    number = store.add(sent(receipt, {MESSAGE: words}, contact=words), NOW).number
    case = store.case(number)
    assert (case.said, case.contact) == ({MESSAGE: words}, words)


@pytest.mark.parametrize("odd", ["a\0b", "a\ud800b"])
def test_what_no_database_can_hold_is_left_out(store: Store, odd: str) -> None:
    form = sent(f"r{odd}", {odd: odd}, contact=odd)
    number = store.add(form, NOW).number
    case = store.case(number)
    assert (case.said, case.contact) == ({"ab": "ab"}, "ab")
    assert store.add(form, NOW) == case


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store" / "cases.sqlite3"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_deleted_words_are_in_no_file(file: Path, decision: str) -> None:
    """Also not in the pages that SQLite would use again, nor in its log."""
    long = replace(FLYER, content=b"%PDF-" + b"the flyer of a house " * 4000 + b"%%EOF")
    store = open_store(str(file), ROOMY)
    numbers = [store.add(sent(str(at), attachment=long), NOW).number for at in range(3)]
    for trace in (CONTACT.encode(), WORDS.encode(), b"the flyer of a house"):
        assert trace in bytes_of(file.parent)
    for number in numbers:
        store.decide(number, decision=decision, reason="known", by="ana", now=LATER)
    for trace in (CONTACT.encode(), WORDS.encode(), b"the flyer of a house"):
        assert trace not in bytes_of(file.parent)
    assert len(store.decisions()) == 3
    store.close()


def test_only_its_owner_may_read_it(file: Path) -> None:
    store = open_store(str(file))
    store.add(sent(), NOW)
    modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert {"cases.sqlite3", "cases.sqlite3-wal", "cases.sqlite3-shm"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700
    store.close()


def test_a_file_that_others_could_read_is_closed_to_them(file: Path) -> None:
    file.parent.mkdir(mode=0o755)
    file.touch(mode=0o644)
    open_store(str(file)).close()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o755


def test_it_is_where_the_setting_says(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPITE_FINDER_DB", f"sqlite:///{file}")
    store = open_store()
    number = store.add(sent(), NOW).number
    store.close()
    assert open_store(str(file)).case(number).contact == CONTACT


def test_without_a_setting_it_is_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RESPITE_FINDER_DB", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    open_store().close()
    assert [path.name for path in tmp_path.rglob("cases.sqlite3")] == ["cases.sqlite3"]
