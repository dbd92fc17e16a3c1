"""What follows from what a record states: point, precision, county, zone, status. No guesses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from respite_finder.check.contacts import CONTACTS
from respite_finder.check.likeness import street_key
from respite_finder.gazetteer import Area, gazetteer, key
from respite_finder.places import Row
from respite_finder.schema import COLUMN_NAMES, ServiceType
from respite_finder.states import NATIONWIDE
from respite_finder.text import freshness

BY_AREA: Final = frozenset({ServiceType.WARMLINE.value, ServiceType.PEER_ORGANIZATION.value})
"""Found by the area that they serve, wherever their office is."""

POINT: Final = ("latitude", "longitude", "precision", "coordinate_source")
_MIDDLES: Final = {
    "zip": "middle of the ZIP code (GeoNames)",
    "city": "middle of the city's ZIP codes, weighted by people",
    "county": "middle of the county's ZIP codes, weighted by people",
}


def complete(cells: Mapping[str, str], today: date) -> Row:
    """A whole record of what is stated and of what follows from it."""
    row = dict.fromkeys(COLUMN_NAMES, "") | dict(cells)
    if not row["location_type"]:
        row["location_type"] = "virtual" if row["service_type"] in BY_AREA else "physical"
    if row["service_type"] == ServiceType.PEER_RESPITE and not row["street"]:
        row["address_withheld"] = "yes"
    if row["location_type"] == "virtual" and not row["area_states"]:
        row["area_states"] = row["state"]
    row |= locate_row(row)
    area = area_of(row)
    if area and row["location_type"] == "physical":
        row["county"] = row["county"] or area.county
        row["time_zone"] = row["time_zone"] or area.time_zone
    if not row["time_zone"] and row["state"] != NATIONWIDE:
        zones = gazetteer().zones_of(row["state"])
        row["time_zone"] = next(iter(zones)) if len(zones) == 1 else ""
    row["status"] = row["status"] or _status(row, today)
    return row


def applied(row: Row, cells: Mapping[str, str]) -> Row:
    """The record with cells changed, and with what follows: a place that moves gets a new point.

    A record whose address is withheld from now on loses what would tell it.
    """
    after = row | dict(cells)
    if after["address_withheld"] == "yes":
        after |= {"street": "", "zip": ""} | {name: row[name] for name in POINT}
        if row["address_withheld"] != "yes":
            return after | locate_row(after)
    if _where(row) == _where(after) or after["location_type"] != "physical":
        return after
    if "latitude" not in cells or after["address_withheld"] == "yes":
        after |= dict.fromkeys(POINT, "") | locate_row(after | dict.fromkeys(POINT, ""))
    area = area_of(after)
    follows = {"county": area.county, "time_zone": area.time_zone} if area else {}
    return after | {name: value for name, value in follows.items() if name not in cells}


def _where(row: Row) -> tuple[str, ...]:
    """Where a record is: another spelling of a street or a town is no other place."""
    return street_key(row["street"]), key(row["city"]), row["state"], row["zip"]


def locate_row(row: Row) -> Row:
    """The point of a record: its own if it states one, else the middle of what it names.

    A withheld address has the middle of its town, whatever was stated.
    """
    nowhere = dict.fromkeys(POINT, "") | {"precision": "none"}
    if row["location_type"] == "virtual":
        return nowhere
    hidden = {"street": "", "zip": ""} if row["address_withheld"] == "yes" else {}
    if not hidden and row["latitude"] and row["longitude"]:
        source = row["coordinate_source"] or row["source_name"]
        finest = "address" if row["street"] else "zip" if row["zip"] else "city"
        return {"precision": row["precision"] or finest, "coordinate_source": source}
    area = area_of(row | hidden)
    if area is None:
        return nowhere | hidden
    return hidden | {
        "latitude": f"{area.lat:.4f}",
        "longitude": f"{area.lon:.4f}",
        "precision": area.kind,
        "coordinate_source": _MIDDLES[area.kind],
    }


def area_of(row: Row) -> Area | None:
    """The finest area that a record names: ZIP code, city, county; None if it names none."""
    if row["state"] == NATIONWIDE:
        return None
    names = {name: row[name] for name in ("state", "city", "county")}
    return gazetteer().finest(code=row["zip"], **names)


def _status(row: Row, today: date) -> str:
    recent = freshness(row["source_date"], today) in ("fresh", "ageing")
    return "active" if recent and any(row[name] for name in CONTACTS) else "listed"
