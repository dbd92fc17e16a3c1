"""The cache of geocoder answers: cut off anywhere it can be read and taken up again."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder.errors import FileError
from respite_finder.ingest.address import Address, same_number, street_with_number
from respite_finder.ingest.answer import Answer, Match
from respite_finder.ingest.cache import Cache

SERVICE = "Census Geocoder"
HOME = Address("24 Vernon St", "Northampton", "MA", "01060")
texts = st.text(max_size=12)
nothing = st.builds(
    Answer, st.just(SERVICE), st.just("2026-11-22"), st.sampled_from([Match.TIE, Match.NO_MATCH])
)
found = st.builds(
    Answer,
    service=st.just(SERVICE),
    date=st.dates().map(str),
    match=st.sampled_from([Match.EXACT, Match.NON_EXACT]),
    matched_address=texts,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    precision=st.sampled_from(["address", "street"]),
    house_number=texts,
    state=texts,
    zip=texts,
)
answers = st.lists(nothing | found, min_size=1, max_size=4)


def home(number: int) -> Address:
    return Address(f"{number} Vernon St", HOME.city, HOME.state, HOME.zip)


@given(answers, st.data())
def test_cut_off_anywhere_it_holds_what_is_whole_and_goes_on(
    given_answers: list[Answer], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "geocoded.jsonl"
        Cache(path).add((home(n), answer) for n, answer in enumerate(given_answers))
        content = path.read_bytes()
        assert content.count(b"\n") == len(given_answers)
        cut = data.draw(st.integers(0, len(content)))
        path.write_bytes(content[:cut])
        whole = content[:cut].count(b"\n") + (content[cut : cut + 1] == b"\n")
        cache = Cache(path)
        kept = [cache.get(SERVICE, home(n)) for n in range(len(given_answers))]
        assert kept == [*given_answers[:whole], *[None] * (len(given_answers) - whole)]
        cache.add([(HOME, given_answers[0])])
        again = Cache(path)
        assert len(again) == len(cache) == whole + 1
        assert again.get(SERVICE, HOME) == given_answers[0]
        assert path.read_bytes().endswith(b"\n")


def test_the_same_address_is_found_however_it_is_written(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "geocoded.jsonl")
    cache.add([(HOME, Answer(SERVICE, "2026-11-22", Match.NO_MATCH))])
    other = Address("24  VERNON St.", "northampton", "MA", "01060")
    assert cache.get(SERVICE, other) is not None
    assert cache.get("Another", other) is None
    assert cache.get(SERVICE, Address("24 Vernon St", "Northampton", "CT", "01060")) is None


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "no folder" / "geocoded.jsonl")
    with pytest.raises(FileError, match=r"geocoded\.jsonl: cannot be written"):
        cache.add([(HOME, Answer(SERVICE, "2026-11-22", Match.NO_MATCH))])
    assert len(cache) == 0


@pytest.mark.parametrize(
    ("cell", "street"),
    [
        ("3504 Industrial Ave, Suite 102", "3504 Industrial Ave"),
        ("30650 Rancho California Rd Suite D406 PMB 186", "30650 Rancho California Rd"),
        ("5830 Overhill Drive Suite Unit #2", "5830 Overhill Drive"),
        ("185 Maple Ave Ste#124", "185 Maple Ave"),
        ("7164 Rapid City Road, N.W.", "7164 Rapid City Road N.W."),
        ("Dayton Street Opportunity Center, 1445 Dayton St.", "1445 Dayton St."),
        ("34 Barre St (entrance on Downing Street)", "34 Barre St"),
        ("1 Main St, PO Box 5", "1 Main St"),
        ("100 Box Elder Rd", "100 Box Elder Rd"),
        ("12 Green Room Rd", "12 Green Room Rd"),
        ("12 1/2 Main St", "12 1/2 Main St"),
        ("P.O. Box 12", ""),
        ("Box 12", ""),
        ("5th Avenue", ""),
        ("One Victoria Place, Suite 100", ""),
        ("24", ""),
        ("", ""),
    ],
)
def test_what_of_a_street_is_sent(cell: str, street: str) -> None:
    assert street_with_number(cell) == street


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("24", "24", True),
        ("24", "0024", True),
        ("24", "25", False),
        ("24", "", False),
        ("41-550", "100", False),
        ("41-550", "41550", True),
        ("11-17", "18", False),
        ("12A", "12a", True),
        ("24", "24;26", False),
    ],
)
def test_same_house(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same
    assert same_number(other, one) is same
