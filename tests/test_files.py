"""Files from strangers are refused with a sentence; our own are replaced whole or not at all."""

from __future__ import annotations

import codecs
import gzip
import os
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder import files
from respite_finder.errors import FileError, GeocodingError
from respite_finder.files import (
    check_text,
    only_writer,
    open_bytes,
    read_text,
    replace_bytes,
    replace_text,
    replacing,
)

FORM = "a CSV file"
HOLD = """
import sys
from pathlib import Path
from respite_finder.files import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def zipped(*names: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "content")

    return write


def holding(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def broken_zip(path: Path) -> None:
    zipped("a.csv")(path)
    path.write_bytes(path.read_bytes()[:30])


def nothing(path: Path) -> None:
    path.unlink(missing_ok=True)


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "no file": (nothing, "there is no such file: give a CSV file"),
    "a folder": (Path.mkdir, "is a folder: give a CSV file"),
    "nothing": (holding(b""), "is empty: give a CSV file"),
    "spaces": (holding(b" \r\n\t\n"), "is empty: give a CSV file"),
    "a byte order mark": (holding(codecs.BOM_UTF8), "is empty: give a CSV file"),
    "a ZIP archive": (zipped("a.csv"), "is a ZIP archive: unpack it and give a CSV file"),
    "a workbook": (zipped("xl/workbook.xml"), "is an Excel workbook: give a CSV file"),
    "half a ZIP archive": (broken_zip, "is a broken ZIP archive: get it again"),
    "gzip": (holding(gzip.compress(b"a,b\n")), "is packed with gzip: unpack it"),
    "an old workbook": (holding(b"\xd0\xcf\x11\xe0" * 9), "is an old Excel workbook: save it"),
    "UTF-16, little": (holding(codecs.BOM_UTF16_LE + "a,b".encode("utf-16-le")), "UTF-16"),
    "UTF-16, big": (holding(codecs.BOM_UTF16_BE + "a,b".encode("utf-16-be")), "UTF-16"),
    "UTF-16 without a mark": (holding("a,b".encode("utf-16-le")), "UTF-16"),
}


@pytest.mark.parametrize(("make", "rule"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_is_refused_in_one_sentence(
    tmp_path: Path, make: Callable[[Path], None], rule: str
) -> None:
    path = tmp_path / "given.csv"
    make(path)
    for read in (check_text, read_text):
        with pytest.raises(FileError) as caught:
            read(path, FORM)
        assert rule in caught.value.rule
        assert str(caught.value).startswith("given.csv: ")
        assert "\n" not in str(caught.value)
        assert str(tmp_path) not in str(caught.value)


def test_a_byte_that_is_no_utf_8_is_named_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    path.write_bytes(b"name\nAsh\nMa\xf1ana\n")
    with pytest.raises(FileError, match="byte 0xf1 is not UTF-8") as caught:
        read_text(path, FORM)
    assert (caught.value.source, caught.value.row) == ("given.csv", 3)


def test_text_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    path.write_bytes(codecs.BOM_UTF8 + "a,ñ\r\n".encode())
    assert read_text(path, FORM) == "a,ñ\r\n"


def test_a_name_that_no_system_takes_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 5000)
    with pytest.raises(FileError, match="cannot be opened"), open_bytes(path, FORM):
        pass
    with pytest.raises(FileError, match="cannot be written"):
        replace_text(path, "new")


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()), daemon=True)
    reader.start()
    replace_bytes(path, b"figures")
    reader.join(timeout=30)
    assert got == [b"figures"]
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_that_is_full_is_one_sentence_and_stays_a_device() -> None:
    full = Path("/dev/full")
    with pytest.raises(FileError, match="full: cannot be written"):
        replace_bytes(full, b"figures")
    assert stat.S_ISCHR(full.stat().st_mode)


def test_who_stops_reading_a_pipe_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: path.open("rb").close(), daemon=True)
    reader.start()
    # More than a pipe holds: the writer waits, and then hears that nobody reads.
    with pytest.raises(BrokenPipeError):
        replace_bytes(path, b"figures" * 100_000)


@given(old=st.none() | st.binary(), new=st.binary(), fails=st.booleans())
def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, old: bytes | None, new: bytes, *, fails: bool
) -> None:
    path = tmp_path_factory.mktemp("whole") / "data.csv"
    if old is not None:
        path.write_bytes(old)
    try:
        with replacing(path) as file:
            file.write(new)
            assert (path.read_bytes() if path.exists() else None) == old
            if fails:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert fails
    wanted = old if fails else new
    assert (path.read_bytes() if path.exists() else None) == wanted
    assert [each.name for each in path.parent.iterdir()] == ["data.csv"] * (wanted is not None)


@pytest.mark.parametrize(
    "error", [ValueError("ours"), FileError("in.csv", "is bad", 7), GeocodingError("Census", "no")]
)
def test_what_goes_wrong_in_the_block_is_told_as_it_is(tmp_path: Path, error: Exception) -> None:
    path = tmp_path / "data.csv"
    path.write_text("old")
    with pytest.raises(type(error)) as caught, replacing(path):
        raise error
    assert caught.value is error
    assert [each.name for each in tmp_path.iterdir()] == ["data.csv"]
    assert path.read_text() == "old"


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    replace_bytes(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o664)
    replace_bytes(path, b"newer")
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_lines_are_unix_lines(tmp_path: Path) -> None:
    replace_text(tmp_path / "data.csv", "ñ\n")
    assert (tmp_path / "data.csv").read_bytes() == b"\xc3\xb1\n"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder: give the name of a file"):
        replace_text(tmp_path, "new")
    with pytest.raises(FileError, match=r"^data\.csv: cannot be written \(No such file"):
        replace_text(tmp_path / "no" / "data.csv", "new")


def test_a_second_writer_is_told_to_wait_and_gets_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_WAIT_SECONDS", 0.05)
    path = tmp_path / "data.csv"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        rule = "another respite-finder command is changing it"
        with pytest.raises(FileError, match=rule), only_writer(path):
            pass
        other.communicate()
    with only_writer(path):
        path.write_text("mine")
    assert path.read_text() == "mine"


def test_a_writer_that_was_killed_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_WAIT_SECONDS", 5.0)
    command = [sys.executable, "-c", HOLD, str(tmp_path / "data.csv")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        other.kill()
    with only_writer(tmp_path / "data.csv"):
        pass


def test_no_folder_is_made_for_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError), only_writer(tmp_path / "no" / "data.csv"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_path_without_a_name_is_one_sentence() -> None:
    with pytest.raises(FileError), only_writer(Path()):
        pass
