"""The reviewer's page in a browser: from a suggestion to the finder; who may see it and who not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kept import rows_in, run
from oidc_provider import Provider
from own_server import ROOT, OwnServer
from respite_finder.community.attachments import Attachment
from respite_finder.community.forms import Kind, Submission
from respite_finder.community.store import open_store
from respite_finder.resources import DATA
from visitor import DESKTOP

pytestmark = pytest.mark.browser

TOKEN = "a-token-of-the-tests-0123456789"
EVIL = "http://evil.example/pixel.png"
WORDS = f"<img src={EVIL} onerror=alert(1)> ![x]({EVIL}) [y](javascript:alert(1)) {EVIL}"
FLYER = b"%PDF-1.7 a flyer %%EOF"
OTHER_DATA = """
from pathlib import Path
from respite_finder import shipped
from respite_finder.app.components import review_records

shipped.PLACES_CSV = review_records.PLACES_CSV = Path({places!r})
"""

Server = Callable[..., OwnServer]


@pytest.fixture
def places(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("places.csv", "ids.txt", "corrections.csv", "distinct.csv"):
        if (DATA / name).exists():
            shutil.copy(DATA / name, folder / name)
    return folder / "places.csv"


@pytest.fixture
def start(tmp_path: Path, places: Path) -> Iterator[Server]:
    """Start the finder on a copy of the data."""
    started: list[OwnServer] = []

    def begin(**env: str) -> OwnServer:
        script = tmp_path / "other_data.py"
        # The framework looks for the app in the script's own text.
        ours = (ROOT / "streamlit_app.py").read_text(encoding="utf-8")
        script.write_text(OTHER_DATA.format(places=str(places)) + ours, encoding="utf-8")
        server = OwnServer(tmp_path / "printed.txt", script, env, level="info")
        secrets = tmp_path / "secrets.toml"
        if "STREAMLIT_SECRETS_FILES" in env:
            secrets.write_text(PROVIDERS[0].secrets_of(server.base))
        started.append(server)
        server.start()
        return server

    yield begin
    for server in started:
        server.end()


PROVIDERS: list[Provider] = []


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    PROVIDERS[:] = [made]
    yield made
    made.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=DESKTOP, accept_downloads=True)
    made.set_default_timeout(20_000)
    yield made
    made.close()


def suggest(database: str) -> str:
    """A place that somebody tells of, in the store; the case's number."""
    store = open_store(database)
    said = {
        "name": "Blue Door Peer Center",
        "service_type": "peer_run_center",
        "state": "MA",
        "city": "Greenfield",
        "zip": "01301",
        "phone": "(413) 570-2997",
        "more": WORDS,
    }
    flyer = Attachment("application/pdf", ".pdf", FLYER)
    sent = Submission(Kind.PLACE, "r", said, contact=f"[me]({EVIL})", attachment=flyer)
    number = store.add(sent, datetime.now(UTC)).number
    store.close()
    return number


def see_cases(page: Page, base: str, token: str = TOKEN) -> None:
    page.goto(f"{base}/review")
    page.get_by_label("The token of this finder").fill(token)
    page.get_by_role("button", name="Show the cases").click()


