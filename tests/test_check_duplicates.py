"""Likely duplicates: found by name, phone, page, street and distance; settled pairs are silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from made import VIRTUAL, WITHHELD, record, write_places
from respite_finder import check_places
from respite_finder.check.duplicates import _candidates, distinct_pairs, duplicate_problems
from respite_finder.check.likeness import LARGEST_BLOCK, likeness, plain_url, traits
from respite_finder.errors import FileError, Problem

ASH = record(place_id="ma-ash", name="Ash House", website="https://ash.example.org/")
OTHER = {
    "place_id": "ma-other",
    "name": "Quiet Corner",
    "phone": "413-555-0199",
    "website": "https://quiet.example.org/",
    "street": "99 Elm St",
    "city": "Amherst",
    "zip": "01002",
    "latitude": "42.3732",
    "longitude": "-72.5199",
}


def told(tmp_path: Path, *rows: dict[str, str]) -> list[Problem]:
    return check_places(write_places(tmp_path / "places.csv", rows))


@pytest.mark.parametrize(
    "cells",
    [
        {"street": ASH["street"], "city": ASH["city"]},
        {"phone": ASH["phone"], "city": ASH["city"]},
        {"name": "Ash House", "city": ASH["city"]},
        {"name": "ASH House, Inc.", "phone": ASH["phone"]},
        {"name": "House Ash", "phone": ASH["phone"]},
        {"name": "The Ravine", "alternate_names": "The Ark; Ash House", "phone": ASH["phone"]},
        {"name": "Ash House of Amherst", "website": "http://www.ash.example.org", "city": ""},
    ],
    ids=["street", "phone", "name", "spelling", "order", "other name", "page"],
)
def test_a_pair_that_may_be_one_place_is_a_warning(tmp_path: Path, cells: dict[str, str]) -> None:
    second = record(OTHER, cells)
    if cells.get("city") == ASH["city"]:
        second |= {name: ASH[name] for name in ("zip", "latitude", "longitude")}
    (problem,) = told(tmp_path, ASH, second)
    assert (problem.row, problem.place_id, problem.severity) == (3, "ma-other", "warning")
    assert problem.rule.startswith("may be the same place as ma-ash: name ")


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"name": "Ash House"},
        {"phone": ASH["phone"]},
        {"website": ASH["website"]},
        {"street": ASH["street"]},
        {"name": "Ash House 2", "phone": ASH["phone"]},
        {"name": "Ash House Amherst", "website": ASH["website"]},
        {"service_type": "clubhouse", "name": "Ash House", "phone": ASH["phone"]},
    ],
    ids=["nothing", "name", "phone", "page", "street", "number", "branch", "kind"],
)
def test_two_places_are_not_one(tmp_path: Path, cells: dict[str, str]) -> None:
    assert told(tmp_path, ASH, record(OTHER, cells)) == []


def test_a_box_in_the_post_office_is_no_street(tmp_path: Path) -> None:
    box = {"street": "PO Box 12", "city": "Northampton", "zip": "01060"}
    point = {name: ASH[name] for name in ("latitude", "longitude")}
    problems = told(tmp_path, ASH | box, record(OTHER, box, point))
    assert [problem for problem in problems if "may be the same" in problem.rule] == []


def test_places_of_two_states_are_never_compared() -> None:
    rows = [(2, ASH), (3, ASH | {"place_id": "vt-ash", "state": "VT"})]
    assert duplicate_problems(rows, []) == []


def test_a_warning_tells_no_withheld_address(tmp_path: Path) -> None:
    house = record(WITHHELD, name="Ash House", description="A house.", place_id="ma-ash")
    (problem,) = told(tmp_path, house, house | {"place_id": "ma-ash-2"})
    assert problem.severity == "warning"
    assert house["latitude"] not in str(problem.as_dict())


@pytest.mark.parametrize("cell", ["latitude", "longitude"])
@pytest.mark.parametrize("value", ["", "north", "42,3", "nan"])
def test_a_point_that_cannot_be_read_is_told_by_its_own_rule(
    tmp_path: Path, cell: str, value: str
) -> None:
    """A copy beside it must not stop the check."""
    problems = told(tmp_path, ASH | {cell: value}, ASH | {"place_id": "ma-copy"})
    assert (2, "error") in {(problem.row, problem.severity) for problem in problems}
    assert (3, "warning") in {(problem.row, problem.severity) for problem in problems}


def test_pairs_that_a_person_told_apart_are_not_told_again(tmp_path: Path) -> None:
    copy = ASH | {"place_id": "ma-copy"}
    assert len(told(tmp_path, ASH, copy)) == 1
    settled = tmp_path / "distinct.csv"
    settled.write_text("place_id,other_id,reason\nma-copy,ma-ash,two floors\n", encoding="utf-8")
    assert told(tmp_path, ASH, copy) == []
    assert len(told(tmp_path, ASH, ASH | {"place_id": "ma-third"})) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\n", b"\xff\xfea", b'place_id,other_id,reason\n"open', b"place_id,other_id\n"],
    ids=["empty", "columns", "UTF-16", "quote", "no reason"],
)
def test_a_broken_list_of_pairs_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "distinct.csv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"^distinct\.csv"):
        distinct_pairs(path)


def test_likeness_says_what_speaks_for_it() -> None:
    ash, line = traits(ASH), traits(record(VIRTUAL, name="Night Line", phone="", website=""))
    alike = likeness(ash, ash)
    assert (alike.name, alike.near) == (100.0, True)
    assert alike.in_words() == (
        "name 100 of 100 alike, same phone, same website, same street, same town"
    )
    assert not likeness(ash, line).likely_same
    assert not likeness(ash, line).near


@pytest.mark.parametrize(
    "url", ["http://Example.org", "https://www.example.org/", "HTTPS://EXAMPLE.ORG/"]
)
def test_a_page_is_the_same_however_it_is_spelt(url: str) -> None:
    assert plain_url(url) == "example.org"


def test_a_large_network_is_not_compared_pair_by_pair() -> None:
    """Thousands of branches under one number: the pairs grow with the rows, not their square."""
    known = [
        traits(
            record(
                place_id=f"ma-branch-{number}",
                name=f"{chr(97 + number % 26)}{number} branch",
                city=f"Town {number // 4}",
                zip="",
                website=f"https://example.org/{number // 2}",
                street="",
            )
        )
        for number in range(4000)
    ]
    pairs = list(_candidates(known))
    assert 2000 <= len(pairs) < len(known) * LARGEST_BLOCK
    assert len(pairs) == len(set(pairs))
    assert all(first < second for first, second in pairs)


def test_each_pair_is_told_once_and_every_copy_is() -> None:
    rows = [(number, ASH | {"place_id": f"ma-ash-{number}"}) for number in range(2, 6)]
    problems = duplicate_problems(rows, [])
    assert len(problems) == 6
    assert {problem.row for problem in problems} == {3, 4, 5}
