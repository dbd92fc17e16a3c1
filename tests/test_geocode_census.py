"""``Census``, a geocoder in the manner of geopy's own; what its answers and Nominatim's mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from geopy.adapters import URLLibAdapter
from geopy.exc import (
    ConfigurationError,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.geocoders.base import Geocoder as GeopyGeocoder
from geopy.location import Location

from geocoder_server import Geocoder, Reply, fixtures
from respite_finder.ingest.address import Address
from respite_finder.ingest.answer import Match
from respite_finder.ingest.census import BATCH, Census, census_answer
from respite_finder.ingest.nominatim import nominatim_answer, question

geocoder, naps, run = fixtures

HOME = Address("24 Vernon St", "Northampton", "MA", "01060")
ASK: dict[str, Callable[[Census], Any]] = {
    "one": lambda census: census.geocode(HOME.one_line),
    "batch": lambda census: census.batch({"a": HOME}),
}
ERRORS = {
    "400": GeocoderQueryError,
    "429 7": GeocoderRateLimited,
    "500": GeocoderServiceError,
    "503": GeocoderTimedOut,
    "hold": GeocoderTimedOut,
    "reset": GeocoderUnavailable,
    "garbage": GeocoderParseError,
    "odd": GeocoderParseError,
}


def at(geocoder: Geocoder, **options: Any) -> Census:
    domain = geocoder.url.removeprefix("http://")
    return Census(**{"scheme": "http", "domain": domain, "timeout": 0.5, **options})


def test_it_is_one_of_geopys_and_answers_with_its_locations(geocoder: Geocoder) -> None:
    census = at(geocoder, user_agent="made/1")
    assert isinstance(census, GeopyGeocoder)
    found = census.geocode("24 Vernon St, Northampton, MA 01060")
    assert isinstance(found, Location)
    assert found.address == "24 VERNON ST, NORTHAMPTON, MA, 01060"
    assert (found.latitude, found.longitude) == (42.31999, -72.63999)
    assert found.raw["addressComponents"]["state"] == "MA"
    assert geocoder.agents == {"made/1"}


def test_nothing_found_is_none_and_several_are_a_list(geocoder: Geocoder) -> None:
    geocoder.known = {"1 No St": Reply(status="No_Match"), "2 Tie St": Reply(status="Tie")}
    census = at(geocoder)
    assert census.geocode("1 No St, X") is None
    assert census.geocode("1 No St, X", exactly_one=False) == []
    assert len(census.geocode("2 Tie St, X", exactly_one=False)) == 2


def test_a_batch_is_answered_under_the_callers_ids(geocoder: Geocoder) -> None:
    geocoder.known = {"1 No St": Reply(status="No_Match"), "2 Tie St": Reply(status="Tie")}
    streets = {"x": "24 Vernon St", "y": "1 No St", "z": "2 Tie St"}
    asked = {name: Address(street, "A, or B", "MA", "") for name, street in streets.items()}
    answers = at(geocoder).batch(asked)
    assert {name: answer.match for name, answer in answers.items()} == {
        "x": Match.EXACT,
        "y": Match.NO_MATCH,
        "z": Match.TIE,
    }
    assert (answers["x"].latitude, answers["x"].state, answers["x"].zip) == (
        42.31999,
        "MA",
        "01060",
    )
    assert (answers["y"].latitude, answers["z"].latitude) == (None, None)


@pytest.mark.parametrize("ask", ASK)
@pytest.mark.parametrize("trouble", ERRORS)
def test_errors_are_geopys_and_come_at_the_first_request(
    geocoder: Geocoder, ask: str, trouble: str
) -> None:
    geocoder.script.append(trouble)
    with pytest.raises(ERRORS[trouble]) as caught:
        ASK[ask](at(geocoder))
    assert type(caught.value) is ERRORS[trouble]
    assert len(geocoder.asked) == 1
    if trouble == "429 7":
        assert caught.value.retry_after == 7


def test_the_real_service_is_the_default() -> None:
    census = Census()
    base = "https://geocoding.geo.census.gov/geocoder/locations"
    assert (census.api, census.batch_api) == (f"{base}/onelineaddress", f"{base}/addressbatch")


def test_what_a_batch_cannot_be(geocoder: Geocoder) -> None:
    many = {str(number): HOME for number in range(BATCH + 1)}
    with pytest.raises(ValueError, match="at most 10000 addresses, got 10001"):
        at(geocoder).batch(many)
    with pytest.raises(ConfigurationError, match="FormAdapter"):
        at(geocoder, adapter_factory=URLLibAdapter).batch({"a": HOME})
    assert geocoder.asked == []


@pytest.mark.parametrize(
    ("matched", "match"),
    [
        ("24 VERNON ST, NORTHAMPTON, MA, 01060", Match.EXACT),
        ("24 VERNON ST, NORTHAMPTON, MA, 01062", Match.NON_EXACT),
        ("24 VERNON AVE, NORTHAMPTON, MA, 01060", Match.NON_EXACT),
    ],
)
def test_one_line_answers_are_exact_where_nothing_was_changed(matched: str, match: Match) -> None:
    raw = {"addressComponents": {"state": "MA", "zip": matched[-5:]}}
    answer = census_answer(HOME, [Location(matched, (42.3, -72.6), raw)])
    assert (answer.match, answer.house_number, answer.precision) == (match, "24", "address")


@pytest.mark.parametrize(
    ("parts", "state", "precision"),
    [
        ({"house_number": "24", "state": "Massachusetts"}, "MA", "address"),
        ({"road": "Vernon St", "ISO3166-2-lvl4": "US-MA", "state": "?"}, "MA", "street"),
        ({"postcode": "00901", "state": "Puerto Rico"}, "PR", "zip"),
        ({"town": "Northampton", "state": "Jalisco"}, "Jalisco", "city"),
        ({"county": "Hampshire County"}, "", "county"),
        ({}, "", "none"),
    ],
)
def test_what_nominatim_found(parts: dict[str, str], state: str, precision: str) -> None:
    raw = {"lat": "42.3", "lon": "-72.6", "display_name": "24, Vernon St", "address": parts}
    answer = nominatim_answer(HOME, Location("", (42.3, -72.6), raw))
    assert (answer.state, answer.precision) == (state, precision)


def test_a_question_leaves_out_what_is_not_known() -> None:
    assert question(Address("1 A St", "San Juan", "PR", "")) == {
        "street": "1 A St",
        "city": "San Juan",
        "state": "Puerto Rico",
    }
