"""The page on coverage as a visitor reads it: the country, a state, a state with nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from respite_finder import i18n, load_places
from respite_finder.coverage import CoverageQuery, coverage
from visiting import MAIN, address, html

PAGE = "views/coverage.py"
STATES = coverage(load_places(), CoverageQuery())


def open_page(page: str = PAGE, **params: str) -> AppTest:
    i18n.use(params.get("lang", "en"))  # AppTest reads labels in the thread of the test
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    at.switch_page(page)
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def headers(at: AppTest) -> list[str]:
    return [header.value for header in at.header]


def bars(at: AppTest) -> list[str]:
    block = next(b.value for b in at.get("html") if "coverage-bars" in b.value)
    return re.findall(r'class="who">(.*?)</span>', block)


def test_the_country_in_numbers_first() -> None:
    at = open_page()
    us = coverage(load_places(), CoverageQuery(), by="us").iloc[0]
    text = html(at)
    assert at.title[0].value == "Where is nobody helped?"
    assert f"{round(us['covered_share'] * 100)} in 100 people in the United States" in text
    assert f"We count {us['places']} places." in text
    assert f"{us['lines']} warmlines" in text
    assert "They are not counted as places" in text
    assert text.index("in 100 people") < text.index("coverage-bars")


def test_the_bars_of_the_country_are_every_state_and_the_country() -> None:
    names = bars(open_page())
    assert len(names) == 53
    best = STATES.sort_values("covered_share", ascending=False).iloc[0]["state"]
    assert f"state={best}" in names[0]
    assert sum("The whole country" in name for name in names) == 1


def test_a_link_to_a_state_keeps_the_other_choices() -> None:
    at = open_page(radius="25", unconfirmed="yes")
    assert 'href="?state=TX&amp;radius=25&amp;unconfirmed=yes"' in html(at)


def test_a_state_has_its_own_view() -> None:
    at = open_page(state="MA")
    row = STATES.loc[STATES["state"] == "MA"].iloc[0]
    text = html(at)
    assert f"{round(row['covered_share'] * 100)} in 100 people in Massachusetts" in text
    assert "Massachusetts is number" in text
    assert "Barnstable County" in text
    assert "Within 100 miles" in text
    assert "Places and lines in Massachusetts" in headers(at)
    links = [link.proto for link in at.get("page_link") if "place=" in link.proto.query_string]
    respites = load_places().query("state == 'MA' and service_type == 'peer_respite'")
    assert {link.query_string.partition("=")[2] for link in links} == set(respites.index)
    told = "\n".join(block.value for block in at.markdown)
    assert "The last release is version" in told


def test_the_next_site_of_a_state_is_there_at_once_and_of_the_country_on_a_press() -> None:
    assert "would help most" in html(open_page(state="WY"))
    at = open_page()
    assert "would help most" not in html(at)
    at.button(key="coverage-sites").click().run()
    text = html(at)
    assert "would help most" in text
    assert text.count("data-sortable") == 3
    told = "\n".join(block.value for block in at.markdown)
    assert "at least 63%" in told
    assert "Nemhauser" in told


def test_a_state_with_nothing_has_0_and_not_a_blank() -> None:
    at = open_page(state="WY")
    text = html(at)
    assert "Nobody in Wyoming lives within 50 miles of a peer respite." in text
    assert "That is 0 of" in text
    assert "No place is counted." in text
    assert "We know of none." in [block.value for block in at.markdown]
    assert not at.warning


def test_a_state_shows_15_counties_and_then_all() -> None:
    at = open_page(state="TX")
    assert len(bars(at)) == 16
    at.button(key="coverage-bars-all").click().run()
    assert len(bars(at)) == 255
    at.selectbox(key="coverage_state").set_value("CA").run()
    assert len(bars(at)) == 16


def test_every_control_changes_figures_and_address() -> None:
    at = open_page()
    before = html(at)
    at.selectbox(key="coverage_radius").set_value("100").run()
    assert "within 100 miles of a peer respite" in html(at)
    at.checkbox(key="coverage_unconfirmed").check().run()
    assert "of them are not confirmed" in html(at)
    at.checkbox(key="coverage_road").check().run()
    assert "straight line times 1.417" in html(at)
    at.selectbox(key="coverage_measure").set_value("access_score").run()
    assert html(at) != before
    assert address(at) == {
        "radius": "100",
        "unconfirmed": "yes",
        "road": "yes",
        "measure": "access_score",
    }
    assert not at.exception


@pytest.mark.parametrize("measure", ["uncovered_population", "places_per_million", "median_miles"])
@pytest.mark.parametrize("state", ["", "WY", "DC", "PR"])
def test_every_measure_is_shown_for_every_kind_of_area(measure: str, state: str) -> None:
    at = open_page(measure=measure, state=state)
    assert not at.warning
    assert bars(at)


def test_an_odd_link_gets_sentences_and_the_usual_figures() -> None:
    at = open_page(state="ZZ", radius="0", kinds="spa", measure="<b>", road="x")
    assert len(at.warning) == 5
    assert address(at) == {}
    assert "within 50 miles of a peer respite" in html(at)


def test_files_are_made_on_a_click_and_a_command_makes_the_same_figures() -> None:
    at = open_page(state="MA", radius="30")
    buttons = [button.proto for button in at.get("download_button")]
    labels = ["Counties (CSV)", "Excel", "GeoJSON", "Map (PNG)", "Bars (PNG)"]
    assert [button.label for button in buttons] == labels
    assert all(button.deferred_file_id and not button.url for button in buttons)
    command, citation, bibtex = (block.value for block in at.code)
    assert command.startswith("respite-finder coverage --type peer_respite --radius 30")
    assert "--state MA" in command
    assert "dataset version" in citation
    assert bibtex.startswith("@misc")


def test_the_page_speaks_the_language_of_the_link() -> None:
    at = open_page(lang="es", state="MA")
    assert i18n.languages()["es"].translations.gettext("Find a place") in [
        link.proto.label for link in at.get("page_link")
    ]
    assert "lang=es" in html(at)
    assert address(at) == {"state": "MA", "lang": "es"}


def test_the_methods_are_the_document() -> None:
    at = open_page("views/methods.py")
    text = (Path(MAIN).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")
    found = [line.strip("# ") for line in text.splitlines() if line.startswith("## ")]
    shown = "\n".join(block.value for block in at.markdown)
    assert found
    assert all(heading in shown for heading in found)
