"""Where a fact row is: point, precision, county, time zone, area served. Nothing is guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respite_finder.gazetteer import Area, gazetteer, key
from respite_finder.states import NATIONWIDE, STATE_NAMES

if TYPE_CHECKING:
    from build_places import Log

Row = dict[str, str]

BY_AREA = {"warmline", "peer_organization"}
"""Found by the area that they serve, wherever their office is."""

_ISLAND_COUNTIES = {"oahu": "Honolulu", "kauai": "Kauai", "maui": "Maui"}
_MORE_STATES = {
    "North Dakota; Moorhead MN": "ND; MN",
    "ND and Clay County": "ND; MN",
}
_AFFILIATE = re.compile(r"^(NAMI|DBSA|Depression Bipolar Support Alliance)\b[\s-]*", re.IGNORECASE)
_ZONES = {
    "ET": ("America/New_York", "America/Detroit", "America/Indiana", "America/Kentucky"),
    "CT": ("America/Chicago", "America/Menominee"),
    "MT": ("America/Denver", "America/Boise", "America/Phoenix"),
    "PT": ("America/Los_Angeles",),
}
_ZONE_WORDS = {"eastern": "ET", "central": "CT", "mountain": "MT", "pacific": "PT"}
_DEFAULT_ZONE = {code: zones[0] for code, zones in _ZONES.items()}


def place_row(row: Row, log: Log) -> None:
    """Fill latitude, longitude, precision, county, time zone, location_type and area_states."""
    withheld = row["service_type"] == "peer_respite" and (
        row["confidential_address"] == "yes" or not row["street"]
    )
    row["address_withheld"] = "yes" if withheld else ""
    if withheld:
        reason = "the address is given on calling only: nothing finer than the city is kept"
        for field in ("street", "zip", "latitude", "longitude", "coordinate_source"):
            log.change(row, field, "", reason, secret=True)
    area = office = _find_area(row, log)
    by_area = row["service_type"] in BY_AREA or _serves_at_large(row, area)
    row["location_type"] = "virtual" if by_area else "physical"
    row["area_states"] = _area_states(row) if by_area else ""
    if by_area:
        row["latitude"] = row["longitude"] = row["coordinate_source"] = ""
        row["precision"] = "none"
    elif row["latitude"]:
        row["precision"] = "address"
    else:
        _use_middle(row, area)
    if by_area:
        # A line's county is the one that it serves, never the one of its office.
        area = _served_county(row)
    row["county"] = area.county if area and row["state"] != NATIONWIDE else ""
    row["time_zone"] = _time_zone(row, area or office)


def _use_middle(row: Row, area: Area | None) -> None:
    row["precision"] = area.kind if area else "none"
    row["latitude"] = f"{area.lat:.4f}" if area else ""
    row["longitude"] = f"{area.lon:.4f}" if area else ""
    words = {"zip": "ZIP code", "city": "city's ZIP codes", "county": "county's ZIP codes"}
    row["coordinate_source"] = (
        f"middle of the {words[area.kind]}, weighted by people" if area else ""
    )
    if area and area.kind == "zip":
        row["coordinate_source"] = "middle of the ZIP code (GeoNames)"


def _find_area(row: Row, log: Log) -> Area | None:
    """The finest area that the facts name: ZIP, then city, then the one county served."""
    known = gazetteer()
    if row["state"] == NATIONWIDE:
        return None
    if row["zip"]:
        return known.zip_code(row["zip"])
    if row["city"]:
        return known.city(row["city"], row["state"])
    if row["service_type"] == "support_group_network":
        return _named_area(row, log)
    return _served_county(row)


def _served_county(row: Row) -> Area | None:
    served = row["area_served"].split(" (")[0]
    island = _ISLAND_COUNTIES.get(served.lower())
    if island:
        return gazetteer().county(island, row["state"])
    if re.fullmatch(r"[\w .'-]+ County", served):
        return gazetteer().county(served, row["state"])
    return None


def _named_area(row: Row, log: Log) -> Area | None:
    """An affiliate without an address is named for the county or town that it serves."""
    known = gazetteer()
    decided = row.get("named_area", "")
    if decided.startswith("county:"):
        return known.county(decided.removeprefix("county:"), row["state"])
    name = _AFFILIATE.sub("", row["name"])
    name = re.sub(r"\([^)]*\)|,? Inc\.?$", "", name).strip(" ,")
    name = re.sub(rf",? {row['state']}$", "", name).strip(" ,")
    spoken, state = name, STATE_NAMES[row["state"]]
    name = re.sub(rf",? {state}( State)?$", "", f" {name}").strip(" ,")
    if not row["area_served"]:
        reason = "the affiliate is named for the area that it serves; no address is stated"
        log.change(row, "area_served", spoken if name else "statewide", reason)
    if not name or decided == "none":
        return None
    county = known.county(name, row["state"]) if name.endswith((" County", " Parish")) else None
    return county or known.cities.get((row["state"], key(name)))


def _serves_at_large(row: Row, area: Area | None) -> bool:
    """A network or group that names no town and serves a region or a state."""
    if area or row["city"] or row["service_type"] == "peer_respite":
        return False
    at_large = row["area_served"].startswith(("statewide", "nationwide"))
    return at_large or row["service_type"] == "support_group_network"


def _area_states(row: Row) -> str:
    return _MORE_STATES.get(row["area_served"], row["state"])


def _time_zone(row: Row, area: Area | None) -> str:
    """The zone the hours are meant in: as printed, else the place's, else the state's only one."""
    printed = re.search(r"\((E|C|M|P)S?T\)| (E|C|M|P)T\)", row["hours"])
    said = re.search(
        r"\b(Eastern|Central|Mountain|Pacific)( Standard)? time", row["notes"], re.IGNORECASE
    )
    code = f"{printed[1] or printed[2]}T" if printed else ""
    if not code and said and row["hours"]:
        code = _ZONE_WORDS[said[1].lower()]
    state = gazetteer().states.get(row["state"])
    if code:
        for zone in (area and area.time_zone, state and state.time_zone):
            if zone and zone.startswith(_ZONES[code]):
                return zone
        return _DEFAULT_ZONE[code]
    if area is None and row["location_type"] == "virtual":
        area = _served_county(row)
    if area:
        return area.time_zone
    zones = gazetteer().zones_of(row["state"])
    return state.time_zone if state and len(zones) == 1 else ""
