"""schema.org JSON-LD: what a search engine is told, and what it must not be."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pandas as pd
import pytest

from made import VIRTUAL, WITHHELD, frame, record
from respite_finder.export.schema_org import json_ld
from respite_finder.ids import uuid_of

ALLOWED = {
    "Country",
    "ContactPoint",
    "GeoCoordinates",
    "LocalBusiness",
    "OpeningHoursSpecification",
    "Organization",
    "PostalAddress",
    "State",
}
BASE = {"@type", "@id", "identifier", "name", "disambiguatingDescription"}


def graph(places: pd.DataFrame) -> list[dict[str, Any]]:
    document = json.loads(json_ld(places))
    assert document.keys() == {"@context", "@graph"}
    assert document["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = document["@graph"]
    return found


def node(*changes: dict[str, str], **cells: str) -> dict[str, Any]:
    (found,) = graph(frame(record(*changes, **cells)))
    return found


def kinds(value: Any) -> set[str]:
    """Every @type of a document, however deep."""
    if isinstance(value, dict):
        inner = (kinds(part) for part in value.values())
        return {value["@type"]}.union(*inner) if "@type" in value else set().union(*inner)
    return set().union(*(kinds(part) for part in value)) if isinstance(value, list) else set()


def test_a_place_to_go_says_where_and_how_to_reach_it() -> None:
    found = node(
        place_id="ma-made-house",
        precision="address",
        alternate_names="The Ravine; Old House",
        organization="Made Alliance",
        website="https://example.org/",
        email="info@example.org",
        phone_extension="401",
        description="A made house.",
    )
    found.pop("@id")
    assert found == {
        "@type": "LocalBusiness",
        "identifier": "xx-0",
        "name": "Made House",
        "alternateName": ["The Ravine", "Old House"],
        "disambiguatingDescription": "Peer-run center",
        "description": "A made house.",
        "parentOrganization": {"@type": "Organization", "name": "Made Alliance"},
        "url": "https://example.org/",
        "telephone": "+1-413-555-0100 ext. 401",
        "email": "info@example.org",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Main St",
            "addressLocality": "Northampton",
            "addressRegion": "MA",
            "postalCode": "01060",
            "addressCountry": "US",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 42.3223, "longitude": -72.6313},
    }


@pytest.mark.parametrize(
    ("precision", "told"), [("address", True), ("zip", True), ("city", False), ("county", False)]
)
def test_a_point_coarser_than_the_zip_code_is_no_door(precision: str, told: bool) -> None:
    assert ("geo" in node(precision=precision)) is told


def test_a_withheld_place_tells_its_town_and_no_more() -> None:
    found = node(WITHHELD)
    assert found["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Northampton",
        "addressRegion": "MA",
        "addressCountry": "US",
    }
    assert "geo" not in found


def test_a_line_is_an_organization_with_the_states_that_it_serves() -> None:
    found = node(VIRTUAL, area_states="ND; MN", text_line="839863", opening_hours="24/7")
    assert found["@type"] == "Organization"
    assert [area["name"] for area in found["areaServed"]] == ["North Dakota", "Minnesota"]
    assert not {"geo", "openingHoursSpecification"} & found.keys()
    phone, text = found["contactPoint"]
    assert phone["telephone"] == "+1-413-555-0100"
    assert phone["hoursAvailable"][0]["opens"] == "00:00"
    assert text["telephone"] == "839863"


def test_a_nationwide_line_serves_the_country_and_has_no_address() -> None:
    found = node(VIRTUAL, state="US", area_states="US")
    assert found["areaServed"] == [{"@type": "Country", "name": "United States"}]
    assert "address" not in found


def test_simple_hours_are_told_and_others_left_out() -> None:
    (found,) = node(opening_hours="Mo-Fr 09:00-17:00")["openingHoursSpecification"]
    assert found["dayOfWeek"] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert (found["opens"], found["closes"]) == ("09:00", "17:00")
    assert "openingHoursSpecification" not in node(opening_hours="Mo-Fr 09:00-17:00; PH off")


def test_what_is_not_known_is_left_out() -> None:
    bare = node(street="", city="", zip="", latitude="", longitude="", precision="none", phone="")
    assert bare.keys() == BASE | {"address"}
    assert bare["@type"] == "Organization"


@pytest.mark.parametrize("status", ["closed", "planned"])
def test_nobody_is_sent_to_a_closed_place(status: str) -> None:
    assert node(status=status)["disambiguatingDescription"] == f"Peer-run center ({status})"


def test_nothing_we_ship_is_called_medical_or_an_emergency_service(places: pd.DataFrame) -> None:
    found = graph(places)
    assert len(found) == len(places)
    assert kinds(found) <= ALLOWED
    ids = [entry["@id"] for entry in found]
    assert len(set(ids)) == len(ids)
    assert f"urn:uuid:{uuid_of('service', 'ma-afiya')}" in ids
    assert all(UUID(entry.removeprefix("urn:uuid:")).version == 5 for entry in ids)
    phones = {entry["telephone"] for entry in found if "telephone" in entry}
    assert "+1-413-570-2990" in phones
    assert all(phone.startswith("+1-") or len(phone) < 7 for phone in phones)


def test_no_name_ends_the_script_that_holds_the_document() -> None:
    name = "</script><script>alert(1)</script><!--"
    content = json_ld(frame(record(name=name)))
    assert b"<" not in content
    assert json.loads(content)["@graph"][0]["name"] == name
