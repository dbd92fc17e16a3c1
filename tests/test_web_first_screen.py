"""The page that the server sends has numbers to call before any script, in the right language."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asked import EMPTY_PAGE, Answer, ask, our_app
from respite_finder import i18n
from respite_finder.web.assets import ICON
from spoken import html_says

EVERY_PAGE = ("/", "/lines", "/?kinds=clubhouse", "/lines?lang=en")


def page(path: str = "/", **headers: str) -> str:
    answer = ask(our_app(), path, **headers)
    assert answer.status == 200
    return answer.text


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_988_and_the_way_out_stand_in_every_page(path: str) -> None:
    html = page(path)
    assert html.count('href="tel:988"') >= 1
    assert html.count('href="sms:988"') >= 1
    assert 'class="leave"' in html
    assert html.index('id="first"') < html.index('id="root"')
    assert html.count("<html") == html.count("<body") == html.count("</html>") == 1


def test_the_first_page_has_lines_that_are_open_now() -> None:
    html = page("/")
    first = html[html.index('id="first"') : html.index('id="root"')]
    assert first.count('<li class="line">') == 4
    assert "Open now: somebody to talk to" in html_says(first)
    assert "Open now: somebody to talk to" in page("/lines")
    assert "Open now: somebody to talk to" not in page("/streamed")


def test_there_is_no_script_in_the_page_but_files_of_ours_and_the_frameworks() -> None:
    html = page("/")
    assert "window.early" not in html
    assert "<script>" not in html
    assert 'src="./static/js/index.js"' in html
    assert 'src="./assets/own/page.js"' in html
    assert "Streamlit" not in html
    assert "You need scripts." not in html
    assert "The phone numbers work without it." in html


@pytest.mark.parametrize(
    ("path", "wishes", "language"),
    [
        ("/", "", "en"),
        ("/", "es-MX,es;q=0.9", "es"),
        ("/", "en-US,en;q=0.9,es;q=0.8", "en"),
        ("/?lang=es", "en", "es"),
        ("/?lang=en", "es", "en"),
        ("/lines?lang=es", "", "es"),
        ("/?lang=xx", "es", "es"),
        ("/?lang=xx", "", "en"),
        ("/?lang=%22%3E%3Cscript%3E", "", "en"),
        ("/?lang=../../es", "", "en"),
        ("/?lang=%ff%fe", "", "en"),
        ("/?lang=", "", "en"),
        ("/?lang=en&lang=es", "", "es"),
        ("/", '"><script>alert(1)</script>', "en"),
        ("/", "es;q=x,,;;==", "en"),
    ],
)
def test_the_language_is_that_of_the_link_else_of_the_browser(
    path: str, wishes: str, language: str
) -> None:
    html = page(path, accept_language=wishes)
    assert f'<html lang="{language}">' in html
    assert f'data-language="{language}"' in html
    assert "<script>" not in html


@given(query=st.text(alphabet=st.characters(max_codepoint=127)), wishes=st.text('es-;q=,*"<> 0'))
def test_nothing_that_a_visitor_sends_stands_in_the_page(query: str, wishes: str) -> None:
    mark = "xyzzy<b>'\""
    html = page(f"/?lang={mark}{query}&{mark}={mark}", accept_language=wishes)
    assert "xyzzy" not in html


def test_the_language_of_one_answer_is_not_that_of_the_next() -> None:
    app = our_app()
    assert '<html lang="es">' in ask(app, "/?lang=es").text
    assert '<html lang="en">' in ask(app, "/").text


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_is_never_kept_because_it_tells_what_is_open_now(path: str) -> None:
    answer = ask(our_app(), path, if_none_match='"1"', if_modified_since="today")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_page_can_be_compressed() -> None:
    answer = ask(our_app(), "/", accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert 'href="tel:988"' in gzip.decompress(answer.body).decode()
    assert len(answer.body) < len(ask(our_app(), "/").body)


def test_the_head_of_a_page_can_be_asked_for_alone() -> None:
    answer = ask(our_app(), "/", "HEAD")
    assert answer.status == 200
    assert b"tel:988" not in answer.body
    assert answer.headers["cache-control"] == "no-store"
    assert "text/html" in answer.headers["content-type"]


def test_a_page_that_comes_in_pieces_is_put_together() -> None:
    html = page("/streamed")
    assert 'href="tel:988"' in html
    assert html.endswith("</body></html>")


def untouched(path: str, **headers: str) -> Answer:
    answer = ask(our_app(), path, **headers)
    assert b"tel:988" not in answer.body
    return answer


def test_what_is_no_page_passes_as_it_is() -> None:
    assert untouched("/favicon.png").body == ICON.read_bytes()
    assert untouched("/manifest.json").text == "{}"
    assert untouched("/_stcore/health").text == "ok"
    assert untouched("/events").text == "one two"
    script = ICON.with_name("page.js").read_bytes()
    assert untouched("/assets/own/page.js").body == script


def test_the_frame_of_the_map_passes_as_it_is() -> None:
    assert untouched("/component/map/index.html").text == EMPTY_PAGE


def test_an_asset_may_be_kept_by_the_browser() -> None:
    app = our_app()
    etag = ask(app, "/assets/own/page.js").headers["etag"]
    assert ask(app, "/assets/own/page.js", if_none_match=etag).status == 304


def test_a_broken_list_of_places_leaves_988(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "places.csv"
    broken.write_text("place_id,name\nma-x,X\n")
    monkeypatch.setattr("respite_finder.shipped.PLACES_CSV", broken)
    html = page("/")
    assert 'href="tel:988"' in html
    assert '<li class="line">' not in html


def test_a_missing_list_of_places_leaves_988(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("respite_finder.shipped.PLACES_CSV", tmp_path / "none.csv")
    assert 'href="tel:988"' in page("/")


def test_every_language_has_its_own_first_screen() -> None:
    for code in i18n.languages():
        assert f'<html lang="{code}">' in page(f"/?lang={code}")


@pytest.mark.parametrize("base", ["app", "/app/"])
def test_below_a_path_everything_is_where_the_page_looks_for_it(base: str) -> None:
    app = our_app(base)
    html = ask(app, "/app/").text
    assert html.count('<li class="line">') == 4
    assert "Open now: somebody to talk to" in ask(app, "/app/lines").text
    for path in re.findall(r'"\./(assets/[^"]+)"', html):
        answer = ask(app, f"/app/{path}")
        assert answer.status == 200
        assert "html" not in answer.headers["content-type"]
    frame = ask(app, "/app/component/map/index.html")
    assert 'id="first"' not in frame.text
    assert "'unsafe-eval'" in frame.headers["content-security-policy"]
