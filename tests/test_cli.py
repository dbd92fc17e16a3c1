"""``respite-finder find``: what a terminal and a script get."""

from __future__ import annotations

import csv
import json
from typing import Any

import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

from respite_finder.cli import cli
from respite_finder.schema import COLUMN_NAMES


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def found(*arguments: str) -> dict[str, Any]:
    result = run("find", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_json_has_the_promised_keys() -> None:
    answer = found("01060", "--radius", "50", "--type", "peer_respite")
    assert list(answer) == ["origin", "radius_miles", "count", "results", "beyond", "statewide"]
    assert answer["origin"] == {
        "label": "Northampton, MA 01060",
        "lat": 42.3223,
        "lon": -72.6313,
        "precision": "zip",
    }
    assert answer["radius_miles"] == 50
    assert answer["count"] == len(answer["results"]) >= 3
    assert answer["beyond"] == []
    promised = {"place_id", "name", "service_type", "status", "city", "state", "phone", "website"}
    promised |= {"distance_miles", "precision", "lat", "lon"}
    for place in (*answer["results"], *answer["statewide"]):
        assert promised <= place.keys()
        assert not {"latitude", "longitude"} & place.keys()
    afiya = answer["results"][0]
    assert (afiya["place_id"], afiya["name"], afiya["phone"]) == (
        "ma-afiya",
        "Afiya",
        "413-570-2990",
    )
    miles = [place["distance_miles"] for place in answer["results"]]
    assert miles == sorted(miles)
    assert {"NH"} <= {place["state"] for place in answer["results"]}


def test_cheyenne_gets_the_nearest_beyond_and_its_lines() -> None:
    answer = found("82001", "--type", "peer_respite", "--radius", "50")
    assert (answer["count"], answer["results"]) == (0, [])
    assert len(answer["beyond"]) == 5
    assert any("WY" in (place["area_states"] or "") for place in answer["statewide"])
    assert {place["distance_miles"] for place in answer["statewide"]} == {None}


def test_any_radius_and_a_limit() -> None:
    answer = found("01060", "--radius", "any", "--limit", "3")
    assert answer["radius_miles"] is None
    assert len(answer["results"]) == 3
    assert answer["count"] > 900


@pytest.mark.parametrize("state", ["NH", "nh", "New Hampshire", " new hampshire "])
def test_a_state_by_its_code_or_name(state: str) -> None:
    assert {place["state"] for place in found("01060", "--state", state)["results"]} == {"NH"}


def test_options_may_be_repeated() -> None:
    choices = ["-s", "NH", "-s", "MA", "-t", "clubhouse", "-t", "peer_respite"]
    answer = found("01060", "--radius", "any", "-n", "99", *choices)
    assert {place["state"] for place in answer["results"]} == {"NH", "MA"}
    assert {place["service_type"] for place in answer["results"]} == {"clubhouse", "peer_respite"}


def test_closed_and_unconfirmed_places_by_choice() -> None:
    def statuses(*choice: str) -> set[str]:
        return {place["status"] for place in found("Wisconsin", "-n", "999", *choice)["results"]}

    usual, every = statuses(), statuses("--include-closed")
    sure = statuses("--confirmed-only")
    assert usual == {"active", "listed"}
    assert "closed" in every
    assert sure == {"active"}


def test_csv_holds_every_group_and_column() -> None:
    result = run("find", "82001", "-t", "peer_respite", "--format", "csv")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert list(rows[0]) == ["group", "distance_miles", *COLUMN_NAMES]
    assert [row["group"] for row in rows[:5]] == ["beyond"] * 5
    assert {row["group"] for row in rows[5:]} == {"statewide"}
    assert "nan" not in {cell for row in rows for cell in row.values()}


def test_geojson_holds_every_group() -> None:
    result = run("find", "01060", "-t", "peer_respite", "--format", "geojson")
    collection = json.loads(result.stdout)
    assert collection["type"] == "FeatureCollection"
    groups = [feature["properties"]["group"] for feature in collection["features"]]
    assert groups == sorted(groups, key=["results", "beyond", "statewide"].index)
    assert collection["features"][0]["id"] == "ma-afiya"
    assert collection["features"][0]["geometry"]["coordinates"][0] < 0


def test_the_table_says_what_a_visitor_needs() -> None:
    result = run("find", "01060", "--type", "peer_respite")
    assert result.exit_code == 0
    assert "places within 50 miles of Northampton, MA 01060" in result.stdout
    first = result.stdout.index("Afiya")
    assert first < result.stdout.index("NH")
    for words in ("413-570-2990", "about", "Peer respite", "Checked July 2026"):
        assert words in result.stdout
    assert "988" in result.stderr
    assert "988" not in result.stdout.splitlines()[0]


def test_a_table_without_results_says_so_and_goes_on() -> None:
    result = run("find", "82001", "--type", "peer_respite")
    assert "No place within 50 miles of Cheyenne, WY 82001 matches." in result.stderr
    assert "The nearest beyond that" in result.stdout
    assert "By phone or by area" in result.stdout


BAD_INPUT = [
    (["1060"], ["Got '1060'", "That is not a ZIP code", "Did you mean: 01060?"]),
    ([""], ["No place was given"]),
    (["x" * 10_000], ["10,000 characters", "at most 100"]),
    (["🏠"], ["🏠", "not a place that we know"]),
    (["<script>alert(1)</script>"], ["<script>", "not a place that we know"]),
    (["'; DROP TABLE places;--"], ["DROP TABLE", "not a place that we know"]),
    (["Springfield"], ["Which one?", "Springfield, MO; Springfield, MA"]),
    (["01060", "--radius", "0"], ["radius cannot be '0", "greater than 0"]),
    (["01060", "--radius", "-5"], ["radius cannot be '-5", "greater than 0"]),
    (["01060", "--radius", "nan"], ["radius cannot be 'nan'", "greater than 0"]),
    (["01060", "--radius", "inf"], ["radius cannot be 'inf'", "greater than 0"]),
    (["01060", "--radius", "far"], ["radius cannot be 'far'", "or any"]),
    (["01060", "--radius", ""], ["radius cannot be ''", "or any"]),
    (["01060", "--type", "hotel"], ["type cannot be 'hotel'", "peer_respite"]),
    (["01060", "--state", "XX"], ["state cannot be 'XX'", "MA"]),
    (["01060", "--state", "Nowhere"], ["state cannot be 'N", "MA"]),
    (["01060", "--limit", "0"], ["--limit", "1"]),
    (["01060", "--format", "xml"], ["xml", "geojson"]),
    ([], ["Missing argument"]),
]


@pytest.mark.parametrize(("arguments", "facts"), BAD_INPUT)
@pytest.mark.parametrize("form", ["table", "json"])
def test_bad_input_is_one_sentence_on_stderr(
    arguments: list[str], facts: list[str], form: str
) -> None:
    result = run("find", "--format", form, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.output
    for fact in facts:
        assert fact in result.stderr


def test_numbers_in_csv_stay_numbers() -> None:
    result = run("find", "01060", "--format", "csv", "-n", "5")
    for row in csv.DictReader(result.stdout.splitlines()):
        if row["group"] == "results":
            assert float(row["longitude"]) < -60
            assert float(row["distance_miles"]) >= 0


def test_searching_leaves_nothing_behind_on_stdout_but_the_data(places: pd.DataFrame) -> None:
    for form in ("json", "geojson"):
        result = run("find", "01060", "--format", form, "-n", str(len(places)))
        json.loads(result.stdout)
        assert result.stderr == ""
