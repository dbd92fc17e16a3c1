"""Every other page, and what every page shares."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder import load_places
from respite_finder.app.components.report import table_html

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
PAGES = (
    *("views/find.py", "views/lines.py", "views/desk.py", "views/many.py", "views/data.py"),
    *("views/quality.py", "views/privacy.py", "views/coverage.py", "views/methods.py"),
    *("views/learn.py", "views/evidence.py", "views/suggest.py", "views/changes.py"),
    "views/review.py",
)
END = [
    *("What is peer support?", "Help keep this true", "Where is nobody helped?"),
    *("About the data", "How good the data is", "Your privacy"),
]


def open_page(path: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=30).run()
    return at.switch_page(path).run()


def html(at: AppTest) -> str:
    return "\n".join(block.value for block in at.get("html"))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_with_988_on_top(path: str) -> None:
    at = open_page(path)
    assert not at.exception
    assert not at.error
    assert len(at.title) == 1
    first = next(block.value for block in at.get("html") if "<style" not in block.value)
    assert 'href="tel:988"' in first
    assert 'href="sms:988"' in first
    assert [link.proto.label for link in at.get("page_link")][-len(END) :] == END


def test_the_lines_page_has_every_crisis_line_with_a_way_to_reach_it() -> None:
    text = html(open_page("views/lines.py"))
    for name in ("988 Suicide", "988 en español", "Crisis Text Line", "Veterans", "Trevor"):
        assert name in text
    for href in ("tel:988", "sms:741741?&amp;body=HOME", "tel:+18664887386", "tel:+18006624357"):
        assert f'href="{href}"' in text


def test_the_data_page_counts_what_is_shown() -> None:
    at = open_page("views/data.py")
    shown = load_places()["status"].isin(["active", "listed"]).sum()
    assert f"{shown:,} places and lines" in at.markdown[0].value


def test_the_data_page_offers_files_that_are_made_on_a_click() -> None:
    """Nobody waits for a workbook that nobody asked for."""
    at = open_page("views/data.py")
    buttons = [button.proto for button in at.get("download_button")]
    assert [b.label for b in buttons] == ["Download CSV", "Download Excel", "Download GeoJSON"]
    assert all(button.deferred_file_id and not button.url for button in buttons)
    words = "\n".join(block.value for block in at.markdown)
    for fact in ("CC BY-NC 4.0", "Do not sell it", "gives its address when you call"):
        assert fact in words


def test_filters_are_kept_while_another_page_is_open() -> None:
    at = AppTest.from_file(str(MAIN), default_timeout=30).run()
    at.text_input(key="place").set_value("01060")
    next(button for button in at.button if button.label == "Find places").click().run()
    at.selectbox(key="radius").set_value("250").run()
    at.switch_page("views/lines.py").run()
    at.switch_page("views/find.py").run()
    assert at.selectbox(key="radius").value == "250"
    assert "within 250 miles of Northampton, MA 01060" in html(at)


def test_a_broken_places_file_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "places.csv"
    broken.write_text("place_id,name\nma-x,X\n")
    monkeypatch.setattr("respite_finder.shipped.PLACES_CSV", broken)
    monkeypatch.setattr("respite_finder.places.load_places.__defaults__", (broken,))
    at = AppTest.from_file(str(MAIN), default_timeout=30).run()
    assert not at.exception
    assert "cannot be read" in at.error[0].value
    assert "column is missing" in at.error[0].value


def test_the_quality_page_is_the_report_with_tables_that_the_keyboard_reaches() -> None:
    at = open_page("views/quality.py")
    text = html(at)
    report = (MAIN.parents[2] / "docs" / "data-quality.md").read_text(encoding="utf-8")
    rows = [line for line in report.splitlines() if line.startswith("| ") and "---" not in line]
    assert text.count("<tr>") == len(rows) > 80
    assert text.count('tabindex="0" role="region"') == text.count("<table>") == 7
    assert '<th scope="row">Peer respites</th>' in text
    assert any("How good the data is" in title.value for title in at.title)
    assert not any("](../" in block.value for block in at.markdown)


def test_a_cell_of_a_report_is_text_whatever_it_holds() -> None:
    made = table_html(["| A | B |", "| --- | --- |", "| <b>x</b> \\| y | `<i>` |"], "<T>")
    assert "&lt;b&gt;x&lt;/b&gt; | y" in made
    assert "<code>&lt;i&gt;</code>" in made
    assert 'aria-label="&lt;T&gt;"' in made
