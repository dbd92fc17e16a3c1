"""Places as HSDS 3.0 services (Open Referral), each a complete object with all that hangs on it.

HSDS's own fields come first. What they cannot carry without a loss stands among the service's
``attributes``, one term a column (see ``hsds_terms``), so that the import gets every cell back.
What is not known is left out. Ids are UUID 5 of our own ids: the same in every export.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import pandas as pd

from respite_finder.corrections import Correction
from respite_finder.export.gate import Record, records
from respite_finder.export.hsds_schedule import weekly_schedules
from respite_finder.export.hsds_terms import (
    HSDS_STATUS,
    NOT_CONFIRMED,
    ON_CALLING_ONLY,
    attribute,
    column_term,
    kind_term,
    open_eligibility_terms,
)
from respite_finder.ids import uuid_of
from respite_finder.schema import COLUMN_NAMES, LIST_SEPARATOR, split_list
from respite_finder.states import STATE_NAMES, state_name

Service = dict[str, Any]

FINE: Final = ("street", "zip", "latitude", "longitude", "precision", "coordinate_source")
"""What of a withheld address does not leave in this form: HSDS has no way to say "about here"."""


def hsds_services(places: pd.DataFrame, corrections: Sequence[Correction] = ()) -> list[Service]:
    """One HSDS 3.0 service a place, in the frame's order, with the corrections of its record."""
    told = records(places)
    runs: dict[str, list[str]] = {}
    for record in told:
        runs.setdefault(_organization_id(record), []).append(record["name"])
    log: dict[str, list[Correction]] = {}
    for row in corrections:
        log.setdefault(row.resource_id, []).append(row)
    return [
        _Service(record).as_dict(runs[_organization_id(record)], log.get(record["place_id"], ()))
        for record in told
    ]


