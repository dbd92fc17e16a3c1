"""While somebody writes of a place, they are told if it looks like one that we have."""

from __future__ import annotations

import pandas as pd
import pytest

from respite_finder.community.likely import MOST, KnownPlaces
from respite_finder.export import publishable


@pytest.fixture(scope="module")
def known(places: pd.DataFrame) -> KnownPlaces:
    return KnownPlaces(publishable(places))


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Afiya", "state": "MA"},
        {"name": "the AFIYA", "state": "MA", "city": "Northampton"},
        {"name": "Afia", "state": "MA"},
        {"name": "Afiya House", "state": "MA", "city": "Northampton"},
        {"name": "Afia House Peer Respite", "state": "MA"},
        {"name": "Another name", "state": "MA", "phone": "(413) 570-2990"},
    ],
)
def test_a_place_that_we_have_is_named_with_a_reason(
    known: KnownPlaces, said: dict[str, str]
) -> None:
    likely = known.like(said)
    assert likely[0].place_id == "ma-afiya"
    assert (likely[0].name, likely[0].city, likely[0].state) == ("Afiya", "Northampton", "MA")
    assert likely[0].why.endswith(".")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": "Afiya"},
        {"name": "Afiya", "state": "WA"},
        {"name": "Afiya", "state": "MA", "city": "Pittsfield"},
        {"name": "Marigold Featherstone House", "state": "MA", "phone": "413-555-0123"},
        {"name": "A", "state": "MA"},
        {"name": "Peer Respite Center", "state": "MA"},
        {"name": "Recovery House", "state": "MA"},
        {"name": "", "state": "MA", "phone": "nobody knows", "website": "not a page"},
    ],
)
def test_nobody_is_warned_for_nothing(known: KnownPlaces, said: dict[str, str]) -> None:
    assert known.like(said) == ()


def test_a_few_at_most(known: KnownPlaces) -> None:
    assert len(known.like({"name": "NAMI", "state": "CA", "website": "nami.org"})) <= MOST


def test_the_street_of_a_house_that_keeps_it_private_is_not_confirmed(
    places: pd.DataFrame,
) -> None:
    """Who types the right street must not learn from us that it is right."""
    secret = places.loc[places["address_withheld"].fillna(False)].head(1).copy()
    secret["street"], city, state = (
        "77 Marigold Lane",
        secret["city"].iloc[0],
        secret["state"].iloc[0],
    )
    said = {
        "name": "Any name",
        "state": str(state),
        "city": str(city),
        "street": "77 Marigold Lane",
    }
    assert KnownPlaces(publishable(secret)).like(said) == ()
    open_one = secret.assign(address_withheld=False, service_type="clubhouse")
    assert KnownPlaces(publishable(open_one)).like(said)[0].place_id == secret.index[0]
