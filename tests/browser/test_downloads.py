"""The data, taken along by a visitor: from the page to a file, without another host."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pandas as pd
import pytest
from playwright.sync_api import expect

from respite_finder.search import SHOWN
from visitor import DESKTOP, PHONE, Watched

pytestmark = pytest.mark.browser


def download(visitor: Watched, name: str) -> tuple[str, bytes]:
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name=f"Download {name}").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_every_file_comes_whole_and_from_us(watched: Watched, places: pd.DataFrame) -> None:
    page = watched.open()
    page.get_by_role("link", name="About the data").click()
    expect(page.get_by_role("heading", name="Take the data with you")).to_be_visible()
    wanted = places.index[places["status"].isin(list(SHOWN))].tolist()
    name, content = download(watched, "CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert (name, [row["place_id"] for row in rows]) == ("places.csv", wanted)
    name, content = download(watched, "GeoJSON")
    features = json.loads(content)["features"]
    assert (name, [feature["id"] for feature in features]) == ("places.geojson", wanted)
    name, content = download(watched, "Excel")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert (name, archive.testzip()) == ("places.xlsx", None)
    assert watched.hosts == {watched.base.split("/")[2]}
    assert watched.console == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_buttons_are_large_enough_and_the_page_is_not_wider_than_its_screen(
    watched: Watched,
) -> None:
    page = watched.open("/data")
    for name in ("CSV", "Excel", "GeoJSON"):
        box = page.get_by_role("button", name=f"Download {name}").bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(wide) is False
