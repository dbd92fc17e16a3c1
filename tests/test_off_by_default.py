"""Clinical treatment is shown to who asks for it, and to nobody else."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import VIRTUAL, frame, record
from respite_finder import Found, Query, locate, search
from respite_finder.locate import Origin
from respite_finder.schema import OFF_BY_DEFAULT, ServiceType
from respite_finder.search import facets
from strategies import place_frames, us_origins

TREATMENT = ServiceType.TREATMENT_WITH_PEER_SUPPORT.value
CENTER = ServiceType.PEER_RUN_CENTER.value
HERE = locate("01060")
FAR = {"city": "Boston", "zip": "02108", "latitude": "42.3576", "longitude": "-71.0684"}
NO_TOWN = {"city": "", "county": "", "zip": "", "street": "", "latitude": "", "longitude": ""}
NO_TOWN |= {"precision": "none"}

MADE = frame(
    record(name="Near center"),
    record(name="Near clinic", service_type=TREATMENT),
    record(FAR, name="Far clinic", service_type=TREATMENT),
    record(NO_TOWN, name="Clinic of no town", service_type=TREATMENT),
    record(VIRTUAL, name="Clinic by phone", service_type=TREATMENT),
    record(VIRTUAL, name="Clinic for all", service_type=TREATMENT, state="US", area_states="US"),
    record(VIRTUAL, name="Night line"),
)


def shown(found: Found) -> set[str]:
    frames = (found.results, found.beyond, found.statewide)
    return set().union(*(each["name"] for each in frames))


QUERIES = {
    "around a place": Query(HERE),
    "at any distance": Query(HERE, radius_miles=None),
    "a whole state": Query(locate("Massachusetts")),
    "by state": Query(states=frozenset({"MA"})),
    "everything": Query(),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_who_does_not_ask_sees_no_treatment(query: Query) -> None:
    assert not any("clinic" in name.lower() for name in shown(search(MADE, query)))
    assert "Near center" in shown(search(MADE, query))


@pytest.mark.parametrize("kind", sorted({kind.value for kind in ServiceType} - OFF_BY_DEFAULT))
def test_who_asks_for_something_else_sees_no_treatment(kind: str) -> None:
    found = search(MADE, Query(HERE, service_types=frozenset({kind})))
    assert not any("clinic" in name.lower() for name in shown(found))


def test_who_asks_sees_it_near_by_phone_and_nationwide() -> None:
    asked = frozenset({TREATMENT})
    found = search(MADE, Query(HERE, service_types=asked))
    assert found.results["name"].tolist() == ["Near clinic"]
    assert {"Clinic by phone", "Clinic for all", "Clinic of no town"} <= set(
        found.statewide["name"]
    )
    every = search(MADE, Query(HERE, radius_miles=None, service_types=asked | {CENTER}))
    assert set(every.results["name"]) == {"Near center", "Near clinic", "Far clinic"}


def test_the_nearest_beyond_the_radius_are_no_treatment_either() -> None:
    clinics = frame(
        record(FAR, name="Far clinic", service_type=TREATMENT),
        record(FAR, name="Far center", latitude="42.36"),
    )
    assert search(clinics, Query(HERE)).beyond["name"].tolist() == ["Far center"]
    asked = search(clinics, Query(HERE, service_types=frozenset({TREATMENT})))
    assert asked.beyond["name"].tolist() == ["Far clinic"]


@pytest.mark.parametrize(
    "query",
    [Query(HERE), Query(states=frozenset({"MA"}))],
    ids=["around a ZIP code", "in a state"],
)
def test_the_counts_say_what_asking_would_show(query: Query) -> None:
    """Status, state and radius count what is shown; the type itself what it would show."""
    counts = facets(MADE, query)
    assert counts.status == {"active": 1}
    assert counts.state == {"MA": 1}
    if not query.by_state:
        assert counts.radius_miles[100] == 1
        assert counts.radius_miles[None] == 1
    asked = Query(query.origin, states=query.states, service_types=frozenset({TREATMENT}))
    found = search(MADE, asked)
    kinds = pd.concat([found.results, found.statewide])["service_type"]
    assert counts.service_type[TREATMENT] == int((kinds == TREATMENT).sum())


@given(place_frames(), us_origins, st.sets(st.sampled_from(list(ServiceType))))
def test_of_any_places_only_what_is_on_or_asked_for_is_shown(
    places: pd.DataFrame, origin: Origin, kinds: set[ServiceType]
) -> None:
    wanted = frozenset(kind.value for kind in kinds)
    found = search(places, Query(origin, service_types=wanted))
    for each in (found.results, found.beyond, found.statewide):
        assert set(each["service_type"]) & OFF_BY_DEFAULT <= wanted


def test_the_shipped_finder_shows_no_treatment_unasked(places: pd.DataFrame) -> None:
    for place in ("01060", "Los Angeles, CA", "Wyoming"):
        found = search(places, Query(locate(place)))
        for each in (found.results, found.beyond, found.statewide):
            assert not set(each["service_type"]) & OFF_BY_DEFAULT
