"""What each place answers to each need: yes, no, or nothing, which is never no."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from made import VIRTUAL, frame, record
from needs_made import MONDAY_NOON, SUNDAY_NIGHT, answer, needs, needy_frames
from respite_finder.needs import NEEDS, NO, UNKNOWN, YES, Needs, answers, verdict
from respite_finder.service_types import service_types

EVERY_NEED = Needs(
    age=30,
    stay_days=3,
    free=True,
    languages=frozenset({"Spanish"}),
    groups=frozenset({"veterans"}),
    self_referral=True,
    operators=frozenset({"peer_run"}),
    overnight=True,
    contact=frozenset({"text"}),
    open_at=MONDAY_NOON,
)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"service_type": "peer_respite"}, YES),
        ({"service_type": "living_room"}, NO),
        ({"service_type": "living_room", "beds": "2"}, YES),
        ({"service_type": "treatment_with_peer_support"}, UNKNOWN),
        ({"service_type": "treatment_with_peer_support", "max_stay_days": "28"}, YES),
    ],
)
def test_overnight(cells: dict[str, str], expected: int) -> None:
    assert answer(Needs(overnight=True), **cells) == expected


@pytest.mark.parametrize(
    ("days", "cells", "expected"),
    [
        (7, {"service_type": "peer_respite", "max_stay_days": "7"}, YES),
        (8, {"service_type": "peer_respite", "max_stay_days": "7"}, NO),
        (1, {"service_type": "peer_respite"}, UNKNOWN),
        (1, {"service_type": "clubhouse"}, NO),
        (1, {"service_type": "clubhouse", "beds": "2"}, UNKNOWN),
        (1, {"service_type": "treatment_with_peer_support"}, UNKNOWN),
    ],
)
def test_stay(days: int, cells: dict[str, str], expected: int) -> None:
    assert answer(Needs(stay_days=days), **cells) == expected


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ("", UNKNOWN),
        ("free", YES),
        ("Free of charge.", YES),
        ("sliding scale", NO),
        ("$40 a night", NO),
        ("free for county residents", UNKNOWN),
    ],
)
def test_free(cost: str, expected: int) -> None:
    assert answer(Needs(free=True), cost=cost) == expected


@pytest.mark.parametrize(
    ("languages", "expected"), [("", UNKNOWN), ("English; Spanish", YES), ("English", NO)]
)
def test_languages(languages: str, expected: int) -> None:
    assert answer(Needs(languages=frozenset({"spanish"})), languages=languages) == expected
    either = Needs(languages=frozenset({"Hmong", "Spanish"}))
    assert answer(either, languages=languages) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, UNKNOWN),
        ({"self_referral": "yes"}, YES),
        ({"self_referral": "no"}, NO),
        (VIRTUAL, YES),
        ({**VIRTUAL, "self_referral": "no"}, NO),
    ],
)
def test_self_referral(cells: dict[str, str], expected: int) -> None:
    assert answer(Needs(self_referral=True), **cells) == expected


@pytest.mark.parametrize(
    ("operator", "expected"), [("", UNKNOWN), ("peer_run", YES), ("hybrid", NO), ("other", NO)]
)
def test_operators(operator: str, expected: int) -> None:
    assert answer(Needs(operators=frozenset({"peer_run"})), operator=operator) == expected


@pytest.mark.parametrize(
    ("way", "cells", "expected"),
    [
        ("phone", {}, YES),
        ("phone", {"phone": ""}, UNKNOWN),
        ("phone", {"phone": "", "phone_2": "413-555-0101"}, YES),
        ("text", {}, UNKNOWN),
        ("text", {"text_line": "839863"}, YES),
        ("chat", {}, UNKNOWN),
        ("chat", {"chat": "yes"}, YES),
    ],
)
def test_contact(way: str, cells: dict[str, str], expected: int) -> None:
    assert answer(Needs(contact=frozenset({way})), **cells) == expected


def test_open_at_that_moment_in_the_places_own_zone() -> None:
    made = frame(
        record(opening_hours="Mo-Fr 09:00-17:00"),
        record(opening_hours="Mo-Fr 09:00-17:00", time_zone="Pacific/Honolulu"),
        record(opening_hours="Mo-Fr 09:00-17:00", time_zone=""),
        record(opening_hours="by appointment"),
        record(opening_hours="24/7", time_zone=""),
        record(),
    )
    told = answers(made, Needs(open_at=MONDAY_NOON))["open_at"].tolist()
    assert told == [YES, NO, UNKNOWN, UNKNOWN, YES, UNKNOWN]
    told = answers(made, Needs(open_at=SUNDAY_NIGHT))["open_at"].tolist()
    assert told == [NO, NO, UNKNOWN, UNKNOWN, YES, UNKNOWN]


def test_a_place_that_states_nothing_is_refused_by_no_need() -> None:
    silent = frame(record(service_type="treatment_with_peer_support", phone=""))
    told = {
        name: given_answer.tolist() for name, given_answer in answers(silent, EVERY_NEED).items()
    }
    assert told == {name: [UNKNOWN] for name in NEEDS}


def test_the_words_of_the_types_agree_with_their_column() -> None:
    for kind in service_types().values():
        assert not (kind.overnight and kind.no_overnight)
        if "do not stay the night" in kind.summary:
            assert kind.no_overnight


def test_shipped_places_answer(places: pd.DataFrame) -> None:
    told = pd.DataFrame(answers(places, EVERY_NEED), index=places.index)
    assert set(told.columns) == set(NEEDS)
    afiya: dict[Any, int] = told.loc["ma-afiya"].to_dict()
    assert (afiya["self_referral"], afiya["overnight"], afiya["free"]) == (YES, YES, YES)
    assert told.loc["vt-alyssum", "self_referral"] == NO
    assert (told["self_referral"] != UNKNOWN).sum() > 100
    # What is stated nowhere refuses nobody.
    for name, column in {"free": "cost", "languages": "languages", "operators": "operator"}.items():
        assert set(told.loc[places[column] == "", name]) == {UNKNOWN}


@given(needy_frames(), needs)
def test_the_verdict_is_the_worst_answer(made: pd.DataFrame, asked: Needs) -> None:
    told = answers(made, asked)
    assert tuple(told) == asked.asked
    for row, worst in enumerate(verdict(made, asked).tolist()):
        row_answers = {int(one[row]) for one in told.values()}
        expected = NO if NO in row_answers else UNKNOWN if UNKNOWN in row_answers else YES
        assert worst == expected


@given(needy_frames(), needs)
def test_each_row_answers_for_itself(made: pd.DataFrame, asked: Needs) -> None:
    together = answers(made, asked)
    backwards = answers(made.iloc[::-1], asked)
    for name, told in together.items():
        assert told.dtype == np.int8
        assert told.tolist() == backwards[name].tolist()[::-1]
        alone = [answers(made.iloc[[row]], asked)[name][0] for row in range(len(made))]
        assert told.tolist() == alone


@pytest.mark.parametrize(
    ("populations", "age", "answer"),
    [
        *(("teens", age, YES) for age in (13, 17, 19)),
        *(("teens", age, UNKNOWN) for age in (12, 20)),
        ("teens; LGBTQ+", 16, YES),
        ("teens; adults", 40, YES),
        ("young people", 16, UNKNOWN),
    ],
)
def test_a_teenager_is_thirteen_to_nineteen(populations: str, age: int, answer: int) -> None:
    made = frame(record({"populations": populations, "age_min": "", "age_max": ""}))
    assert verdict(made, Needs(age=age)).tolist() == [answer]
