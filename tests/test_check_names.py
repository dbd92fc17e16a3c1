"""A name is shown, never run: no formula, no markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from respite_finder import check_places


@pytest.mark.parametrize("column", ["name", "alternate_names", "organization"])
@pytest.mark.parametrize(
    "name",
    ['=HYPERLINK("http://x.example")', "+1 House", "-House", "@house", "<b>House</b>", "House >"],
)
def test_a_name_that_a_program_might_run_is_refused(
    places_file: Callable[..., Path], column: str, name: str
) -> None:
    errors = [p for p in check_places(places_file({column: name})) if p.severity == "error"]
    assert [p.field for p in errors] == [column]


def test_each_of_the_other_names_is_looked_at(places_file: Callable[..., Path]) -> None:
    (problem,) = check_places(places_file({"alternate_names": "The Ravine; =1+1"}))
    assert (problem.field, problem.severity) == ("alternate_names", "error")


@pytest.mark.parametrize("name", ["R&R House", "Step-Up Step-Down", "LGBTQ+ House", "Us @ Home"])
def test_a_name_may_hold_these_signs_further_on(
    places_file: Callable[..., Path], name: str
) -> None:
    assert check_places(places_file({"name": name})) == []
