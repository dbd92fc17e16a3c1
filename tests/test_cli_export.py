"""``respite-finder export``: what a terminal, a script and a folder get."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

from respite_finder.cli import cli
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import OFF_BY_DEFAULT
from respite_finder.search import SHOWN


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", *arguments])


def rows(*arguments: str) -> list[dict[str, str]]:
    result = run("csv", *arguments)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def one_sentence(result: Result) -> str:
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.mark.parametrize("name", list(FormatName))
def test_every_format_to_a_file_and_to_a_pipe(
    name: FormatName, tmp_path: Path, places: pd.DataFrame
) -> None:
    out = tmp_path / f"respites{FORMATS[name].suffix}"
    arguments = [name.value, "--type", "peer_respite", "--state", "MA"]
    result = run(*arguments, "-o", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    wanted = places.loc[
        (places["service_type"] == "peer_respite")
        & (places["state"] == "MA")
        & places["status"].isin(list(SHOWN))
    ]
    assert result.stderr == f"{len(wanted)} places to {out}\n"
    piped = run(*arguments)
    assert piped.stdout_bytes == out.read_bytes()
    assert piped.stderr == f"{len(wanted)} places\n"
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_what_is_exported_if_nothing_is_asked_for(places: pd.DataFrame) -> None:
    shown = places["status"].isin(list(SHOWN)) & ~places["service_type"].isin(list(OFF_BY_DEFAULT))
    assert [row["place_id"] for row in rows()] == places.index[shown].tolist()


def test_closed_places_for_who_asks(places: pd.DataFrame) -> None:
    assert {row["status"] for row in rows("--include-closed")} == set(places["status"])
    assert {row["status"] for row in rows("--status", "closed")} == {"closed"}
    both = rows("--status", "active", "--status", "planned")
    assert {row["status"] for row in both} == {"active", "planned"}


def test_treatment_is_left_out_and_said_so(places_file: Callable[..., Path]) -> None:
    kind = "treatment_with_peer_support"
    path = places_file({"service_type": kind}, {}, {"service_type": kind})
    result = run("csv", "--file", str(path))
    assert "1 place\n2 treatment facilities left out: ask with --type" in result.stderr
    assert len(rows("--file", str(path), "--type", kind)) == 2


@pytest.mark.parametrize("state", ["NH", "nh", "New Hampshire", " new hampshire "])
def test_a_state_by_its_code_or_name(state: str) -> None:
    assert {row["state"] for row in rows("--state", state)} == {"NH"}


def test_no_place_is_a_valid_document_and_said_so() -> None:
    result = run("geojson", "--type", "peer_respite", "--state", "WY")
    assert json.loads(result.stdout) == {"type": "FeatureCollection", "features": []}
    assert (result.exit_code, result.stderr) == (0, "0 places\n")


@pytest.mark.parametrize(
    ("arguments", "facts"),
    [
        (["csv", "--type", "hotel"], ["type cannot be 'hotel'", "peer_respite"]),
        (["csv", "--state", "Atlantis"], ["state cannot be 'ATLANTIS'", "MA"]),
        (["csv", "--status", "gone"], ["status cannot be 'gone'", "planned"]),
        (["csv", "-o", ""], ["is empty", "give the name of a file"]),
        (["csv", "-o", "there/is/none.csv"], ["there is no folder is", "make it first"]),
        (["csv", "-o", "new/"], ["is a folder"]),
        (["csv", "-o", "."], ["is a folder"]),
        (["csv", "-o", "x" * 300], ["cannot be written"]),
        (["csv", "-o", str(PLACES_CSV)], ["is the dataset itself"]),
        (["csv", "-o", "/dev/null"], ["not a file that can be replaced"]),
    ],
)
def test_bad_input_is_one_sentence(
    arguments: list[str], facts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = PLACES_CSV.read_bytes()
    told = one_sentence(run(*arguments))
    assert [fact for fact in facts if fact not in told] == []
    assert not list(tmp_path.iterdir())
    assert PLACES_CSV.read_bytes() == before


def test_an_unknown_format_lists_the_known_ones() -> None:
    result = run("xml")
    assert result.exit_code == 2
    for name in FormatName:
        assert name in result.stderr


def test_the_file_that_is_read_is_never_overwritten(places_file: Callable[..., Path]) -> None:
    path = places_file({})
    before = path.read_bytes()
    told = one_sentence(run("kml", "--file", str(path), "-o", str(path)))
    assert "is the dataset itself" in told
    assert path.read_bytes() == before


def test_a_broken_dataset_leaves_the_old_export_alone(
    places_file: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")
    result = run("csv", "--file", str(places_file({"phone": "call me"})), "-o", str(out))
    assert result.exit_code == 1
    assert "row 2" in result.stderr
    assert out.read_text() == "old"


def test_a_link_stays_a_link(tmp_path: Path, places_file: Callable[..., Path]) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    link.symlink_to(real)
    assert run("csv", "--file", str(places_file({})), "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").count("\n") == 2


@pytest.mark.parametrize("exists", [True, False])
def test_the_package_as_a_folder_holds_what_the_archive_holds(tmp_path: Path, exists: bool) -> None:
    folder, archive = tmp_path / "package", tmp_path / "package.zip"
    if exists:
        folder.mkdir()
    choice = ["hsds-package", "--state", "VT"]
    assert run(*choice, "-o", str(folder) + ("" if exists else "/")).exit_code == 0
    assert run(*choice, "-o", str(archive)).exit_code == 0
    with zipfile.ZipFile(archive) as packed:
        wanted = {name: packed.read(name) for name in packed.namelist()}
    assert "datapackage.json" in wanted
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == wanted
    told = one_sentence(run(*choice, "-o", str(folder)))
    assert "has files in it" in told


def test_a_terminal_gets_no_bytes() -> None:
    """The runner's stdout is replaced, so a real terminal is asked."""
    code = (
        "import os, pty, sys\n"
        "command = [sys.executable, '-m', 'respite_finder', 'export', 'excel']\n"
        "sys.exit(os.waitstatus_to_exitcode(pty.spawn(command)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 2
    assert b"Excel is not text: give a file with --output." in done.stdout
    assert b"PK" not in done.stdout
