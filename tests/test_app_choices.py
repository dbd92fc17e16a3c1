"""Whatever a browser sends for a choice becomes a value that we know, or the one before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from respite_finder import i18n
from respite_finder.app.choices import (
    RADIUS_CHOICES,
    age_choice,
    contact_choice,
    groups_choice,
    kinds_choice,
    language_names,
    languages_choice,
    operators_choice,
    radius_choice,
    state_choice,
    stay_choice,
)
from respite_finder.needs import CONTACTS, GROUPS, OPERATORS, Needs
from respite_finder.schema import ServiceType
from respite_finder.states import STATE_NAMES

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text() | st.sampled_from([*GROUPS, *CONTACTS, "Spanish (1)"]), max_size=3)
)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("", ""),
        ("VT", "VT"),
        ("US", "US"),
        ("All states", ""),
        ("Choose a state", ""),
        ("The whole country", "US"),
        ("Vermont (12)", "VT"),
        ("Vermont (1,204)", "VT"),
        ("Vermont", "VT"),
        ("Atlantis (3)", None),
    ],
)
def test_a_state_is_known_by_its_code_and_by_words_that_were_offered(
    sent: str, code: str | None
) -> None:
    assert state_choice(sent) == code


@pytest.mark.parametrize(
    ("sent", "radius"),
    [("50", "50"), ("100 miles (43)", "100"), ("Any distance (1,195)", "any"), ("51 miles", None)],
)
def test_a_radius_is_known_by_its_miles(sent: str, radius: str | None) -> None:
    assert radius_choice(sent) == radius


def test_words_are_those_of_the_language_that_was_shown() -> None:
    i18n.use("es")
    try:
        assert state_choice("Nueva York (12)") == "NY"
        assert kinds_choice(["Clubhouses (casas club) (3)", "warmline"])[-1] == "warmline"
    finally:
        i18n.use(i18n.SOURCE)


@given(ANYTHING)
def test_only_values_that_we_know_come_of_anything(sent: Any) -> None:
    assert state_choice(sent) in {None, "", "US", *STATE_NAMES}
    assert radius_choice(sent) in {None, *RADIUS_CHOICES}
    assert set(kinds_choice(sent) or []) <= {kind.value for kind in ServiceType}


@given(ANYTHING)
def test_whatever_comes_can_be_asked_as_needs(sent: Any) -> None:
    languages, groups = languages_choice(sent) or [], groups_choice(sent) or []
    operators, ways = operators_choice(sent) or [], contact_choice(sent) or []
    assert set(languages) <= language_names()
    assert set(groups) <= set(GROUPS)
    assert set(operators) <= set(OPERATORS)
    assert set(ways) <= set(CONTACTS)
    Needs(
        age=age_choice(sent),
        stay_days=stay_choice(sent),
        languages=frozenset(languages),
        groups=frozenset(groups),
        operators=frozenset(operators),
        contact=frozenset(ways),
    )


@pytest.mark.parametrize(
    ("choice", "sent", "codes"),
    [
        (groups_choice, "Veterans (1, and 40 do not say)", ["veterans"]),
        (groups_choice, f"{GROUPS['bipoc']} (0)", ["bipoc"]),
        (operators_choice, "Run by peers (1,204, and 1 does not say)", ["peer_run"]),
        (contact_choice, "By text", ["text"]),
        (languages_choice, "Spanish (7, and 22 do not say)", ["Spanish"]),
        (languages_choice, "Creole (0, and 3 do not say)", ["Creole"]),
        (languages_choice, "Spanish (of Spain)", []),
    ],
)
def test_a_need_is_known_by_words_with_both_counts(
    choice: Callable[[Any], list[str] | None], sent: str, codes: list[str]
) -> None:
    assert choice([sent]) == codes


@pytest.mark.parametrize(
    ("sent", "age"),
    [(0, 0), (17, 17), (17.0, 17), (120, 120), (121, None), (-1, None), (7.5, None), (True, None)],
)
def test_an_age_is_a_whole_number_of_years(sent: Any, age: int | None) -> None:
    assert age_choice(sent) == age


def test_words_that_are_no_longer_offered_do_not_break_the_page() -> None:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    at.query_params["state"] = "VT"
    at = at.run().switch_page("views/lines.py").run()
    at.session_state["state"] = "Vermont (999)"
    at.session_state["radius"] = "nonsense"
    at = at.run()
    assert not at.exception
    assert at.session_state["state"] == "VT"
    assert at.session_state["radius"] == "50"
