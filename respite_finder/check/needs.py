"""Rules about what a record must say: by type, by status, and within what a number can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from respite_finder.check.contacts import CONTACTS
from respite_finder.errors import Problem, Severity
from respite_finder.hours import hours_problem, zone_problem
from respite_finder.places import Row
from respite_finder.schema import ONE_OF_BY_TYPE
from respite_finder.text import freshness, parse_date

_TEXT_LINE = re.compile(r"\btext[ -]?line\b", re.IGNORECASE)
_FREE_AND_MORE = re.compile(r"(?:free(?! of charge\.?$)|no (?:cost|charge))\b\W*\w", re.IGNORECASE)
TOWN = ("city", "zip", "county")
OLDEST_YEAR = 1900
LARGEST = {"beds": 60, "max_stay_days": 366, "age_min": 120, "age_max": 120}
"""Above this a cell was misread: a house of 61 beds is no respite."""


def need_problems(number: int, record: Row, today: date) -> Iterator[Problem]:
    """What one record lacks, or says that cannot be."""

    def problem(field: str, rule: str, severity: Severity = "error") -> Problem:
        return Problem(number, record["place_id"], field, record[field], rule, severity)

    active = record["status"] == "active"
    if active and not any(record[field] for field in CONTACTS):
        yield problem("status", "an active place needs a phone, text line, e-mail or website")
    if active and not record["source_date"]:
        yield problem("status", "an active place needs a dated source")
    yield from _type_problems(number, record)
    secret = record["service_type"] == "peer_respite" and not record["street"]
    if secret and record["address_withheld"] != "yes":
        yield problem("address_withheld", "must be yes for a peer respite without a street")
    yield from _hours_problems(number, record)
    yield from _date_problems(number, record, today)
    yield from _number_problems(number, record)
    yield from _cost_problems(number, record)


def _type_problems(number: int, record: Row) -> Iterator[Problem]:
    """What a record of its type must say, as far as visitors see it."""
    if record["status"] not in ("active", "listed"):
        return
    kind, place_id = record["service_type"], record["place_id"]
    needed = ONE_OF_BY_TYPE.get(kind, ())
    if needed and not any(record[name] for name in needed):
        rule = f"a {kind.replace('_', ' ')} needs {' or '.join(needed)}"
        yield Problem(
            number,
            place_id,
            needed[0],
            "",
            rule,
            "error" if record["status"] == "active" else "warning",
        )
    if _TEXT_LINE.search(record["name"]) and not record["text_line"]:
        rule = "its name says that it takes texts: the number belongs here, not into phone"
        yield Problem(number, place_id, "text_line", "", rule, "error")
    if record["location_type"] == "physical" and not any(record[name] for name in TOWN):
        rule = "no town, ZIP code or county is known: nobody finds it by distance"
        yield Problem(number, place_id, "city", "", rule, "warning")
    if kind == "peer_respite" and not record["description"]:
        rule = "a peer respite should be described in one sentence of our own"
        yield Problem(number, place_id, "description", "", rule, "warning")


def _cost_problems(number: int, record: Row) -> Iterator[Problem]:
    """What a visitor who asks for free places would not find."""
    if _FREE_AND_MORE.match(record["cost"]):
        rule = (
            "write only free if it is free for everybody, and put the rest elsewhere: longer words "
            "are not found as free"
        )
        yield Problem(number, record["place_id"], "cost", record["cost"], rule, "warning")


def _hours_problems(number: int, record: Row) -> Iterator[Problem]:
    def problem(field: str, rule: str, severity: Severity = "error") -> Problem:
        return Problem(number, record["place_id"], field, record[field], rule, severity)

    hours, zone = record["opening_hours"], record["time_zone"]
    if hours:
        rule = hours_problem(hours)
        if rule:
            yield problem("opening_hours", rule)
        if hours != "24/7" and not zone:
            yield problem("time_zone", "must not be empty where opening_hours are known")
    if zone and zone_problem(zone):
        yield problem("time_zone", zone_problem(zone))
    if record["hours"] and not hours and record["status"] == "active":
        yield problem(
            "opening_hours", "the hours are not in a form that can be evaluated", "warning"
        )


def _date_problems(number: int, record: Row, today: date) -> Iterator[Problem]:
    def problem(field: str, rule: str, severity: Severity = "error") -> Problem:
        return Problem(number, record["place_id"], field, record[field], rule, severity)

    stated = parse_date(record["source_date"])
    if stated and stated > today:
        yield problem("source_date", "lies in the future")
    elif stated and stated.year < OLDEST_YEAR:
        yield problem("source_date", f"lies before {OLDEST_YEAR}")
    elif (
        stated and record["status"] == "active" and freshness(record["source_date"], today) == "old"
    ):
        rule = "is more than two years ago: verify the place, or set it to listed"
        yield problem("source_date", rule, "warning")
    opened = record["year_opened"]
    if opened and not OLDEST_YEAR <= int(opened) <= today.year + 2:
        yield problem("year_opened", f"must lie between {OLDEST_YEAR} and {today.year + 2}")
    elif opened and int(opened) > today.year and record["status"] != "planned":
        yield problem("year_opened", "lies in the future, and the place is not planned")


def _number_problems(number: int, record: Row) -> Iterator[Problem]:
    for field, largest in LARGEST.items():
        value = record[field]
        if value and int(value) > largest:
            yield Problem(number, record["place_id"], field, value, f"must be at most {largest}")
    youngest, oldest = record["age_min"], record["age_max"]
    if youngest and oldest and int(youngest) > int(oldest):
        rule = f"must not be above the highest age, {oldest}"
        yield Problem(number, record["place_id"], "age_min", youngest, rule)
