"""Is a geocoder's answer to be believed? Held against the record that it was asked for."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz

from respite_finder.boundaries import inside_state
from respite_finder.check.likeness import street_key
from respite_finder.distance import miles_between
from respite_finder.gazetteer import Area, gazetteer
from respite_finder.ingest.address import house_number, same_number, street_with_number
from respite_finder.ingest.answer import Answer, Match, Service
from respite_finder.places import Row
from respite_finder.schema import Precision

SAME_STREET: Final = 80.0
"""Of 100, of the words of two streets: "Vernon Street" and "VERNON ST" have 100."""
FARTHEST_MILES: Final = 30.0
"""An answer farther than this from the middle of its ZIP code is another place of that name."""


def refusal(row: Row, answer: Answer) -> str:
    """Why an answer may not become the point of a record; empty if it may."""
    if answer.match is Match.TIE or answer.latitude is None or answer.longitude is None:
        return "several places answer to this address"
    if answer.precision != Precision.ADDRESS:
        return f"it is as exact as a {answer.precision} only, an address is wanted"
    asked = house_number(street_with_number(row["street"]))
    if not same_number(asked, answer.house_number):
        return f"it is house number {answer.house_number}, the record says {asked}"
    exact = answer.match is Match.EXACT and answer.service == Service.CENSUS.full_name
    if not exact and not _on_the_street(row["street"], answer):
        return f"it is {answer.matched_address}: another street"
    state = row["state"]
    if answer.state and answer.state != state:
        return f"it lies in {answer.state}, the record says {state}"
    if not inside_state([answer.latitude], [answer.longitude], state)[0]:
        return f"the point {answer.latitude:.4f}, {answer.longitude:.4f} is not in {state}"
    near = _middle(row)
    if near is None:
        return "neither the ZIP code nor the city of the record is known to hold it against"
    miles = float(miles_between(answer.latitude, answer.longitude, near.lat, near.lon))
    if miles > FARTHEST_MILES:
        return f"it is {miles:,.0f} miles from the middle of {near.label}"
    return ""


def _on_the_street(street: str, answer: Answer) -> bool:
    """Whether the address that was found holds the words of the street that was asked for."""
    asked = street_key(street_with_number(street))
    found = street_key(answer.matched_address)
    return fuzz.token_set_ratio(asked, found) >= SAME_STREET


def _middle(row: Row) -> Area | None:
    """The middle of the record's ZIP code, or of its city where that says nothing."""
    by_zip = gazetteer().zip_code(row["zip"]) if row["zip"] else None
    if by_zip and by_zip.state == row["state"]:
        return by_zip
    return gazetteer().city(row["city"], row["state"]) if row["city"] else None
