"""The coverage map in a browser: drawn whole, coloured by class, true where it is pressed."""

from __future__ import annotations

import pandas as pd
import pytest
from playwright.sync_api import FrameLocator, Page, expect

from respite_finder.coverage import COUNTED_STATES, coverage
from respite_finder.coverage.classes import classes
from respite_finder.coverage.palette import colors
from respite_finder.map_projection import us_layout
from test_leave import NEUTRAL, escape, weather
from visitor import PHONE, Watched

pytestmark = pytest.mark.browser

MAP = ".st-key-coverage-map iframe"
WAIT_MS = 40_000
SPOT = "Spot 1 on the map, in {}"
OUTSIDE = "That spot is outside the 50 states"
Box = tuple[float, float, float, float]

BOXES = """areas => Object.fromEntries(areas.map((area) => {
  const box = area.getBoundingClientRect();
  return [area.dataset.area, [box.left, box.top, box.right, box.bottom]];
}))"""
FILLS = """areas => areas.map((area) => [area.dataset.area, getComputedStyle(area).fill])"""


def open_map(watched: Watched, query: str = "", layout: str = "US") -> FrameLocator:
    page = watched.open(f"/coverage{query}")
    inside = page.frame_locator(MAP)
    drawn(inside, layout)
    settled(page)
    page.locator(MAP).scroll_into_view_if_needed()
    return inside


def drawn(inside: FrameLocator, layout: str) -> None:
    box = inside.locator(f".leaflet-container[data-layout={layout}][data-areas]")
    expect(box).to_be_attached(timeout=WAIT_MS)


