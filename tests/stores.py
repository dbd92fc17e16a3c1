"""Stores to test with: a SQLite file, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

import psycopg
import pytest

from respite_finder.community.attachments import Attachment
from respite_finder.community.forms import MESSAGE, Kind, Submission
from respite_finder.community.limits import Limits
from respite_finder.community.store import Store, open_store

NOW: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONTACT: Final = "someone-who-wrote@example.org"
WORDS: Final = "The telephone rings and nobody picks it up."
FLYER: Final = Attachment("application/pdf", ".pdf", b"%PDF-1.7 a flyer of a house %%EOF")
ROOMY: Final = Limits(per_hour=10**6, per_day=10**6, open_cases=10**6)
DATABASES: Final = ("sqlite", "postgresql")

_USER: Final = "finder"
_PASSWORD: Final = "made-for-the-tests"
_MISSING: Final = "These tests need PostgreSQL. On Debian: apt-get install postgresql"


def sent(
    receipt: str = "r",
    said: Mapping[str, str] | None = None,
    *,
    kind: Kind = Kind.MESSAGE,
    contact: str = CONTACT,
    attachment: Attachment | None = None,
) -> Submission:
    """A form, filled in."""
    words = {MESSAGE: WORDS} if said is None else said
    return Submission(
        kind, receipt, words, place_id="ma-afiya", contact=contact, attachment=attachment
    )


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Somebody reads in a SQLite file, as a backup does: its log cannot be cut."""
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cases").fetchall()
    yield
    reader.close()


class Server:
    """A PostgreSQL server in a temporary folder, reached by a socket in it and by nothing else."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
        # The server refuses to be root.
        self._as: dict[str, str] = {"user": "postgres"} if os.geteuid() == 0 else {}
        if self._as:
            shutil.chown(self.folder, self._as["user"])

    def start(self) -> None:
        password = self.folder / "password"
        password.write_text(_PASSWORD)
        password.chmod(0o644)
        secret = ("--auth=scram-sha-256", f"--pwfile={password}")
        self._run("initdb", "-U", _USER, *secret, "-E", "UTF8", "--locale=C", "--no-sync")
        # Clients are killed in the tests, the server never is: it need not wait for the disk.
        settings = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", "start", "--wait", f"--log={log}", f"--options={settings}")

    def stop(self) -> None:
        try:
            if (self.folder / "data" / "postmaster.pid").exists():
                self._run("pg_ctl", "stop", "--mode=immediate")
        finally:
            shutil.rmtree(self.folder)

    def new_database(self) -> str:
        name = f"made_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def address(self, name: str, password: str = _PASSWORD) -> str:
        return f"postgresql://{_USER}:{password}@/{name}?host={self.folder}"

    def execute(self, statement: str, name: str = "postgres") -> None:
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        command = [_server_program(program), *arguments, "-D", str(self.folder / "data")]
        # pg_ctl leaves the server with its own output: a pipe would never end.
        with (self.folder / f"{program}.out").open("w+") as told:
            ended = subprocess.run(
                command, cwd=self.folder, stdout=told, stderr=told, check=False, **self._as
            )
            told.seek(0)
            assert ended.returncode == 0, f"{program}: {told.read()}"


def _server_program(name: str) -> str:
    """Debian keeps the server's programs out of the path."""
    found = shutil.which(name)
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    assert found or debian, _MISSING
    return found or str(debian[-1])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    server = Server()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgresql_database(postgresql: Server) -> Iterator[str]:
    """The name of an empty database."""
    name = postgresql.new_database()
    yield name
    postgresql.drop(name)


@pytest.fixture(params=DATABASES)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be made: a file, then a database of the server."""
    if request.param == "sqlite":
        return str(tmp_path / "store" / "cases.sqlite3")
    server: Server = request.getfixturevalue("postgresql")
    return server.address(request.getfixturevalue("postgresql_database"))


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty store without narrow limits, in each kind of database."""
    opened = open_store(where, ROOMY)
    yield opened
    opened.close()
