"""Twenty machines send ten thousand forms: whoever needs a place still finds one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import ConnectionClosed

from flooding import Machine
from own_server import OwnServer
from respite_finder.community.intake import LEAST_SECONDS
from respite_finder.community.limits import USUAL
from respite_finder.community.store import open_store
from standing import search
from visitor import PHONE

pytestmark = pytest.mark.browser

MACHINES = 20
FORMS = 10_000
MESSAGE = "Your message"
WAIT_MS = 90_000


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "cases.sqlite3"


@pytest.fixture
def own(tmp_path: Path, store: Path) -> Iterator[OwnServer]:
    started = OwnServer(
        tmp_path / "printed.txt", env={"RESPITE_FINDER_DB": str(store)}, level="info"
    )
    started.start()
    yield started
    started.end()


def flood(base: str, ready: threading.Barrier, sent: list[int], number: int) -> None:
    with Machine(base, "suggest", "form=message") as machine:
        machine.send()
        machine.hear("Send")
        field = next(label for label in machine.widgets if label.startswith(MESSAGE))
        ready.wait(timeout=120)
        time.sleep(LEAST_SECONDS)
        for _ in range(FORMS // MACHINES):
            machine.fill({field: f"Buy our pills {number}"})
            try:
                machine.send("Send")
            except ConnectionClosed:
                return
            sent[number] += 1


def test_a_flood_of_ten_thousand_forms_hinders_nobody(
    own: OwnServer, browser: Browser, store: Path
) -> None:
    ready, sent = threading.Barrier(MACHINES + 1), [0] * MACHINES
    machines = [
        threading.Thread(target=flood, args=(own.base, ready, sent, number), daemon=True)
        for number in range(MACHINES)
    ]
    for machine in machines:
        machine.start()
    ready.wait(timeout=120)
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    for place, words in (("01060", "43 places"), ("82001", "within 50 miles")):
        page.goto(own.base)
        expect(page.locator(".st-key-open-now .line").first).to_be_visible(timeout=WAIT_MS)
        search(page, place)
        expect(page.locator(".summary p")).to_contain_text(words, timeout=WAIT_MS)
    for machine in machines:
        machine.join(timeout=120)
    context.close()
    assert sum(sent) > FORMS / 2
    own.end()
    kept = open_store(str(store))
    cases = kept.cases()
    kept.close()
    assert 0 < len(cases) <= min(MACHINES * USUAL.per_session_hour, USUAL.per_hour)
    assert {case.said["message"][:13] for case in cases} == {"Buy our pills"}
    assert store.stat().st_size < 2**20
