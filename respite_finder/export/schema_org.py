"""schema.org JSON-LD, what search engines read in a page.

A place to go is a LocalBusiness, schema.org's word for an organization with a door; a line or a
network is an Organization. Never MedicalBusiness or EmergencyService: none of them is either.
"""

from __future__ import annotations

import json
from typing import Any, Final

import pandas as pd

from respite_finder.export.gate import Record
from respite_finder.export.hsds_schedule import DAYS, weekly_schedules
from respite_finder.export.table import records_of
from respite_finder.ids import uuid_of
from respite_finder.schema import split_list
from respite_finder.service_types import service_types
from respite_finder.states import NATIONWIDE, STATE_NAMES

Node = dict[str, Any]

_FINE: Final = ("address", "zip")
_SHORT_CODE = 7
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def json_ld(places: pd.DataFrame) -> bytes:
    """A JSON-LD document with a node a place, a node a line (UTF-8). What is not known is left
    out. ``<`` is escaped, so that no name ends a script element that holds the document.
    """
    nodes = (
        json.dumps(_known(_node(record)), ensure_ascii=False, allow_nan=False)
        for record in records_of(places)
    )
    lines = ",\n".join(nodes).replace("<", "\\u003c")
    return f'{{"@context": "https://schema.org", "@graph": [\n{lines}\n]}}\n'.encode()


def _node(record: Record) -> Node:
    physical = record["location_type"] == "physical"
    door = physical and (record["latitude"] is not None or record["street"] is not None)
    always: Node = {
        "@type": "LocalBusiness" if door else "Organization",
        "@id": uuid_of("service", record["place_id"]).urn,
        "identifier": record["place_id"],
        "name": record["name"],
        "alternateName": list(split_list(record["alternate_names"] or "")),
        "disambiguatingDescription": _kind(record),
        "description": record["description"],
        "parentOrganization": _organization(record),
        "url": record["website"],
        "telephone": telephone(record["phone"], record["phone_extension"]),
        "email": record["email"],
        "contactPoint": _contacts(record, door=door),
        "address": _address(record),
        "areaServed": _area(record),
    }
    if door:
        always["geo"] = _geo(record)
        always["openingHoursSpecification"] = _hours(record)
    return always


def telephone(phone: str | None, extension: str | None = None) -> str | None:
    """A phone number with its country code; a short code such as 988 has none.

    >>> telephone("413-570-2990"), telephone("845-452-2728", "401"), telephone("988")
    ('+1-413-570-2990', '+1-845-452-2728 ext. 401', '988')
    """
    if phone is None:
        return None
    number = phone if len(phone) <= _SHORT_CODE else f"+1-{phone}"
    return f"{number} ext. {extension}" if extension else number


def _kind(record: Record) -> str:
    """What it is, and whether it is one at all: schema.org has no word for closed or planned."""
    name = service_types()[record["service_type"]].name
    status = record["status"]
    return f"{name} ({status})" if status in ("closed", "planned") else name


def _organization(record: Record) -> Node | None:
    name = record["organization"]
    return None if name is None else {"@type": "Organization", "name": name}


def _contacts(record: Record, *, door: bool) -> list[Node]:
    """Further ways to reach it; without a door, the hours belong to its phone."""
    second = record["phone_2_label"] or "second phone"
    ways: list[tuple[str, str | None, list[Node]]] = [
        (second, record["phone_2"], []),
        ("text messages", record["text_line"], []),
    ]
    if not door and _hours(record):
        ways.insert(0, ("phone", record["phone"], _hours(record)))
    return [
        _known(
            {
                "@type": "ContactPoint",
                "contactType": what,
                "telephone": telephone(number),
                "hoursAvailable": hours,
            }
        )
        for what, number, hours in ways
        if number is not None
    ]


def _hours(record: Record) -> list[Node]:
    """The weekly hours; none where they are more than that, for schema.org has no words for it."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [_DAYS[DAYS.index(day)] for day in weekly.byday.split(",")],
            "opens": weekly.opens_at[:5],
            "closes": weekly.closes_at[:5],
        }
        for weekly in weekly_schedules(record["opening_hours"] or "")
    ]


def _address(record: Record) -> Node | None:
    if record["state"] == NATIONWIDE:
        return None
    return _known(
        {
            "@type": "PostalAddress",
            "streetAddress": record["street"],
            "addressLocality": record["city"],
            "addressRegion": record["state"],
            "postalCode": record["zip"],
            "addressCountry": "US",
        }
    )


def _area(record: Record) -> list[Node]:
    codes = split_list(record["area_states"] or "")
    return [
        {"@type": "Country", "name": "United States"}
        if code == NATIONWIDE
        else {"@type": "State", "name": STATE_NAMES.get(code, code)}
        for code in codes
    ]


def _geo(record: Record) -> Node | None:
    """A point, where it is finer than the town: a town's middle would read as a door."""
    if record["precision"] not in _FINE or record["latitude"] is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": record["latitude"],
        "longitude": record["longitude"],
    }


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [], "")}
