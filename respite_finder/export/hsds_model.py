"""The tables of an HSDS 3.0 tabular data package: which there are, and the fields of each.

``TABLES`` is facts of the specification in a compact form. A line is a table: its name, its file,
then its fields; ``*`` marks a required one, a colon the type or the format of one that is more
than text. A field that ends in ``_id`` and begins with a table's name points there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

_TABLES: Final = """
organization organizations.csv id* name* alternate_name description* email:email website:uri
  tax_status tax_id year_incorporated:number legal_status logo uri:uri parent_organization_id
program programs.csv id* organization_id* name* alternate_name description*
service services.csv id* organization_id* program_id name* alternate_name description url:uri
  email:email status* interpretation_services application_process fees_description wait_time fees
  accreditations eligibility_description minimum_age:number maximum_age:number assured_date:date
  assurer_email:email licenses alert last_modified:datetime
attribute attributes.csv id* link_id* taxonomy_term_id* link_type link_entity* value
service_at_location service_at_location.csv id* service_id* location_id* description
location locations.csv id* location_type* url:uri organization_id name alternate_name description
  transportation latitude:number longitude:number external_identifier external_identifier_type
phone phones.csv id* location_id service_id organization_id contact_id service_at_location_id
  number* extension:number type description
contact contacts.csv id* organization_id service_id service_at_location_id location_id name title
  department email:email
address addresses.csv id* location_id attention address_1* address_2 city* region state_province*
  postal_code* country* address_type*
schedule schedules.csv id* service_id location_id service_at_location_id valid_from:date
  valid_to:date dtstart:date timezone:number until:date count:number wkst freq interval:number
  byday byweekno bymonthday byyearday description opens_at:time closes_at:time schedule_link:uri
  attending_type notes
funding funding.csv id* organization_id service_id source
service_area service_areas.csv id* service_id name description extent extent_type uri
required_document required_documents.csv id* service_id document uri:uri
language languages.csv id* service_id location_id phone_id name code note
accessibility accessibility.csv id* location_id description details url:uri
taxonomy_term taxonomy_terms.csv id* code name* description* parent_id taxonomy language
  taxonomy_id term_uri:uri
metadata metadata.csv id* resource_id* resource_type* last_action_date*:date last_action_type*
  field_name* previous_value* replacement_value* updated_by*
meta_table_description meta_table_descriptions.csv id* name language character_set
cost_option cost_options.csv id* service_id* valid_from:date valid_to:date option currency
  amount:number amount_description
organization_identifier organization_identifiers.csv id* organization_id* identifier_scheme
  identifier_type* identifier*
taxonomy taxonomies.csv id* name* description* uri:uri version
"""

_ENUMS: Final = {
    ("service", "status"): ("active", "inactive", "defunct", "temporarily closed"),
    ("location", "location_type"): ("physical", "postal", "virtual"),
    ("address", "address_type"): ("physical", "postal", "virtual"),
    ("schedule", "wkst"): ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
    ("schedule", "freq"): ("WEEKLY", "MONTHLY"),
}
_TYPES: Final = frozenset({"number", "date", "datetime", "time"})
_NO_UUID: Final = frozenset({"tax_id"})

NESTED: Final = {
    "organization": "organization",
    "program": "program",
    "location": "location",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
    "accessibility": "accessibility",
    "funding": "funding",
    "metadata": "metadata",
    "addresses": "address",
    "attributes": "attribute",
    "contacts": "contact",
    "cost_options": "cost_option",
    "languages": "language",
    "phones": "phone",
    "required_documents": "required_document",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
}
"""In a service object: the key under which objects of a table stand."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table; ``type`` and ``format`` as Table Schema names them."""

    name: str
    type: str
    format: str
    required: bool
    enum: tuple[str, ...]

    def descriptor(self) -> dict[str, Any]:
        constraints: dict[str, Any] = {"required": self.required, "unique": self.name == "id"}
        if self.enum:
            constraints["enum"] = list(self.enum)
        told = {"name": self.name, "type": self.type, "constraints": constraints}
        return told | ({"format": self.format} if self.format else {})


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the package: its file and its columns, in the order of the specification."""

    name: str
    path: str
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.required)

    @property
    def foreign_keys(self) -> dict[str, str]:
        """Column to the table that it points to."""
        named = {name: name.removesuffix("_id") for name in self.columns if name.endswith("_id")}
        return {name: table for name, table in named.items() if table in TABLES}

    def descriptor(self) -> dict[str, Any]:
        """The table as a resource of a tabular data package."""
        keys = [
            {"fields": name, "reference": {"resource": table, "fields": "id"}}
            for name, table in self.foreign_keys.items()
        ]
        schema = {"fields": [field.descriptor() for field in self.fields], "primaryKey": "id"}
        return {
            "name": self.name,
            "path": self.path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema | ({"foreignKeys": keys} if keys else {}),
        }


def _field(table: str, text: str) -> Field:
    marked, _, told = text.partition(":")
    name = marked.removesuffix("*")
    uuid = name == "id" or (name.endswith("_id") and name not in _NO_UUID)
    return Field(
        name=name,
        type=told if told in _TYPES else "string",
        format="" if told in _TYPES else told or ("uuid" if uuid else ""),
        required=marked.endswith("*"),
        enum=_ENUMS.get((table, name), ()),
    )


def _tables() -> dict[str, Table]:
    lines = _TABLES.strip().replace("\n  ", " ").splitlines()
    made = {}
    for line in lines:
        name, path, *fields = line.split()
        made[name] = Table(name, path, tuple(_field(name, text) for text in fields))
    return made


TABLES: Final = _tables()
"""The tables by name, in the order of the specification."""
