"""Searches with needs: nothing is lost in silence, and each count is what the choice shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import VIRTUAL, frame, record
from needs_made import MONDAY_NOON, a_need, needs, needy_frames
from respite_finder import Found, Origin, Query, facets, locate, search
from respite_finder.needs import NO, UNKNOWN, Needs, verdict
from respite_finder.search import Counted
from strategies import radii, us_origins

HERE = Origin(42.3223, -72.6313, "Northampton, MA 01060", "MA", "zip")
SOME_NEEDS = (
    Needs(),
    Needs(free=True),
    Needs(free=True, age=30, include_unknown=True),
    Needs(overnight=True, stay_days=7, languages=frozenset({"Spanish"})),
    Needs(groups=frozenset({"teens"}), contact=frozenset({"text"}), self_referral=True),
    Needs(operators=frozenset({"peer_run", "hybrid"}), open_at=MONDAY_NOON),
)
FRAMES = ("results", "statewide")
asked_needs = needs | a_need
origins = us_origins | st.sampled_from([None, Origin(38.5, -98.4, "Kansas", "KS", "state")])


def ids(found: Found, name: str) -> list[str]:
    return list(getattr(found, name).index)


@given(needy_frames(), origins, radii | st.none(), asked_needs)
def test_what_needs_leave_is_what_was_found_in_its_order(
    made: pd.DataFrame, here: Origin | None, radius: float | None, asked: Needs
) -> None:
    query = Query(here, radius)
    without = search(made, query)
    strict = search(made, replace(query, needs=replace(asked, include_unknown=False)))
    lenient = search(made, replace(query, needs=replace(asked, include_unknown=True)))
    for name, hidden in (("results", "hidden_unknown"), ("statewide", "hidden_by_area")):
        every, sure, more = ids(without, name), ids(strict, name), ids(lenient, name)
        assert sure == [place for place in more if place in sure]
        assert more == [place for place in every if place in more]
        refused = verdict(getattr(without, name), asked) == NO
        assert len(sure) + getattr(strict, hidden) + int(refused.sum()) == len(every)
        assert len(more) == len(sure) + getattr(strict, hidden)
        assert getattr(lenient, hidden) == 0


@given(needy_frames(), origins, radii | st.none(), asked_needs)
def test_each_place_tells_what_its_source_does_not_say(
    made: pd.DataFrame, here: Origin | None, radius: float | None, asked: Needs
) -> None:
    found = search(made, Query(here, radius, needs=asked))
    for name in (*FRAMES, "beyond"):
        shown = getattr(found, name)
        open_needs = shown["not_stated"] != ""
        assert (open_needs == (verdict(shown, asked) == UNKNOWN)).all()
        for words in shown.loc[open_needs, "not_stated"]:
            assert set(words.split("; ")) <= set(asked.asked)
    if not asked.include_unknown:
        assert not (found.results["not_stated"] != "").any()


@given(needy_frames(), us_origins, radii, asked_needs)
def test_beyond_answers_the_needs_too(
    made: pd.DataFrame, here: Origin, radius: float, asked: Needs
) -> None:
    found = search(made, Query(here, radius, needs=asked))
    anywhere = search(made, Query(here, None, needs=asked)).results
    nearest = [] if len(found.results) else list(anywhere.index[:5])
    assert ids(found, "beyond") == nearest


def with_choice(asked: Needs, key: str) -> Needs:
    """The needs as they are, but for the choice that a key of the counts names."""
    name, _, choice = key.partition(":")
    value = frozenset({choice}) if choice else getattr(asked, name)
    changes: dict[str, Any] = {name: True if value is False else value}
    return replace(asked, **changes)


def check_counts(places: pd.DataFrame, query: Query) -> None:
    told = facets(places, query).needs
    for key, counted in told.items():
        if key == "open_at" and query.needs.open_at is None:
            continue  # counted for the present moment
        chosen = replace(with_choice(query.needs, key), include_unknown=False)
        found = search(places, replace(query, needs=chosen))
        hidden = found.hidden_unknown + found.hidden_by_area
        assert counted == Counted(len(found.results) + len(found.statewide), hidden), key
        chosen = replace(chosen, include_unknown=True)
        both = search(places, replace(query, needs=chosen))
        assert counted.match + counted.unknown == len(both.results) + len(both.statewide)


@settings(max_examples=20)  # each example is some forty searches
@given(needy_frames(), origins, radii | st.none(), asked_needs)
def test_each_need_announces_what_it_shows(
    made: pd.DataFrame, here: Origin | None, radius: float | None, asked: Needs
) -> None:
    check_counts(made, Query(here, radius, needs=asked))


@pytest.mark.parametrize("asked", SOME_NEEDS, ids=range(len(SOME_NEEDS)))
def test_each_need_announces_what_it_shows_of_the_shipped_places(
    places: pd.DataFrame, asked: Needs
) -> None:
    for place in ("10001", "Ohio"):
        query = Query(locate(place), 250, needs=asked)
        check_counts(places, query)


@pytest.mark.parametrize("asked", SOME_NEEDS, ids=range(len(SOME_NEEDS)))
def test_the_other_counts_heed_the_needs(places: pd.DataFrame, asked: Needs) -> None:
    query = Query(locate("01060"), 100, needs=asked)
    told = facets(places, query)
    for kind in ("peer_respite", "warmline", "clubhouse", "recovery_community_center"):
        answer = search(places, replace(query, service_types=frozenset({kind})))
        of_kind = answer.statewide["service_type"] == kind
        assert told.service_type.get(kind, 0) == len(answer.results) + of_kind.sum()
    for radius, count in told.radius_miles.items():
        assert count == len(search(places, replace(query, radius_miles=radius)).results)
    for state, count in told.state.items():
        one = replace(query, states=frozenset({state}))
        assert count == len(search(places, one).results)


def test_the_keys_that_the_filters_read(places: pd.DataFrame) -> None:
    told = facets(places, Query(locate("01060"))).needs
    assert {"free", "self_referral", "overnight", "open_at"} <= told.keys()
    assert {"languages:Spanish", "groups:veterans", "operators:peer_run", "contact:text"} <= {*told}
    assert not {"age", "stay_days"} & told.keys()
    asked = Needs(age=30, stay_days=3, languages=frozenset({"Hmong"}))
    told = facets(places, Query(locate("01060"), needs=asked)).needs
    assert {"age", "stay_days", "languages:Hmong", "languages:Spanish"} <= told.keys()


def test_open_is_counted_at_this_moment_unless_a_time_is_asked() -> None:
    made = frame(record(opening_hours="24/7"), record(opening_hours="Mo 12:00-13:00"), record())
    told = facets(made, Query(HERE, needs=Needs(open_at=MONDAY_NOON))).needs
    assert told["open_at"] == Counted(2, 1)
    # Whatever the time, one is always open and one never says.
    told = facets(made, Query(HERE)).needs
    assert (told["open_at"].match in (1, 2), told["open_at"].unknown) == (True, 1)


def test_a_made_search_by_hand() -> None:
    made = frame(
        record(cost="free", age_min="18"),
        record(cost="free"),
        record(),
        record(cost="$5 a visit"),
        record(VIRTUAL),
        record(VIRTUAL, cost="free"),
    )
    asked = Needs(free=True, age=30)
    found = search(made, Query(HERE, needs=asked))
    assert (ids(found, "results"), found.hidden_unknown) == (["xx-0"], 2)
    assert (ids(found, "statewide"), found.hidden_by_area) == ([], 2)
    found = search(made, Query(HERE, needs=replace(asked, include_unknown=True)))
    assert found.results["not_stated"].to_dict() == {
        "xx-0": "",
        "xx-1": "age",
        "xx-2": "age; free",
    }
    assert set(found.statewide["not_stated"]) == {"age; free", "age"}
    assert (found.hidden_unknown, found.hidden_by_area) == (0, 0)
