"""Where an HSDS service is, and which area it serves."""

from __future__ import annotations

from respite_finder.export.hsds_record import Service, Telling, stated
from respite_finder.export.hsds_terms import NOT_PUBLISHED
from respite_finder.schema import split_list
from respite_finder.states import NATIONWIDE, STATE_NAMES, state_name


def service_areas(telling: Telling) -> list[Service]:
    """The area in the source's words, the states by their codes, the town of a withheld address."""
    made: list[Service] = []
    if telling.left.get("area_served"):
        made.append({"name": telling.take("area_served")})
    states = split_list(telling.left.get("area_states", ""))
    known = all(code in STATE_NAMES or code == NATIONWIDE for code in states)
    states = telling.take_list("area_states") if known else ()
    made += [{"name": state_name(code), "extent": code, "extent_type": "text"} for code in states]
    if telling.withheld:
        made.append({"name": telling.town, "description": NOT_PUBLISHED})
    return [{"id": telling.uuid("service_area", n)} | one for n, one in enumerate(made)]


def service_at_location(telling: Telling) -> Service:
    """The one location of a place; of a service found by area it is virtual."""
    location = {
        "id": telling.uuid("location"),
        "location_type": telling.take("location_type"),
        "name": telling.town if telling.withheld else telling.record["name"],
        "description": _approximate(telling),
        "latitude": telling.take("latitude"),
        "longitude": telling.take("longitude"),
        "addresses": _addresses(telling),
    }
    return {"id": telling.uuid("service_at_location"), "location": stated(location)}


def _approximate(telling: Telling) -> str | None:
    """HSDS has no precision: a point that is no door says so in words."""
    if "latitude" not in telling.left or telling.left["precision"] == "address":
        return None
    where = telling.left.get("coordinate_source") or f"middle of the {telling.left['precision']}"
    return f"The point is approximate: {where}."


def _addresses(telling: Telling) -> list[Service]:
    """HSDS wants an address whole: parts of one stay attributes."""
    whole = all(telling.left.get(name) for name in ("street", "city", "zip"))
    physical = telling.record["location_type"] == "physical"
    if not (whole and physical and telling.left["state"] in STATE_NAMES):
        return []
    return [
        {
            "id": telling.uuid("address"),
            "address_1": telling.take("street"),
            "city": telling.take("city"),
            "state_province": telling.take("state"),
            "postal_code": telling.take("zip"),
            "country": "US",
            "address_type": "physical",
        }
    ]
