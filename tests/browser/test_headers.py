"""In a real browser: the strict headers hold and break nothing; nobody else is asked."""

from __future__ import annotations

import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from visitor import Watched

pytestmark = pytest.mark.browser

COOKIES = {"_streamlit_xsrf"}
"""The framework's own; docs/privacy.md says what each is for."""
FRAMEWORK = {"script-src wasm-eval"}
"""The framework asks if it may compile WebAssembly, and goes on without."""
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective + " " + event.blockedURI);
});
"""
PATHS = (
    *("/", "/lines", "/place?place=ma-afiya", "/list?places=ma-afiya,vt-alyssum", "/many"),
    *("/data", "/quality", "/privacy", "/coverage?state=MA", "/methods"),
    *("/learn?about=how-to-choose", "/evidence", "/suggest?form=place", "/review"),
    "/changes?state=VT",
)


def violations(page: Page) -> set[str]:
    found = {it for frame in page.frames for it in frame.evaluate("window.violations")}
    return found - FRAMEWORK


def headers(url: str, method: str = "GET") -> dict[str, str]:
    try:
        with urlopen(Request(url, method=method), timeout=20) as answer:
            found = answer.headers
    except HTTPError as error:
        found = error.headers
    return {name.lower(): value for name, value in found.items()}


@pytest.mark.parametrize(
    "path",
    [
        *PATHS,
        "/print?places=ma-afiya",
        "/static/js/none.js",
        "/favicon.png",
        "/assets/own/page.js",
        "/component/streamlit_folium.st_folium/index.html",
        "/component/none/index.html",
        "/_stcore/health",
        "/_stcore/host-config",
        "/media/none",
    ],
)
def test_the_real_server_sends_them_with_every_answer(server: str, path: str) -> None:
    for method in ("GET", "HEAD", "DELETE"):
        found = headers(server + path, method)
        assert found["referrer-policy"] == "no-referrer"
        assert found["x-content-type-options"] == "nosniff"
        assert "geolocation=(self)" in found["permissions-policy"]
        assert "frame-ancestors 'self'" in found["content-security-policy"]


@pytest.mark.parametrize("path", PATHS)
def test_no_page_breaks_its_own_policy_or_asks_another_host(watched: Watched, path: str) -> None:
    page = watched.page
    page.add_init_script(LISTEN)
    missing: list[str] = []
    page.on("response", lambda it: missing.append(it.url) if it.status >= 400 else None)
    watched.open(path)
    expect(page.get_by_role("link", name="Your privacy")).to_be_visible()
    assert violations(page) == set()
    assert watched.hosts == {watched.base.split("/")[2]}
    # Below a page's address the framework first looks for itself, and then at the root.
    assert all(url.endswith(("/_stcore/host-config", "/_stcore/health")) for url in missing)
    assert [words for words in watched.console if "404 (Not Found)" not in words] == []


def test_the_map_keeps_to_the_policy_of_its_frame(watched: Watched) -> None:
    page = watched.page
    page.add_init_script(LISTEN)
    watched.open()
    watched.search("01060")
    box = page.frame_locator("iframe").locator(".leaflet-container")
    expect(box).to_have_attribute("data-places", re.compile(r"[1-9]"))
    expect(page.frame_locator("iframe").locator(".town").first).to_be_attached()
    assert violations(page) == set()
    assert watched.hosts == {watched.base.split("/")[2]}
    assert watched.console == []


def test_a_violation_would_be_seen(watched: Watched) -> None:
    page = watched.page
    page.add_init_script(LISTEN)
    watched.open("/privacy")
    page.evaluate("new Image().src = 'https://elsewhere.example/x.png'")
    page.wait_for_function("window.violations.some((it) => it.includes('elsewhere'))")
    assert violations(page) == {"img-src https://elsewhere.example/x.png"}


def test_the_only_cookies_are_the_frameworks(watched: Watched) -> None:
    watched.open()
    watched.search("01060")
    expect(watched.page.locator(".summary")).to_contain_text("miles of")
    cookies = watched.page.context.cookies()
    assert {cookie["name"] for cookie in cookies} <= COOKIES
    for cookie in cookies:
        assert cookie["expires"] == -1
        assert cookie["sameSite"] in ("Lax", "Strict")
        assert "01060" not in cookie["value"]
    stored = watched.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "01060" not in stored
