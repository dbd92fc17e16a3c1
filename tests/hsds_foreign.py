"""A service of somebody else, in HSDS 3.0, and its changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from made_imports import read, write_json
from respite_finder.ingest.hsds import read_hsds_json
from respite_finder.ingest.incoming import Incoming

FOREIGN: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "River House Peer Respite",
    "status": "active",
    "description": "A made house.",
    "url": "https://example.org/river",
    "email": "info@example.org",
    "fees_description": "free",
    "minimum_age": 18,
    "assured_date": "2026-05-04",
    "organization": {"id": "o", "name": "Made Alliance", "description": "Made."},
    "phones": [
        {"id": "p", "number": "(413) 555-0100", "extension": 12, "type": "voice"},
        {"id": "q", "number": "413-555-0101", "type": "fax"},
    ],
    "schedules": [
        {"id": "s", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
    ],
    "languages": [{"id": "l", "name": "English"}, {"id": "m", "name": "Spanish"}],
    "service_at_locations": [
        {
            "id": "a",
            "location": {
                "id": "b",
                "location_type": "physical",
                "latitude": 42.3223,
                "longitude": -72.6313,
                "addresses": [
                    {
                        "id": "c",
                        "address_1": "1 Main St",
                        "address_2": "Floor 2",
                        "city": "Northampton",
                        "state_province": "Massachusetts",
                        "postal_code": "01060-1234",
                        "country": "US",
                        "address_type": "physical",
                    }
                ],
            },
        }
    ],
}


def foreign(**changes: Any) -> dict[str, Any]:
    """Somebody's service with changes; None takes a field away."""
    return {name: value for name, value in (FOREIGN | changes).items() if value is not None}


def of(tmp_path: Path, *services: Any, **said: Any) -> list[Incoming]:
    """What a JSON list of these services holds."""
    return read(read_hsds_json, write_json(tmp_path / "services.json", list(services)), **said)
