"""HSDS JSON that is broken, odd or not for us: one sentence, and no record dropped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsds_foreign import FOREIGN, foreign, of
from made_imports import read, write_json
from respite_finder.errors import FileError
from respite_finder.export.hsds_terms import COLUMNS_TAXONOMY, KINDS_TAXONOMY
from respite_finder.ingest.hsds import read_hsds_json
from respite_finder.ingest.hsds_fields import incoming_services
from respite_finder.ingest.incoming import Source


def at(**address: Any) -> list[dict[str, Any]]:
    """One location with a made address and changes to it."""
    (place,) = FOREIGN["service_at_locations"]
    (told,) = place["location"]["addresses"]
    location = place["location"] | {"addresses": [told | address]}
    return [place | {"location": location}]


def attribute(taxonomy: str, code: str, value: str = "", name: str = "") -> dict[str, Any]:
    return {"value": value, "taxonomy_term": {"taxonomy": taxonomy, "code": code, "name": name}}


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"name": "River House"}, "its kind of help is not stated: "),
        ({"name": "The Clubhouse for Boys"}, "its kind of help is not stated: "),
        ({"name": None}, "name is missing"),
        ({"name": "Warmline of the Peer Respite"}, "its kind of help is not stated: "),
        ({"service_at_locations": None}, "state is missing"),
        ({"service_at_locations": at(country="CA", state_province="ON")}, "lies in CA, not in "),
        ({"service_at_locations": at(country="MX", state_province="CA")}, "lies in MX, not in "),
        ({"service_at_locations": at(state_province="Massachusets")}, "state must be a state"),
    ],
)
def test_a_service_that_cannot_come_in_says_why(
    told: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    whole, refused = of(tmp_path, FOREIGN, foreign(id="2", **told))
    assert whole.refused == ""
    assert refused.refused.startswith(reason)
    assert refused.row == 2


def test_what_is_no_service_is_refused_and_counted(tmp_path: Path) -> None:
    found = of(tmp_path, 7, FOREIGN, None, [])
    assert [bool(one.refused) for one in found] == [True, False, True, True]
    assert found[0].refused == "is not a service: must be a JSON object"


def test_a_state_that_was_not_asked_for_is_refused(tmp_path: Path) -> None:
    (one,) = of(tmp_path, FOREIGN, states=frozenset({"VT"}))
    assert one.refused == "lies in MA, asked for was VT"


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ([attribute(KINDS_TAXONOMY["name"], "warmline")], "warmline"),
        ([attribute("Somebody's", "X1", name="Recovery community centers")],
         "recovery_community_center"),
        ([attribute("Somebody's", "X2", name="Clubhouse")], "clubhouse"),
        ([attribute("Open Eligibility", "1310", name="Peer Support")], None),
        ([attribute(KINDS_TAXONOMY["name"], "hotel")], None),
    ],
)  # fmt: skip
def test_the_kind_of_help_by_terms(attributes: list[Any], kind: str | None, tmp_path: Path) -> None:
    (one,) = of(tmp_path, foreign(name="River House", attributes=attributes))
    assert one.cells.get("service_type") == kind
    assert bool(one.refused) == (kind is None)


@pytest.mark.parametrize(
    ("told", "note"),
    [
        ({"phones": "413-555-0100"}, "phones left out: must be a list of objects"),
        ({"phones": [{"number": "413-555-0100"}, 5]}, "phones left out: must be a list of objects"),
        ({"phones": [{"number": ["x"]}]}, "number left out: must be one value"),
        ({"organization": ["Made"]}, "organization left out: must be an object"),
        ({"service_at_locations": {}, "service_areas": [{"extent": "MA"}]},
         "service_at_locations left out: must be a list of objects"),
        ({"minimum_age": {"years": 18}}, "age_min left out: must be one value"),
        ({"minimum_age": 17.5}, "age_min left out: must be a whole number, got '17.5'"),
        ({"status": "open"}, "status left out: 'open' is none of HSDS"),
        ({"assured_date": "05/04/26"}, "source_date left out: can be read in two ways"),
        ({"phones": [{"number": f"413-555-010{n}"} for n in range(4)]},
         "phones left out: 2 more than two"),
        ({"schedules": [{"freq": "MONTHLY", "byday": "2MO"}]}, "opening hours left out: "),
        ({"contacts": [{"name": "A. Person", "email": "a.person@example.org"}]},
         "contacts left out: they may name persons"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told(told: dict[str, Any], note: str, tmp_path: Path) -> None:
    (one,) = of(tmp_path, foreign(**told))
    assert one.refused == ""
    assert [found for found in one.notes if found.startswith(note)]


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
)


@given(st.sampled_from(sorted(FOREIGN)), any_json | st.lists(any_json, min_size=1))
def test_whatever_a_field_holds_a_record_comes_out(field: str, value: Any) -> None:
    found = list(incoming_services(FOREIGN | {field: value}, 1, Source()))
    assert found
    for one in found:
        assert one.refused or {"name", "state", "service_type"} <= one.cells.keys()
        assert all(isinstance(cell, str) and cell for cell in one.cells.values())


def test_no_contact_is_read(tmp_path: Path) -> None:
    contact = {"name": "A. Person", "email": "a@b.org", "phones": [{"number": "413-555-0188"}]}
    (one,) = of(tmp_path, foreign(contacts=[contact], phones=None))
    assert "Person" not in repr(one)
    assert "0188" not in repr(one)
    assert "a@b.org" not in repr(one)


def test_a_withheld_address_of_others_is_neither_kept_nor_told(tmp_path: Path) -> None:
    withheld = [attribute(COLUMNS_TAXONOMY["name"], "address_withheld", "yes")]
    (one,) = of(tmp_path, foreign(attributes=withheld))
    assert one.cells["address_withheld"] == "yes"
    assert [secret for secret in ("Main St", "01060", "42.3223") if secret in repr(one)] == []


def test_a_mailing_address_is_no_place_to_go(tmp_path: Path) -> None:
    areas = [{"name": "Massachusetts", "extent": "MA", "extent_type": "text"}]
    postal = at(address_type="postal", address_1="PO Box 7")
    (one,) = of(tmp_path, foreign(service_at_locations=postal, service_areas=areas))
    assert "street" not in one.cells
    assert one.cells["state"] == "MA"
    assert "a mailing address left out" in one.notes


@pytest.mark.parametrize(
    ("content", "row", "sentence"),
    [
        (json.dumps([FOREIGN])[:-40], 0, "is cut off before the first record"),
        (json.dumps([FOREIGN, foreign(id="2")])[:-40], 1, "is cut off after record 1"),
        (json.dumps({"contents": [FOREIGN]})[:-40], 0, "is cut off before the first record"),
        (json.dumps(FOREIGN, indent=1)[:-40], 0, "is cut off before the first record"),
        (f"{json.dumps(FOREIGN)}\n{json.dumps(FOREIGN)[:-9]}\n", 2, "is not whole JSON"),
        ("[{]", 0, "is broken JSON before the first record"),
        ("", 0, "is empty"),
        ("id,name\n1,2\n", 0, "is not JSON"),
        ("<html></html>", 0, "is a web page"),
    ],
)
def test_a_broken_file_says_where(content: str, row: int, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileError, match=sentence) as caught:
        read(read_hsds_json, path)
    assert (caught.value.source, caught.value.row) == ("services.json", row)


@pytest.mark.parametrize("form", ["list", "lines"])
def test_two_services_with_one_id_are_both_named(form: str, tmp_path: Path) -> None:
    made = [FOREIGN, foreign(id="2"), foreign(name="Another Peer Respite")]
    path = write_json(tmp_path / "services.json", made)
    if form == "lines":
        path.write_text("\n".join(json.dumps(one) for one in made), encoding="utf-8")
    with pytest.raises(FileError) as caught:
        read(read_hsds_json, path)
    assert caught.value.row == 3
    assert f"has the id {FOREIGN['id']} that record 1 has" in caught.value.rule
