"""``respite-finder find`` with needs: who is left, and how many are hidden in plain sight."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from respite_finder.cli import cli
from respite_finder.schema import COLUMN_NAMES

RESPITES = ("find", "01060", "--type", "peer_respite")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def found(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_needs_narrow_and_tell_what_they_hide() -> None:
    every = found(*RESPITES)
    narrow = found(*RESPITES, "--free", "--age", "30", "--overnight", "--self-referral")
    wide = found(
        *RESPITES, "--free", "--age", "30", "--overnight", "--self-referral", "--include-unknown"
    )
    assert "hidden_unknown" not in every
    assert narrow["results"][0]["place_id"] == "ma-afiya"
    assert 0 < narrow["count"] < wide["count"] <= every["count"]
    assert wide["count"] == narrow["count"] + narrow["hidden_unknown"]
    assert wide["hidden_unknown"] == wide["hidden_by_area"] == 0
    assert {place["not_stated"] for place in narrow["results"]} == {None}
    assert any("free" in (place["not_stated"] or "") for place in wide["results"])


def test_the_table_says_how_many_are_hidden_and_why_others_are_not() -> None:
    narrow = run(*RESPITES, "--free").output
    assert "Hidden, because the source does not say:" in narrow
    assert "--include-unknown" in narrow
    wide = run(*RESPITES, "--free", "--include-unknown").output
    assert "Hidden" not in wide
    assert "not stated: cost" in " ".join(wide.split())
    assert "Hidden" not in run(*RESPITES).output


def test_what_is_hidden_is_told_even_if_nothing_is_left() -> None:
    output = run("find", "01060", "-t", "clubhouse", "--language", "Hmong").output
    assert "No place within 50 miles" in output
    assert "Hidden, because the source does not say:" in output


@pytest.mark.parametrize(
    "options",
    [
        ["--stay", "5"],
        ["--language", "spanish", "--language", "Hmong"],
        ["--for", "Older adults", "--for", "young-adults"],
        ["--run-by", "peer-run"],
        ["--contact", "text", "--contact", "phone"],
        ["--open-now"],
    ],
)
def test_each_need_is_heard(options: list[str]) -> None:
    told = found("find", "NY", "-n", "999", *options)
    every = found("find", "NY", "-n", "999")
    assert told["count"] < every["count"]
    assert told["hidden_unknown"] + told["hidden_by_area"] > 0


def test_csv_and_geojson_tell_what_is_not_stated() -> None:
    chosen = (*RESPITES, "--free", "--include-unknown")
    rows = list(csv.DictReader(run(*chosen, "--format", "csv").stdout.splitlines()))
    assert list(rows[0]) == ["group", "distance_miles", "not_stated", *COLUMN_NAMES]
    assert {row["not_stated"] for row in rows} == {"", "free"}
    features = json.loads(run(*chosen, "--format", "geojson").stdout)["features"]
    assert {feature["properties"].get("not_stated") or "" for feature in features} == {"", "free"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--age", "200"], "age cannot be '200': give a whole number of years from 0 to 120."),
        (["--stay", "0"], "stay cannot be '0': give a whole number of days from 1 to 365."),
        (["--for", "pirates"], "group cannot be 'pirates': choose from bipoc, deaf,"),
        (["--run-by", "other"], "run by cannot be 'other': choose from hybrid, peer_run."),
        (["--contact", "fax"], "contact cannot be 'fax': choose from chat, phone, text."),
        (["--language", " "], "language cannot be '': give a language's name, such as Spanish."),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(options: list[str], words: str) -> None:
    result = run(*RESPITES, *options)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert "Traceback" not in result.output
