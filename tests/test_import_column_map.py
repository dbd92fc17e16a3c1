"""Column maps: what stands for our columns in somebody else's table."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_imports import read, refused, write_table
from respite_finder.ingest.table import read_table

MAP = """
[columns]
name = "Program Name"
state = "ST"
phone = "Phone"
service_type = "Kind"
city = "Town"

[values]
source_name = "Made list"
service_type = "warmline"

[translate.service_type]
"Drop-In  center" = "peer_run_center"
"""


def test_a_column_map(tmp_path: Path) -> None:
    column_map = tmp_path / "map.toml"
    column_map.write_text(MAP, encoding="utf-8")
    header = ["ST", "Program Name", "Kind", "Phone", "Town", "Fax"]
    rows = [
        ["Vermont", "Made Line", "", "802-555-0100", "", "x"],
        ["VT", "Made Center", "drop in CENTER", "", "Barre", "y"],
        ["VT", "Made Hotel", "hotel", "", "", ""],
    ]
    path = write_table(tmp_path / "list.csv", [header, *rows])
    line, center, hotel = read(read_table, path, column_map=column_map, url="https://example.org")
    assert line.cells == {
        "name": "Made Line",
        "service_type": "warmline",
        "state": "VT",
        "phone": "802-555-0100",
        "source_name": "Made list",
        "source_url": "https://example.org",
    }
    assert center.cells["service_type"] == "peer_run_center"
    assert hotel.refused.endswith("got 'hotel'")


BAD_MAPS = {
    "a missing column": ('[columns]\nname = "Program"', "name = 'Program': the table has no such"),
    "not ours": ('[columns]\nnmae = "name"', "'nmae' is not a column of ours: did you mean name"),
    "broken": ("[columns\nname = 1", "is broken TOML"),
    "empty": ("# nothing", "has no entry under [columns]"),
    "a number": ("[columns]\nname = 1", "must name one header"),
    "unknown part": ('[colums]\nname = "name"', "'colums' is not a part of a map"),
    "a bad value": (
        '[columns]\nname = "name"\n[values]\nservice_type = "hotel"',
        "[values] service_type: must be one of",
    ),
    "a bad word": (
        '[columns]\nstate = "state"\n[translate.state]\nA = "Atlantis"',
        "[translate.state] 'A': must be a state",
    ),
    "a list": ('[columns]\nname = "name"\n[translate]\nname = "x"', "must hold lines"),
}


@pytest.mark.parametrize(("text", "rule"), BAD_MAPS.values(), ids=list(BAD_MAPS))
def test_column_maps(tmp_path: Path, text: str, rule: str) -> None:
    path, column_map = tmp_path / "given.csv", tmp_path / "map.toml"
    path.write_text("name,state,service_type\nMade House,MA,warmline\n", encoding="utf-8")
    column_map.write_text(text, encoding="utf-8")
    error = refused(read_table, path, column_map=column_map)
    assert error.source == "map.toml"
    assert rule in error.rule


def test_a_map_that_is_no_file(tmp_path: Path) -> None:
    path = write_table(tmp_path / "given.csv", [["name"], ["x"]])
    error = refused(read_table, path, column_map=tmp_path / "nowhere.toml")
    assert str(error) == "nowhere.toml: there is no such file: give a column map in TOML"
