"""Facts of HSDS 3.0 that our services are held against: fields, required ones, forms, enums.

Only the objects and fields that we write: a field that is not here is one that we invented. Where
the official schemas lie beside the checkout, ``OFFICIAL`` is their folder and tests use them too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from respite_finder.resources import ROOT

OFFICIAL = ROOT.parent / "shared" / "hsds3"

OBJECTS = {
    "service": """id! name! status! description alternate_name url=uri email=email
        application_process fees_description eligibility_description minimum_age=number
        maximum_age=number assured_date=date alert organization=organization phones=phone[]
        schedules=schedule[] service_areas=service_area[] languages=language[]
        cost_options=cost_option[] service_at_locations=service_at_location[]
        attributes=attribute[] metadata=metadata[]""",
    "organization": "id! name! description!",
    "phone": "id! number! extension=number type description",
    "schedule": "id! freq byday opens_at=time closes_at=time description",
    "service_area": "id! name description extent extent_type",
    "language": "id! name",
    "cost_option": "id! option",
    "service_at_location": "id! location=location",
    "location": """id! location_type! name description latitude=number longitude=number
        addresses=address[]""",
    "address": """id! address_1! city! state_province! postal_code! country! address_type!""",
    "attribute": """id! link_id!=uuid link_entity! taxonomy_term_id!=uuid value
        taxonomy_term!=taxonomy_term""",
    "taxonomy_term": "id! code name! description! taxonomy taxonomy_id=uuid",
    "metadata": """id! resource_id!=uuid resource_type! last_action_date!=date last_action_type!
        field_name! previous_value! replacement_value! updated_by!""",
}
ENUMS = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
    "freq": {"WEEKLY", "MONTHLY"},
    "extent_type": {"geojson", "topojson", "kml", "text"},
    "type": {"text", "voice", "fax", "cell", "video", "pager", "textphone"},
}


def problems(told: Any, kind: str = "service", at: str = "") -> Iterator[str]:
    """What of an object breaks a fact, everything nested in it included."""
    fields = dict(_field(text) for text in OBJECTS[kind].split())
    if not isinstance(told, dict):
        yield f"{at}: no object"
        return
    yield from (f"{at}{name}: missing" for name, (must, _) in fields.items() if must - told.keys())
    for name, value in told.items():
        if name not in fields:
            yield f"{at}{name}: no such field"
            continue
        form = fields[name][1]
        if form.endswith("[]"):
            if not isinstance(value, list) or not value:
                yield f"{at}{name}: no list, or an empty one"
            for number, one in enumerate(value):
                yield from problems(one, form[:-2], f"{at}{name}[{number}].")
        elif form in OBJECTS:
            yield from problems(value, form, f"{at}{name}.")
        elif not _fits(form, value) or value not in ENUMS.get(name, {value}):
            yield f"{at}{name}: {value!r} is no {form}"


def _field(text: str) -> tuple[str, tuple[set[str], str]]:
    marked, _, form = text.partition("=")
    name = marked.removesuffix("!")
    must = {name} if marked.endswith("!") else set()
    return name, (must, form or ("uuid" if name == "id" else "text"))


def _fits(form: str, value: object) -> bool:
    if form == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if not isinstance(value, str):
        return False
    try:
        match form:
            case "uuid":
                return str(UUID(value)) == value
            case "date":
                return date.fromisoformat(value).isoformat() == value
            case "time":
                return time.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
    if form == "uri":
        return is_uri(value)
    return form != "email" or re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", value) is not None


def is_uri(value: str) -> bool:
    """RFC 3986, as far as web addresses go: the schemas' own checker is not installed."""
    parts = urlsplit(value)
    plain = re.fullmatch(r"[\w\-.~:/?#\[\]@!$&'()*+,;=%]+", value, re.ASCII)
    return bool(plain and parts.scheme and parts.netloc)


@cache
def official_validator() -> Draft202012Validator:
    """The official JSON Schema of a service with all that it refers to, formats checked."""
    schemas = {
        path.name: DRAFT202012.create_resource(json.loads(path.read_text(encoding="utf-8")))
        for path in OFFICIAL.glob("*.json")
    }
    checker = FormatChecker()
    checker.checks("uri")(lambda value: not isinstance(value, str) or is_uri(value))
    registry = Registry().with_resources(schemas.items())
    return Draft202012Validator({"$ref": "service.json"}, registry=registry, format_checker=checker)
