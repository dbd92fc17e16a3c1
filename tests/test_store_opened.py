"""A store that cannot be opened: one sentence that says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from respite_finder.community.store import open_store
from respite_finder.errors import StoreError
from stores import NOW, Server, sent
from test_store_full import check_sentence

NOBODY = 65_534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that anybody may look into."""
    made = Path(tempfile.mkdtemp(prefix="store-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def refused(where: str) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(where)
    check_sentence(caught.value)
    return caught.value.reason


def open_as_nobody(where: str) -> None:
    """Root may write anywhere: here it is somebody else, who has loaded all that is needed."""
    with tempfile.TemporaryDirectory() as made:
        open_store(f"{made}/cases.sqlite3").close()
    if os.geteuid() == 0:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    try:
        open_store(where)
    except StoreError as error:
        check_sentence(error)
        sys.stdout.write(error.reason)


def told_to_nobody(where: Path) -> str:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_store_opened import open_as_nobody\n"
        "open_as_nobody(sys.argv[2])"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(where)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    assert "cannot be written" in told_to_nobody(folder / "cases.sqlite3")
    assert "cannot be written" in told_to_nobody(folder / "new" / "cases.sqlite3")
    folder.chmod(0o777)
    assert told_to_nobody(folder / "new" / "cases.sqlite3") == ""


def test_a_file_that_may_not_be_written(folder: Path) -> None:
    store = open_store(str(folder / "cases.sqlite3"))
    case = store.add(sent(), NOW)
    store.close()
    (folder / "cases.sqlite3").chmod(0o444)
    folder.chmod(0o555)
    assert "cannot be written" in told_to_nobody(folder / "cases.sqlite3")
    folder.chmod(0o755)
    store = open_store(str(folder / "cases.sqlite3"))
    assert store.cases() == [case]
    store.close()


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert "names a folder" in refused(str(tmp_path))


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("notes")
    assert "cannot be written" in refused(str(tmp_path / "notes" / "cases.sqlite3"))
    assert "cannot be written" in refused(str(tmp_path / "notes" / "more" / "cases.sqlite3"))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "cases.sqlite3"
    content = "Not a database, but a letter. " * 100
    file.write_text(content)
    assert "no SQLite database" in refused(str(file))
    assert file.read_text() == content


@pytest.mark.parametrize("part", [b"", b"SQLite format 3\0"])
def test_a_file_that_was_cut_off(tmp_path: Path, part: bytes) -> None:
    """Nothing in it is as good as new; the first line of a database alone is not."""
    file = tmp_path / "cases.sqlite3"
    file.write_bytes(part)
    if part:
        assert "no SQLite database" in refused(str(file))
    else:
        open_store(str(file)).close()


@pytest.mark.parametrize(
    "where",
    [
        "mysql://finder:wrong-word@host/name",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://host:port/name",
        "://",
        "~nobody-of-this-name/cases.sqlite3",
        "cases\0.sqlite3",
    ],
)
def test_an_address_that_is_none(where: str) -> None:
    reason = refused(where)
    assert "RESPITE_FINDER_DB must be a file's path" in reason


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    address = f"postgresql://finder:wrong-word@/name?host={tmp_path}"
    assert "cannot be reached" in refused(address)
    assert "cannot be reached" in refused(f"{address}&no_such_option=1")


def test_a_server_that_does_not_know_us(postgresql: Server, postgresql_database: str) -> None:
    reason = refused(postgresql.address(postgresql_database, "wrong-word"))
    assert "the password" in reason
    assert refused(postgresql.address("no_such_name")) == reason


def test_a_server_user_who_may_not_make_tables(
    postgresql: Server, postgresql_database: str
) -> None:
    postgresql.execute("CREATE ROLE guest LOGIN PASSWORD 'made-for-the-tests'")
    try:
        address = postgresql.address(postgresql_database).replace("finder:", "guest:")
        assert "must own the database" in refused(address)
    finally:
        postgresql.execute("DROP ROLE guest")


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert 'pip install "respite-finder[postgresql]"' in refused("postgresql://host/name")
