"""HSDS 3.0 services: valid, complete, stable ids, and nothing told that is not known."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

from hsds_facts import OFFICIAL, official_validator, problems
from leaky import TELLING, leaky
from made import VIRTUAL, WITHHELD, frame, record
from respite_finder.corrections import Correction, Evidence, correction
from respite_finder.export.hsds import hsds_services
from respite_finder.ids import uuid_of
from respite_finder.schema import LIST_SEPARATOR, Status
from strategies import place_frames

BY_PHONE = Evidence("2026-08-01", "phone", "maintainer", "https://example.org/call", "was asked")


def log(field: str, before: str, after: str, place_id: str = "xx-0") -> Correction:
    return correction(place_id, "update" if field else "verify", field, before, after, BY_PHONE)


def service(*changes: dict[str, str], **cells: str) -> dict[str, Any]:
    """The service of one made record."""
    (made,) = hsds_services(frame(record(*changes, **cells)))
    assert list(problems(made)) == []
    return made


def location(told: dict[str, Any]) -> dict[str, Any]:
    (at,) = told["service_at_locations"]
    return dict(at["location"])


def values(told: dict[str, Any]) -> dict[str, str]:
    """The cells that stand in attributes, by column."""
    return {
        one["taxonomy_term"]["code"]: one["value"] for one in told["attributes"] if "value" in one
    }


def test_every_place_that_we_ship_is_a_service_by_the_facts(places: pd.DataFrame) -> None:
    services = hsds_services(places)
    assert [one["name"] for one in services] == places["name"].tolist()
    found = [(told["name"], rule) for told in services for rule in problems(told)]
    assert found == []


def test_ids_are_those_of_our_ids_and_each_is_one_thing(places: pd.DataFrame) -> None:
    services = hsds_services(places)
    assert [one["id"] for one in services] == [str(uuid_of("service", i)) for i in places.index]
    inner = [part["id"] for one in services for part in (*one["attributes"], location(one))]
    assert len(set(inner)) == len(inner)
    assert services == hsds_services(places)


@given(place_frames())
def test_any_frame_is_valid(made: pd.DataFrame) -> None:
    services = hsds_services(made)
    assert [rule for told in services for rule in problems(told)] == []
    assert len(services) == len(made)


def test_an_organization_of_several_is_one_and_names_them() -> None:
    made = [record(name=name, organization="Made Alliance") for name in ("One", "Two")]
    one, two = hsds_services(frame(*made))
    assert one["organization"] == two["organization"]
    assert one["organization"]["description"] == "Named as running One; Two."


def test_namesakes_that_nobody_is_named_for_are_two_organizations() -> None:
    one, two = hsds_services(frame(record(), record(state="VT")))
    assert one["organization"]["name"] == two["organization"]["name"] == "Made House"
    assert one["organization"]["id"] != two["organization"]["id"]
    assert "runn" not in one["organization"]["description"]


@pytest.mark.parametrize(
    ("status", "hsds"),
    [("active", "active"), ("listed", "active"), ("closed", "defunct"), ("planned", "inactive")],
)
def test_status(status: str, hsds: str) -> None:
    told = service(status=status)
    assert told["status"] == hsds
    assert values(told).get("status", Status.ACTIVE) == status


def test_a_place_that_nobody_confirmed_says_so_before_its_note() -> None:
    assert service(status="listed")["alert"] == "Not confirmed: call first."
    noted = service(status="listed", visitor_note="Ring twice.")
    assert noted["alert"] == "Not confirmed: call first. Ring twice."
    assert "alert" not in service()


@pytest.mark.parametrize(
    ("cell", "day"), [("2026", "2026-01-01"), ("2026-07", "2026-07-01"), ("2026-07-21",) * 2]
)
def test_a_date_is_whole_and_what_it_was_stands_beside(cell: str, day: str) -> None:
    told = service(source_date=cell)
    assert told["assured_date"] == day
    assert values(told).get("source_date", day) == cell
    assert "assured_date" not in service(source_date="")


def test_a_whole_address_is_an_address() -> None:
    assert location(service())["addresses"] == [
        {
            "id": str(uuid_of("address", "xx-0/")),
            "address_1": "1 Main St",
            "city": "Northampton",
            "state_province": "MA",
            "postal_code": "01060",
            "country": "US",
            "address_type": "physical",
        }
    ]


@pytest.mark.parametrize("missing", ["street", "city", "zip"])
def test_a_part_of_an_address_stands_in_attributes(missing: str) -> None:
    told = service({missing: ""})
    assert "addresses" not in location(told)
    assert location(told)["latitude"] == 42.3223
    parts = {"street": "1 Main St", "city": "Northampton", "state": "MA", "zip": "01060"}
    parts.pop(missing)
    assert parts.items() <= values(told).items()


@pytest.mark.parametrize("precision", ["address", "zip"])
def test_a_withheld_address_has_its_town_and_nothing_finer(precision: str) -> None:
    changes = [log("street", "17 Hidden Lane", ""), log("latitude", "42.32237", "")]
    (told, _) = hsds_services(leaky(precision), changes)
    assert location(told).keys() == {"id", "location_type", "name"}
    assert location(told)["name"] == "Northampton, Massachusetts"
    assert [one["name"] for one in told["service_areas"]] == ["Northampton, Massachusetts"]
    assert len(told["metadata"]) == 2
    text = json.dumps(told)
    assert [secret for secret in TELLING if secret in text] == []


def test_not_even_the_point_of_a_town_is_told_where_a_point_reads_as_a_door() -> None:
    told = service(WITHHELD)
    assert "latitude" not in location(told)
    assert not {"precision", "coordinate_source"} & values(told).keys()
    assert values(told)["city"] == "Northampton"


def test_a_point_that_is_no_door_says_so() -> None:
    told = location(service(precision="zip", coordinate_source="middle of the ZIP code"))
    assert told["description"] == "The point is approximate: middle of the ZIP code."
    assert "description" not in location(service(precision="address"))


def test_a_line_is_virtual_and_serves_states() -> None:
    told = service(VIRTUAL, area_states="ND; MN", area_served="The Red River valley")
    assert location(told).keys() == {"id", "location_type", "name"}
    assert location(told)["location_type"] == "virtual"
    areas = [(one["name"], one.get("extent")) for one in told["service_areas"]]
    expected = [("The Red River valley", None), ("North Dakota", "ND"), ("Minnesota", "MN")]
    assert areas == expected
    assert values(service(VIRTUAL, area_states="MA; XX"))["area_states"] == "MA; XX"


def test_phones() -> None:
    cells = {"phone_extension": "401", "phone_2": "844-555-0199", "phone_2_label": "toll-free"}
    told = service(cells, text_line="839863", text_keyword="TEEN")
    shown = [{k: v for k, v in one.items() if k != "id"} for one in told["phones"]]
    assert shown == [
        {"number": "413-555-0100", "extension": 401, "type": "voice"},
        {"number": "844-555-0199", "type": "voice", "description": "toll-free"},
        {"number": "839863", "type": "text", "description": "Text TEEN."},
    ]
    assert values(service(phone_extension="007"))["phone_extension"] == "007"


def test_what_has_a_field_stands_there_and_only_there() -> None:
    told = service(
        cost="free",
        age_min="18",
        languages=LIST_SEPARATOR.join(("English", "Spanish")),
        populations="adults",
        referral="walk-in",
        alternate_names="The Ravine",
    )
    assert (told["fees_description"], told["cost_options"][0]["option"]) == ("free", "free")
    assert [one["name"] for one in told["languages"]] == ["English", "Spanish"]
    assert told["minimum_age"] == 18
    assert told["eligibility_description"] == "adults"
    assert told["application_process"] == "walk-in"
    assert told["alternate_name"] == "The Ravine"
    carried = {"cost", "age_min", "languages", "populations", "referral", "alternate_names", "name"}
    assert not carried & values(told).keys()


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("peer_respite", {"1310"}),
        ("support_group_network", {"1312"}),
        ("recovery_community_center", {"1178", "1310"}),
        ("clubhouse", set()),
    ],
)
def test_kinds_of_help_are_terms(kind: str, codes: set[str]) -> None:
    terms = [one["taxonomy_term"] for one in service(service_type=kind)["attributes"]]
    assert kind in {term["code"] for term in terms}
    foreign = [term for term in terms if term["taxonomy"] == "Open Eligibility"]
    assert {term["code"] for term in foreign} == codes
    assert all("CC BY-SA 3.0" in term["description"] for term in foreign)


def test_the_correction_log_is_the_metadata_of_its_own_record() -> None:
    changes = [log("phone", "413-555-0199", "413-555-0100"), log("", "", "", "xx-1")]
    first, second = hsds_services(frame(record(), record()), changes)
    (row,) = first["metadata"]
    assert (row["id"], row["resource_id"]) == (changes[0].id, first["id"])
    assert (row["previous_value"], row["replacement_value"]) == ("413-555-0199", "413-555-0100")
    assert [row["last_action_type"] for row in second["metadata"]] == ["verify"]
    assert [rule for told in (first, second) for rule in problems(told)] == []


if OFFICIAL.is_dir():
    # The official schemas are not ours to ship: elsewhere the facts above have to do.

    def test_every_place_that_we_ship_is_valid_by_the_official_schemas(
        places: pd.DataFrame,
    ) -> None:
        changes = [log("phone", "", "413-555-0100", place_id) for place_id in places.index[:9]]
        errors = [
            (told["name"], error.message)
            for told in hsds_services(places, changes)
            for error in official_validator().iter_errors(told)
        ]
        assert errors == []

    @pytest.mark.parametrize(
        "broken",
        [{"status": "listed"}, {"url": "example.org"}, {"id": "ma-afiya"}, {"phones": [{}]}],
    )
    def test_the_official_schemas_and_our_facts_see_the_same_mistakes(
        broken: dict[str, Any],
    ) -> None:
        told = service() | broken
        assert list(official_validator().iter_errors(told))
        assert list(problems(told))
