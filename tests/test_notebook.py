"""The notebook runs from the first cell to the last, and its figures are the library's."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from respite_finder.coverage import CoverageQuery, Reach, coverage_table
from respite_finder.coverage.citation import citation_text
from respite_finder.coverage.gaps import gaps
from respite_finder.coverage.sites import next_sites
from respite_finder.resources import ROOT

NOTEBOOK = ROOT / "docs" / "coverage.ipynb"
TOLD = """
import json

print(json.dumps({
    "us": us["covered_share"],
    "bars": [round(bar.get_width(), 9) for bar in bars],
    "names": shown["state"].tolist(),
    "worst": worst["county_fips"].tolist(),
    "sites": sites[["zip", "newly_covered"]].values.tolist(),
}))
"""
"""A cell of the test's own, after the last one of the notebook."""


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def executed(notebook: nbformat.NotebookNode) -> list[Any]:
    """Its code cells after a run in a process of its own."""
    copied = nbformat.reads(nbformat.writes(notebook), as_version=4)
    copied.cells.append(nbformat.v4.new_code_cell(TOLD))
    where = {"metadata": {"path": str(ROOT)}}
    with pytest.MonkeyPatch.context() as patch:
        # The framework sets it where it runs pages, and the kernel would draw nothing.
        patch.delenv("MPLBACKEND", raising=False)
        NotebookClient(copied, timeout=300, kernel_name="python3", resources=where).execute()
    return [cell for cell in copied.cells if cell.cell_type == "code"]


def printed(cell: Any) -> str:
    return "".join(out.get("text", "") for out in cell.outputs if out.output_type == "stream")


def test_it_is_valid_and_kept_without_outputs(notebook: nbformat.NotebookNode) -> None:
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


def test_every_cell_runs_and_draws_two_figures(executed: list[Any]) -> None:
    drawn = [out for cell in executed for out in cell.outputs if "image/png" in out.get("data", {})]
    assert len(drawn) == 2


def test_its_figures_are_the_librarys(executed: list[Any], places: pd.DataFrame) -> None:
    reach, query = Reach(places), CoverageQuery()
    us = coverage_table(reach, query, by="us").iloc[0]
    states = coverage_table(reach, query).sort_values("covered_share")
    states = states[states["covered_share"] > 0]
    told = json.loads(printed(executed[-1]))
    assert told["us"] == us["covered_share"]
    assert f"{us['covered_share']:.1%} of {us['population']:,} people" in printed(executed[1])
    assert told["names"] == states["state"].tolist()
    assert told["bars"] == [round(100 * share, 9) for share in states["covered_share"]]
    assert told["worst"] == gaps(reach, query, limit=5)["county_fips"].tolist()
    sites = next_sites(reach, query, states=["TX"], count=3)
    assert told["sites"] == sites[["zip", "newly_covered"]].to_numpy().tolist()


def test_it_ends_with_the_citation(executed: list[Any]) -> None:
    assert printed(executed[-2]).strip() == citation_text()
