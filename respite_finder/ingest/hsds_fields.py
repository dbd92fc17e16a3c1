"""What an HSDS 3.0 service says, under the names of our columns.

Of our own exports every cell comes back: what HSDS has no field for stands in attributes whose
terms are our columns (see ``export.hsds_terms``). Of anybody else's what can be mapped is mapped,
and what is left out is told. Contacts are never read: they name persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from respite_finder.errors import shorten
from respite_finder.export.hsds_terms import (
    COLUMNS_TAXONOMY,
    KINDS_TAXONOMY,
    NOT_CONFIRMED,
    NOT_PUBLISHED,
)
from respite_finder.ingest.hsds_hours import Hours, hours_of
from respite_finder.ingest.hsds_kinds import kinds_in
from respite_finder.ingest.hsds_parts import Part, Told
from respite_finder.ingest.incoming import Incoming, Source
from respite_finder.ingest.stating import incoming
from respite_finder.schema import BY_NAME, ServiceType
from respite_finder.states import NATIONWIDE, STATE_NAMES

Values = dict[str, object]

_FIELDS: Final = {
    "name": "name",
    "alternate_names": "alternate_name",
    "description": "description",
    "referral": "application_process",
    "populations": "eligibility_description",
    "age_min": "minimum_age",
    "age_max": "maximum_age",
}
_STATUS: Final = {
    "active": "active",
    "inactive": "closed",
    "defunct": "closed",
    "temporarily closed": "closed",
}
_TEXT_TYPES: Final = ("text", "sms")
_VOICE_TYPES: Final = ("", "voice", "hotline", "toll free", "toll-free")
"""Not cell: that may be a person's own."""

_UNITED_STATES: Final = (
    *("", "us", "usa", "united states", "united states of america"),
    *("as", "gu", "mp", "pr", "vi"),
)
"""Territories have country codes of their own."""


def incoming_services(service: Told, row: int, source: Source) -> Iterator[Incoming]:
    """A service as records of ours: one, or one for each of its locations."""
    notes: list[str] = []
    places = Part(service, notes).objects("service_at_locations")
    for at in places or [{}]:
        reading = _Reading(service, at, alone=len(places) < 2)
        values = reading.values()
        notes_here = [*notes, *reading.notes]
        record = incoming(row, values, source, key=reading.key(), notes=notes_here)
        if reading.abroad:
            yield replace(record, refused=reading.abroad)
        elif not (values.get("service_type") or source.kind) and values.get("name"):
            reason = "its kind of help is not stated: give --type"
            yield replace(record, refused=reason)
        else:
            yield record