def settled(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def boxes(inside: FrameLocator) -> dict[str, Box]:
    """Left, top, right and bottom of every area, in pixels of the frame."""
    found: dict[str, Box] = inside.locator("[data-area]").evaluate_all(BOXES)
    return found


def middle(box: Box) -> tuple[float, float]:
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2


def pixel(inside: FrameLocator, lat: float, lon: float, state: str) -> tuple[float, float]:
    """Where a point is in the frame, by two states at its ends: Hawaii and Maine."""
    shapes = {one.id: one.geometry for one in us_layout().shapes()}
    on_map = [middle(shapes[code].bounds) for code in ("HI", "ME")]
    seen = boxes(inside)
    on_screen = [middle(seen[code]) for code in ("HI", "ME")]
    at = us_layout().project(lat, lon, state)
    x, y = (
        on_screen[0][axis]
        + (float(at[axis]) - on_map[0][axis])
        * (on_screen[1][axis] - on_screen[0][axis])
        / (on_map[1][axis] - on_map[0][axis])
        for axis in (0, 1)
    )
    return x, y


def press(inside: FrameLocator, at: tuple[float, float]) -> None:
    inside.locator(".leaflet-container").click(position={"x": at[0], "y": at[1]})


def dropping(page: Page) -> None:
    switch = page.locator(".st-key-coverage_dropping label")
    switch.click()
    expect(switch.locator("input")).to_be_checked()
    settled(page)


def fits(inside: FrameLocator) -> None:
    """All areas are in sight, and as large as the frame allows."""
    for code in boxes(inside):
        expect(inside.locator(f"[data-area='{code}']")).to_be_in_viewport(ratio=0.99)
    lefts, tops, rights, bottoms = zip(*boxes(inside).values(), strict=True)
    frame = inside.locator(".leaflet-container").bounding_box()
    assert frame
    wide, high = max(rights) - min(lefts), max(bottoms) - min(tops)
    assert max(wide / frame["width"], high / frame["height"]) > 0.8
    assert 0 <= min(lefts) <= max(rights) <= frame["width"]
    assert 0 <= min(tops) <= max(bottoms) <= frame["height"]


def rgb(color: str) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def test_every_state_is_drawn_once_in_the_colour_of_its_class(
    watched: Watched, places: pd.DataFrame
) -> None:
    table = coverage(places)
    found = classes(table["covered_share"], "share")
    ramp = colors(found.count, zero=found.zero)
    expected = {
        state: rgb(ramp[number]) for state, number in zip(table["state"], found.of, strict=True)
    }
    fills = open_map(watched).locator("[data-area]").evaluate_all(FILLS)
    assert len(fills) == len(COUNTED_STATES) == 52
    assert dict(fills) == expected
    assert len(set(expected.values())) >= 4


def test_the_map_asks_nobody_else_and_complains_of_nothing(watched: Watched) -> None:
    inside = open_map(watched)
    inside.locator("[data-area=TX]").click()
    drawn(inside, "TX")
    settled(watched.page)
    assert watched.hosts == {watched.base.split("/")[2]}
    # The framework looks for its own address when a page is opened by its path.
    assert [line for line in watched.console if "404 (Not Found)" not in line] == []
    # The outlines of each map come once, and none that was not asked for.
    fetched = [url.rsplit("/", 1)[1] for url in watched.requests if "/assets/coverage/" in url]
    assert fetched == ["US.json", "TX.json"]


def test_another_map_is_shown_whole_also_after_a_zoom(watched: Watched) -> None:
    inside = open_map(watched)
    inside.locator("[data-area=TX]").click()
    drawn(inside, "TX")
    settled(watched.page)
    fits(inside)
    zoom = inside.locator(".leaflet-control-zoom-in")
    zoom.click()
    watched.page.go_back()
    drawn(inside, "US")
    settled(watched.page)
    fits(inside)


def test_a_name_is_told_where_the_pointer_is(watched: Watched) -> None:
    inside = open_map(watched)
    inside.locator("[data-area=TX]").hover()
    expect(inside.locator(".leaflet-tooltip")).to_contain_text("Texas: ")
    inside.locator("[data-area=KS]").hover()
    expect(inside.locator(".leaflet-tooltip")).to_have_count(1)
    expect(inside.locator(".leaflet-tooltip")).to_contain_text("Kansas: ")


@pytest.mark.parametrize(
    ("state", "name", "lat", "lon"),
    [
        ("MO", "Missouri", 39.1, -94.35),
        ("KS", "Kansas", 39.1, -94.9),
        ("AK", "Alaska", 61.3, -149.5),
        ("HI", "Hawaii", 19.6, -155.5),
        ("PR", "Puerto Rico", 18.22, -66.4),
    ],
)
def test_a_place_is_put_where_the_map_was_pressed(
    watched: Watched, state: str, name: str, lat: float, lon: float
) -> None:
    """Near a border and in every inset: the dot is there, and the state is the right one."""
    inside = open_map(watched)
    dropping(watched.page)
    at = pixel(inside, lat, lon, state)
    press(inside, at)
    expect(watched.page.locator(".what-if-place")).to_have_text(SPOT.format(name))
    expect(inside.locator(".leaflet-container")).to_have_attribute("data-added", "1")
    settled(watched.page)
    dot = inside.locator(".place-added").evaluate(
        "dot => { const box = dot.getBoundingClientRect();"
        " return [box.left, box.top, box.right, box.bottom]; }"
    )
    assert middle(dot) == pytest.approx(at, abs=2)
    # The map still looks where it looked, and shows the country.
    assert pixel(inside, lat, lon, state) == pytest.approx(at, abs=1)
    drawn(inside, "US")


def test_a_press_at_sea_is_told_and_puts_nothing(watched: Watched) -> None:
    inside = open_map(watched)
    dropping(watched.page)
    press(inside, pixel(inside, 27.0, -90.0, "TX"))
    expect(watched.page.locator(".st-key-coverage-what-if-trouble")).to_contain_text(OUTSIDE)
    expect(watched.page.locator(".what-if-place")).to_have_count(0)
    # It is still switched on: the next press may be better.
    press(inside, pixel(inside, 31.5, -99.0, "TX"))
    expect(watched.page.locator(".what-if-place")).to_have_text(SPOT.format("Texas"))


def test_the_key_leaves_from_inside_the_map(watched: Watched) -> None:
    weather(watched.page.context)
    inside = open_map(watched)
    inside.locator(".leaflet-container").focus()
    escape(watched.page)
    expect(watched.page).to_have_url(NEUTRAL)


@pytest.mark.parametrize("state", ["AK", "HI", "DC"])
def test_a_link_to_a_state_shows_all_of_it(watched: Watched, state: str) -> None:
    fits(open_map(watched, f"?state={state}", state))
    watched.page.reload()
    inside = watched.page.frame_locator(MAP)
    drawn(inside, state)
    settled(watched.page)
    watched.page.locator(MAP).scroll_into_view_if_needed()
    fits(inside)


def test_the_map_fits_again_when_the_window_becomes_a_phone(watched: Watched) -> None:
    inside = open_map(watched)
    fits(inside)
    watched.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    watched.page.locator(MAP).scroll_into_view_if_needed()
    fits(inside)
    buttons = inside.locator(".leaflet-control-zoom").bounding_box()
    washington = inside.locator("[data-area=WA]").bounding_box()
    assert buttons
    assert washington
    assert washington["y"] > buttons["y"] + buttons["height"]
