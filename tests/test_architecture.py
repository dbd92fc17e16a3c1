"""The house keeps its own rules: documented, small, and without a browser's tools in the core."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import respite_finder

PACKAGE = Path(respite_finder.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
TABLES = {"schema.py"}
"""A contract of columns is a table, however long."""

FOR_MAINTAINERS = {"requests", "geopy", "ijson", "openpyxl"}
"""What a command loads when it runs, and a visitor never does."""


def source_id(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("name", respite_finder.__all__)
def test_public_names_are_documented(name: str) -> None:
    thing = getattr(respite_finder, name)
    words = inspect.getdoc(thing)
    assert words
    assert not words.startswith(f"{name}(")


def test_public_names_are_sorted_and_unique() -> None:
    assert sorted(set(respite_finder.__all__)) == respite_finder.__all__


@pytest.mark.parametrize("path", MODULES, ids=source_id)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=source_id)
def test_no_file_is_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 300 or path.name in TABLES


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.glob("*.py")), ids=lambda p: p.name)
def test_no_test_file_is_long(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 250


@pytest.mark.parametrize(
    ("what", "banned"),
    [
        ("import respite_finder", {"streamlit", "folium", "branca", "typer", *FOR_MAINTAINERS}),
        ("import respite_finder.cli", {"streamlit", "folium", "branca", *FOR_MAINTAINERS}),
        ("import respite_finder.dataset", {"streamlit", "folium", "typer", *FOR_MAINTAINERS}),
        ("import respite_finder.web.assets", {"streamlit", "folium", "branca"}),
        ("import respite_finder.maps", {"streamlit", "streamlit_folium"}),
    ],
)
def test_importing_does_not_load(what: str, banned: set[str]) -> None:
    code = f"{what}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert what.split()[1] in loaded
    assert sorted(banned & loaded) == []


def test_the_core_opens_no_socket() -> None:
    """A search needs no network, not even the machinery for one."""
    code = (
        "import socket\n"
        "from respite_finder import Query, load_places, locate, search\n"
        "def refuse(*_, **__): raise SystemExit('a socket was opened')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refuse\n"
        "print(len(search(load_places(), Query(locate('01060'))).results))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
