"""What a geocoder said of an address, in one form for every service."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any


class Service(StrEnum):
    """A geocoder that we ask, the first choice first."""

    CENSUS = "census"
    NOMINATIM = "nominatim"

    @property
    def full_name(self) -> str:
        """Its name, as it stands in ``coordinate_source``."""
        return {"census": "Census Geocoder", "nominatim": "Nominatim (OpenStreetMap)"}[self]

    @property
    def url(self) -> str:
        """Where it is described and asked."""
        return {
            "census": "https://geocoding.geo.census.gov/geocoder/",
            "nominatim": "https://nominatim.openstreetmap.org/",
        }[self]


class Match(StrEnum):
    """How well the service found the address, in the words of the Census Geocoder."""

    EXACT = "Exact"
    NON_EXACT = "Non_Exact"
    TIE = "Tie"
    NO_MATCH = "No_Match"


@dataclass(frozen=True, slots=True)
class Answer:
    """``date`` is the day it was given (YYYY-MM-DD), ``state`` the postal code of the match.

    ``precision`` is address for a house; street, zip, city, county or none for what is coarser.
    Latitude and longitude are WGS 84 degrees, None where nothing was found.
    """

    service: str
    date: str
    match: Match
    matched_address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "none"
    house_number: str = ""
    state: str = ""
    zip: str = ""

    @property
    def found(self) -> bool:
        """Whether there is one place in it."""
        return self.match in (Match.EXACT, Match.NON_EXACT)


def degrees(latitude: object, longitude: object) -> tuple[float, float]:
    """A point out of a stranger's numbers or texts. Raises ValueError if it is none."""
    lat, lon = float(str(latitude)), float(str(longitude))
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("no point on the Earth")
    return lat, lon


def answer_from(cells: dict[str, Any]) -> Answer:
    """An answer out of the cells of a cache line. Raises ValueError or TypeError if it is none."""
    known = {field.name for field in fields(Answer)}
    answer = Answer(**{name: value for name, value in cells.items() if name in known})
    texts = (answer.service, answer.matched_address, answer.precision, answer.house_number)
    if not all(isinstance(text, str) for text in (*texts, answer.state, answer.zip)):
        raise TypeError("a text is none")
    date.fromisoformat(answer.date)
    match = Match(answer.match)
    if (match in (Match.EXACT, Match.NON_EXACT)) != (answer.latitude is not None):
        raise ValueError("a match has a point, and only a match")
    point = (None, None) if answer.latitude is None else degrees(answer.latitude, answer.longitude)
    cells = {name: getattr(answer, name) for name in known}
    return Answer(**cells | {"match": match, "latitude": point[0], "longitude": point[1]})
