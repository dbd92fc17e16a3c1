"""Places as HSDS 3.0 services (Open Referral), each a complete object with all that hangs on it.

HSDS's own fields come first. What they cannot carry without a loss stands among the service's
``attributes``, one term a column (see ``hsds_terms``), so that the import gets every cell back.
What is not known is left out. Ids are UUID 5 of our own ids: the same in every export.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import pandas as pd

from respite_finder.corrections import Correction
from respite_finder.export.gate import Record, records
from respite_finder.export.hsds_record import Service, Telling, stated
from respite_finder.export.hsds_schedule import weekly_schedules
from respite_finder.export.hsds_terms import (
    HSDS_STATUS,
    NOT_CONFIRMED,
    attribute,
    column_term,
    kind_term,
    open_eligibility_terms,
)
from respite_finder.export.hsds_where import service_areas, service_at_location
from respite_finder.ids import uuid_of
from respite_finder.schema import FINE, LIST_SEPARATOR


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


class _Service(Telling):
    """Field by field; whatever is left in the end stands in attributes."""

    def as_dict(self, runs: Sequence[str], log: Iterable[Correction]) -> Service:
        service = {
            "id": self.id,
            "organization": self._organization(runs),
            **self._own_fields(),
            "phones": self._phones(),
            "schedules": self._schedules(),
            "service_areas": service_areas(self),
            "languages": self._languages(),
            "cost_options": self._cost_options(),
            "service_at_locations": [service_at_location(self)],
            "metadata": [self._metadata(row) for row in log],
        }
        # Last: whatever no field has carried.
        service["attributes"] = self._attributes()
        return stated(service)

    def _organization(self, runs: Sequence[str]) -> Service:
        organization = self.left.get("organization")
        if organization == self.left["name"]:
            name, description = organization, _runs(runs)
        elif organization:
            name, description = self.take("organization"), _runs(runs)
        else:
            name = self.left["name"]
            description = "No source names who runs it: the place stands for itself."
        return {"id": _organization_id(self.record), "name": name, "description": description}

    def _own_fields(self) -> Service:
        listed = self.left["status"] == "listed"
        status = HSDS_STATUS[self.left["status"]]
        if self.left["status"] == "active":
            self.take("status")
        note = self.take("visitor_note")
        source_date = self.left.get("source_date")
        if source_date and len(source_date) == len("YYYY-MM-DD"):
            self.take("source_date")
        return {
            "name": self.take("name"),
            "alternate_name": self.take("alternate_names"),
            "description": self.take("description"),
            "url": self.take("website") if _is_uri(self.left.get("website", "")) else None,
            "email": self.take("email"),
            "status": status,
            "application_process": self.take("referral"),
            "fees_description": self.left.get("cost"),
            "eligibility_description": self.take("populations"),
            "minimum_age": self.take("age_min"),
            "maximum_age": self.take("age_max"),
            "assured_date": f"{source_date}-01-01"[:10] if source_date else None,
            "alert": " ".join(filter(None, (NOT_CONFIRMED if listed else "", note))),
        }

    def _phones(self) -> list[Service]:
        made = []
        if self.left.get("phone"):
            extension = self.left.get("phone_extension", "")
            if extension and not extension.startswith("0"):
                self.take("phone_extension")
            made.append(
                {
                    "id": self.uuid("phone", 1),
                    "number": self.take("phone"),
                    "extension": int(extension) if extension else None,
                    "type": "voice",
                }
            )
            if self.left.get("phone_2"):
                made.append(
                    {
                        "id": self.uuid("phone", 2),
                        "number": self.take("phone_2"),
                        "type": "voice",
                        "description": self.take("phone_2_label"),
                    }
                )
        if self.left.get("text_line"):
            keyword = self.left.get("text_keyword")
            made.append(
                {
                    "id": self.uuid("phone", "text"),
                    "number": self.take("text_line"),
                    "type": "text",
                    "description": f"Text {keyword}." if keyword else None,
                }
            )
        return [stated(phone) for phone in made]

    def _schedules(self) -> list[Service]:
        words = self.take("hours")
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
        return [{"id": self.uuid("schedule", n)} | one for n, one in enumerate(made)]

    def _languages(self) -> list[Service]:
        names = self.take_list("languages")
        return [{"id": self.uuid("language", n), "name": name} for n, name in enumerate(names)]

    def _cost_options(self) -> list[Service]:
        cost = self.take("cost")
        return [{"id": self.uuid("cost_option"), "option": cost}] if cost else []

    def _attributes(self) -> list[Service]:
        kind = self.take("service_type")
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


def _is_uri(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = text.isascii() and not any(char in ' "<>\\^`{|}' for char in text)
    return plain and bool(parts.scheme and parts.netloc)
