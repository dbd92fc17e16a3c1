"""The documents are part of the product: generated ones are current, named things exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from respite_finder.cli import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"])


def test_the_command_line_reference_is_what_the_program_says(tmp_path: Path) -> None:
    made = tmp_path / "cli.md"
    subprocess.run(
        [
            *(sys.executable, "-m", "typer", "respite_finder.cli", "utils", "docs"),
            *("--name", "respite-finder", "--title", "Command line", "--output", str(made)),
        ],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    wanted = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert made.read_text(encoding="utf-8") == wanted, (
        "docs/cli.md is old: typer respite_finder.cli utils docs --name respite-finder "
        '--title "Command line" --output docs/cli.md'
    )


def test_every_command_has_an_example() -> None:
    for command in cli.registered_commands:
        assert command.callback is not None
        assert "Example: respite-finder" in (command.callback.__doc__ or "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_document_links_to_exists(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert missing == []


def test_the_architecture_names_every_module() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "respite_finder"
    names = {path.name for path in package.rglob("*.py")} - {"__init__.py"}
    assert sorted(name for name in names if name not in text) == []


def test_no_document_names_a_path_of_a_machine() -> None:
    for page in PAGES:
        assert not re.search(r"/(home|root|work|tmp)/", page.read_text(encoding="utf-8")), page.name
