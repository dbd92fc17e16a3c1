"""A case manager's way: a ZIP code, what the person needs, a list, a sheet, a link, and back.

With ``RESPITE_FINDER_RECORD=docs/desk`` it leaves the pictures of docs/case-managers.md there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from own_server import OwnServer
from record import keep, picture
from screens import open_filters, open_needs
from standing import WAIT_MS, map_drawn, search, whole
from visitor import DESKTOP

pytestmark = pytest.mark.browser

NAMES = ("Afiya", "Karaya")
IDS = ("ma-afiya", "ma-karaya")
PHONES = ("413-570-2990", "508-751-9600")
OVERNIGHT = 14
"""Peer respites within 100 miles of Northampton."""
PICTURE_SCALE = 1.2
SCROLLED_MS = 500


def desk(browser: Browser, **more: object) -> BrowserContext:
    context = browser.new_context(viewport=DESKTOP, locale="en-US", **more)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT_MS)
    return context


@pytest.fixture
def first(browser: Browser) -> Iterator[BrowserContext]:
    context = desk(browser, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def second(browser: Browser) -> Iterator[BrowserContext]:
    context = desk(browser)
    yield context
    context.close()


def button(page: Page, key: str) -> Locator:
    """A button by its key: those of a list have the same words in each place's own card."""
    return page.locator(f'[class*="st-key-{key}"] button:visible')


def save(page: Page, place_id: str) -> None:
    found = button(page, f"save-result-{place_id}")
    expect(found).to_have_text("Save to my list")
    found.click()
    expect(found).to_have_text("On my list: remove")
    whole(page)


