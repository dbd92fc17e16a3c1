"""Everything that the pages show, as screens that a test can open one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Page, expect

from standing import WAIT_MS, home, lines, map_drawn, place, results, search, whole

MAP_GIVEN_UP_MS = 13_000
LIST = "/list?places=ma-afiya,vt-alyssum,ma-boston-peer-support-line,ma-karaya,ak-polaris-house"


@dataclass(frozen=True)
class Screen:
    """A page as somebody sees it: its address, and what is done there, step by step."""

    name: str
    path: str
    act: Callable[[Page], None]
    more: tuple[Callable[[Page], None], ...] = ()


def filters_open(page: Page) -> None:
    results(page)
    open_filters(page)


def open_filters(page: Page) -> None:
    page.locator(".st-key-filter-switch label").first.click()
    expect(page.locator(".st-key-filters-open")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def open_needs(page: Page) -> None:
    page.locator(".st-key-filters-open summary").click()
    expect(page.locator(".st-key-needs-end")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def ask_needs(page: Page) -> None:
    """A need that many sources do not answer, and one that nobody can have."""
    page.locator(".st-key-free label").click()
    expect(page.locator(".st-key-silent button")).to_be_visible(timeout=WAIT_MS)
    page.locator(".st-key-age input").fill("999")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-filters-open .stAlert")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def choose_mark(page: Page) -> None:
    page.frame_locator(".st-key-map-box iframe").locator(".mark-box").first.press("Enter")
    expect(page.locator(".st-key-chosen .card")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def state_list(page: Page) -> None:
    expect(page.locator(".summary p")).to_contain_text("Vermont", timeout=WAIT_MS)
    whole(page)
    map_drawn(page)


def nothing_near(page: Page) -> None:
    home(page)
    search(page, "82001")
    expect(page.locator('[class*="st-key-card-beyond"]').first).to_be_visible(timeout=WAIT_MS)
    whole(page)
    map_drawn(page)


def unknown_place(page: Page) -> None:
    home(page)
    search(page, "Springfield")
    expect(page.locator(".st-key-suggestions button").first).to_be_visible(timeout=WAIT_MS)


def my_list(page: Page) -> None:
    expect(page.locator(".compact").nth(4)).to_be_visible(timeout=WAIT_MS)
    whole(page)


def empty_list(page: Page) -> None:
    expect(page.locator("#root h1")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(".st-key-list-more a").first).to_be_visible(timeout=WAIT_MS)
    whole(page)


def compare(page: Page) -> None:
    for number in range(4):
        page.locator('[class*="st-key-compared"] label').nth(number).click()
        expect(page.locator(".compare thead th")).to_have_count(number + 2, timeout=WAIT_MS)
    whole(page)


def remove(page: Page) -> None:
    page.locator('[class*="st-key-remove-"] button:visible').nth(1).click()
    expect(page.locator(".st-key-list-undo .undo")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def open_folds(page: Page) -> None:
    folded = page.locator("details:not([open]) > summary")
    for left in range(folded.count(), 0, -1):
        folded.first.click()
        expect(folded).to_have_count(left - 1)
    whole(page)


def list_question(page: Page) -> None:
    """A link to a list, for who has a list already."""
    expect(page.locator(".compact").first).to_be_visible(timeout=WAIT_MS)
    whole(page)
    page.evaluate("history.pushState({}, '', '/list?places=vt-alyssum,no-such,ga-none')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.locator(".st-key-list-question")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def form(page: Page) -> None:
    expect(page.locator(".st-key-suggest-buttons button").first).to_be_visible(timeout=WAIT_MS)
    expect(page.locator("input[type=file]")).to_be_attached(timeout=WAIT_MS)
    whole(page)


def every_part(page: Page) -> None:
    """Every part is said to be wrong."""
    ticks = page.locator(".st-key-suggest-parts [data-testid=stCheckbox] label")
    for number in range(ticks.count()):
        ticks.nth(number).click()
        whole(page)


def send_as_it_is(page: Page) -> None:
    """What is missing is told, at each field and above."""
    page.locator(".st-key-suggest-buttons button").first.click()
    expect(page.locator(".st-key-suggest-told [role=alert]")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def many(page: Page) -> None:
    expect(page.locator("input[type=file]")).to_be_attached(timeout=WAIT_MS)
    whole(page)


def people_done(page: Page) -> None:
    table = b"Name,ZIP,needs\nNobody,1060,free\nNobody,60601,\nNobody,99999,\n"
    file: FilePayload = {"name": "people.csv", "mimeType": "text/csv", "buffer": table}
    page.locator("input[type=file]").set_input_files(files=[file])
    expect(page.locator(".st-key-many-read")).to_be_visible(timeout=WAIT_MS)
    page.locator(".st-key-many-run button").first.click()
    expect(page.locator(".st-key-many-result table")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def coverage(page: Page) -> None:
    expect(page.locator(".st-key-coverage-take-away")).to_be_visible(timeout=WAIT_MS)
    whole(page)
    inside = page.frame_locator(".st-key-coverage-map iframe")
    expect(inside.locator(".leaflet-container[data-areas]")).to_be_attached(timeout=WAIT_MS)


def one_more(page: Page) -> None:
    """What if there were one more: two that can be, then one that cannot."""
    for typed in ("79936, 59101", "00000"):
        box = page.locator(".st-key-coverage-what-if-box input").first
        box.fill(typed)
        box.press("Enter")
    expect(page.locator(".st-key-coverage-what-if-trouble .stAlert")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(".st-key-coverage-what-if-change table")).to_be_visible(timeout=WAIT_MS)
    whole(page)


def sheet(page: Page) -> None:
    """The page to print: it has no script, and so no first screen and nothing that runs."""
    expect(page.locator("h1")).to_be_visible()


def first_screen(page: Page) -> None:
    """What stands there before any script of the framework has come."""
    expect(page.locator("#first .line").first).to_be_visible(timeout=WAIT_MS)


def map_failed(page: Page) -> None:
    home(page)
    search(page, "01060")
    expect(page.locator(".st-key-map-box iframe")).to_be_attached(timeout=WAIT_MS)
    whole(page)
    page.clock.fast_forward(MAP_GIVEN_UP_MS)
    expect(page.locator(".st-key-map-box .map-note")).to_be_visible(timeout=WAIT_MS)


SCREENS = (
    Screen("home", "/", home, (results, open_filters, open_needs, ask_needs)),
    Screen("state", "/?state=VT", state_list, (choose_mark,)),
    Screen("nothing-near", "/?kinds=peer_respite", nothing_near),
    Screen("unknown", "/", unknown_place),
    Screen("lines", "/lines", lines),
    Screen("respite", "/place?place=ma-afiya", place),
    Screen("warmline", "/place?place=ct-community-warmline", place),
    Screen("closed", "/place?place=ca-insight-respite-center", place),
    Screen("no-such-place", "/place?place=ma-afya", place),
    Screen("list", LIST, my_list, (compare, remove, open_folds)),
    Screen("list-question", "/list?places=ma-afiya", list_question),
    Screen("list-empty", "/list", empty_list),
    Screen("sheet", LIST.replace("/list", "/print"), sheet),
    Screen("many", "/many", many, (people_done,)),
    Screen("coverage", "/coverage", coverage, (one_more,)),
    Screen("coverage-state", "/coverage?state=NC&measure=median_miles&unconfirmed=yes", coverage),
    Screen("methods", "/methods", whole),
    Screen("learn", "/learn", whole),
    Screen("learn-page", "/learn?about=how-to-choose", whole),
    Screen("learn-kind", "/learn?about=peer_respite", whole),
    Screen("change", "/suggest?form=change&place=ma-afiya", form, (every_part, send_as_it_is)),
    Screen("change-of-what", "/suggest?form=change", whole),
    Screen("suggest", "/suggest?form=place", form, (send_as_it_is,)),
    Screen("message", "/suggest?form=message", form, (send_as_it_is,)),
    Screen("review", "/review", whole),
    Screen("evidence", "/evidence", whole, (open_folds,)),
    Screen("changes", "/changes?state=VT", whole),
    Screen("data", "/data", whole),
    Screen("quality", "/quality", whole),
    Screen("privacy", "/privacy", whole),
    Screen("first-screen", "/", first_screen),
    Screen("map-failed", "/", map_failed),
)
