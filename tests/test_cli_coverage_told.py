"""What ``respite-finder coverage`` says of the people and places it has, and of itself."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from kept import run
from respite_finder.coverage import CoverageQuery, Reach, coverage_table, zip_population
from respite_finder.coverage.figures import county_of
from respite_finder.search import SHOWN

HEAD = "id,lat,lon,population,state\n"


@pytest.fixture(scope="module")
def reach(places: pd.DataFrame) -> Reach:
    return Reach(places)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def members(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(f"{HEAD}1,42.32,-72.63,10,MA\n2,64.8,-147.7,30,AK\n3,43.9,-72.5,0,VT\n")
    return path


def test_people_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("id,lat,lon,population,state\n1,42.32,-72.63,10,MA\n2,64.8,-147.7,30,AK\n")
    rows = rows_of(run("coverage", "--population", path, "-f", "csv").stdout)
    assert [(row["state"], row["population"], row["covered_share"]) for row in rows] == [
        ("AK", "30", "0"), ("MA", "10", "1"),
    ]  # fmt: skip
    told = json.loads(run("coverage", "--population", path, "-f", "json", "--by", "us").stdout)
    assert told["query"]["population"] == "members.csv"
    assert "county_fips" in run("coverage", "--population", path, "--by", "county").stderr
    elsewhere = run("coverage", "--population", path, "-s", "TX")
    assert (elsewhere.exit_code, elsewhere.stdout) == (2, "")
    assert elsewhere.stderr == "state cannot be 'TX': members.csv has only people of AK, MA.\n"
    path.write_text("id,lat,lon,population,state\n1,-72.63,42.32,10,MA\n")
    result = run("coverage", "--population", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "members.csv, row 2: the point" in result.stderr
    assert "swapped" in result.stderr


def test_people_of_ones_own_are_not_the_country(members: Path, reach: Reach) -> None:
    result = run("coverage", "--population", members, "--by", "us", "-f", "csv")
    (row,) = rows_of(result.stdout)
    theirs = coverage_table(reach, CoverageQuery(), states=["MA", "AK", "VT"])
    assert int(row["places"]) == theirs["places"].sum() > 0
    both = coverage_table(reach, CoverageQuery(), by="us", states=["MA", "AK", "VT"])
    assert int(row["lines"]) == both["lines"][0]
    first, second, *_ = result.stderr.splitlines()
    assert first.startswith("10 of 40 people in members.csv (25.0 %) live within 50")
    assert first.endswith(f"{row['places']} such places stand in its states.")
    assert second == "Rates take members.csv to hold all people of its states."
    listed = CoverageQuery(statuses=frozenset({"listed"}))
    states = reach.counted(listed)["state"].isin(["MA", "AK", "VT"])
    more = [line for line in result.stderr.splitlines() if "not confirmed" in line]
    assert [line.split()[0] for line in more] == [str(states.sum())][: bool(states.any())]
    asked = run("coverage", "--population", members, "-s", "MA")
    assert asked.stderr.startswith("10 of 10 people in MA (members.csv) (100.0 %)")


@pytest.mark.parametrize("command", ["coverage", "coverage --by us", "gaps --by zip", "next-sites"])
def test_states_with_nobody_are_one_sentence(members: Path, command: str) -> None:
    result = run(*command.split(), "--population", members, "-s", "VT")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "state cannot be 'VT': members.csv has 0 people there.\n"


def test_a_state_with_nobody_beside_others_stays_a_row_without_shares(members: Path) -> None:
    rows = rows_of(run("coverage", "--population", members, "-f", "csv").stdout)
    (vermont,) = (row for row in rows if row["state"] == "VT")
    assert (vermont["population"], vermont["covered_share"]) == ("0", "")
    both = run("coverage", "--population", members, "-s", "VT", "-s", "AK")
    assert both.exit_code == 0
    assert "0 of 30 people" in both.stderr


def test_a_column_of_counties_that_is_empty_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("id,lat,lon,population,state,county_fips\n1,42.32,-72.63,10,MA,\n")
    result = run("coverage", "--population", path, "--by", "county")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "by cannot be 'county': members.csv has no county_fips in any row. Choose state or us.\n"
    )


def test_places_of_no_known_county_are_told(reach: Reach, tmp_path: Path) -> None:
    query = CoverageQuery(statuses=SHOWN)
    without = sum(not fips for fips in county_of(reach.counted(query)))
    assert without > 0
    words = ["coverage", "--include-listed", "--by", "county"]
    result = run(*words, "-f", "json")
    told = json.loads(result.stdout)
    assert sum(row["places"] for row in told["rows"]) + without == len(reach.counted(query))
    assert told["places_in_no_county"] == without
    assert f"{without} places that count are in no row" in result.stderr
    shown = json.loads(run(*words, "-f", "geojson", "--score", "2sfca").stdout)
    assert shown["places_in_no_county"] == without
    path = tmp_path / "counties.xlsx"
    run(*words, "--measure", "median_miles", "-o", path)
    about = [row[1] for row in load_workbook(path)["About"].iter_rows(values_only=True)]
    assert any(f"{without} places that count are in no row" in str(words) for words in about)
    assert "in no row" not in run("coverage", "--include-listed").stderr


def test_a_place_in_a_county_that_the_file_lacks_is_not_of_an_unknown_county(
    tmp_path: Path, reach: Reach
) -> None:
    path = tmp_path / "members.csv"
    path.write_text(f"{HEAD.strip()},county_fips\n1,42.32,-72.63,10,MA,25015\n")
    result = run("coverage", "--population", path, "--by", "county", "-f", "csv")
    (row,) = rows_of(result.stdout)
    fips = county_of(reach.counted(CoverageQuery()))
    assert int(row["places"]) == fips.count("25015")
    assert "in no row" not in result.stderr


@pytest.mark.parametrize("form", ["json", "geojson"])
def test_the_command_in_a_file_makes_the_file_again(form: str) -> None:
    words = (
        "coverage --type clubhouse --radius 30 --by county --state MA --include-listed --road "
        "--score gravity --supply beds --measure median_miles --measure score_per_100000"
    )
    result = run(*words.split(), "-f", form)
    told = json.loads(result.stdout)
    assert told["command"] == f"respite-finder {words}"
    assert run(*shlex.split(told["command"])[1:], "-f", form).stdout == result.stdout


def test_the_command_names_the_people_and_stands_in_the_workbook(
    members: Path, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    run("coverage", "--population", members, "--score", "2sfca", "-o", path)
    about = {row[0]: row[1] for row in load_workbook(path)["About"].iter_rows(values_only=True)}
    assert about["Command"] == (
        "respite-finder coverage --type peer_respite --radius 50 --by state "
        "--population members.csv --score 2sfca --supply places"
    )


def test_one_mile_is_one(reach: Reach) -> None:
    assert "within 1 straight-line mile of" in run("coverage", "-r", "1").stderr
    assert "within 2.5 estimated road miles of" in run("coverage", "-r", "2.5", "--road").stderr
    assert zip_population().name not in run("coverage").stderr.splitlines()[0]
