"""``respite-finder check``, the version, the help, and the module run as a program."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import respite_finder
from made import WITHHELD
from respite_finder.check.texts import text_problems
from respite_finder.cli import cli
from respite_finder.resources import EVIDENCE_CSV, LEARN

Factory = Callable[..., Path]
KEYS = ["row", "place_id", "field", "value", "rule", "severity"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def test_the_shipped_file_passes() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "places.csv: 0 errors, " in result.stderr
    assert "learn pages and evidence: 0 errors, 0 warnings" in result.stderr


def test_a_mistake_in_the_texts_beside_the_shipped_file_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn = Path(shutil.copytree(LEARN, tmp_path / "learn"))
    (learn / "es" / "recovery.md").write_text("# R\n\nVea [esto](learn:nada).\n", "utf-8")
    findings = EVIDENCE_CSV.read_text(encoding="utf-8").replace(",better,", ",good,", 2)
    evidence = tmp_path / "evidence.csv"
    evidence.write_text(findings, encoding="utf-8")
    module = sys.modules["respite_finder.cli.check"]
    monkeypatch.setattr(module, "text_problems", lambda: text_problems(learn, evidence))
    result = run("check", "--format", "csv")
    assert result.exit_code == 1
    told = [row for row in csv.DictReader(result.stdout.splitlines()) if row["severity"] == "error"]
    assert [row["field"] for row in told] == ["learn/es/recovery.md", *["evidence.csv"] * 2]
    assert "links to “learn:nada”" in told[0]["rule"]
    assert told[1]["rule"].startswith("direction cannot be 'good'")
    assert "learn pages and evidence: 3 errors, 0 warnings" in result.stderr


def test_the_texts_are_not_read_for_another_file(places_file: Factory) -> None:
    assert "learn pages" not in run("check", str(places_file({}))).stderr


def test_a_clean_file_prints_nothing_to_stdout(places_file: Factory) -> None:
    result = run("check", str(places_file({})))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "made.csv: 0 errors, 0 warnings\n"


def test_warnings_alone_are_no_failure(places_file: Factory) -> None:
    result = run("check", str(places_file({"latitude": "42.36", "longitude": "-71.06"})))
    assert result.exit_code == 0
    assert "0 errors, 1 warning" in result.stderr


def test_json_lists_every_problem(places_file: Factory) -> None:
    other = {"service_type": "clubhouse", "zip": "99999"}
    path = places_file({"service_type": "living_room"}, {"beds": "three"}, other)
    result = run("check", str(path), "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert [list(problem) for problem in problems] == [KEYS, KEYS]
    assert [(p["row"], p["place_id"], p["field"], p["value"]) for p in problems] == [
        (3, "ma-made-3", "beds", "three"),
        (4, "ma-made-4", "zip", "99999"),
    ]
    assert "made.csv: 2 errors, 0 warnings" in result.stderr


def test_a_clean_file_is_an_empty_list_in_json(places_file: Factory) -> None:
    result = run("check", str(places_file({})), "--format", "json")
    assert json.loads(result.stdout) == []


def test_csv_lists_every_problem(places_file: Factory) -> None:
    result = run("check", str(places_file({"beds": "=1+1"})), "-f", "csv")
    (problem,) = csv.DictReader(result.stdout.splitlines())
    assert list(problem) == KEYS
    assert (problem["field"], problem["value"]) == ("beds", "'=1+1")


def test_the_table_names_row_id_field_value_and_rule(places_file: Factory) -> None:
    result = run("check", str(places_file({"beds": "three"})))
    assert result.exit_code == 1
    for told in ("row", "2", "ma-made-2", "beds", "three", "must be a whole number", "error"):
        assert told in result.stdout
    assert "Traceback" not in result.output


def test_every_problem_of_a_long_list_is_printed(places_file: Factory) -> None:
    path = places_file(*[{"beds": "three"}] * 120)
    for form in ("table", "csv", "json"):
        result = run("check", str(path), "--format", form)
        assert all(f"ma-made-{number}" in result.stdout for number in range(2, 122))
        assert "120 errors" in result.stderr


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_withheld_street_is_never_printed(places_file: Factory, form: str) -> None:
    path = places_file(dict(WITHHELD) | {"street": "17 Hidden Lane", "zip": "01062"})
    result = run("check", str(path), "--format", form)
    assert result.exit_code == 1
    assert "street" in result.stdout
    assert "Hidden" not in result.output
    assert "01062" not in result.output


@pytest.mark.parametrize("name", ["ids.txt", "distinct.csv"])
def test_a_broken_list_beside_the_file_is_one_sentence(places_file: Factory, name: str) -> None:
    path = places_file({})
    path.with_name(name).write_bytes(b"\xff\xfem\x00a\x00")
    result = run("check", str(path))
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{name}: is not UTF-8 text")
    assert len(result.stderr.splitlines()) == 1


def test_a_published_id_that_is_gone_fails(places_file: Factory) -> None:
    path = places_file({})
    path.with_name("ids.txt").write_text("ma-gone\nma-made-2\n", encoding="utf-8")
    result = run("check", str(path), "--format", "csv")
    assert result.exit_code == 1
    (problem,) = csv.DictReader(result.stdout.splitlines())
    assert (problem["row"], problem["place_id"], problem["severity"]) == ("0", "ma-gone", "error")
    assert "made.csv: 1 error, 0 warnings" in result.stderr


def test_a_persons_address_is_never_printed(places_file: Factory) -> None:
    path = places_file({"email": "jane.doe@gmail.com"})
    for form in ("table", "csv", "json"):
        result = run("check", str(path), "--format", form)
        assert result.exit_code == 1
        assert "must be a role address" in result.stdout.replace("\n", " ")
        assert "jane" not in result.output


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout == f"respite-finder {respite_finder.__version__}\n"


def test_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for command in ("find", "check", "app"):
        assert command in result.stdout


@pytest.mark.parametrize("command", ["find", "check", "app"])
def test_every_command_shows_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: respite-finder {command}" in result.stdout


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    result = run("app", "--port", port)
    assert result.exit_code == 2
    assert "--port" in result.stderr
    assert "Traceback" not in result.output


def test_the_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "respite_finder", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "find" in done.stdout
    assert done.stderr == ""
