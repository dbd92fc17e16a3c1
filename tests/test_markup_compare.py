"""Places side by side: a table that says what differs and what nobody states."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from made import VIRTUAL, WITHHELD, frame, record
from respite_finder.export import records
from respite_finder.markup.compare import compare_html

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def table(*rows: dict[str, str], miles: tuple[float | None, ...] = ()) -> str:
    far = miles or (None,) * len(rows)
    made = frame(*rows).assign(distance_miles=pd.array(far, dtype="Float64"))
    return compare_html(records(made), NOW)


def row_of(html: str, title: str) -> str:
    (found,) = re.findall(rf'<tr[^>]*><th scope="row">{re.escape(title)} .*?</tr>', html)
    return str(found)


def cells(html: str, title: str) -> list[str]:
    found = re.findall(r"<td[^>]*>(.*?)</td>", row_of(html, title))
    return [re.sub(r"<[^>]+>", "", cell) for cell in found]


def test_it_is_a_table_with_headers_in_a_region_that_takes_the_focus() -> None:
    html = table(record(name="One"), record(name="Two"))
    assert html.startswith('<div class="wide compare" tabindex="0" role="region" aria-label="')
    assert '<th scope="col">One</th><th scope="col">Two</th>' in html
    assert "<caption><span>2 places side by side." in html
    rows = re.findall(r"<tr.*?</tr>", html)
    assert {row.count("<td") for row in rows[1:]} == {2}
    assert all(row.count('<th scope="row">') == 1 for row in rows[1:])


def test_what_differs_says_so_in_a_word() -> None:
    html = table(record(cost="free", age_min="18"), record(cost="sliding fee", age_min="18"))
    assert "different" in row_of(html, "Cost")
    assert "different" not in row_of(html, "Ages")
    assert cells(html, "Cost") == ["Free", "sliding fee"]


def test_what_nobody_states_is_no_difference_and_says_ask() -> None:
    html = table(record(cost="free"), record(cost=""), record(cost="", phone=""))
    assert cells(html, "Cost") == ["Free", "? Not stated: ask", "? Not stated"]
    assert "different" not in row_of(html, "Cost")


def test_distance_stands_there_only_if_it_was_measured() -> None:
    assert ">Distance" not in table(record(), record())
    html = table(record(precision="city"), record(VIRTUAL), record(), miles=(12.2, None, None))
    assert cells(html, "Distance") == ["about 12 miles", "By phone or online", "Not known"]


def test_nobody_asks_a_drop_in_center_for_its_longest_stay() -> None:
    html = table(record(), record(WITHHELD), record(WITHHELD, max_stay_days="7"))
    stays = cells(html, "Longest stay")
    assert stays[1:] == ["? Not stated: ask", "7 days"]
    assert cells(table(record(VIRTUAL)), "Longest stay") == ["No overnight stays"]


def test_open_now_stands_with_the_hours() -> None:
    html = table(record(hours="Mon-Fri 9-5", opening_hours="Mo-Fr 09:00-17:00"), record())
    assert cells(html, "Hours") == [
        "Open now until 5 pm Eastern timeMon-Fri 9-5",
        "? Not stated: ask",
    ]


def test_who_can_ask_is_yes_no_or_not_stated(places: pd.DataFrame) -> None:
    row = records(places.loc[["ma-afiya"]].assign(distance_miles=float("nan")))[0]
    rows = [{**row, "self_referral": answer} for answer in ("yes", "no", None)]
    html = compare_html(rows, NOW)
    assert cells(html, "Can you ask yourself?") == ["Yes", "No", "? Not stated: ask"]


def test_a_withheld_address_shows_the_town_only() -> None:
    hidden = record(WITHHELD, street="7 Hidden Lane", zip="01060", precision="address")
    html = table(hidden, record(), miles=(3.14, 2.0))
    assert "Hidden" not in html
    assert "01060" not in cells(html, "Where")[0]
    assert "The address is given when you call." in cells(html, "Where")[0]
    assert cells(html, "Distance")[0] == "about 3 miles"


def test_no_withheld_street_of_the_dataset_is_in_a_table(places: pd.DataFrame) -> None:
    hidden = places[places["address_withheld"]]
    assert len(hidden) > 20
    shown = compare_html(records(hidden.assign(distance_miles=float("nan"))), NOW)
    for cell in cells(shown, "Where"):
        assert not re.search(r"\d", cell)


@given(text=st.text(min_size=1))
def test_no_value_becomes_markup(text: str) -> None:
    evil = f"<img src=x onerror=alert(1)>{text}"
    (plain,) = records(frame(record(VIRTUAL, chat="")).assign(distance_miles=float("nan")))
    kept = {"service_type", "status", "location_type", "precision", "state", "source_date"}
    kept |= {"area_states"}
    bad: dict[str, Any] = {
        name: evil if isinstance(value, str) and name not in kept else value
        for name, value in plain.items()
    }
    bad |= dict.fromkeys(("cost", "populations", "languages", "referral", "organization"), evil)
    made = compare_html([bad, {**bad, "location_type": "physical"}], NOW)
    assert "<img" not in made


def test_without_places_there_is_no_table() -> None:
    assert compare_html([], NOW) == ""
