"""A flood fills neither disk nor day, and many who write at once do not disturb each other."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from respite_finder import Query, locate, search
from respite_finder.community.attachments import Attachment
from respite_finder.community.forms import Kind
from respite_finder.community.limits import Limits
from respite_finder.community.store import Case, Store, open_store
from respite_finder.errors import TooManyError
from stores import FLYER, NOW, ROOMY, WORDS, sent

HOUR = timedelta(hours=1)
KILOBYTE = 1024
LARGE = Attachment("image/png", ".png", b"x" * 200 * KILOBYTE)
AT_ONCE = 8

Limited = Callable[..., Store]


@pytest.fixture
def limited(where: str) -> Iterator[Limited]:
    """``limited(per_hour=3)``: the store with these limits, the others far away."""
    opened: list[Store] = []

    def make(**limits: int) -> Store:
        roomy = {"per_hour": 10**6, "per_day": 10**6, "open_cases": 10**6}
        opened.append(open_store(where, Limits(**{**roomy, **limits})))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def fill(store: Store, count: int, kind: Kind = Kind.MESSAGE) -> list[Case]:
    return [store.add(sent(f"{kind}{at}", kind=kind), NOW) for at in range(count)]


@pytest.mark.parametrize(("limit", "hours"), [("per_hour", 1), ("per_day", 24)])
def test_so_many_are_taken_in_a_time_and_then_again(
    limited: Limited, limit: str, hours: int
) -> None:
    store = limited(**{limit: 3})
    fill(store, 3)
    with pytest.raises(TooManyError) as caught:
        store.add(sent("more"), NOW + hours * HOUR - timedelta(seconds=1))
    assert (caught.value.limit, caught.value.hours) == (limit, hours)
    assert len(store.cases(None)) == 3
    assert store.add(sent("more"), NOW + hours * HOUR).status == "open"


def test_a_closed_case_still_counts_for_its_day(limited: Limited) -> None:
    store = limited(per_day=2)
    for case in fill(store, 2):
        store.decide(case.number, decision="rejected", reason="none", by="ana", now=NOW)
    with pytest.raises(TooManyError):
        store.add(sent("more"), NOW + HOUR)


def test_a_flood_of_one_form_leaves_the_others_open(limited: Limited) -> None:
    store = limited(per_hour=2, per_day=2, open_cases=2)
    fill(store, 2)
    with pytest.raises(TooManyError):
        store.add(sent("more"), NOW)
    assert len(fill(store, 2, Kind.CHANGE) + fill(store, 2, Kind.PLACE)) == 4


def test_only_so_many_wait_for_a_person(limited: Limited) -> None:
    store = limited(open_cases=3)
    first, *_rest = fill(store, 3)
    with pytest.raises(TooManyError) as caught:
        store.add(sent("more"), NOW + 1000 * HOUR)
    assert (caught.value.limit, caught.value.hours) == ("open_cases", None)
    store.decide(first.number, decision="rejected", reason="none", by="ana", now=NOW)
    assert store.add(sent("more"), NOW).status == "open"


def test_all_files_together_have_a_bound_and_words_still_come_in(limited: Limited) -> None:
    store = limited(attachment_bytes=2 * len(FLYER.content))
    first = store.add(sent("1", attachment=FLYER), NOW)
    store.add(sent("2", attachment=FLYER), NOW)
    with pytest.raises(TooManyError) as caught:
        store.add(sent("3", attachment=FLYER), NOW)
    assert (caught.value.limit, caught.value.hours) == ("attachment_bytes", None)
    assert store.add(sent("3"), NOW).attachments == ()
    store.decide(first.number, decision="rejected", reason="none", by="ana", now=NOW)
    assert store.add(sent("4", attachment=FLYER), NOW).attachments


def test_what_was_taken_is_answered_also_beyond_the_limits(limited: Limited) -> None:
    store = limited(per_hour=1)
    case = store.add(sent("first"), NOW)
    assert store.add(sent("first"), NOW) == case
    with pytest.raises(TooManyError):
        store.add(sent("second"), NOW)


def test_two_who_send_the_same_form_at_once_get_one_case(store: Store) -> None:
    together = threading.Barrier(AT_ONCE)

    def send(_at: int) -> Case:
        together.wait()
        return store.add(sent("same", attachment=FLYER), NOW)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        cases = list(threads.map(send, range(AT_ONCE)))
    assert store.cases() == cases[:1]
    assert set(map(repr, cases)) == {repr(cases[0])}


def test_the_limit_holds_for_many_at_once(limited: Limited) -> None:
    store = limited(open_cases=10)

    def taken(at: int) -> bool:
        try:
            store.add(sent(str(at)), NOW)
        except TooManyError:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(taken, range(40))) == 10
    assert len(store.cases()) == 10


def add_from_threads(where: str, name: str) -> None:
    """Eight threads of one process, each of which sends ten forms."""
    store = open_store(where, ROOMY)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        forms = [sent(f"{name}-{at}", attachment=FLYER) for at in range(10 * AT_ONCE)]
        for case in threads.map(lambda form: store.add(form, NOW), forms):
            sys.stdout.write(f"{case.number}\n")
    store.close()


def test_three_programs_with_eight_threads_write_at_once(where: str) -> None:
    """The tables are not there yet, either: all three come at the same moment to make them."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_store_limits import add_from_threads\n"
        "add_from_threads(sys.argv[2], sys.argv[3])"
    )
    here = str(Path(__file__).parent)
    programs = [
        subprocess.Popen([sys.executable, "-c", code, here, where, name], stdout=subprocess.PIPE)
        for name in "abc"
    ]
    told = [program.communicate()[0].decode().split() for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0]
    store = open_store(where)
    found = {case.number for case in store.cases() if case.attachments}
    assert {len(numbers) for numbers in told} == {10 * AT_ONCE}
    assert found == {number for numbers in told for number in numbers}
    assert len(found) == 3 * 10 * AT_ONCE
    store.close()


def test_a_flood_of_ten_thousand_leaves_the_store_small(
    tmp_path: Path, places: pd.DataFrame
) -> None:
    query = Query(locate("01060"), radius_miles=100)
    before = search(places, query)
    limits = Limits(attachment_bytes=10 * len(LARGE.content))
    store = open_store(str(tmp_path / "cases.sqlite3"), limits)

    def taken(at: int) -> bool:
        form = sent(str(at), kind=list(Kind)[at % 3], attachment=LARGE if at % 2 else None)
        try:
            store.add(form, NOW + timedelta(seconds=at))
        except TooManyError:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        flood = [threads.submit(taken, at) for at in range(10_000)]
        during = search(places, query)
        count = sum(one.result() for one in flood)
    cases = store.cases()
    assert len(cases) == count
    assert {kind: sum(case.kind is kind for case in cases) for kind in Kind} == dict.fromkeys(
        Kind, count // 3
    )
    assert count <= 3 * limits.per_day
    assert sum(held.size for case in cases for held in case.attachments) <= limits.attachment_bytes
    store.close()
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert size < limits.attachment_bytes + count * (len(WORDS) + 4 * KILOBYTE)
    pd.testing.assert_frame_equal(during.results, before.results)
