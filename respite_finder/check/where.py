"""Rules about where a place is: ZIP code, city, state and point must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from respite_finder.boundaries import inside_state
from respite_finder.distance import miles_between
from respite_finder.errors import Problem, Severity
from respite_finder.gazetteer import Area, gazetteer
from respite_finder.places import Row
from respite_finder.schema import split_list
from respite_finder.states import NATIONWIDE, STATE_NAMES

_POST_BOX = re.compile(r"p\.? ?o\.? ?box\b", re.IGNORECASE)
FAR_FROM_ZIP_MILES = 15.0


def area_problems(number: int, record: Row) -> Iterator[Problem]:
    """Whom a service found by area serves."""
    states = split_list(record["area_states"])
    if not states:
        rule = "must not be empty for a service found by area served"
        yield Problem(number, record["place_id"], "area_states", "", rule)
    for state in states:
        if state not in STATE_NAMES and state != NATIONWIDE:
            rule = "must hold postal codes of states, or US"
            yield Problem(number, record["place_id"], "area_states", state, rule)


def place_problems(number: int, record: Row) -> Iterator[Problem]:
    """ZIP code, city, county and point against the state and against each other."""

    def problem(field: str, rule: str, severity: Severity = "error") -> Problem:
        return Problem(number, record["place_id"], field, record[field], rule, severity)

    state, known = record["state"], gazetteer()
    if state == NATIONWIDE:
        if record["latitude"]:
            yield problem("latitude", "a nationwide service has no coordinates")
        return
    zip_area = known.zip_code(record["zip"]) if record["zip"] else None
    if record["zip"] and zip_area is None:
        yield problem("zip", "there is no such ZIP code")
    elif zip_area and zip_area.state != state:
        yield problem("zip", f"lies in {zip_area.state}, the row says {state}")
        zip_area = None
    city = known.city(record["city"], state) if record["city"] else None
    if record["city"] and city is None:
        yield problem("city", f"is not a city that we know in {state}")
    if record["county"] and known.county(record["county"], state) is None:
        yield problem("county", f"is not a county that we know in {state}")
    if record["location_type"] == "physical" and _POST_BOX.match(record["street"]):
        yield problem("street", "a post office box is not somewhere to go", "warning")
    if zip_area and city:
        miles = float(miles_between(zip_area.lat, zip_area.lon, city.lat, city.lon))
        if miles > FAR_FROM_ZIP_MILES:
            rule = f"is {zip_area.label}, {miles:.0f} miles from the middle of {city.label}"
            yield problem("zip", rule, "warning")
    if record["latitude"]:
        yield from _point_problems(number, record, zip_area or city)


def _point_problems(number: int, record: Row, near: Area | None) -> Iterator[Problem]:
    lat, lon = float(record["latitude"]), float(record["longitude"])
    place_id, withheld = record["place_id"], record["address_withheld"] == "yes"
    # A fine point of a withheld address is not to be printed even by the rule that it breaks.
    value = "" if withheld else record["latitude"]
    if withheld and not _is_middle(record, lat, lon):
        rule = "must be the middle of its town where the address is withheld"
        yield Problem(number, place_id, "latitude", "", rule)
    if not inside_state([lat], [lon], record["state"])[0]:
        where = "the point" if withheld else f"the point {lat}, {lon}"
        rule = f"{where} is not in {record['state']}"
        yield Problem(number, place_id, "latitude", value, rule)
        return
    if near is None:
        return
    miles = float(miles_between(lat, lon, near.lat, near.lon))
    if miles > FAR_FROM_ZIP_MILES:
        rule = f"the point is {miles:.0f} miles from the middle of {near.label}"
        yield Problem(number, place_id, "latitude", value, rule, "warning")


def _is_middle(record: Row, lat: float, lon: float) -> bool:
    names = {name: record[name] for name in ("state", "city", "county")}
    area = gazetteer().finest(**names)
    return area is not None and (area.lat, area.lon) == (lat, lon)