def test_a_suggestion_goes_all_the_way_into_the_finder(
    start: Server, places: Path, where: str, context: BrowserContext, tmp_path: Path
) -> None:
    number = suggest(where)
    server = start(RESPITE_FINDER_DB=where, RESPITE_FINDER_REVIEW_TOKEN=TOKEN)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    see_cases(page, server.base)
    expect(page.get_by_role("heading", name=f"Case {number}")).to_be_visible()
    # What a visitor wrote is words: nothing is loaded, nothing can be followed.
    expect(page.get_by_text("onerror=alert(1)").first).to_be_visible()
    assert page.locator("[src*=evil], [href*=evil], [href^=javascript]").count() == 0
    with page.expect_download() as flyer:
        page.get_by_role("button", name=f"Save case-{number.lower()}-1.pdf").click()
    assert Path(flyer.value.path()).read_bytes() == FLYER
    page.get_by_text("I called").click()
    page.get_by_label("The page that says it").fill("https://www.bluedoor.org/")
    page.get_by_label("The page that says it").press("Enter")
    day = date.today().isoformat()
    page.get_by_label("The day you checked it").fill(day)
    page.get_by_label("The day you checked it").press("Enter")
    page.get_by_label("More about why").fill("the director confirmed it")
    page.get_by_label("More about why").press("Enter")
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.get_by_text(f"Case {number} is accepted.")).to_be_visible()
    expect(page.get_by_text("No case waits.")).to_be_visible()
    with page.expect_download() as changes:
        page.get_by_role("button", name="Download the change file").click()
    file = tmp_path / "changes.jsonl"
    changes.value.save_as(file)
    result = run("merge", file, "--file", places)
    assert (result.exit_code, "1 record added" in result.stderr) == (0, True), result.output
    row = rows_in(places)["ma-blue-door-peer-center"]
    assert (row["phone"], row["source_date"]) == ("413-570-2997", day)
    page.goto(f"{server.base}/place?place=ma-blue-door-peer-center")
    expect(page.get_by_role("heading", name="Blue Door Peer Center").first).to_be_visible()
    assert {url.split("/")[2] for url in asked if "://" in url} == {server.base.split("/")[2]}
    assert EVIL not in server.printed()


def test_a_wrong_token_shows_nothing_and_a_logout_ends_it(
    start: Server, context: BrowserContext, tmp_path: Path
) -> None:
    database = str(tmp_path / "cases.sqlite3")
    number = suggest(database)
    server = start(RESPITE_FINDER_DB=database, RESPITE_FINDER_REVIEW_TOKEN=TOKEN)
    page = context.new_page()
    see_cases(page, server.base, "wrong")
    expect(page.get_by_text("This is not the token.")).to_be_visible()
    assert number not in page.content()
    see_cases(page, server.base)
    expect(page.get_by_role("heading", name=f"Case {number}")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("The token of this finder")).to_be_visible()
    assert number not in page.content()
    assert TOKEN not in server.printed()


def test_without_token_or_login_the_page_says_one_sentence(
    start: Server, context: BrowserContext, tmp_path: Path
) -> None:
    database = str(tmp_path / "cases.sqlite3")
    number = suggest(database)
    server = start(RESPITE_FINDER_DB=database)
    page = context.new_page()
    page.goto(f"{server.base}/review")
    expect(page.get_by_text("It is not set up here.")).to_be_visible()
    assert page.locator(".st-key-content button, .st-key-content input").count() == 0
    assert number not in page.content()


def test_only_a_reviewer_who_logs_in_sees_the_cases(
    start: Server, provider: Provider, browser: Browser, tmp_path: Path
) -> None:
    database = str(tmp_path / "cases.sqlite3")
    number = suggest(database)
    server = start(
        RESPITE_FINDER_DB=database,
        RESPITE_FINDER_REVIEWERS="someone@example.org, Reviewer@Example.org",
        STREAMLIT_SECRETS_FILES=str(tmp_path / "secrets.toml"),
    )
    for user, may in (
        ({"email": "reviewer@example.org", "email_verified": True}, True),
        ({"email": "other@example.org", "email_verified": True}, False),
        ({"email": "reviewer@example.org", "email_verified": False}, False),
        ({"name": "reviewer@example.org"}, False),
    ):
        provider.user = user
        person = browser.new_context(viewport=DESKTOP)
        person.set_default_timeout(20_000)
        page = person.new_page()
        page.goto(f"{server.base}/review")
        page.get_by_role("button", name="Log in").wait_for()
        assert number not in page.content()
        with page.expect_navigation(url=f"{server.base}/"):
            page.get_by_role("button", name="Log in").click()
        page.goto(f"{server.base}/review")
        if may:
            expect(page.get_by_role("heading", name=f"Case {number}")).to_be_visible()
        else:
            expect(page.get_by_text("not as a reviewer")).to_be_visible()
            assert number not in page.content()
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url(f"{server.base}/")
        page.goto(f"{server.base}/review")
        page.get_by_role("button", name="Log in").wait_for()
        assert number not in page.content()
        person.close()
    assert {"/authorize", "/token", "/jwks"} <= set(provider.asked)
