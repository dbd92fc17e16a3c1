"""``respite-finder coverage``: the library's figures, in every form, or one sentence."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from kept import run
from respite_finder.coverage import DETOUR, MEASURES, CoverageQuery, Reach, coverage_table
from respite_finder.coverage.citation import citation_text
from respite_finder.coverage.files import coverage_csv, figures
from respite_finder.coverage.scores import score_table
from respite_finder.resources import PLACES_CSV
from respite_finder.search import SHOWN


@pytest.fixture(scope="module")
def reach(places: pd.DataFrame) -> Reach:
    return Reach(places)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("by", ["state", "county", "us"])
def test_the_csv_is_the_table(reach: Reach, by: str) -> None:
    result = run("coverage", "--by", by, "--format", "csv")
    assert result.exit_code == 0
    expected = coverage_csv(coverage_table(reach, CoverageQuery(), by=by))
    assert result.stdout == expected.decode("utf-8")


def test_every_option_reaches_the_query(reach: Reach) -> None:
    words = "-t clubhouse -t peer_respite -r 30 -s ma -s Vermont --include-listed --road -f csv"
    query = CoverageQuery(frozenset({"clubhouse", "peer_respite"}), SHOWN, 30, DETOUR)
    expected = coverage_csv(coverage_table(reach, query, states=["MA", "VT"]))
    assert run("coverage", *words.split()).stdout == expected.decode("utf-8")


def test_the_headline_the_unconfirmed_and_the_citation_are_told_on_stderr(reach: Reach) -> None:
    us = next(figures(coverage_table(reach, CoverageQuery(), by="us")))
    result = run("coverage", "--by", "us")
    first, second, *_, last = result.stderr.splitlines()
    assert first.startswith(
        f"{us['covered_population']:,} of {us['population']:,} people in the United States "
        f"({100 * us['covered_share']:.1f} %) live within 50 straight-line miles"
    )
    assert f"{us['places']} such places stand there." in first
    listed = CoverageQuery(statuses=frozenset({"listed"}))
    assert second.startswith(f"{len(reach.counted(listed))} more places are listed but not")
    assert last == f"Cite: {citation_text()}"


def test_a_table_for_a_person_is_short_and_has_the_main_figures(reach: Reach) -> None:
    result = run("coverage", "-s", "MA")
    frame = coverage_table(reach, CoverageQuery(), states=["MA"])
    row = next(figures(frame))
    assert f"{row['population']:,}" in result.stdout
    assert f"{100 * row['covered_share']:.1f} %" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 120
    assert "county" not in result.stdout.lower()
    counties = run("coverage", "-s", "RI", "--by", "county").stdout
    assert "Providence County" in counties


def test_only_the_measures_asked_for_come_after_people_and_places() -> None:
    words = ["--measure", "median_miles", "--measure", "share_within_25", "-f", "csv", "-s", "MA"]
    result = run("coverage", *words)
    names = ["state", "population", "places", "median_miles", "share_within_25"]
    assert list(rows_of(result.stdout)[0]) == names
    county = run("coverage", *words, "--by", "county")
    assert list(rows_of(county.stdout)[0]) == ["county_fips", "county", *names]
    shown = run("coverage", "-s", "MA", "--measure", "beds").stdout
    assert "beds" in shown
    assert "Median" not in shown


def test_json_has_the_query_the_version_and_the_rows(reach: Reach) -> None:
    told = json.loads(run("coverage", "-s", "MA", "-f", "json").stdout)
    assert told["query"]["states"] == ["MA"]
    assert told["query"]["radius_miles"] == 50
    assert told["rows"] == list(figures(coverage_table(reach, CoverageQuery(), states=["MA"])))
    assert list(told["rows"][0]) == [name for name in MEASURES if not name.startswith("county")]
    assert told["version"] in told["citation"]


def test_geojson_and_excel_go_into_files(tmp_path: Path) -> None:
    path = tmp_path / "ma.geojson"
    assert run("coverage", "-s", "MA", "--by", "county", "-f", "geojson", "-o", path).stdout == ""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert {feature["properties"]["state"] for feature in features} == {"MA"}
    path = tmp_path / "ma.xlsx"
    assert run("coverage", "-s", "MA", "-f", "excel", "-o", path).exit_code == 0
    assert load_workbook(path)["Figures"]["A2"].value == "MA"


def test_a_file_of_a_table_is_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "us.csv"
    assert run("coverage", "--by", "us", "-o", path).exit_code == 0
    assert path.read_text("utf-8") == run("coverage", "--by", "us", "-f", "csv").stdout


@pytest.mark.parametrize("method", ["2sfca", "e2sfca", "3sfca", "gravity"])
def test_a_score_stands_beside_the_figures(reach: Reach, method: str) -> None:
    (row,) = rows_of(run("coverage", "--score", method, "--by", "us", "-f", "csv").stdout)
    expected = next(figures(score_table(reach, CoverageQuery(), method=method, by="us")))
    assert float(row["score_per_100000"]) == expected["score_per_100000"]
    assert row["method"] == method
    assert int(row["population"]) == expected["population"]


def test_a_score_by_beds_says_how_many_places_it_leaves_out() -> None:
    words = ["--score", "e2sfca", "--supply", "beds", "--by", "us", "-f", "csv"]
    (row,) = rows_of(run("coverage", *words).stdout)
    assert row["supply"] == "beds"
    assert int(row["places_without_beds"]) > 0
    assert "Score per 100,000" in run("coverage", "-s", "MA", "--score", "2sfca").stdout


def test_a_kind_that_stands_nowhere_counts_none_and_says_why() -> None:
    result = run("coverage", "-t", "warmline", "--by", "us", "-f", "csv")
    (row,) = rows_of(result.stdout)
    assert (row["places"], row["covered_population"], row["covered_share"]) == ("0", "0", "0")
    assert int(row["lines"]) > 0
    assert "Warmlines stand at no place, so none is counted." in result.stderr


def test_a_state_without_such_a_place_has_noughts() -> None:
    (row,) = rows_of(run("coverage", "-t", "living_room", "-s", "WY", "-f", "csv").stdout)
    assert (row["places"], row["covered_share"]) == ("0", "0")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--radius 0", "radius cannot be '0': give miles from 1 to 500."),
        ("--radius 10000", "radius cannot be '10000': give miles from 1 to 500."),
        ("--radius abc", "radius cannot be 'abc': give miles from 1 to 500."),
        ("--radius nan", "radius cannot be 'nan': give miles from 1 to 500."),
        ("--radius=-5", "radius cannot be '-5': give miles from 1 to 500."),
        ("--state ZZ", "state cannot be 'ZZ': give a postal code or a name"),
        ("--state Masachusetts", "Did you mean Massachusetts"),
        ("--state GU", "state cannot be 'Guam'"),
        ("--type peer_respit", "Did you mean peer_respite?"),
        ("--measure median", "measure cannot be 'median': choose from the columns by state"),
        ("--measure beds --by county", "choose from the columns by county"),
        ("--by us --format geojson", "a map needs areas: choose state or county."),
        ("--population none.csv", "none.csv: there is no such file"),
        ("--population=", "--population: names no file"),
        ("--supply beds", "supply cannot be 'beds': it is of a score."),
        ("--output no-folder/x.csv", "cannot be written"),
        (f"--output {PLACES_CSV}", "is the dataset itself"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(words: str, sentence: str) -> None:
    before = PLACES_CSV.read_bytes()
    result = run("coverage", *words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert PLACES_CSV.read_bytes() == before


@pytest.mark.parametrize("words", ["--by zip", "--format xml", "--score 4sfca", "--supply money"])
def test_what_is_no_choice_is_refused(words: str) -> None:
    result = run("coverage", *words.split())
    assert result.exit_code == 2
    assert words.split()[0] in result.stderr


def test_a_reader_who_has_had_enough_is_no_fault() -> None:
    command = [sys.executable, "-m", "respite_finder", "coverage", "--by", "county", "-f", "json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == "{"
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