class _Service:
    """A record on its way: what an HSDS field carries is taken out of ``left``."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.place_id: str = record["place_id"]
        self.id = str(uuid_of("service", self.place_id))
        self.left = {
            name: record[name] for name in COLUMN_NAMES if record[name] not in (None, False)
        }
        self.withheld = bool(record["address_withheld"])
        if self.withheld:
            for name in FINE:
                self.left.pop(name, None)

    def as_dict(self, runs: Sequence[str], log: Iterable[Correction]) -> Service:
        service = {
            "id": self.id,
            "organization": self._organization(runs),
            **self._own_fields(),
            "phones": self._phones(),
            "schedules": self._schedules(),
            "service_areas": self._service_areas(),
            "languages": self._languages(),
            "cost_options": self._cost_options(),
            "service_at_locations": [self._service_at_location()],
            "metadata": [self._metadata(row) for row in log],
        }
        # Last: whatever no field has carried.
        service["attributes"] = self._attributes()
        return _stated(service)

    def _take(self, name: str) -> Any:
        return self.left.pop(name, None)

    def _take_list(self, name: str) -> tuple[str, ...]:
        """The members of a list cell, unless joining them would make another cell."""
        cell = self.left.get(name, "")
        members = split_list(cell)
        if LIST_SEPARATOR.join(members) != cell:
            return ()
        self._take(name)
        return members

    def _uuid(self, kind: str, key: str | int = "") -> str:
        return str(uuid_of(kind, f"{self.place_id}/{key}"))

    def _organization(self, runs: Sequence[str]) -> Service:
        organization = self.left.get("organization")
        if organization == self.left["name"]:
            name, description = organization, _runs(runs)
        elif organization:
            name, description = self._take("organization"), _runs(runs)
        else:
            name = self.left["name"]
            description = "No source names who runs it: the place stands for itself."
        return {"id": _organization_id(self.record), "name": name, "description": description}

    def _own_fields(self) -> Service:
        listed = self.left["status"] == "listed"
        status = HSDS_STATUS[self.left["status"]]
        if self.left["status"] == "active":
            self._take("status")
        note = self._take("visitor_note")
        source_date = self.left.get("source_date")
        if source_date and len(source_date) == len("YYYY-MM-DD"):
            self._take("source_date")
        return {
            "name": self._take("name"),
            "alternate_name": self._take("alternate_names"),
            "description": self._take("description"),
            "url": self._take("website") if _is_uri(self.left.get("website", "")) else None,
            "email": self._take("email"),
            "status": status,
            "application_process": self._take("referral"),
            "fees_description": self.left.get("cost"),
            "eligibility_description": self._take("populations"),
            "minimum_age": self._take("age_min"),
            "maximum_age": self._take("age_max"),
            "assured_date": f"{source_date}-01-01"[:10] if source_date else None,
            "alert": " ".join(filter(None, (NOT_CONFIRMED if listed else "", note))),
        }

    def _phones(self) -> list[Service]:
        made = []
        if self.left.get("phone"):
            extension = self.left.get("phone_extension", "")
            if extension and not extension.startswith("0"):
                self._take("phone_extension")
            made.append(
                {
                    "id": self._uuid("phone", 1),
                    "number": self._take("phone"),
                    "extension": int(extension) if extension else None,
                    "type": "voice",
                }
            )
            if self.left.get("phone_2"):
                made.append(
                    {
                        "id": self._uuid("phone", 2),
                        "number": self._take("phone_2"),
                        "type": "voice",
                        "description": self._take("phone_2_label"),
                    }
                )
        if self.left.get("text_line"):
            keyword = self.left.get("text_keyword")
            made.append(
                {
                    "id": self._uuid("phone", "text"),
                    "number": self._take("text_line"),
                    "type": "text",
                    "description": f"Text {keyword}." if keyword else None,
                }
            )
        return [_stated(phone) for phone in made]

    def _schedules(self) -> list[Service]:
        words = self._take("hours")
        weekly = weekly_schedules(self.left.get("opening_hours", ""))
        made: list[Service] = [
            {
                "freq": "WEEKLY",
                "byday": one.byday,
                "opens_at": one.opens_at,
                "closes_at": one.closes_at,
            }
            for one in weekly
        ]
        if words:
            made = made or [{}]
            made[0]["description"] = words
        return [{"id": self._uuid("schedule", n)} | one for n, one in enumerate(made)]

    def _service_areas(self) -> list[Service]:
        made: list[Service] = []
        if self.left.get("area_served"):
            made.append({"name": self._take("area_served")})
        states = self._take_list("area_states")
        made += [
            {"name": state_name(code), "extent": code, "extent_type": "text"} for code in states
        ]
        if self.withheld:
            made.append({"name": self._town(), "description": ON_CALLING_ONLY})
        return [{"id": self._uuid("service_area", n)} | one for n, one in enumerate(made)]

    def _languages(self) -> list[Service]:
        names = self._take_list("languages")
        return [{"id": self._uuid("language", n), "name": name} for n, name in enumerate(names)]

    def _cost_options(self) -> list[Service]:
        cost = self._take("cost")
        return [{"id": self._uuid("cost_option"), "option": cost}] if cost else []

    def _service_at_location(self) -> Service:
        location = {
            "id": self._uuid("location"),
            "location_type": self._take("location_type"),
            "name": self._town() if self.withheld else self.record["name"],
            "latitude": self._take("latitude"),
            "longitude": self._take("longitude"),
            "addresses": self._addresses(),
        }
        return {"id": self._uuid("service_at_location"), "location": _stated(location)}

    def _addresses(self) -> list[Service]:
        """HSDS wants an address whole: parts of one stay attributes."""
        whole = all(self.left.get(name) for name in ("street", "city", "zip"))
        physical = self.record["location_type"] == "physical"
        if not (whole and physical and self.left["state"] in STATE_NAMES):
            return []
        return [
            {
                "id": self._uuid("address"),
                "address_1": self._take("street"),
                "city": self._take("city"),
                "state_province": self._take("state"),
                "postal_code": self._take("zip"),
                "country": "US",
                "address_type": "physical",
            }
        ]

    def _town(self) -> str:
        state = state_name(self.record["state"])
        town = self.record["city"] or self.record["county"]
        return f"{town}, {state}" if town else state

    def _attributes(self) -> list[Service]:
        kind = self._take("service_type")
        terms = [kind_term(kind), *open_eligibility_terms(kind)]
        made = [attribute(self.id, self.place_id, term) for term in terms]
        for name, value in self.left.items():
            text = "yes" if value is True else str(value)
            made.append(attribute(self.id, self.place_id, column_term(name), text))
        return made

    def _metadata(self, row: Correction) -> Service:
        hidden = self.withheld and row.field_name in FINE
        return {
            "id": row.id,
            "resource_id": self.id,
            "resource_type": row.resource_type,
            "last_action_date": row.last_action_date,
            "last_action_type": row.last_action_type,
            "field_name": row.field_name,
            "previous_value": "" if hidden else row.previous_value,
            "replacement_value": "" if hidden else row.replacement_value,
            "updated_by": row.updated_by,
        }


def _organization_id(record: Record) -> str:
    """By its name; a place that nobody is named for is an organization of its own."""
    if record["organization"]:
        return str(uuid_of("organization", record["organization"]))
    return str(uuid_of("organization of", record["place_id"]))


def _runs(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    more = f" and {len(shown) - 3} more" if len(shown) > 3 else ""
    return f"Named as running {LIST_SEPARATOR.join(shown[:3])}{more}."


def _stated(fields: Service) -> Service:
    return {
        name: value for name, value in fields.items() if value is not None and value not in ("", [])
    }


def _is_uri(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = text.isascii() and not any(char in ' "<>\\^`{|}' for char in text)
    return plain and bool(parts.scheme and parts.netloc)
