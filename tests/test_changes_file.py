"""The change file: written whole, read back as it was, and refused in one sentence if it is not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kept import HEAD, contents, keep, lines_of, mark, rewrite, run
from made import record
from respite_finder.changes import Change, FieldChange, read_changes, write_changes
from respite_finder.errors import FileError

CHANGES = (
    Change("new", 2, "ma-a", "Casa Mañana 山", fields={"name": FieldChange("", "Casa", "file")}),
    Change(
        "changed",
        3,
        "ma-b",
        "B",
        "a reason",
        ["a note"],
        {
            "zip": FieldChange("01060", "01062", "neither"),
            "source_date": FieldChange("2026-07", "2026-08", "file"),
        },
    ),
    Change("refused", 4, "", "C\u2028D", "row 3 of the file is the same place"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "made.jsonl"
    write_changes(file, HEAD, CHANGES)
    return file


def refused(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        read_changes(path)
    assert str(caught.value).startswith("made.jsonl")
    assert "\n" not in str(caught.value)
    return caught.value


def test_what_was_written_is_read_back(path: Path) -> None:
    head, changes = read_changes(path)
    assert head == HEAD
    assert tuple(changes) == CHANGES


def test_it_counts_every_action_and_a_spreadsheet_spoils_no_cell(
    path: Path, tmp_path: Path
) -> None:
    counts = write_changes(tmp_path / "again.jsonl", HEAD, CHANGES)
    assert counts == {
        "new": 1, "same": 0, "changed": 1, "conflict": 0, "duplicate": 0, "refused": 1
    }  # fmt: skip
    assert lines_of(path)[-1]["counts"] == counts
    assert '"01060"' in path.read_text(encoding="utf-8")


def test_an_import_of_nothing_is_a_file_too(tmp_path: Path) -> None:
    write_changes(tmp_path / "made.jsonl", HEAD, [])
    assert read_changes(tmp_path / "made.jsonl") == (HEAD, [])


def test_an_import_that_breaks_off_leaves_the_file_before(path: Path, tmp_path: Path) -> None:
    def broken() -> Any:
        yield CHANGES[0]
        raise FileError("theirs.geojson", "is cut off", 7)

    before = path.read_bytes()
    with pytest.raises(FileError, match="row 7"):
        write_changes(path, HEAD, broken())
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["made.jsonl"]


def test_windows_lines_and_a_new_order_of_records_are_no_harm(path: Path) -> None:
    lines = path.read_bytes().splitlines()
    path.write_bytes(b"\r\n".join([lines[0], lines[3], lines[1], lines[2], lines[4]]) + b"\r\n")
    _, changes = read_changes(path)
    assert [change.row for change in changes] == [4, 2, 3]


@pytest.mark.parametrize("kept", [1, 2, 3, 4])
def test_a_file_that_was_cut_at_a_line_is_known(path: Path, kept: int) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:kept]))
    error = refused(path)
    assert (error.row, "again" in error.rule) == (kept, True)


@pytest.mark.parametrize("drop", [1, 2, 3])
def test_a_lost_line_is_known(path: Path, drop: int) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:drop] + lines[drop + 1 :]))
    assert "lost lines" in refused(path).rule


def test_every_cut_inside_a_line_names_the_line(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(1, len(whole) - 1, 7):
        path.write_bytes(whole[:length])
        error = refused(path)
        assert error.row in {whole[:length].count(b"\n"), whole[:length].count(b"\n") + 1}


@pytest.mark.parametrize("order", [(1, 0, 2, 3, 4), (4, 1, 2, 3, 0), (0, 4, 1, 2, 3)])
def test_a_head_or_count_in_another_place_is_refused(path: Path, order: tuple[int, ...]) -> None:
    lines = lines_of(path)
    rewrite(path, [lines[place] for place in order])
    assert refused(path).row in (1, 2, 5)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        ('{"a": 1}\n'.encode("utf-16"), "UTF-16"),
        (b'{"a": "\xff\xfe"}\n' + b"x" * 5000, "UTF-8"),
        (gzip.compress(b"{}", mtime=0), "gzip"),
        (b"PK\x03\x04 broken", "ZIP"),
        (b"place_id,name\nma-a,A\n", "JSON"),
        (b'{"type": "FeatureCollection", "features": []}\n', "change file"),
        (b"[1, 2]\n[3]\n", "object"),
        (b'{"respite_finder_changes": 99}\n{"counts": {}}\n', "change file"),
    ],
)
def test_a_file_of_another_kind_is_named(path: Path, content: bytes, told: str) -> None:
    path.write_bytes(content)
    assert told in refused(path).rule


def test_a_byte_that_is_no_text_is_told_with_its_line(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"a note", b"a n\xffte"))
    assert refused(path).row == 3


def test_no_file_and_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "made.jsonl").mkdir()
    assert "folder" in refused(tmp_path / "made.jsonl").rule
    with pytest.raises(FileError, match="no such file"):
        read_changes(tmp_path / "other.jsonl")


Break = Callable[[dict[str, Any]], object]
BROKEN: dict[str, Break] = {
    "no fields": lambda line: line.pop("fields"),
    "no action": lambda line: line.pop("action"),
    "another action": lambda line: line.update(action="delete"),
    "a word of another": lambda line: line.update(colour="red"),
    "fields is a list": lambda line: line.update(fields=[]),
    "fields is nothing": lambda line: line.update(fields=None),
    "a field is text": lambda line: line["fields"].update(zip="01062"),
    "a field without new": lambda line: line["fields"]["zip"].pop("new"),
    "accept is a word": lambda line: line.update(accept="yes"),
    "accept of a field is a word": lambda line: line["fields"]["zip"].update(accept="true"),
    "accept new of what is no duplicate": lambda line: line.update(accept="new"),
    "accept of a field is new": lambda line: line["fields"]["zip"].update(accept="new"),
    "a cell is a number": lambda line: line["fields"]["zip"].update(new=1062),
    "a cell is null": lambda line: line["fields"]["zip"].update(new=None),
    "an old cell is a number": lambda line: line["fields"]["zip"].update(old=1060),
    "a column that we do not know": lambda line: line["fields"].update(
        colour={"old": "", "new": "red", "newer": "file"}
    ),
    "the id as a cell": lambda line: line["fields"].update(
        place_id={"old": "ma-b", "new": "ma-z", "newer": "file"}
    ),
    "the id is a list": lambda line: line.update(place_id=["ma-b"]),
    "the id is null": lambda line: line.update(place_id=None),
    "a name is a number": lambda line: line.update(name=5),
    "the row is a word": lambda line: line.update(row="three"),
    "notes is text": lambda line: line.update(notes=7),
    "another place with a number for a cell": lambda line: line.update(another={"name": 5}),
    "half a letter": lambda line: line["fields"]["zip"].update(new="\ud800"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_line_that_a_hand_broke_is_refused_with_its_number(path: Path, broken: str) -> None:
    lines = lines_of(path)
    BROKEN[broken](lines[2])
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert refused(path).row == 3


@pytest.mark.parametrize("counts", [None, 5, [], "three", {"new": "1"}, {"new": None}, {}])
def test_counts_that_are_none_are_refused(path: Path, counts: object) -> None:
    lines = lines_of(path)
    rewrite(path, [*lines[:-1], {"counts": counts}])
    assert refused(path).row == 5


def test_a_line_nested_too_deep_is_refused(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], b"[" * 200_000 + b"\n", *lines[1:]]))
    assert refused(path).row == 2


def test_the_mark_of_a_field_goes_before_the_mark_of_the_record(path: Path) -> None:
    mark(path, accept=True, name=False)
    assert read_changes(path)[1][0].accepted() == {}
    mark(path, accept=False, name=True)
    assert set(read_changes(path)[1][0].accepted()) == {"name"}
    mark(path, accept=True, name=None)
    assert set(read_changes(path)[1][0].accepted()) == {"name"}
    mark(path, accept=None, name=None)
    assert read_changes(path)[1][0].accepted() == {}


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    file = tmp_path / "theirs.csv"
    header, row = "name,state,service_type,phone", "Made House,MA,peer_run_center,413-555-0100"
    file.write_text(f"{header},beds\n{row},4\n", encoding="utf-8")
    keep(tmp_path / "data", record())
    return file


@pytest.mark.parametrize("target", ["data/places.csv", "data/ids.txt", "theirs.csv"])
def test_an_import_takes_the_place_of_no_file_but_a_change_file(theirs: Path, target: str) -> None:
    folder = theirs.parent
    places, before = folder / "data/places.csv", contents(folder)
    result = run("import", "csv", theirs, "-o", folder / target, "--file", places)
    assert (result.exit_code, Path(target).name in result.stderr) == (2, True)
    assert contents(folder) == before


def test_an_import_again_does_not_forget_what_a_person_decided(theirs: Path) -> None:
    """It refuses, or keeps the marks: an hour of answers may stand in the file."""
    places, out = theirs.parent / "data/places.csv", theirs.parent / "out.jsonl"
    assert run("import", "csv", theirs, "-o", out, "--file", places).exit_code == 0
    mark(out, accept=False)
    run("import", "csv", theirs, "-o", out, "--file", places)
    assert lines_of(out)[1]["accept"] is False
