"""Tables, bars and legends of coverage as HTML: words first, every value escaped."""

from __future__ import annotations

import math
import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from respite_finder import load_places
from respite_finder.coverage import CoverageQuery, Reach, coverage_table
from respite_finder.coverage.classes import UNKNOWN, classes
from respite_finder.markup.coverage_bars import Bar, bars_html
from respite_finder.markup.coverage_legend import legend_html
from respite_finder.markup.coverage_table import STATE_COLUMNS, Cell, areas_html, table_html

STATES = coverage_table(Reach(load_places()), CoverageQuery()).to_dict("records")


def href(state: str) -> str:
    return f"?state={state}"


def test_every_state_is_a_row_with_a_link_and_its_exact_value() -> None:
    html = areas_html(STATES, by="state", label="Figures", href=href)
    body = html.partition("<tbody>")[2]
    assert body.count("<tr>") == 52
    assert body.count("<a href=") == 52
    for row in STATES:
        line = re.search(rf'<tr>(?:(?!</tr>).)*state={row["state"]}".*?</tr>', body)
        assert line
        assert f'data-value="{row["uncovered_population"]}"' in line[0]
        assert f"{row['covered_share']:.6g}" in line[0]


def test_headings_are_buttons_in_a_table_that_the_keyboard_reaches() -> None:
    html = areas_html(STATES, by="state", label="Figures", href=href)
    head = html.partition("<tbody>")[0]
    assert head.count('<th scope="col"><button type="button">') == head.count("<th ") > 10
    assert 'tabindex="0" role="region" aria-label="Figures"' in head


def test_a_state_without_anything_has_0_and_not_a_blank() -> None:
    html = areas_html(STATES, by="state", label="Figures", href=href)
    line = re.search(r'<tr>(?:(?!</tr>).)*state=WY".*?</tr>', html)
    assert line
    cells = re.findall(r"<td[^>]*>([^<]*)", line[0])
    assert cells[0] == "0%"
    assert len(cells) == len(STATE_COLUMNS)
    assert all(cell.strip() for cell in cells)


def test_what_has_no_value_is_sorted_last_and_says_so() -> None:
    row = {**STATES[0], "median_miles": math.nan}
    html = areas_html([row], by="state", label="Figures", href=href)
    assert 'data-value="">no place</td>' in html


@given(st.text(max_size=20))
def test_no_name_becomes_markup(name: str) -> None:
    cells = [Cell(escape(name), name), Cell("1", 1.0)]
    html = table_html([name, "n"], [cells], name=name, label=name)
    inner = re.sub(r'"[^"]*"', '""', html)
    assert set(re.findall(r"</?([a-z]+)", inner)) <= {
        *("div", "table", "thead", "tr", "th", "button", "tbody", "td")
    }


def test_bars_say_their_values_and_mark_the_reference() -> None:
    bars = [Bar("A", 0.5), Bar("US", 0.25, reference=True), Bar("B", 0.0), Bar("C", 0.0)]
    html = bars_html(bars, "share", "Share")
    assert html.count("<li") == 4
    assert re.findall(r'class="rank">([^<]*)<', html) == ["1.", "", "2.", "2."]
    assert re.findall(r'class="value">([^<]*)<', html) == ["50%", "25%", "0%", "0%"]
    assert "--mark:25.0%" in html
    assert html.count('aria-hidden="true"') == 4
    assert 'aria-label="Share"' in html


def test_bars_of_counts_are_as_long_as_their_part_of_the_longest() -> None:
    html = bars_html([Bar("A", 200), Bar("B", 50)], "people", "People", ranks=False)
    assert re.findall(r"width:([\d.]+)%", html) == ["100.0", "25.0"]
    assert "rank" not in html.replace("unranked", "")
    assert "--mark" not in html


def test_a_bar_without_a_value_says_that_there_is_no_place() -> None:
    html = bars_html([Bar("A", math.nan), Bar("B", math.nan)], "miles", "Miles")
    assert html.count("no place anywhere") == 2
    assert re.findall(r'class="rank">([^<]*)<', html) == ["1.", "1."]


def test_the_legend_has_every_class_and_what_has_none() -> None:
    found = classes([0.0, 0.5, math.nan], "share")
    html = legend_html(found, "share", "Share <of> people", lambda number: f"<i>{number}</i>")
    assert html.count("<li>") == found.count + 1
    assert f"<i>{UNKNOWN}</i>" in html
    assert "40% to 60% <small>(1 area)</small>" in html
    assert "Share &lt;of&gt; people" in html
    whole = legend_html(classes([0.5], "share"), "share", "", str)
    assert "no place anywhere" not in whole
