"""The choices of coverage in the URL: what may stand there, and what is told of what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respite_finder.app.coverage_url import (
    RADII,
    SHOWN_MEASURES,
    USUAL,
    read_url,
    unit_of,
    write_url,
)
from respite_finder.coverage import COUNTED_STATES

KINDS = ("peer_respite", "clubhouse", "living_room")
CHOICES = st.fixed_dictionaries(
    {
        "state": st.sampled_from(("", *COUNTED_STATES)),
        "kinds": st.lists(st.sampled_from(KINDS), min_size=1, unique=True),
        "radius": st.sampled_from(RADII),
        "unconfirmed": st.booleans(),
        "road": st.booleans(),
        "measure": st.sampled_from(sorted(SHOWN_MEASURES)),
    }
)


@given(CHOICES)
def test_what_was_written_is_read_back(choices: dict[str, object]) -> None:
    assert read_url(write_url(choices), KINDS) == (choices, [])


def test_the_usual_choices_need_no_parameter() -> None:
    assert write_url(USUAL) == {}
    assert read_url({}, KINDS) == (dict(USUAL), [])


@given(st.dictionaries(st.sampled_from([*USUAL, "lang", "zips"]), st.text(max_size=40)))
def test_any_url_gives_choices_that_we_know(params: dict[str, str]) -> None:
    values, notices = read_url(params, KINDS)
    assert set(values) == set(USUAL)
    assert values["state"] in ("", *COUNTED_STATES)
    assert set(values["kinds"]) <= set(KINDS)  # type: ignore[call-overload]
    assert values["kinds"]
    assert values["radius"] in RADII
    assert values["measure"] in SHOWN_MEASURES
    assert all(len(notice) < 200 for notice in notices)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("state", "ZZ", "We do not know it, and show the country"),
        ("state", "GU", "how many people live where in Guam"),
        ("radius", "0", "We know 10, 25, 30, 50, 60, 100"),
        ("radius", "10000", "use 50"),
        ("kinds", "spa", "a kind of help that we do not know"),
        ("kinds", "warmline", "Only places to go to count"),
        ("road", "1", "must be yes or no"),
        ("unconfirmed", "", "must be yes or no"),
        ("measure", "beauty", "show the share of people"),
    ],
)
def test_an_odd_value_gets_one_sentence_and_the_usual_choice(
    name: str, value: str, told: str
) -> None:
    values, notices = read_url({name: value}, KINDS)
    assert values == dict(USUAL)
    assert len(notices) == 1
    assert told in notices[0]


def test_a_state_is_known_in_small_letters_and_the_country_by_us() -> None:
    assert read_url({"state": "ma"}, KINDS)[0]["state"] == "MA"
    assert read_url({"state": "US"}, KINDS) == (dict(USUAL), [])


def test_a_kind_that_we_know_stays_beside_one_that_we_do_not() -> None:
    values, notices = read_url({"kinds": "clubhouse,spa"}, KINDS)
    assert values["kinds"] == ["clubhouse"]
    assert len(notices) == 1


def test_every_measure_has_a_unit() -> None:
    assert {unit_of(name) for name in SHOWN_MEASURES} == {
        *("share", "people", "per_million", "miles")
    }
