"""Ids: readable, taken by nobody, the same for ever."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from made import record
from respite_finder.errors import FileError
from respite_finder.ids import new_id, publish_ids, published_ids, slug, uuid_of
from respite_finder.schema import PATTERNS, ServiceType
from respite_finder.states import STATE_NAMES

PATTERN = re.compile(PATTERNS["place_id"][0])
names = st.text(min_size=1) | st.text("Ab& .-'", min_size=1)
records = st.builds(
    lambda name, city, state, kind: record(name=name, city=city, state=state, service_type=kind),
    names,
    st.text(max_size=8),
    st.sampled_from([*STATE_NAMES, "US"]),
    st.sampled_from([kind.value for kind in ServiceType]),
)
place_ids = st.from_regex(PATTERN, fullmatch=True)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Afiya", "ma-afiya"),
        ("The House of Hope", "ma-house-hope"),
        ("N.A.M.I. Berkshire", "ma-nami-berkshire"),
        ("Peers & Friends, Inc.", "ma-peers-friends"),
        ("Casa Mañana", "ma-casa-manana"),
        ("NAMI MA", "ma-nami"),
        ("St. Mary's", "ma-st-marys"),
    ],
)
def test_an_id_is_the_state_and_a_short_name(name: str, made: str) -> None:
    assert new_id(record(name=name), set()) == made


@example([record(name="!!!")])
@example([record(name="The")])
@example([record(name="中文")] * 3)
@example([record(name="x" * 200), record(name="x" * 200 + "y")])
@given(st.lists(records, max_size=6))
def test_ids_never_collide_and_look_like_ids(made: list[dict[str, str]]) -> None:
    taken: set[str] = set()
    for each in made * 3:
        place_id = new_id(each, taken)
        assert place_id not in taken
        assert PATTERN.fullmatch(place_id), place_id
        assert place_id.startswith(f"{each['state'].lower()}-")
        taken.add(place_id)
    assert len(taken) == len(made) * 3


def test_a_second_house_is_told_apart_by_town_then_kind_then_number() -> None:
    house = record(name="Hope House")
    taken: list[str] = []
    for _ in range(5):
        taken.append(new_id(house, taken))
    assert taken == [
        "ma-hope-house",
        "ma-hope-house-northampton",
        "ma-hope-house-peer-run-center",
        "ma-hope-house-peer-run-center-2",
        "ma-hope-house-peer-run-center-3",
    ]


def test_a_town_that_the_name_ends_with_is_not_repeated() -> None:
    assert slug(record(name="NAMI Northampton"), "city") == "ma-nami-northampton"


def test_a_long_name_is_cut_between_words() -> None:
    made = slug(record(name="Peer " * 40))
    assert len(made) <= len("ma-") + 48
    assert set(made.split("-")) == {"ma", "peer"}


@given(st.text(), st.text())
def test_a_uuid_is_the_same_for_the_same_words_only(one: str, other: str) -> None:
    assert uuid_of("service", one).version == 5
    assert (uuid_of("service", one) == uuid_of("service", other)) == (one == other)
    assert uuid_of("service", one) != uuid_of("location", one)


def test_a_uuid_that_was_published_stays() -> None:
    assert uuid_of("service", "ma-afiya") == UUID("61495d6e-a271-5b14-b303-31d0c50afff1")


@given(st.dictionaries(place_ids, place_ids))
def test_the_list_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, ids: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("ids") / "ids.txt"
    publish_ids(path, ids)
    assert published_ids(path) == ids
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    assert lines == sorted(lines, key=lambda line: line.split()[0])


def test_no_list_holds_no_ids(tmp_path: Path) -> None:
    assert published_ids(tmp_path / "ids.txt") == {}


def test_empty_lines_comments_and_foreign_line_ends_are_no_ids(tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_bytes(b"\xef\xbb\xbf# a comment\r\n\r\nma-ash\r\n  ma-birch   ma-ash \r\n")
    assert published_ids(path) == {"ma-ash": "ma-ash", "ma-birch": "ma-ash"}


def test_a_list_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_bytes("ma-ash\n".encode("utf-16"))
    with pytest.raises(FileError, match=r"^ids\.txt: is not UTF-8 text"):
        published_ids(path)
