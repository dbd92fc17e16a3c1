"""The way to a place: plain links to three map sites, for a published street only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

Record = Mapping[str, Any]

_SITES: Final = (
    ("OpenStreetMap", "https://www.openstreetmap.org/search?query={address}"),
    ("Google Maps", "https://www.google.com/maps/dir/?api=1&destination={address}"),
    ("Apple Maps", "https://maps.apple.com/?daddr={address}"),
)
"""Names of map sites are names, the same in every language."""

_NO_DOOR: Final = ("po box", "p.o. box", "p. o. box")


def directions(record: Record) -> list[tuple[str, str]]:
    """Name and address of each map site with this place's street in it.

    Empty where no street may be shown, where the street is a post box, and where nobody should go.
    The links hold the published address and nothing of the visitor.

    >>> there = {"address_withheld": False, "status": "active", "street": "1 Main St"}
    >>> there |= {"city": "Troy", "state": "NY", "zip": "12180"}
    >>> directions(there)[0]
    ('OpenStreetMap', 'https://www.openstreetmap.org/search?query=1%20Main%20St%2C%20Troy%2C%20NY%2012180')
    """
    street = record["street"] or ""
    gone = record["status"] in ("closed", "planned")
    if not street or gone or record["address_withheld"] or street.lower().startswith(_NO_DOOR):
        return []
    tail = " ".join(part for part in (record["state"], record["zip"]) if part)
    address = ", ".join(part for part in (street, record["city"], tail) if part)
    return [(name, href.format(address=quote(address, safe=""))) for name, href in _SITES]
