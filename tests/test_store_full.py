"""A database that cannot work says so in one sentence, and nothing is lost of what it has."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from respite_finder.community import engine
from respite_finder.community.attachments import Attachment
from respite_finder.community.store import Case, Store, open_store
from respite_finder.errors import RespiteFinderError, StoreError
from stores import CONTACT, FLYER, NOW, ROOMY, Server, sent

LARGE = Attachment("image/png", ".png", os.urandom(200_000))
CALLS: dict[str, Callable[[Store, str], object]] = {
    "add": lambda store, number: store.add(sent("more", attachment=FLYER), NOW),
    "case": lambda store, number: store.case(number),
    "cases": lambda store, number: store.cases(),
    "attachment": lambda store, number: store.attachment(number, 0),
    "decide": lambda store, number: store.decide(
        number, decision="rejected", reason="known", by="ana", now=NOW
    ),
    "decisions": lambda store, number: store.decisions(),
    "to_hand_over": lambda store, number: store.to_hand_over(),
    "mark_handed_over": lambda store, number: store.mark_handed_over([number], NOW),
}
SECRETS = (CONTACT, "made-for-the-tests", "finder:", "wrong-word", "postgresql-", "sqlite3", "://")


def check_sentence(error: StoreError) -> None:
    """One line for whoever reads it, without an address, a password or what was said."""
    assert error.reason.strip()
    assert "\n" not in str(error)
    assert len(str(error)) < 300
    # The setting's own example is no address of ours.
    words = str(error).replace("postgresql://user:password@host/name", "")
    assert not [secret for secret in SECRETS if secret in words]
    # A driver's own words may hold what was said: a log must not print them.
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


def add_until_refused(store: Store) -> tuple[list[Case], StoreError]:
    cases = []
    for at in range(1000):
        try:
            cases.append(store.add(sent(str(at), attachment=LARGE), NOW))
        except StoreError as error:
            return cases, error
    pytest.fail("it took everything")


def fill_a_small_disk(file: str) -> None:
    """No file of this process may grow beyond two megabytes, for a while."""
    store = open_store(file, ROOMY)
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))
    cases, error = add_until_refused(store)
    check_sentence(error)
    same = store.cases() == cases
    files = all(store.attachment(case.number, 0) == LARGE.content for case in cases)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    late = store.add(sent("late", attachment=LARGE), NOW)
    told = {"kept": [case.number for case in cases], "late": late.number, "why": error.reason}
    sys.stdout.write(json.dumps({**told, "readable": same and files}))


def test_a_full_disk_is_reported_and_costs_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_store_full import fill_a_small_disk\n"
        "fill_a_small_disk(sys.argv[2])"
    )
    file = str(tmp_path / "cases.sqlite3")
    command = [sys.executable, "-c", code, str(Path(__file__).parent), file]
    ended = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told = json.loads(ended.stdout)
    assert told["readable"]
    assert "full" in told["why"]
    assert len(told["kept"]) > 2
    store = open_store(file)
    assert [case.number for case in store.cases()] == [*told["kept"], told["late"]]
    store.close()


def test_the_file_has_a_bound_and_a_decision_makes_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MOST_PAGES", 500)
    file = tmp_path / "cases.sqlite3"
    store = open_store(str(file), ROOMY)
    cases, error = add_until_refused(store)
    check_sentence(error)
    assert "full" in error.reason
    assert store.cases() == cases
    store.decide(cases[0].number, decision="rejected", reason="known", by="ana", now=NOW)
    assert file.stat().st_size <= 500 * 4096
    assert store.add(sent("more", attachment=LARGE), NOW).attachments
    store.close()


@pytest.mark.parametrize(("code", "words"), [("53100", "full"), ("53200", "busy")])
def test_a_server_without_room_is_reported(
    postgresql: Server, postgresql_database: str, code: str, words: str
) -> None:
    store = open_store(postgresql.address(postgresql_database))
    kept = store.add(sent("kept", attachment=FLYER), NOW)
    raising = f"BEGIN RAISE EXCEPTION '{CONTACT}' USING ERRCODE = '{code}'; END"
    postgresql.execute(
        f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {raising} $$; "
        "CREATE TRIGGER refuse BEFORE INSERT ON attachments EXECUTE FUNCTION refuse()",
        postgresql_database,
    )
    with pytest.raises(StoreError, match=words) as caught:
        store.add(sent("more", attachment=FLYER), NOW)
    check_sentence(caught.value)
    assert store.cases() == [kept]
    postgresql.execute("DROP TRIGGER refuse ON attachments", postgresql_database)
    assert store.add(sent("more", attachment=FLYER), NOW).attachments
    store.close()


def test_every_method_is_tried_on_a_broken_database() -> None:
    methods = {name for name in vars(Store) if not name.startswith("_")}
    assert methods == {*CALLS, "close"}


@pytest.mark.parametrize("name", CALLS)
def test_no_error_of_a_driver_comes_out_when_tables_are_gone(
    store: Store, where: str, name: str
) -> None:
    number = store.add(sent(attachment=FLYER), NOW).number
    with engine.open_engine(where).begin() as connection:
        engine.downgrade(connection, "base")
    with pytest.raises(StoreError) as caught:
        CALLS[name](store, number)
    check_sentence(caught.value)
    store.close()


@pytest.mark.parametrize("name", CALLS)
def test_no_error_of_a_driver_comes_out_when_the_file_is_garbage(tmp_path: Path, name: str) -> None:
    file = tmp_path / "cases.sqlite3"
    store = open_store(str(file))
    number = store.add(sent(attachment=FLYER), NOW).number
    store.close()
    for path in tmp_path.glob("cases.sqlite3*"):
        path.write_bytes(b"no database " * 2000)
    with pytest.raises(StoreError, match="damaged") as caught:
        CALLS[name](store, number)
    check_sentence(caught.value)
    store.close()


@pytest.mark.parametrize("name", CALLS)
def test_a_server_that_went_away_is_reported(
    postgresql: Server, postgresql_database: str, name: str
) -> None:
    store = open_store(postgresql.address(postgresql_database))
    number = store.add(sent(attachment=FLYER), NOW).number
    postgresql.drop(postgresql_database)
    with pytest.raises(StoreError, match="PostgreSQL server") as caught:
        CALLS[name](store, number)
    check_sentence(caught.value)
    store.close()


def test_a_server_that_started_again_is_used_again(
    postgresql: Server, postgresql_database: str
) -> None:
    store = open_store(postgresql.address(postgresql_database))
    kept = store.add(sent(), NOW)
    postgresql.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{postgresql_database}'"
    )
    assert store.cases() == [kept]
    store.close()


def test_what_is_wrong_with_the_call_stays_what_it_is(store: Store) -> None:
    """StoreError is for the database: a number that nobody has is no trouble of the disk."""
    for call in (CALLS["case"], CALLS["decide"], CALLS["mark_handed_over"]):
        with pytest.raises(RespiteFinderError) as caught:
            call(store, "7KQ2-M4XD")
        assert not isinstance(caught.value, StoreError)
