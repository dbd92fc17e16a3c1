"""``load_places``: typed, whole, and with every problem of a bad file at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from made import WITHHELD, record, write_places
from respite_finder import DataError, Problem, load_places
from respite_finder.schema import COLUMN_NAMES, COLUMNS

Factory = Callable[..., Path]


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        load_places(path)
    return caught.value.problems


def test_the_shipped_frame_is_typed_as_the_contract_says(places: pd.DataFrame) -> None:
    assert places.index.name == "place_id"
    assert places.columns.tolist() == list(COLUMN_NAMES[1:])
    kinds = {"integer": "Int64", "number": "float64", "boolean": "bool"}
    for column in COLUMNS[1:]:
        assert str(places[column.name].dtype) == kinds.get(column.type, "str"), column.name
        if column.type not in kinds:
            assert places[column.name].notna().all()


def test_leading_zeros_and_unknowns_survive(places_file: Factory) -> None:
    made = load_places(places_file({"beds": "3"}, {"zip": "", "age_min": "18"}))
    assert made["zip"].tolist() == ["01060", ""]
    assert made["beds"].tolist() == [3, pd.NA]
    assert made["age_min"].tolist() == [pd.NA, 18]
    assert not made["chat"].any()


def test_accents_quotes_and_commas_survive(places_file: Factory) -> None:
    name = 'Casa "Mañana", Mayagüez'
    assert load_places(places_file({"name": name}))["name"].tolist() == [name]


def test_a_file_with_a_byte_order_mark_is_read(places_file: Factory) -> None:
    path = places_file({})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(load_places(path)) == 1


@pytest.mark.parametrize(
    ("cells", "field", "rule"),
    [
        ({"beds": "three"}, "beds", "must be a whole number"),
        ({"beds": "-3"}, "beds", "must be a whole number"),
        ({"latitude": "42,3"}, "latitude", "must be a number"),
        ({"latitude": "nan"}, "latitude", "must be a number"),
        ({"longitude": "inf"}, "longitude", "must be a number"),
        ({"chat": "true"}, "chat", "must be yes or empty"),
        ({"source_date": "21.07.2026"}, "source_date", "must be a date"),
        ({"source_date": "2026-13"}, "source_date", "must be a date"),
        ({"source_date": "2026-02-30"}, "source_date", "must be a date"),
        ({"service_type": "hotel"}, "service_type", "must be one of peer_respite, warmline"),
        ({"status": "open"}, "status", "must be one of active, listed, closed, planned"),
        ({"zip": "1060"}, "zip", "must be five digits"),
        ({"phone": "(413) 570-2990"}, "phone", "must look like 413-570-2990"),
        ({"email": "at example.org"}, "email", "must be an e-mail address"),
        ({"website": "javascript:alert(1)"}, "website", "must be a web address"),
        ({"place_id": "Afiya House"}, "place_id", "must look like ma-afiya"),
        ({"name": " Afiya"}, "name", "must not begin or end with a space"),
        ({"name": "Afiya\x00"}, "name", "control characters"),
        ({"name": ""}, "name", "must not be empty"),
        ({"source_url": ""}, "source_url", "must not be empty"),
        ({"state": "XX"}, "state", "must be the postal code of a state"),
        ({"latitude": "0", "longitude": "0"}, "latitude", "0,0 is a place in the ocean"),
        ({"latitude": "420.3"}, "latitude", "outside the range"),
        ({"longitude": ""}, "latitude", "must both be known or both be empty"),
        ({"precision": "none"}, "precision", "must be none without coordinates, and only then"),
        ({"precision": "city", "address_withheld": "yes", "street": ""}, "zip", "must be empty"),
    ],
)
def test_a_broken_cell_is_named(
    places_file: Factory, cells: dict[str, str], field: str, rule: str
) -> None:
    """Beside good rows: row, id, field, value and rule."""
    problems = problems_of(places_file({}, cells, {}))
    assert [problem.field for problem in problems] == [field]
    problem = problems[0]
    assert problem.row == 3
    assert problem.place_id == cells.get("place_id", "ma-made-3")
    # A withheld address may not be printed, nor what may be a private person's e-mail address.
    secret = field == "email" or "address_withheld" in cells
    assert problem.value == ("" if secret else record(cells)[field])
    assert rule in problem.rule
    assert problem.severity == "error"


def test_many_problems_are_all_listed(places_file: Factory) -> None:
    bad = [{"phone": f"call {number}", "beds": "some"} for number in range(50)]
    path = places_file(*bad)
    problems = problems_of(path)
    assert [(problem.row, problem.field) for problem in problems] == [
        (row, field) for row in range(2, 52) for field in ("phone", "beds")
    ]
    with pytest.raises(DataError, match=r"made\.csv has 100 problems: .* \(and 97 more\)"):
        load_places(path)


def test_a_duplicate_id_names_the_first_row(places_file: Factory) -> None:
    again = {"place_id": "ma-made-2"}
    problems = problems_of(places_file({}, {}, again, again))
    assert [(p.row, p.field, p.value) for p in problems] == [
        (4, "place_id", "ma-made-2"),
        (5, "place_id", "ma-made-2"),
    ]
    assert all("row 2" in problem.rule for problem in problems)


def test_a_withheld_street_is_a_problem_and_never_printed(places_file: Factory) -> None:
    secret = {"street": "17 Hidden Lane", "zip": "01062", "precision": "address"}
    path = places_file(dict(WITHHELD) | secret)
    with pytest.raises(DataError) as caught:
        load_places(path)
    assert [p.field for p in caught.value.problems] == ["street", "zip", "precision"]
    told = f"{caught.value} {caught.value.problems}"
    assert "Hidden Lane" not in told
    assert "01062" not in told


@pytest.mark.parametrize("street", [" 17 Hidden Lane", "17 Hidden Lane\n", "17 Hidden\x00 Lane"])
def test_a_withheld_street_is_not_printed_by_another_rule(
    places_file: Factory, street: str
) -> None:
    path = places_file(dict(WITHHELD) | {"street": street, "zip": "0106"})
    with pytest.raises(DataError) as caught:
        load_places(path)
    told = f"{caught.value} {caught.value.problems}"
    assert "Hidden" not in told
    assert "'0106'" not in told


def test_reading_twice_gives_the_same(tmp_path: Path, places: pd.DataFrame) -> None:
    path = write_places(tmp_path / "made.csv", [record(), record(place_id="ma-made-other")])
    pd.testing.assert_frame_equal(load_places(path), load_places(path))
