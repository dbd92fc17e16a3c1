"""Hypothesis strategies for needs, and frames of places that answer them in every way."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from hypothesis import strategies as st

from made import frame, record
from respite_finder.needs import CONTACTS, GROUPS, OPERATORS, Needs, answers
from strategies import place_records

SUNDAY_NIGHT = datetime(2026, 7, 26, 23, tzinfo=ZoneInfo("America/New_York"))
MONDAY_NOON = datetime(2026, 7, 27, 12, tzinfo=ZoneInfo("America/New_York"))

CELLS: dict[str, tuple[str, ...]] = {
    "cost": ("", "free", "sliding scale", "free for county residents"),
    "age_min": ("", "11", "18"),
    "age_max": ("", "24"),
    "populations": ("", "adults", "all ages", "teens", "veterans; adults", "a new word"),
    "languages": ("", "English", "English; Spanish"),
    "self_referral": ("", "yes", "no"),
    "operator": ("", "peer_run", "hybrid", "other"),
    "beds": ("", "3"),
    "max_stay_days": ("", "5", "14"),
    "phone": ("", "413-555-0100"),
    "text_line": ("", "839863"),
    "chat": ("", "yes"),
    "opening_hours": ("", "24/7", "Mo-Fr 09:00-17:00", "nonsense"),
    "time_zone": ("", "America/New_York", "America/Los_Angeles"),
}
"""Stated, stated otherwise, and not stated, of every column that the needs read."""


def answer(asked: Needs, **cells: str) -> int:
    """What a made place with these cells answers to the one need that is asked."""
    (given_answer,) = answers(frame(record(cells)), asked).values()
    return int(given_answer[0])


def some(choices: Any) -> st.SearchStrategy[frozenset[str]]:
    """Nothing, or one or two of the choices."""
    return st.frozensets(st.sampled_from(sorted(choices)), max_size=2)


needs = st.builds(
    Needs,
    age=st.none() | st.integers(0, 120),
    stay_days=st.none() | st.integers(1, 365),
    free=st.booleans(),
    languages=some(("English", "Spanish", "Hmong")),
    groups=some(GROUPS),
    self_referral=st.booleans(),
    operators=some(OPERATORS),
    overnight=st.booleans(),
    contact=some(CONTACTS),
    open_at=st.none() | st.sampled_from((SUNDAY_NIGHT, MONDAY_NOON)),
    include_unknown=st.booleans(),
)
"""Many needs at once. Few places answer them all: see ``a_need`` for one at a time."""

_ONE = (
    st.fixed_dictionaries({"age": st.integers(0, 120)}),
    st.fixed_dictionaries({"stay_days": st.integers(1, 20)}),
    st.sampled_from([{"free": True}, {"self_referral": True}, {"overnight": True}]),
    st.fixed_dictionaries({"languages": st.just(frozenset({"Spanish"}))}),
    st.fixed_dictionaries({"groups": some(("teens", "veterans", "older_adults"))}),
    st.fixed_dictionaries({"operators": some(OPERATORS)}),
    st.fixed_dictionaries({"contact": some(CONTACTS)}),
    st.fixed_dictionaries({"open_at": st.sampled_from((SUNDAY_NIGHT, MONDAY_NOON))}),
)
a_need = st.one_of(*_ONE).map(lambda given: Needs(**given))


@st.composite
def _records(draw: st.DrawFn) -> dict[str, str]:
    cells = {name: draw(st.sampled_from(choices)) for name, choices in CELLS.items()}
    return record(draw(place_records()), cells)


def needy_frames(max_size: int = 12) -> st.SearchStrategy[pd.DataFrame]:
    """Frames of places that state everything, something or nothing."""
    return st.lists(_records(), max_size=max_size).map(lambda made: frame(*made))
