"""Errors: two parents each, facts as attributes, one readable line."""

from __future__ import annotations

import builtins
import inspect

import pytest

from respite_finder import errors
from respite_finder.errors import (
    DataError,
    FileError,
    GeocodingError,
    LocationAmbiguous,
    LocationNotFound,
    Problem,
    QueryError,
    RecordNotFound,
    RespiteFinderError,
    StoreError,
    TooManyError,
    shorten,
)

PROBLEM = Problem(7, "ma-afiya", "phone", "none", "must look like 413-570-2990")
MADE: dict[type[RespiteFinderError], RespiteFinderError] = {
    DataError: DataError("places.csv", [PROBLEM]),
    LocationNotFound: LocationNotFound("Not known.", ["Troy, NY", "01060"]),
    LocationAmbiguous: LocationAmbiguous("Which one?", ["Troy, NY", "Troy, MI"]),
    QueryError: QueryError("radius", -5, "give a number."),
    FileError: FileError("in.csv", "is empty: give a CSV file", 3),
    RecordNotFound: RecordNotFound("ma-afia", ["ma-afiya"]),
    GeocodingError: GeocodingError("Census", "asks to wait", 30.0),
    StoreError: StoreError("the disk is full"),
    TooManyError: TooManyError("per_day", 24),
}
FACTS: dict[type[RespiteFinderError], dict[str, object]] = {
    DataError: {"source": "places.csv", "problems": (PROBLEM,)},
    LocationNotFound: {"suggestions": ("Troy, NY", "01060"), "reason": "Not known."},
    LocationAmbiguous: {"suggestions": ("Troy, NY", "Troy, MI"), "reason": "Which one?"},
    QueryError: {"field": "radius", "value": -5, "expected": "give a number."},
    FileError: {"source": "in.csv", "rule": "is empty: give a CSV file", "row": 3},
    RecordNotFound: {"place_id": "ma-afia", "suggestions": ("ma-afiya",)},
    GeocodingError: {"service": "Census", "reason": "asks to wait", "retry_after": 30.0},
    StoreError: {"reason": "the disk is full"},
    TooManyError: {"limit": "per_day", "hours": 24},
}
CLASSES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, Exception) and kind is not RespiteFinderError
]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_can_be_caught_as_ours_or_as_a_builtin(kind: type[Exception]) -> None:
    assert issubclass(kind, RespiteFinderError)
    fitting = [
        parent
        for parent in kind.__mro__
        if getattr(builtins, parent.__name__, None) is parent
        and parent not in (Exception, BaseException, object)
    ]
    assert fitting, f"{kind.__name__} has no builtin beside our root"


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_carries_its_facts(kind: type[RespiteFinderError]) -> None:
    error = MADE[kind]
    for name, value in FACTS[kind].items():
        assert getattr(error, name) == value


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_is_documented_and_says_its_facts_in_one_line(
    kind: type[RespiteFinderError],
) -> None:
    assert kind.__doc__
    assert "\n" not in str(MADE[kind])


def test_messages() -> None:
    assert str(MADE[QueryError]) == "radius cannot be '-5': give a number."
    assert str(MADE[LocationNotFound]) == "Not known. Did you mean: Troy, NY; 01060?"
    assert str(LocationNotFound("Not known.")) == "Not known."
    assert str(MADE[FileError]) == "in.csv, row 3: is empty: give a CSV file"
    assert str(FileError("in.csv", "is a folder")) == "in.csv: is a folder"
    assert str(MADE[RecordNotFound]) == "There is no record 'ma-afia'. Did you mean: ma-afiya?"
    assert str(RecordNotFound("x" * 99)) == f"There is no record '{'x' * 59}…'."
    assert str(MADE[GeocodingError]) == "Census: asks to wait"
    assert str(MADE[DataError]) == (
        "places.csv has 1 problem: row 7 (ma-afiya), phone: must look like 413-570-2990, "
        "got 'none'. Run `respite-finder check` to list them all."
    )


def test_a_long_list_is_counted_and_kept_whole() -> None:
    error = DataError("places.csv", [PROBLEM] * 10)
    assert "places.csv has 10 problems" in str(error)
    assert "(and 7 more)" in str(error)
    assert len(error.problems) == 10


def test_warnings_are_not_counted_as_problems_that_stop() -> None:
    warning = Problem(8, "ma-x", "latitude", "42", "is far", "warning")
    error = DataError("places.csv", [warning, PROBLEM])
    assert "places.csv has 1 problem:" in str(error)
    assert "is far" not in str(error)
    assert error.problems == (warning, PROBLEM)


def test_a_problem_of_the_whole_file_has_no_row() -> None:
    assert str(Problem(0, "", "", "", "holds no records")) == "file: holds no records"
    assert PROBLEM.as_dict() == {
        "row": 7,
        "place_id": "ma-afiya",
        "field": "phone",
        "value": "none",
        "rule": "must look like 413-570-2990",
        "severity": "error",
    }


@pytest.mark.parametrize(
    ("text", "short"),
    [("short", "short"), ("two\nlines\t here", "two lines here"), ("x" * 61, "x" * 59 + "…")],
)
def test_a_value_is_cut_to_one_line(text: str, short: str) -> None:
    assert shorten(text) == short
