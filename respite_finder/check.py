"""``check_places``, the gate of the dataset: every rule of a places file, every break of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from respite_finder.boundaries import inside_state
from respite_finder.distance import miles_between
from respite_finder.errors import Problem, Severity
from respite_finder.gazetteer import gazetteer
from respite_finder.hours import hours_problem, zone_problem
from respite_finder.places import Row, duplicate_ids, read_rows, row_problems
from respite_finder.resources import PLACES_CSV
from respite_finder.schema import split_list
from respite_finder.states import NATIONWIDE, STATE_NAMES

CONTACTS = ("phone", "text_line", "email", "website")
FAR_FROM_ZIP_MILES = 15.0


def check_places(path: Path = PLACES_CSV) -> list[Problem]:
    """Every problem of a places file, in its order: errors make it unusable, warnings are told."""
    rows, problems = read_rows(path)
    by_row: dict[int, list[Problem]] = {}
    for number, record in rows:
        found = list(row_problems(number, record))
        # Rules about meaning need cells that can be read at all.
        by_row[number] = found or list(_meaning_problems(number, record))
    for problem in duplicate_ids(rows):
        by_row[problem.row].append(problem)
    return [*problems, *(problem for number in sorted(by_row) for problem in by_row[number])]


def _meaning_problems(number: int, record: Row) -> Iterator[Problem]:
    def problem(field: str, rule: str, severity: Severity = "error") -> Problem:
        return Problem(number, record["place_id"], field, record.get(field, ""), rule, severity)

    if record["status"] == "active":
        if not any(record[field] for field in CONTACTS):
            yield problem("status", "an active place needs a phone, text line, e-mail or website")
        if not record["source_date"]:
            yield problem("status", "an active place needs a dated source")
    if record["opening_hours"]:
        rule = hours_problem(record["opening_hours"])
        if rule:
            yield problem("opening_hours", rule)
        if record["opening_hours"] != "24/7" and not record["time_zone"]:
            yield problem("time_zone", "must not be empty where opening_hours are known")
    if record["time_zone"] and zone_problem(record["time_zone"]):
        yield problem("time_zone", zone_problem(record["time_zone"]))
    if record["location_type"] == "virtual":
        yield from _area_problems(number, record)
    secret = record["service_type"] == "peer_respite" and not record["street"]
    if secret and record["address_withheld"] != "yes":
        yield problem("address_withheld", "must be yes for a peer respite without a street")
    yield from _place_problems(number, record)


def _area_problems(number: int, record: Row) -> Iterator[Problem]:
    states = split_list(record["area_states"])
    if not states:
        rule = "must not be empty for a service found by area served"
        yield Problem(number, record["place_id"], "area_states", "", rule)
    for state in states:
        if state not in STATE_NAMES and state != NATIONWIDE:
            rule = "must hold postal codes of states, or US"
            yield Problem(number, record["place_id"], "area_states", state, rule)


def _place_problems(number: int, record: Row) -> Iterator[Problem]:
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
    if zip_area and city:
        miles = float(miles_between(zip_area.lat, zip_area.lon, city.lat, city.lon))
        if miles > FAR_FROM_ZIP_MILES:
            rule = f"is {zip_area.label}, {miles:.0f} miles from the middle of {city.label}"
            yield problem("zip", rule, "warning")
    if not record["latitude"]:
        return
    lat, lon = float(record["latitude"]), float(record["longitude"])
    if not inside_state([lat], [lon], state)[0]:
        yield problem("latitude", f"the point {lat}, {lon} is not in {state}")
        return
    near = zip_area or city
    if near is not None:
        miles = float(miles_between(lat, lon, near.lat, near.lon))
        if miles > FAR_FROM_ZIP_MILES:
            rule = f"the point is {miles:.0f} miles from the middle of {near.label}"
            yield problem("latitude", rule, "warning")