class _Reading:
    """One service at one place."""

    def __init__(self, service: Told, at: Told, *, alone: bool) -> None:
        self.notes: list[str] = []
        self.abroad = ""
        self.alone = alone
        self.service = Part(service, self.notes)
        self.at = Part(at, self.notes)
        self.location = self.at.object("location")
        self.organization = self.service.object("organization")

    def key(self) -> str:
        service_id = self.service.text("id")
        return service_id if self.alone else f"{service_id}/{self.at.text('id')}"

    def values(self) -> Values:
        own, kind = self._attributes()
        if not self.alone:
            # Two places cannot have one id.
            own.pop("place_id", None)
        values: Values = {name: self.service.told.get(field) for name, field in _FIELDS.items()}
        values["source_date"] = self.service.text("assured_date").partition("T")[0]
        values |= self._named() | self._phones() | self._areas() | self._place()
        values |= self._hours(own)
        values["service_type"] = kind or self._kind_by_name()
        values["status"] = self._status()
        values["visitor_note"] = self._note(own)
        values |= own
        if not values.get("state") and values.get("area_states") in {*STATE_NAMES, NATIONWIDE}:
            values["state"] = values["area_states"]
        if self.service.objects("contacts"):
            self.notes.append("contacts left out: they may name persons")
        return {name: value for name, value in values.items() if value not in (None, "", [])}

    def _attributes(self) -> tuple[Values, str]:
        """Cells that stand in attributes of ours, and the kind of help that a term tells."""
        own: Values = {}
        kinds = set()
        for attribute in self.service.parts("attributes"):
            term = attribute.object("taxonomy_term")
            code, value = term.text("code"), attribute.text("value")
            if _is_of(term, COLUMNS_TAXONOMY) and code in BY_NAME:
                own[code] = value
            elif _is_of(term, KINDS_TAXONOMY) and code in set(ServiceType):
                kinds.add(code)
            else:
                kinds |= kinds_in(term.text("name"), whole=True)
        if len(kinds) > 1:
            self.notes.append(f"several kinds of help are stated: {', '.join(sorted(kinds))}")
        return own, kinds.pop() if len(kinds) == 1 else ""

    def _kind_by_name(self) -> str:
        kinds = kinds_in(self.service.text("name")) or kinds_in(self.service.text("alternate_name"))
        return kinds.pop() if len(kinds) == 1 else ""

    def _named(self) -> Values:
        name, organization = self.service.text("name"), self.organization.text("name")
        fees = [one.text("option") for one in self.service.parts("cost_options")]
        languages = [
            one.text("name") or one.text("code")
            for holder in (self.service, self.location)
            for one in holder.parts("languages")
        ]
        return {
            # A place that nobody is named for is told as its own organization.
            "organization": "" if organization == name else organization,
            "website": self.service.text("url") or self.organization.text("website"),
            "email": self.service.text("email") or self.organization.text("email"),
            "cost": self.service.text("fees_description")
            or "; ".join(filter(None, fees))
            or self.service.text("fees"),
            "languages": list(dict.fromkeys(filter(None, languages))),
        }

    def _status(self) -> str:
        stated = self.service.text("status").lower()
        if stated and stated not in _STATUS:
            self.notes.append(f"status left out: {shorten(stated)!r} is none of HSDS")
        elif stated == "temporarily closed":
            self.notes.append("status: it is closed for a time only")
        return _STATUS.get(stated, "")

    def _note(self, own: Values) -> str:
        alert = self.service.text("alert")
        return alert.removeprefix(NOT_CONFIRMED) if own.get("status") == "listed" else alert

    def _phones(self) -> Values:
        holders = (self.at, self.location, self.service)
        phones = [one for holder in holders for one in holder.parts("phones")]
        if not phones:
            phones = self.organization.parts("phones")
        voices: dict[str, Part] = {}
        values: Values = {}
        for phone in phones:
            number, form = phone.text("number"), phone.text("type").lower()
            if form in _TEXT_TYPES and "text_line" not in values:
                values["text_line"] = number
            elif form in _VOICE_TYPES and number:
                voices.setdefault(number, phone)
            else:
                self.notes.append(f"a phone left out: {form or 'without a number'}")
        for (number, phone), name in zip(voices.items(), ("phone", "phone_2"), strict=False):
            values[name] = number
            if name == "phone":
                values["phone_extension"] = phone.text("extension")
            else:
                values["phone_2_label"] = phone.text("description")
        if len(voices) > 2:
            self.notes.append(f"phones left out: {len(voices) - 2} more than two")
        return values

    def _areas(self) -> Values:
        states, names = [], []
        for area in self.service.parts("service_areas"):
            extent, name = area.text("extent"), area.text("name")
            if area.text("description") == NOT_PUBLISHED:
                continue
            if extent in STATE_NAMES or extent == NATIONWIDE:
                states.append(extent)
            elif name or area.text("description"):
                names.append(name or area.text("description"))
        return {"area_states": "; ".join(states), "area_served": "; ".join(names)}

    def _place(self) -> Values:
        form = self.location.text("location_type").lower()
        values: Values = {"location_type": form if form in ("physical", "virtual") else ""}
        if form != "virtual":
            for name in ("latitude", "longitude"):
                values[name] = self.location.told.get(name)
        elif self.location.text("latitude"):
            self.notes.append("latitude and longitude left out: the location is virtual")
        addresses = self.location.parts("addresses")
        streets = [one for one in addresses if one.text("address_type").lower() == "physical"]
        usable = streets or [
            one for one in addresses if one.text("address_type").lower() in ("", "virtual")
        ]
        if len(usable) < len(addresses):
            self.notes.append("a mailing address left out")
        return values | (self._address(usable[0]) if usable else {})

    def _address(self, address: Part) -> Values:
        if address.text("country").lower() not in _UNITED_STATES:
            self.abroad = f"lies in {shorten(address.text('country'))}, not in the United States"
        lines = (address.text("address_1"), address.text("address_2"))
        return {
            "street": ", ".join(filter(None, lines)),
            "city": address.text("city"),
            "state": address.text("state_province"),
            "zip": address.text("postal_code"),
        }

    def _hours(self, own: Values) -> Values:
        holders = (self.at, self.location, self.service)
        schedules = [one.told for holder in holders for one in holder.parts("schedules")]
        hours = hours_of(schedules)
        if "opening_hours" in own or "place_id" in own:
            hours = Hours(hours.words, "", "")
        elif hours.left_out:
            self.notes.append(hours.left_out)
        return {"hours": hours.words, "opening_hours": hours.expression}


def _is_of(term: Part, taxonomy: Mapping[str, str]) -> bool:
    return taxonomy["id"] == term.text("taxonomy_id") or taxonomy["name"] == term.text("taxonomy")
