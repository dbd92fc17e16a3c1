"""The tables make themselves, step by step, and those of others are left alone."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from respite_finder.community.engine import MIGRATIONS, downgrade, open_engine, upgrade
from respite_finder.community.models import Base
from respite_finder.community.store import open_store
from respite_finder.errors import StoreError
from stores import FLYER, NOW, Server, sent

OURS = {"cases", "attachments", "decisions", "alembic_version"}
STEPS = [step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def step_of(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_the_steps_make_what_the_models_say(where: str) -> None:
    engine = open_engine(where)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert tables(engine) == OURS
    engine.dispose()


def test_the_comparison_sees_what_is_missing(where: str) -> None:
    engine = open_engine(where)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE cases DROP COLUMN reason"))
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata)[0][0] == "add_column"
    engine.dispose()


def test_every_step_leads_to_the_next_and_back(where: str) -> None:
    assert STEPS[0] == "0001"
    engine = open_engine(where)
    assert step_of(engine) == STEPS[-1]
    with engine.begin() as connection:
        downgrade(connection, "base")
    assert tables(engine) == {"alembic_version"}
    for step in STEPS:
        with engine.begin() as connection:
            upgrade(connection, step)
        assert step_of(engine) == step
    assert tables(engine) == OURS
    engine.dispose()


def test_opening_again_keeps_what_is_there(where: str) -> None:
    first = open_store(where)
    case = first.add(sent(attachment=FLYER), NOW)
    second = open_store(where)
    assert second.cases() == first.cases() == [case]
    first.close()
    second.close()


def test_tables_of_a_newer_version_are_not_touched(where: str) -> None:
    engine = open_engine(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="install the newest version"):
        open_store(where)
    assert step_of(engine) == "9999"
    engine.dispose()


def test_a_file_of_another_program_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite3"
    with sqlite3.connect(file) as theirs:
        theirs.execute("CREATE TABLE houses (name TEXT)")
    with pytest.raises(StoreError, match="another program"):
        open_store(str(file))
    with sqlite3.connect(file) as theirs:
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("houses",)]


@pytest.mark.parametrize(("table", "taken"), [("houses", True), ("cases", False)])
def test_a_server_database_may_be_shared_but_for_our_names(
    postgresql: Server, postgresql_database: str, table: str, taken: bool
) -> None:
    postgresql.execute(f"CREATE TABLE {table} (name TEXT)", postgresql_database)
    address = postgresql.address(postgresql_database)
    if taken:
        engine = open_engine(address)
        assert tables(engine) == {*OURS, table}
        engine.dispose()
    else:
        with pytest.raises(StoreError, match="another program"):
            open_store(address)


def test_a_server_database_that_cannot_hold_every_letter_is_refused(postgresql: Server) -> None:
    postgresql.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(StoreError, match="UTF8"):
        open_store(postgresql.address("latin"))
    postgresql.drop("latin")


def test_the_log_is_left_as_it_is(where: str) -> None:
    root = logging.getLogger()
    present = logging.getLogger("respite_finder.made_for_the_test")
    before = (root.level, list(root.handlers), present.disabled)
    open_store(where).close()
    assert (root.level, list(root.handlers), present.disabled) == before


def test_the_core_does_not_load_the_database() -> None:
    code = (
        "import sys, respite_finder; sys.exit(bool({'sqlalchemy', 'alembic'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
