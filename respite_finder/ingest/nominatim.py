"""OpenStreetMap's Nominatim (ODbL), by geopy's own geocoder: the question and the answer."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from respite_finder.gazetteer import key
from respite_finder.ingest.address import Address, same_number
from respite_finder.ingest.answer import Answer, Match, Service, degrees
from respite_finder.states import STATE_NAMES

NAME: Final = Service.NOMINATIM.full_name
SECONDS_BETWEEN_REQUESTS: Final = 1.0
"""The usage policy: https://operations.osmfoundation.org/policies/nominatim/"""

_CODES = {key(name): code for code, name in STATE_NAMES.items()}
_COARSER = (
    ("road", "street"),
    ("postcode", "zip"),
    ("city", "city"),
    ("town", "city"),
    ("village", "city"),
    ("county", "county"),
)
"""The parts of an address, finest first, and the precision that they give."""


def question(address: Address) -> dict[str, str]:
    """An address as a structured query, without what is not known."""
    parts = {
        "street": address.street,
        "city": address.city,
        "state": STATE_NAMES[address.state],
        "postalcode": address.zip,
    }
    return {name: part for name, part in parts.items() if part}


def nominatim_answer(address: Address, location: Any) -> Answer:
    """The answer in a geopy Location (None: nothing found) that has its address details.

    Raises TypeError, ValueError or KeyError if it has not the shape of Nominatim's.
    """
    today = date.today().isoformat()
    if location is None:
        return Answer(NAME, today, Match.NO_MATCH)
    parts = {str(name): str(part) for name, part in location.raw["address"].items()}
    number = parts.get("house_number", "")
    exact = same_number(address.street, number) and parts.get("postcode", "")[:5] == address.zip
    latitude, longitude = degrees(location.raw["lat"], location.raw["lon"])
    coarser = (precision for part, precision in _COARSER if part in parts)
    return Answer(
        service=NAME,
        date=today,
        match=Match.EXACT if exact else Match.NON_EXACT,
        matched_address=str(location.raw["display_name"]),
        latitude=latitude,
        longitude=longitude,
        precision="address" if number else next(coarser, "none"),
        house_number=number,
        state=_state(parts),
        zip=parts.get("postcode", "")[:5],
    )


def _state(parts: dict[str, str]) -> str:
    """The postal code of the state: from its ISO code (US-MA), or from its name."""
    for name, part in parts.items():
        code = part.removeprefix("US-")
        if name.startswith("ISO3166-2") and part.startswith("US-") and code in STATE_NAMES:
            return code
    name = parts.get("state", "")
    return _CODES.get(key(name), name)
