"""``respite-finder gaps`` and ``next-sites``: what the library finds, its bound, one sentence."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from kept import run
from respite_finder.coverage import DETOUR, CoverageQuery, Reach
from respite_finder.coverage.files import coverage_csv, figures
from respite_finder.coverage.gaps import gaps
from respite_finder.coverage.sites import next_sites
from respite_finder.search import SHOWN


@pytest.fixture(scope="module")
def reach(places: pd.DataFrame) -> Reach:
    return Reach(places)


@pytest.mark.parametrize("by", ["county", "zip"])
def test_gaps_are_the_librarys(reach: Reach, by: str) -> None:
    frame = gaps(reach, CoverageQuery(), by=by, states=["TX"], limit=7)
    result = run("gaps", "-s", "TX", "--by", by, "-n", "7", "-f", "csv")
    assert (result.exit_code, result.stdout) == (0, coverage_csv(frame).decode("utf-8"))
    told = json.loads(run("gaps", "-s", "TX", "--by", by, "-n", "7", "-f", "json").stdout)
    assert told["rows"] == list(figures(frame))
    assert told["query"]["by"] == by


@pytest.mark.parametrize("by", ["county", "zip"])
def test_only_a_table_for_a_person_stops_at_20_rows_and_says_so(
    reach: Reach, tmp_path: Path, by: str
) -> None:
    every = gaps(reach, CoverageQuery(), by=by)
    result = run("gaps", "--by", by)
    assert f"20 of {len(every):,}: more with --limit." in result.stderr.splitlines()
    assert len(result.stdout.splitlines()) == 22
    whole = run("gaps", "--by", by, "-f", "csv")
    assert whole.stdout == coverage_csv(every).decode("utf-8")
    assert " of " not in whole.stderr.splitlines()[0]
    assert len(json.loads(run("gaps", "--by", by, "-f", "json").stdout)["rows"]) == len(every)
    path = tmp_path / "gaps.csv"
    run("gaps", "--by", by, "-o", path)
    assert path.read_text("utf-8") == whole.stdout
    few = run("gaps", "--by", by, "-n", "3", "-f", "csv")
    assert f"3 of {len(every):,}: more with --limit." in few.stderr


def test_the_json_says_the_command_that_made_it() -> None:
    told = json.loads(run("gaps", "-s", "TX", "--by", "zip", "-n", "2", "-f", "json").stdout)
    assert told["command"] == (
        "respite-finder gaps --type peer_respite --radius 50 --by zip --state TX --limit 2"
    )
    told = json.loads(run("next-sites", "-s", "TX", "-n", "2", "-f", "json").stdout)
    command = "respite-finder next-sites --type peer_respite --radius 50 --state TX --count 2"
    assert told["command"] == command
    assert json.loads(run(*command.split()[1:], "-f", "json").stdout) == told


def test_gaps_for_a_person_name_the_county_and_the_people(reach: Reach) -> None:
    row = gaps(reach, CoverageQuery(), states=["TX"], limit=1).iloc[0]
    shown = run("gaps", "-s", "TX", "-n", "1").stdout
    assert row["county"] in shown
    assert f"{row['uncovered_population']:,}" in shown
    row = gaps(reach, CoverageQuery(), by="zip", states=["TX"], limit=1).iloc[0]
    assert row["zip"] in run("gaps", "-s", "TX", "--by", "zip", "-n", "1").stdout


def test_the_next_sites_are_the_librarys(reach: Reach) -> None:
    query = CoverageQuery(frozenset({"clubhouse"}), SHOWN, 30, DETOUR)
    frame = next_sites(reach, query, count=3, states=["TX"])
    words = "-t clubhouse -r 30 -s texas -n 3 --include-listed --road -f csv"
    assert run("next-sites", *words.split()).stdout == coverage_csv(frame).decode("utf-8")


def test_the_bound_is_named_with_its_source_and_the_rows_add_up() -> None:
    result = run("next-sites", "-s", "TX", "--count", "5", "-f", "json")
    rows = json.loads(result.stdout)["rows"]
    assert [row["rank"] for row in rows] == [1, 2, 3, 4, 5]
    gained = [row["newly_covered"] for row in rows]
    assert gained == sorted(gained, reverse=True)
    covered = [row["covered_population"] for row in rows]
    steps = [later - earlier for earlier, later in pairwise(covered)]
    assert steps == gained[1:]
    assert "63 %" in result.stderr
    assert "Nemhauser, Wolsey & Fisher 1978" in result.stderr
    assert "Church & ReVelle 1974" in result.stderr


def test_where_everybody_is_within_reach_there_is_nothing_to_add() -> None:
    sites = run("next-sites", "-s", "MA", "-r", "500")
    assert (sites.exit_code, sites.stdout) == (0, "")
    assert "no site would newly reach anybody" in sites.stderr
    missed = run("gaps", "-s", "MA", "-r", "500")
    assert (missed.exit_code, missed.stdout) == (0, "")
    assert "Nobody is out of reach there." in missed.stderr
    empty = run("gaps", "-s", "MA", "-r", "500", "-f", "csv")
    assert len(list(csv.reader(io.StringIO(empty.stdout)))) == 1


def test_a_site_for_people_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text(
        "id,lat,lon,population,state\nnorth,64.8,-147.7,30,AK\nsouth,61.2,-149.9,9,AK\n"
    )
    result = run("next-sites", "--population", path, "-n", "1", "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["zip"], row["newly_covered"]) == ("north", "30")
    (first, _) = csv.DictReader(
        io.StringIO(run("gaps", "--population", path, "--by", "zip", "-f", "csv").stdout)
    )
    assert (first["zip"], first["population"]) == ("north", "30")
    county = run("gaps", "--population", path)
    assert (county.exit_code, county.stdout) == (2, "")
    assert county.stderr == (
        "by cannot be 'county': members.csv has no county_fips in any row. Choose zip.\n"
    )
    target = tmp_path / "sites.csv"
    assert run("next-sites", "--population", path, "-n", "1", "-o", target).stdout == ""
    assert target.read_text("utf-8") == result.stdout
    refused = run("next-sites", "--population", path, "-o", path)
    assert refused.exit_code == 2
    assert "is the population itself" in refused.stderr


@pytest.mark.parametrize("command", ["gaps", "next-sites"])
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--radius 0", "give miles from 1 to 500."),
        ("--radius 10,000", "radius cannot be '10,000'"),
        ("--state ZZ", "state cannot be 'ZZ'"),
        ("--type respite", "choose from peer_respite"),
        ("--population none.csv", "there is no such file"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(command: str, words: str, sentence: str) -> None:
    result = run(command, *words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("next-sites", "--count 0"), ("next-sites", "--count 21"), ("gaps", "--limit 0"),
        ("gaps", "--by us"), ("gaps", "--format geojson"),
    ],
)  # fmt: skip
def test_what_is_no_choice_is_refused(command: str, words: str) -> None:
    result = run(command, *words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert words.split()[0] in result.stderr
