"""Opening the database of the store: where it is, who may read it, how it writes, its tables."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock, Timeout
from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from respite_finder.community.models import Base
from respite_finder.community.sqlite_file import Files, delete_log, files_at, make_private
from respite_finder.community.trouble import ANOTHER, BUSY, MOVED, store_errors
from respite_finder.errors import StoreError
from respite_finder.settings import DATABASE

MIGRATIONS: Final = Path(__file__).with_name("migrations")
FILE_NAME: Final = "cases.sqlite3"
MOST_PAGES: Final = 262_144
"""Of 4,096 bytes: 1 GiB, whatever goes wrong."""
WAIT_SECONDS: Final = 30
CUT_SECONDS: Final = 2
"""How long those who read are waited for before deleted words are cut from SQLite's log."""

_SQLITE: Final = (
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    # In WAL mode only FULL waits for the disk at each commit.
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 33554432",
)
_POSTGRESQL: Final = (
    "SET synchronous_commit = on",
    f"SET lock_timeout = '{WAIT_SECONDS}s'",
    f"SET statement_timeout = '{2 * WAIT_SECONDS}s'",
)
_ONE_WRITER: Final = 7_263_737_001
"""The number of our advisory lock in PostgreSQL."""
_WRITES: Final = "respite_finder_writes"


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that is open; of SQLite also its path, and the files that it has open."""

    engine: Engine
    path: Path | None = None
    files: Files = ()

    def is_there(self) -> bool:
        """Whether what is written would be found again: its files still have their names."""
        return self.path is None or files_at(self.path) == self.files


def open_engine(where: str = "") -> Engine:
    """The database that ``where`` names (see ``address``), with its tables. Raises StoreError."""
    with store_errors():
        return open_database(address(where)).engine


def open_database(url: URL, before: Opened | None = None) -> Opened:
    """The database at an address, with its tables. ``before``: what was open there until its files
    were replaced or deleted. Raises StoreError.
    """
    with store_errors():
        if url.get_backend_name() == "postgresql":
            engine = _postgresql(url)
            _bring_up_to_date(engine)
            return Opened(engine)
        path = Path(str(url.database))
        make_private(path)
        try:
            # Threads and processes that come at once: the first one makes the tables.
            with FileLock(f"{path}.lock", timeout=WAIT_SECONDS, mode=0o600):
                if before is not None:
                    _let_go(before, path)
                return _open_file(path)
        except Timeout:
            raise StoreError(BUSY) from None


def _open_file(path: Path) -> Opened:
    present = files_at(path)[0]
    engine = _sqlite(path)
    _bring_up_to_date(engine)
    forget_deleted(engine, CUT_SECONDS)
    files = files_at(path)
    if files[0] != present:
        engine.dispose()
        raise StoreError(MOVED)
    return Opened(engine, path, files)


def _let_go(before: Opened, path: Path) -> None:
    files = files_at(path)
    same = files[0] == before.files[0]
    if same and files[1] is None:
        # Only the log lost its name, and nobody has begun another: what is in it is saved.
        forget_deleted(before.engine, CUT_SECONDS)
    before.engine.dispose()
    if not same:
        delete_log(path, before.files)


def writing(engine: Engine) -> Engine:
    """The same database, for transactions that write: one at a time, of all processes."""
    return engine.execution_options(**{_WRITES: True})


def default_path() -> Path:
    return user_data_path("respite_finder") / FILE_NAME


def forget_deleted(engine: Engine, seconds: float) -> None:
    """Bring what was deleted out of SQLite's file and log. Never raises.

    Those who read at this moment still see what was: they are waited for so long, and if they
    stay, the next call does it. While a program reads without end the deleted words stay in the
    files; nothing but its end can help.
    """
    if engine.dialect.name != "sqlite":
        return
    with suppress(StoreError), store_errors(), engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
        try:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            driver.execute(_SQLITE[0])


def address(where: str = "") -> URL:
    """A PostgreSQL address with our driver, or that of a SQLite file by its whole path. Empty: the
    setting ``RESPITE_FINDER_DB``, else a file in the user's data folder. Raises StoreError.
    """
    where = where or DATABASE.value()
    try:
        if "://" not in where:
            return _of_file(Path(where) if where else default_path())
        url = make_url(where)
        backend = url.drivername.partition("+")[0]
        if backend in {"postgresql", "postgres"}:
            return url.set(drivername="postgresql+psycopg")
        if backend == "sqlite" and url.database and url.database != ":memory:":
            return _of_file(Path(url.database))
    # A port that is no number, the home of a user whom nobody knows, NUL in a name.
    except (ArgumentError, ValueError, RuntimeError):
        pass
    raise StoreError(_NO_ADDRESS)


def _of_file(path: Path) -> URL:
    if "\0" in str(path):
        raise ValueError
    return URL.create("sqlite", database=str(path.expanduser().absolute()))


_NO_ADDRESS: Final = (
    "RESPITE_FINDER_DB must be a file's path, or an address such as "
    "postgresql://user:password@host/name"
)


def _sqlite(path: Path) -> Engine:
    # "rw": a file that is gone is not made by a connection, without tables and for all to read.
    url = URL.create(
        "sqlite", database=f"file:{quote(os.fsencode(path))}", query={"mode": "rw", "uri": "true"}
    )
    engine = create_engine(url, hide_parameters=True, pool_timeout=WAIT_SECONDS)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # We say BEGIN ourselves: Python's module would only do so before some statements.
        connection.isolation_level = None
        for pragma in _SQLITE:
            connection.execute(pragma)
        connection.execute(f"PRAGMA max_page_count = {MOST_PAGES}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode = WAL").fetchall()
    return engine


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=WAIT_SECONDS,
            connect_args={"connect_timeout": 10, "client_encoding": "utf8"},
        )
    except ModuleNotFoundError:
        raise StoreError(
            'PostgreSQL needs its driver: pip install "respite-finder[postgresql]"'
        ) from None

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for setting in _POSTGRESQL:
            connection.execute(setting)
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")

    return engine


def _bring_up_to_date(engine: Engine) -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    newest = scripts.get_current_head()
    with engine.connect() as connection:
        if _revision(connection) == newest:
            return
    with writing(engine).begin() as connection:
        present = _revision(connection)
        if present is None:
            _check_empty(connection)
        elif present not in {step.revision for step in scripts.walk_revisions()}:
            raise StoreError(ANOTHER)
        upgrade(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a step of the migrations, in the connection's transaction."""
    command.upgrade(alembic_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take the tables back to a step: for a maintainer, on a copy."""
    command.downgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection) -> Config:
    """What Alembic's own commands need to work on this connection; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _check_empty(connection: Connection) -> None:
    """Tables without a step of ours are somebody else's; a PostgreSQL database may be shared."""
    found = set(inspect(connection).get_table_names())
    ours = set(Base.metadata.tables)
    if found & ours if connection.dialect.name == "postgresql" else found:
        raise StoreError(ANOTHER)
    if connection.dialect.name == "postgresql":
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise StoreError("the PostgreSQL database must have the encoding UTF8: make a new one")
