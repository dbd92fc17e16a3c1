"""Lines as HTML: one obvious next step, every value escaped, nothing but links that work."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import VIRTUAL, frame, record
from respite_finder.lines import CrisisLine, WarmlineNow, crisis_lines, warmlines
from respite_finder.markup.line import crisis_line_html, line_rows_html, warmline_html

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("America/New_York"))
BY_ID = {line.id: line for line in crisis_lines()}
TRAP = "<img src=x onerror=alert(1)>\"'"
SAFE_HREF = re.compile(r"tel:\+?[\d,]+|sms:\+?\d+(\?&body=[\w%]+)?|https?://[^\s<>\"]+")


def hrefs(html: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', html)]


def made_line(**cells: str) -> WarmlineNow:
    hours = {"area_served": "statewide", "opening_hours": "Mo-Su 09:00-21:00"}
    places = frame(record(VIRTUAL, hours, cells))
    (line,) = warmlines(places, state="MA", when=NOON)
    return line


def test_the_spanish_line_says_what_to_press_and_what_to_text() -> None:
    html = crisis_line_html(BY_ID["988-es"], TODAY)
    assert 'href="tel:988" class="button main"' in html
    assert "Call 988, then press 2" in html
    assert 'href="sms:988?&amp;body=AYUDA"' in html
    assert "Text “AYUDA” to 988" in html
    assert 'href="tel:+18886289454"' in html
    assert '<span lang="es">988 en español</span>' in html


def test_the_line_for_the_deaf_begins_with_the_videophone() -> None:
    html = crisis_line_html(BY_ID["988-asl"], TODAY)
    assert 'class="button main"' in html.split("Videophone 988")[0]
    assert hrefs(html)[0] == "tel:988"
    assert "tel:+18002738255" in hrefs(html)
    assert "tel:711" in hrefs(html)
    assert "then 988" in html
    assert "American Sign Language (ASL)" in html


def test_a_line_for_texts_has_the_text_as_its_main_button() -> None:
    html = crisis_line_html(BY_ID["crisis-text-line"], TODAY)
    assert re.search(r'href="sms:741741\?&amp;body=HOME" class="button main"', html)


def test_other_numbers_are_links_and_help_in_other_languages_is_told() -> None:
    assert "tel:+18004874889" in hrefs(crisis_line_html(BY_ID["samhsa-helpline"], TODAY))
    disaster = crisis_line_html(BY_ID["disaster-distress"], TODAY)
    assert "By videophone" in disaster
    assert "Languages: English, Spanish. They can also get someone who speaks yours." in disaster
    assert "833-TLC-MAMA" in crisis_line_html(BY_ID["maternal"], TODAY)


def test_an_old_source_says_that_it_is_old() -> None:
    html = crisis_line_html(BY_ID["veterans"], TODAY)
    assert "Checked July 2022" in html
    assert "more than 2 years ago" in html
    assert "more than 2 years ago" not in crisis_line_html(BY_ID["988"], TODAY)


@pytest.mark.parametrize("line", crisis_lines(), ids=lambda line: line.id)
def test_every_crisis_line_has_one_main_button_a_heading_and_a_source(line: CrisisLine) -> None:
    html = crisis_line_html(line, TODAY)
    assert html.count('class="button main"') == 1
    assert html.count("<h3>") == html.count("</article>") == 1
    assert line.source_url in hrefs(html)
    assert "Open all day, every day" in html
    assert all(SAFE_HREF.fullmatch(href) for href in hrefs(html))


@pytest.mark.parametrize("state", [None, "CA", "MA", "PA", "GA", "NV"])
def test_every_warmline_has_one_main_button_and_links_that_work(
    places: pd.DataFrame, state: str | None
) -> None:
    found = warmlines(places, state=state, when=NOON)
    assert len(found) > 5
    for line in found:
        html = warmline_html(line, NOON)
        assert html.count('class="button main"') == 1, line.record["name"]
        assert all(SAFE_HREF.fullmatch(href) for href in hrefs(html)), hrefs(html)
        assert "not for emergencies" in html
        assert line.record["source_url"] in hrefs(html)


def test_a_warmline_says_when_for_whom_and_in_which_language() -> None:
    line = made_line(languages="English; Spanish", populations="veterans", age_max="24")
    html = warmline_html(line, NOON, level=4)
    words = html.replace("\u202f", " ")
    assert "<h4>Made House</h4>" in html
    assert "Open now until 9 pm Eastern time" in words
    assert "Languages: English, Spanish" in html
    assert "For: veterans, up to age 24" in html
    assert "Serves all of Massachusetts" in html
    assert "Not confirmed" not in html


def test_only_for_a_county_and_not_confirmed_are_told_in_words() -> None:
    line = made_line(area_served="Hampshire County", status="listed")
    for html in (warmline_html(line, NOON), line_rows_html([line], NOON)):
        assert "Only for Hampshire County" in html
        assert "Not confirmed: it may have changed" in html


def test_unknown_hours_say_so() -> None:
    html = warmline_html(made_line(opening_hours=""), NOON)
    assert "Hours not known: ask when you call" in html


def test_a_row_has_the_name_the_hours_and_the_buttons() -> None:
    line = made_line(text_line="839863", text_keyword="TEEN", phone_2="413-555-0199")
    html = line_rows_html([BY_ID["988"], line], NOON)
    assert html.count("<li") == 2
    assert hrefs(html) == ["tel:988", "sms:988", "tel:+14135550100", "sms:839863?&body=TEEN"]
    assert "Made House" in html
    assert line_rows_html([], NOON) == ""


@given(text=st.text(max_size=20))
def test_no_value_of_a_crisis_line_becomes_markup(text: str) -> None:
    trap = {field.name: TRAP + text for field in fields(CrisisLine)}
    line = CrisisLine(
        **(trap | {"checked_on": "2026-11-01", "source_url": "https://a.org/" + TRAP})
    )
    html = crisis_line_html(line, TODAY) + line_rows_html([line], NOON)
    assert "<img" not in html
    assert not re.search(r'="[^"]*"\'', html)
    by_word = crisis_line_html(replace(BY_ID["988"], text_word=TRAP), TODAY)
    assert "<img" not in by_word
    assert "%3Cimg" in by_word


@given(text=st.text(max_size=20))
def test_no_value_of_a_warmline_becomes_markup(text: str) -> None:
    line = made_line()
    free = set(line.record) - {
        *("status", "state", "area_states", "area_served", "source_date", "service_type"),
        *("age_min", "age_max", "latitude", "longitude", "time_zone", "location_type"),
    }
    trapped = replace(line, record={**line.record, **dict.fromkeys(free, TRAP + text)})
    for serves in ("state", "area"):
        area = {**trapped.record, "area_served": TRAP}
        shown = replace(trapped, serves=serves, record=area if serves == "area" else trapped.record)
        html = warmline_html(shown, datetime.now(UTC)) + line_rows_html([shown], NOON)
        assert "<img" not in html
        assert html.count("%3Cimg") == html.count("sms:") > 0
