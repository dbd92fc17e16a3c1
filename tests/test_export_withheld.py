"""A withheld address through every format: whatever it is packed in, it does not leave."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from leaky import LINKS, SECRET, TELLING, leaky, unpacked
from made import VIRTUAL, WITHHELD
from respite_finder import load_places
from respite_finder.cli import cli
from respite_finder.corrections import Evidence, correction
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.schema import COLUMNS

SEEN = ("Made Respite", "1 Main St", "01027")
STREET = re.compile(r"\b\d+[A-Za-z]? (?:[NSEW]\.? )?(?:[A-Z0-9][\w'.]+ ){1,3}(St|Ave|Rd|Dr|Ln|Road|"
                    r"Street|Avenue|Drive|Lane|Court|Place|Boulevard|Blvd|Way)\b")  # fmt: skip


@pytest.mark.parametrize("precision", ["address", "zip"])
@pytest.mark.parametrize("name", list(FormatName))
def test_a_withheld_address_leaves_in_no_format(name: FormatName, precision: str) -> None:
    text = unpacked(FORMATS[name].write(leaky(precision), ()))
    assert [word for word in SEEN if word not in text] == []
    assert [secret for secret in TELLING if secret in text] == []


@pytest.mark.parametrize("name", list(FormatName))
def test_nor_in_words_or_links(name: FormatName) -> None:
    text = unpacked(FORMATS[name].write(leaky("address", loose=True), ()))
    assert [word for word in SEEN if word not in text] == []
    assert [secret for secret in (*TELLING, *LINKS, "-hidden", "goo.gl") if secret in text] == []


@pytest.mark.parametrize("name", list(FormatName))
def test_nor_by_a_log_that_was_written_by_hand(name: FormatName) -> None:
    evidence = Evidence("2026-11-01", "review", "maintainer", reason="was 17 Hidden Lane")
    log = [
        correction("xx-0", "update", field, SECRET[field], "", evidence)
        for field in ("street", "zip", "latitude", "longitude")
    ]
    text = unpacked(FORMATS[name].write(leaky("address"), log))
    assert [secret for secret in TELLING if secret in text] == []


@pytest.mark.parametrize("name", [name for name in FormatName if FORMATS[name].files])
def test_nor_in_a_folder_of_files(name: FormatName) -> None:
    make = FORMATS[name].files
    assert make is not None
    files = make(leaky("address"), ())
    text = "\n".join([*files, *(content.decode("utf-8") for content in files.values())])
    assert [word for word in SEEN if word not in text] == []
    assert [secret for secret in TELLING if secret in text] == []


@pytest.mark.parametrize("name", list(FormatName))
def test_the_command_tells_the_town_and_no_more(
    name: FormatName, places_file: Callable[..., Path], tmp_path: Path
) -> None:
    path = places_file(
        {**WITHHELD, "name": "Made Respite", "description": "A made house."},
        {"zip": "01027"},
        VIRTUAL,
    )
    out = tmp_path / "out"
    run = CliRunner().invoke(cli, ["export", name, "--file", str(path), "-o", str(out)])
    assert (run.exit_code, run.stdout) == (0, "")
    assert run.stderr.startswith("3 places to ")
    text = unpacked(out.read_bytes())
    assert [word for word in (*SEEN, "Northampton") if word not in text] == []
    assert "01060" not in text


@pytest.mark.parametrize("name", list(FormatName))
def test_a_dataset_that_holds_a_secret_is_refused_without_telling_it(
    name: FormatName, places_file: Callable[..., Path], tmp_path: Path
) -> None:
    path, out = places_file({**SECRET, "precision": "city"}), tmp_path / "out"
    run = CliRunner().invoke(cli, ["export", name, "--file", str(path), "-o", str(out)])
    assert run.exit_code == 1
    assert "must be empty where the address is withheld" in run.stderr
    assert [secret for secret in TELLING if secret in run.output] == []
    assert not out.exists()


def test_the_csv_of_all_we_ship_has_no_street_behind_a_withheld_address(
    places: pd.DataFrame,
) -> None:
    """The gate empties columns; what people wrote into free text is for this test to find."""
    text = FORMATS[FormatName.CSV].write(places, ()).decode()
    free = [column.name for column in COLUMNS if column.type in ("text", "list")]
    withheld = [row for row in csv.DictReader(io.StringIO(text)) if row["address_withheld"]]
    assert len(withheld) > 50
    assert STREET.search("Ring at 17 Hidden Lane first")
    assert [(row["place_id"], n) for row in withheld for n in free if STREET.search(row[n])] == []


def test_a_withheld_town_has_no_point_where_a_point_reads_as_a_door(
    places_file: Callable[..., Path],
) -> None:
    made = load_places(places_file({**WITHHELD, "name": "Made Respite"}))
    assert "GeoCoordinates" not in FORMATS[FormatName.JSON_LD].write(made, ()).decode()
