"""Many people at once, in a browser: upload, cancel, go on, download; and no trace of a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

import axe
from house_rules import broken, headings, too_wide
from own_server import OwnServer
from record import picture
from visitor import DESKTOP, PHONE, Watched

pytestmark = pytest.mark.browser

SECRET = "Zenobia Quarrington"
TABLE = f"Client ZIP,First Name,needs\n1060,{SECRET},\nTroy,{SECRET},\n60601,{SECRET},free\n"
PRESSES = 3
HEARD_MS = 1_500
DONE_MS = 60_000
LARGE_ROWS = 20_000
"""With what stands beside each, more than the one megabyte that a server would keep in memory."""


def give(page: Page, content: str, name: str = "people.csv") -> None:
    upload = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("input[type=file]").set_input_files(files=[upload])  # type: ignore[list-item]


def answered(page: Page, words: str) -> None:
    expect(page.locator(".st-key-many-read")).to_contain_text(words)


def begin(page: Page) -> None:
    page.get_by_role("button", name="Find the nearest places").click()


def download(page: Page, name: str) -> tuple[str, bytes]:
    # While the page is still drawn, the framework loses a press on a button of a file.
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def rows_of(page: Page) -> list[dict[str, str]]:
    _name, content = download(page, "Download CSV")
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_from_a_file_to_a_file(watched: Watched) -> None:
    page = watched.open("/many")
    give(page, TABLE)
    answered(page, "2 rows can be answered.")
    expect(page.locator(".st-key-many-read")).to_contain_text(
        "The column First Name looks personal"
    )
    begin(page)
    expect(page.locator(".st-key-many-result")).to_contain_text("2 rows of your file are done.")
    expect(page.get_by_role("region", name="The first rows")).to_contain_text("Afiya")
    picture(page, "5-many")
    problems = page.get_by_role("region", name="Rows with a problem")
    expect(problems).to_contain_text("This is no ZIP code.")
    rows = rows_of(page)
    assert [(row["row"], row["zip"]) for row in rows] == [("2", "01060")] * 3 + [("4", "60601")] * 3
    name, content = download(page, "Download Excel")
    book = load_workbook(io.BytesIO(content))
    assert (name, book["Nearest"].max_row) == ("nearest.xlsx", 7)
    assert b"This is no ZIP code." in download(page, "Download these rows")[1]
    assert page.url == f"{watched.base}/many"
    assert SECRET not in page.content()
    assert watched.hosts == {watched.base.split("/")[2]}
    page.get_by_role("button", name="Forget this file").click()
    expect(page.locator(".st-key-many-read")).to_have_count(0)
    expect(page.get_by_role("button", name="Find the nearest places")).to_have_count(0)
    assert "Afiya" not in page.content()


def test_a_run_is_cancelled_keeps_its_part_and_goes_on(watched: Watched) -> None:
    page = watched.open("/many")
    # Each row asks for something else, so that each takes its time.
    asked = [(age, days) for age in range(18, 98) for days in range(1, 61)]
    table = "".join(f"01060,age {age}; stay {days}\n" for age, days in asked)
    give(page, f"ZIP,needs\n{table}")
    answered(page, "4,800 rows can be answered.")
    begin(page)
    part = page.locator(".st-key-many-run")
    expect(part).to_contain_text(re.compile(r"[1-9]\d* of 4,800 rows"))
    cancel = page.get_by_role("button", name="Cancel")
    # While the framework draws the page, it may lose a press: a person presses again.
    for _ in range(PRESSES):
        cancel.click()
        page.wait_for_timeout(HEARD_MS)
        if not cancel.count():
            break
    expect(part).to_contain_text("Stopped.")
    words = re.search(r"Stopped\. ([\d,]+) of ([\d,]+) rows", part.inner_text())
    assert words
    done, count = (int(number.replace(",", "")) for number in words.groups())
    assert 0 < done < count
    assert len({row["row"] for row in rows_of(page)}) == done
    page.get_by_role("button", name="Go on").click()
    summary = page.locator(".st-key-many-result .summary")
    expect(summary).to_contain_text(f"{count:,} rows", timeout=DONE_MS)
    assert len({row["row"] for row in rows_of(page)}) == count


def test_another_page_and_another_language_in_between(watched: Watched) -> None:
    page = watched.open("/many")
    give(page, TABLE)
    begin(page)
    expect(page.locator(".st-key-many-result")).to_contain_text("Afiya")
    page.get_by_role("link", name="Español").click()
    expect(page.locator(".st-key-many-result")).to_contain_text("Afiya")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("region", name="The first rows")).to_contain_text("Afiya")
    assert "people" not in page.url
    assert "01060" not in page.url


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_keeps_the_house_rules(watched: Watched, scheme: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = watched.open("/many")
    expect(page.get_by_role("button", name="Upload", exact=True)).to_be_visible()
    give(page, TABLE)
    begin(page)
    expect(page.locator(".st-key-many-result")).to_contain_text("Afiya")
    assert [str(finding) for finding in axe.run(page).violations] == []
    assert broken(page) == []
    assert headings(page) == []
    assert too_wide(page) == []


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything that a server may write goes."""
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    return tmp_path


@pytest.fixture
def own_server(home: Path) -> Iterator[OwnServer]:
    server = OwnServer(home / "printed.txt")
    server.start()
    yield server
    server.end()


def test_an_upload_with_names_leaves_no_trace_on_disk_or_in_logs(
    own_server: OwnServer, browser: Browser, home: Path
) -> None:
    """A large file too, and one that cannot be read; the file is called like a person."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{own_server.base}/many")
    lines = "".join(f"01060,{SECRET} {'x' * 60},\n" for _ in range(LARGE_ROWS))
    give(page, TABLE.splitlines()[0] + "\n" + lines, f"{SECRET}.csv")
    answered(page, "20,000 rows can be answered.")
    give(page, TABLE, f"{SECRET}.csv")
    answered(page, "2 rows can be answered.")
    begin(page)
    expect(page.locator(".st-key-many-result")).to_contain_text("Afiya")
    for name in ("Download CSV", "Download Excel", "Download these rows"):
        assert SECRET.encode() not in download(page, name)[1]
    give(page, f'ZIP,Name\n01060,"{SECRET}\n', f"{SECRET}.csv")
    expect(page.locator(".st-key-many-file")).to_contain_text("a quote that never closes")
    context.close()
    own_server.end()
    assert "Zenobia" not in own_server.printed()
    assert "Quarrington" not in own_server.printed()
    files = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in files if b"Zenobia" in path.read_bytes()] == []
    assert [path for path in files if "Zenobia" in path.name] == []
