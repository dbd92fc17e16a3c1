"""What HSDS has no field for: our columns and kinds of help as terms of taxonomies of our own.

HSDS 3.0 carries such facts as attributes, each a term with a value. The ids of taxonomies and
terms are the same in every export, so that a reader knows our terms again.
"""

from __future__ import annotations

from typing import Any, Final

from respite_finder.ids import uuid_of
from respite_finder.schema import BY_NAME, ServiceType
from respite_finder.service_types import service_types

NOT_CONFIRMED: Final = "Not confirmed: call first."
"""``service.alert`` of a listed record, before its visitor note."""

NOT_PUBLISHED: Final = "The street is not published."
"""``service_area.description`` of the town that stands in for a withheld address."""

HSDS_STATUS: Final = {
    "active": "active",
    "listed": "active",
    "closed": "defunct",
    "planned": "inactive",
}


def _taxonomy(name: str, description: str) -> dict[str, str]:
    return {"id": str(uuid_of("taxonomy", name)), "name": name, "description": description}


COLUMNS_TAXONOMY: Final = _taxonomy(
    "respite_finder columns",
    "Columns of the respite_finder dataset that no field of HSDS carries without a loss.",
)
KINDS_TAXONOMY: Final = _taxonomy(
    "respite_finder kinds of help",
    "What kind of help a place is, from peer respites to support groups.",
)
OPEN_ELIGIBILITY: Final = _taxonomy(
    "Open Eligibility",
    "Kinds of human services, by the Open Eligibility project; licence CC BY-SA 3.0.",
)
TAXONOMIES: Final = (COLUMNS_TAXONOMY, KINDS_TAXONOMY, OPEN_ELIGIBILITY)

_OPEN_ELIGIBILITY_NAMES: Final = {
    "1178": "Addiction & Recovery",
    "1310": "Peer Support",
    "1312": "Support Groups",
}
OPEN_ELIGIBILITY_CODES: Final[dict[str, tuple[str, ...]]] = {
    ServiceType.PEER_RESPITE.value: ("1310",),
    ServiceType.WARMLINE.value: ("1310",),
    ServiceType.LIVING_ROOM.value: ("1310",),
    ServiceType.PEER_RUN_CENTER.value: ("1310",),
    ServiceType.RECOVERY_COMMUNITY_CENTER.value: ("1178", "1310"),
    ServiceType.SUPPORT_GROUP_NETWORK.value: ("1312",),
    ServiceType.PEER_ORGANIZATION.value: ("1310",),
    ServiceType.TREATMENT_WITH_PEER_SUPPORT.value: ("1310",),
}
"""Where a term fits. It has none for a peer respite of its own, and none for a clubhouse."""


def column_term(name: str) -> dict[str, Any]:
    """The term of one of our columns."""
    column = BY_NAME[name]
    return _term(COLUMNS_TAXONOMY, name, column.title, column.description)


def kind_term(service_type: str) -> dict[str, Any]:
    """The term of a kind of help."""
    kind = service_types()[service_type]
    return _term(KINDS_TAXONOMY, service_type, kind.name, kind.summary)


def open_eligibility_terms(service_type: str) -> list[dict[str, Any]]:
    """The terms of Open Eligibility that fit a kind of help; often one, sometimes none."""
    return [
        _term(
            OPEN_ELIGIBILITY,
            code,
            _OPEN_ELIGIBILITY_NAMES[code],
            f"{_OPEN_ELIGIBILITY_NAMES[code]}, a term of Open Eligibility (CC BY-SA 3.0).",
        )
        for code in OPEN_ELIGIBILITY_CODES.get(service_type, ())
    ]


def attribute(service_id: str, place_id: str, term: dict[str, Any], value: str = "") -> Any:
    """An attribute of a service: a term, and what it says of this service if it says more."""
    key = f"{place_id}/{term['taxonomy']}/{term['code']}"
    made = {
        "id": str(uuid_of("attribute", key)),
        "link_id": service_id,
        "link_entity": "service",
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
    }
    return made | {"value": value} if value else made


def _term(taxonomy: dict[str, str], code: str, name: str, description: str) -> dict[str, Any]:
    return {
        "id": str(uuid_of("taxonomy_term", f"{taxonomy['name']}/{code}")),
        "code": code,
        "name": name,
        "description": description,
        "taxonomy": taxonomy["name"],
        "taxonomy_id": taxonomy["id"],
    }