def download(page: Page, label: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return Path(waiting.value.path()).read_bytes()


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def listed(page: Page) -> list[str]:
    return page.locator(".compact h3").all_inner_texts()


def link_of(page: Page) -> str:
    return page.locator(".st-key-hand-over [data-testid=stCode] code").last.inner_text()


def find_and_save(page: Page) -> None:
    """What the person needs: what does not say is told, and shown when it is asked for."""
    search(page, "01060")
    expect(page.locator(".summary p")).to_contain_text("43 places within 50 miles")
    whole(page)
    open_filters(page)
    page.locator(".st-key-radius input").click()
    page.get_by_role("option", name=re.compile("^100 miles")).click()
    expect(page.locator(".summary p")).to_contain_text("within 100 miles")
    whole(page)
    map_drawn(page)
    open_needs(page)
    page.locator(".st-key-overnight label").click()
    expect(page.locator(".summary p")).to_contain_text(f"{OVERNIGHT} places")
    page.locator(".st-key-self_referral label").click()
    expect(page.locator(".summary p")).not_to_contain_text(f"{OVERNIGHT} places")
    expect(page.locator(".summary small")).to_contain_text("more places may fit")
    whole(page)
    page.locator(".st-key-needs-yes").scroll_into_view_if_needed()
    picture(page, "1-needs")
    page.get_by_role("button", name="Show them too").click()
    expect(page.locator(".summary small")).not_to_contain_text("may fit")
    expect(page.locator(".card .ask-about").first).to_contain_text("whether you can ask yourself")
    save(page, "ma-afiya")
    save(page, "ma-karaya")
    assert not re.search("01060|Northampton", page.url)


def order_and_compare(page: Page) -> None:
    """The list, in an order of one's own, and side by side."""
    page.get_by_role("link", name="My list (2)").click()
    expect(page.locator(".compact")).to_have_count(2)
    whole(page)
    button(page, "up-ma-karaya").click()
    expect(page.locator(".compact h3").first).to_have_text("Karaya")
    button(page, "down-ma-karaya").click()
    expect(page.locator(".compact h3").first).to_have_text("Afiya")
    whole(page)
    page.locator("h1").scroll_into_view_if_needed()
    page.mouse.wheel(0, -2000)
    page.wait_for_timeout(SCROLLED_MS)
    picture(page, "2-list")
    for place_id, name in zip(IDS, NAMES, strict=True):
        page.locator(f".st-key-compared-{place_id} label").click()
        expect(page.locator(".compare thead")).to_contain_text(name)
    whole(page)
    expect(page.locator(".compare .differs").first).to_contain_text("different")
    expect(page.locator(".compare .unknown").first).to_contain_text("Not stated")
    page.locator(".st-key-list-compare").scroll_into_view_if_needed()
    picture(page, "3-compare")


def print_sheet(page: Page) -> None:
    """The sheet, read back; where the search began is on it only if that is ticked."""
    sheet = "\n".join(pages_of(download(page, "PDF, to print")))
    for words in (*NAMES, *PHONES, "988", "What to ask when you call", "Page 1 of"):
        assert words in sheet, words
    assert sheet.index("Afiya") < sheet.index("Karaya")
    assert "miles" not in sheet
    assert "Northampton, MA 01060" not in sheet
    page.locator("label", has_text="Print where I search from").click()
    whole(page)
    told = download(page, "PDF, to print")
    assert "Northampton, MA 01060" in "\n".join(pages_of(told))
    assert "miles" in "\n".join(pages_of(told))
    keep(PdfDocument(told)[0].render(scale=PICTURE_SCALE).to_pil(), "4-sheet")


def change_elsewhere(other: Page, link: str) -> str:
    """The same list in another browser; the link to what is left of it there."""
    other.goto(link)
    expect(other.locator(".compact")).to_have_count(2)
    assert listed(other) == list(NAMES)
    whole(other)
    button(other, "remove-ma-afiya").click()
    expect(other.locator(".compact")).to_have_count(1)
    expect(other).to_have_url(re.compile(r"places=ma-karaya"))
    # What had the focus is gone; the keyboard stands where that can be undone.
    expect(other.get_by_role("button", name="Undo")).to_be_focused()
    other.keyboard.press("Enter")
    expect(other.locator(".compact")).to_have_count(2)
    button(other, "remove-ma-karaya").click()
    expect(other.locator(".compact")).to_have_count(1)
    whole(other)
    return link_of(other)


def test_from_a_zip_code_to_a_sheet_to_another_browser_and_back(
    server: str, first: BrowserContext, second: BrowserContext
) -> None:
    page = first.new_page()
    page.goto(server)
    find_and_save(page)
    order_and_compare(page)
    print_sheet(page)
    link = link_of(page)
    assert link == f"{server}/list?places=ma-afiya,ma-karaya&lang=en"
    back = first.new_page()
    back.goto(change_elsewhere(second.new_page(), link))
    expect(back.locator(".compact")).to_have_count(1)
    assert listed(back) == ["Afiya"]
    page.get_by_role("link", name="Find a place", exact=True).first.click()
    expect(page.locator(".summary p")).to_contain_text(f"{OVERNIGHT} places")
    expect(page.get_by_role("link", name="My list (2)")).to_be_visible()


def test_the_sheet_in_spanish_and_large_print(server: str, first: BrowserContext) -> None:
    page = first.new_page()
    page.goto(f"{server}/list?places=ma-afiya,ma-karaya&lang=en")
    expect(page.locator(".compact")).to_have_count(2)
    whole(page)
    english = download(page, "PDF, to print")
    page.get_by_label("Language of what you hand over").click()
    page.get_by_role("option", name="Español").click()
    page.locator("label", has_text="Large print").click()
    whole(page)
    spanish = download(page, "PDF, to print")
    assert "Qué preguntar" in "\n".join(pages_of(spanish))
    assert "Gratis" in "\n".join(pages_of(spanish))
    for pdf, language in ((english, "en"), (spanish, "es")):
        read = PdfReader(io.BytesIO(pdf))
        assert read.trailer["/Root"]["/Lang"].startswith(language)
        for phone in PHONES:
            assert phone in "\n".join(pages_of(pdf))
        for at in range(len(PdfDocument(pdf))):
            drawn = PdfDocument(pdf)[at].render(scale=1).to_pil().convert("L")
            assert drawn.size == (612, 792)
            # Something is printed, and nothing at the edges, where no printer reaches.
            assert drawn.getextrema()[0] < 64
            inner = drawn.crop((18, 18, 594, 774))
            assert drawn.histogram()[:128] == inner.histogram()[:128]
    assert len(pages_of(spanish)) > len(pages_of(english))


def test_the_page_to_print_opens_beside_the_list(server: str, first: BrowserContext) -> None:
    page = first.new_page()
    page.goto(f"{server}/list?places=ma-afiya,ma-karaya")
    whole(page)
    with page.expect_popup() as waiting:
        page.get_by_role("link", name=re.compile("^Page to print")).click()
    printed = waiting.value
    expect(printed.locator("article")).to_have_count(2)
    assert printed.locator("script").count() == 0
    expect(printed.locator("nav.above")).to_be_visible()
    printed.emulate_media(media="print")
    expect(printed.locator("nav.above")).to_be_hidden()
    printed.get_by_text("Afiya").first.wait_for()
    printed.emulate_media(media="screen")
    printed.get_by_role("link", name="Back to my list").click()
    expect(printed.locator(".compact")).to_have_count(2)


def test_a_link_of_ten_thousand_places_gets_sentences(server: str, first: BrowserContext) -> None:
    page = first.new_page()
    many = ",".join(f"ma-no-such-place-{number}" for number in range(10_000))
    page.goto(f"{server}/list?places=ma-afiya,{many}")
    expect(page.locator(".compact")).to_have_count(1)
    assert listed(page) == ["Afiya"]
    expect(page.locator(".stAlert")).to_have_count(1)
    told = page.locator(".stAlert li").all_inner_texts()
    assert 1 <= len(told) <= 10
    assert "We have no place called" in told[0]


def test_where_others_reach_the_finder_the_sheet_leads_there(
    tmp_path: Path, first: BrowserContext
) -> None:
    address = {"RESPITE_FINDER_ADDRESS": "https://finder.example.org"}
    own = OwnServer(tmp_path / "printed.txt", env=address)
    own.start()
    try:
        page = first.new_page()
        page.goto(f"{own.base}/list?places=ma-afiya")
        whole(page)
        assert link_of(page).startswith("https://finder.example.org/list?places=ma-afiya")
        text = "\n".join(pages_of(download(page, "PDF, to print")))
        assert "finder.example.org/list?places=ma-afiya" in text
        page.locator("label", has_text="QR code").click()
        whole(page)
        assert "finder.example.org" not in "\n".join(pages_of(download(page, "PDF, to print")))
    finally:
        own.end()
    assert "ma-afiya" not in own.printed()
