"""``docs/coverage.md`` says the numbers of the library, counted here in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from made import frame, record
from respite_finder.coverage import DETOUR, CoverageQuery, Reach, coverage_table, zip_population
from respite_finder.coverage.citation import citation_text
from respite_finder.documents.coverage import coverage_report
from respite_finder.resources import DATA, ROOT
from respite_finder.search import SHOWN
from respite_finder.states import STATE_NAMES

RADII = (25, 50, 100)


@pytest.fixture(scope="module")
def text() -> str:
    """The page as it lies there; another test holds it against what would be made now."""
    return (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reach(places: pd.DataFrame) -> Reach:
    return Reach(places)


def lines_after(text: str, header: str, number: int = 1) -> Iterator[list[str]]:
    """The rows of a table whose header line begins so; of several the first, second, …"""
    lines = text.splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith(header)]
    for line in lines[starts[number - 1] + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.split("|")[1:-1]]


def shares(reach: Reach, query: CoverageQuery, more: int = 0) -> list[str]:
    """From miles and people, without the table."""
    miles, people = reach.miles(query), zip_population().people
    return [f"{100 * np.average(miles <= r + more, weights=people):.1f}" for r in RADII]


def test_every_state_has_the_figures_of_the_table(text: str, reach: Reach) -> None:
    told = {cells[0].strip("*"): cells[1:] for cells in lines_after(text, "| State | People")}
    states = coverage_table(reach, CoverageQuery())
    us = coverage_table(reach, CoverageQuery(), by="us")
    assert len(told) == len(states) + 1
    for row in [*states.to_dict("records"), *us.to_dict("records")]:
        cells = told["United States" if row["state"] == "US" else STATE_NAMES[row["state"]]]
        without = row["places_without_point"]
        marked = f" ({without} without a point)" if without else ""
        assert cells[:2] == [f"{row['population']:,}", f"{row['places']:,}{marked}"]
        assert cells[3:6] == [f"{100 * row[f'share_within_{r}']:.1f}" for r in RADII]
        assert cells[6] == f"{row['counties_reached']} of {row['counties']}"
        assert cells[7] == f"{row['median_miles']:.0f}"
        bounds = [float(number) for number in re.findall(r"[0-9.]+", cells[2])]
        assert bounds[1] <= bounds[0] <= bounds[2]


def test_our_count_stands_beside_every_published_one(text: str, places: pd.DataFrame) -> None:
    rows = list(lines_after(text, "| Year | Source"))
    published = pd.read_csv(DATA / "published_counts.csv", dtype=str, keep_default_na=False)
    assert [row[3] for row in rows[: len(published)]] == published["programs"].tolist()
    respites = places[places["service_type"] == "peer_respite"]
    active = respites[respites["status"] == "active"]
    shown = respites[respites["status"].isin(["active", "listed"])]
    assert [row[3:] for row in rows[len(published) :]] == [
        [str(len(some)), str(some["state"].nunique())] for some in (active, shown)
    ]
    cite = active["source_url"] + active["other_sources"]
    assert f"{cite.str.contains('power2u').sum()} cite the directory" in text


def test_the_sensitivity_of_peer_respites_is_worked_out(text: str, reach: Reach) -> None:
    told = {cells[0]: cells[1:] for cells in lines_after(text, "| What counts")}
    query = CoverageQuery()
    assert told["As counted"][1:] == shares(reach, query)
    assert told["Each place 5 miles farther"][1:] == shares(reach, query, -5)
    assert told["Each place 5 miles nearer"][1:] == shares(reach, query, 5)
    assert told["Listed too"][1:] == shares(reach, CoverageQuery(statuses=SHOWN))
    assert told["Road miles"][1:] == shares(reach, CoverageQuery(detour=DETOUR))
    for words, finest in (
        ("their street", {"address"}),
        ("street or ZIP code", {"address", "zip"}),
        ("street, ZIP code or town", {"address", "zip", "city"}),
    ):
        fine = Reach(reach.places[reach.places["precision"].isin(list(finest))])
        expected = [str(len(fine.counted(query))), *shares(fine, query)]
        assert told[f"Only places at {words}"] == expected


def test_more_places_or_nearer_ones_never_lower_a_share(text: str) -> None:
    for number in (1, 2):
        rows = {cells[0]: cells[1:] for cells in lines_after(text, "| What counts", number)}
        told = {words: [float(cell) for cell in cells[1:]] for words, cells in rows.items()}
        order = [
            ["Only places at their street", "Only places at street or ZIP code",
             "Only places at street, ZIP code or town", "As counted", "Listed too"],
            ["Each place 5 miles farther", "As counted", "Each place 5 miles nearer"],
            ["Road miles", "Listed too, road miles", "Listed too"],
        ]  # fmt: skip
        for names in order:
            for less, more in pairwise(names):
                assert all(a <= b for a, b in zip(told[less], told[more], strict=True)), more


def test_places_without_a_point_are_told_with_their_states(text: str, reach: Reach) -> None:
    places = reach.counted(CoverageQuery())
    without = places.loc[places["latitude"].isna(), "state"]
    told = re.search(r"Another (\d+) have no point: in ([^.]+)\.", text)
    assert told is not None
    assert int(told[1]) == len(without)
    states = {cells[0]: cells[2] for cells in lines_after(text, "| State | People")}
    marked = {state for state, count in states.items() if "without a point" in count}
    assert marked == {"**United States**", *(STATE_NAMES[state] for state in without)}
    assert "lower bound" in text
    assert "If every active place is open and stands where we" in text
    assert set(re.split(", | and ", told[2])) == {STATE_NAMES[state] for state in without}


def test_each_kind_of_place_has_a_row_and_lines_have_none(text: str, reach: Reach) -> None:
    told = {cells[0]: cells[1:] for cells in lines_after(text, "| Kind of help")}
    assert "Clubhouses" in told
    assert "Warmlines" not in told
    query = CoverageQuery(frozenset({"clubhouse"}))
    assert told["Clubhouses"][:4] == [str(len(reach.counted(query))), *shares(reach, query)]


def test_the_states_that_change_most_are_those(text: str, reach: Reach) -> None:
    now = coverage_table(reach, CoverageQuery()).set_index("state")["covered_share"]
    then = coverage_table(reach, CoverageQuery(statuses=SHOWN)).set_index("state")["covered_share"]
    most = (then - now).sort_values(ascending=False).head(5)
    rows = list(lines_after(text, "| State | Active"))
    assert [row[0] for row in rows] == [STATE_NAMES[str(state)] for state in most.index]
    assert [row[5] for row in rows] == [f"+{100 * change:.1f}" for change in most]


def test_it_tells_the_command_and_the_citation(text: str) -> None:
    assert citation_text() in text
    assert "respite-finder coverage --by state --format csv" in text


def test_other_places_make_another_page_and_none_is_told_too() -> None:
    made = record(service_type="peer_respite", name="Made House")
    told = coverage_report(frame(made, made | {"status": "listed"}), DATA)
    assert "That counts 1 active peer respite in 1 state." in told
    assert next(lines_after(told, "| State | Active"))[0] != ""
    none = coverage_report(frame(made | {"status": "closed"}), DATA)
    assert "Nobody in the United States lives within 50 miles" in none
    first = next(lines_after(none, "| State | People"))
    assert first[2:3] + first[8:] == ["0", "–"]
