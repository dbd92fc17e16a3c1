"""THE contract of a place: every column with its type, title, meaning, example and HSDS 3.0 name.

Everything that reads, checks, shows or exports places takes the columns from here. A text cell
that is empty, a number that is missing, means: the source does not say. It is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class ServiceType(StrEnum):
    """What kind of help a place is. ``data/service_types.csv`` says it in plain words."""

    PEER_RESPITE = "peer_respite"
    WARMLINE = "warmline"
    LIVING_ROOM = "living_room"
    PEER_RUN_CENTER = "peer_run_center"
    RECOVERY_COMMUNITY_CENTER = "recovery_community_center"
    CLUBHOUSE = "clubhouse"
    SUPPORT_GROUP_NETWORK = "support_group_network"
    PEER_ORGANIZATION = "peer_organization"
    TREATMENT_WITH_PEER_SUPPORT = "treatment_with_peer_support"


OFF_BY_DEFAULT: Final = frozenset({ServiceType.TREATMENT_WITH_PEER_SUPPORT.value})
"""Shown only to who asks for them: clinical treatment, whoever works there."""

ONE_OF_BY_TYPE: Final[dict[str, tuple[str, ...]]] = {
    ServiceType.PEER_RESPITE.value: ("phone", "email", "website"),
    ServiceType.WARMLINE.value: ("phone", "text_line", "chat"),
    ServiceType.LIVING_ROOM.value: ("organization", "phone", "website"),
    ServiceType.TREATMENT_WITH_PEER_SUPPORT.value: ("phone", "website"),
}
"""By type, the columns of which a record that visitors see must fill at least one."""


class Status(StrEnum):
    """How far a place is confirmed. Closed and planned places are hidden unless asked for."""

    ACTIVE = "active"
    LISTED = "listed"
    CLOSED = "closed"
    PLANNED = "planned"


class Precision(StrEnum):
    """How exactly a place is located, finest first."""

    ADDRESS = "address"
    ZIP = "zip"
    CITY = "city"
    COUNTY = "county"
    NONE = "none"


class LocationType(StrEnum):
    """HSDS ``location.location_type``: somewhere to go, or a service found by area served."""

    PHYSICAL = "physical"
    VIRTUAL = "virtual"


class Operator(StrEnum):
    """Who runs it, in the terms of the National Empowerment Center."""

    PEER_RUN = "peer_run"
    HYBRID = "hybrid"
    OTHER = "other"


ColumnType = Literal["text", "list", "enum", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``hsds`` is the HSDS 3.0 field that it maps to; what has none of its own leaves
    as an attribute of the service, whose taxonomy term is the column.
    """

    name: str
    type: ColumnType
    title: str
    description: str
    example: str
    hsds: str = "attribute.value"
    required: bool = False
    values: tuple[str, ...] = ()


YES_OR_NO: Final = ("yes", "no")
"""The values of a column where no is told as well as yes; empty is neither."""


def _enum(values: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in values)


COLUMNS: Final[tuple[Column, ...]] = (
    Column(
        "place_id",
        "text",
        "Id",
        "Stable id: state, then a short name. Once published it never changes or disappears.",
        "ma-afiya",
        "service.id (as UUID 5)",
        required=True,
    ),
    Column("name", "text", "Name", "What the place calls itself.", "Afiya", "service.name", True),
    Column(
        "alternate_names",
        "list",
        "Other names",
        "Earlier or other names, separated by semicolons.",
        "The Ravine",
        "service.alternate_name",
    ),
    Column(
        "organization",
        "text",
        "Organization",
        "Who runs it.",
        "Wildflower Alliance",
        "organization.name",
    ),
    Column(
        "service_type",
        "enum",
        "Kind of help",
        "One of the service types in data/service_types.csv.",
        "peer_respite",
        "taxonomy_term.code",
        True,
        _enum(ServiceType),
    ),
    Column(
        "status",
        "enum",
        "Status",
        "active: a source of the last two years treats it as operating. listed: named in an "
        "older, undated or second-hand source, or with no way to reach it. closed, planned: "
        "kept so that nobody is sent there.",
        "active",
        "service.status",
        True,
        _enum(Status),
    ),
    Column(
        "description",
        "text",
        "Description",
        "One to three short, plain sentences, in our own words, from facts only.",
        "Peer-run house with free stays of up to seven nights.",
        "service.description",
    ),
    Column(
        "location_type",
        "enum",
        "Somewhere to go, or by phone",
        "physical: a place to go to. virtual: found by the area that it serves, never by "
        "distance, and never a mark on the map.",
        "physical",
        "location.location_type",
        True,
        _enum(LocationType),
    ),
    Column(
        "street",
        "text",
        "Street",
        "Street and number. Empty where the place gives it on calling only.",
        "24 Vernon St",
        "address.address_1",
    ),
    Column("city", "text", "City", "City or town.", "Northampton", "address.city"),
    Column("county", "text", "County", "County, parish or borough.", "Hampshire County"),
    Column(
        "state",
        "text",
        "State",
        "Postal code of the state; US for a nationwide service.",
        "MA",
        "address.state_province",
        True,
    ),
    Column("zip", "text", "ZIP code", "Five digits.", "01060", "address.postal_code"),
    Column(
        "latitude",
        "number",
        "Latitude",
        "WGS 84 degrees, as exact as precision says.",
        "42.3223",
        "location.latitude",
    ),
    Column(
        "longitude",
        "number",
        "Longitude",
        "WGS 84 degrees, as exact as precision says.",
        "-72.6313",
        "location.longitude",
    ),
    Column(
        "precision",
        "enum",
        "Precision",
        "address: street point. zip: middle of the ZIP code. city: middle of the city's people. "
        "county: middle of the county's people. none: no point.",
        "city",
        required=True,
        values=_enum(Precision),
    ),
    Column(
        "coordinate_source",
        "text",
        "Source of the coordinates",
        "Where latitude and longitude come from.",
        "middle of the ZIP code",
    ),
    Column(
        "address_withheld",
        "boolean",
        "Address withheld",
        "yes: the street is given on calling only. Then no street, no ZIP code and no point "
        "finer than the city is kept or shown anywhere.",
        "yes",
    ),
    Column(
        "time_zone",
        "text",
        "Time zone",
        "IANA name; the zone that the hours are meant in.",
        "America/New_York",
        "attribute.value",
    ),
    Column("phone", "text", "Phone", "NNN-NNN-NNNN.", "413-570-2990", "phone.number"),
    Column(
        "phone_extension",
        "text",
        "Extension",
        "Digits to dial after the phone answers.",
        "401",
        "phone.extension",
    ),
    Column(
        "phone_2",
        "text",
        "Second phone",
        "Another public number of the same service.",
        "844-733-9912",
        "phone.number",
    ),
    Column(
        "phone_2_label",
        "text",
        "What the second phone is",
        "In plain words.",
        "toll-free",
        "phone.description",
    ),
    Column(
        "text_line",
        "text",
        "Text line",
        "Number or short code for text messages.",
        "839863",
        "phone.number (type text)",
    ),
    Column("text_keyword", "text", "Word to text", "What to text first.", "TEEN"),
    Column("chat", "boolean", "Chat", "yes: offers chat on its website.", "yes"),
    Column(
        "email",
        "text",
        "E-mail",
        "A role address that the organization publishes. Never a private person's.",
        "info@example.org",
        "service.email",
    ),
    Column(
        "website", "text", "Website", "Its own page.", "https://www.alyssum.org/", "service.url"
    ),
    Column(
        "hours",
        "text",
        "Hours as the source says",
        "The words of the source.",
        "Daily, 9am-9pm (CT)",
        "schedule.description",
    ),
    Column(
        "opening_hours",
        "text",
        "Opening hours",
        "OpenStreetMap opening_hours, where the words allow.",
        "Mo-Su 09:00-21:00",
        "schedule.byday, opens_at, closes_at",
    ),
    Column(
        "max_stay_days",
        "integer",
        "Longest stay",
        "Days.",
        "7",
        "attribute.value",
    ),
    Column("beds", "integer", "Beds", "Beds or bedrooms.", "3", "attribute.value"),
    Column(
        "cost", "text", "Cost", "free, or the source's words.", "free", "service.fees_description"
    ),
    Column("age_min", "integer", "Lowest age", "Years.", "18", "service.minimum_age"),
    Column("age_max", "integer", "Highest age", "Years.", "35", "service.maximum_age"),
    Column(
        "area_served",
        "text",
        "Area served",
        "In the source's terms.",
        "Western Massachusetts",
        "service_area.name",
    ),
    Column(
        "area_states",
        "list",
        "States served",
        "Postal codes of the states that a service found by area serves; US for all.",
        "ND; MN",
        "service_area.extent",
    ),
    Column(
        "referral",
        "text",
        "How to ask",
        "How a person gets in.",
        "Ask for a stay yourself, by phone",
        "service.application_process",
    ),
    Column(
        "self_referral",
        "enum",
        "You can ask yourself",
        "yes: a person can ask without a professional. no: a professional must send them, or say "
        "that it is right for them. Empty: the source does not say it clearly.",
        "yes",
        values=YES_OR_NO,
    ),
    Column(
        "languages", "list", "Languages", "As the source says.", "English; Spanish", "language.name"
    ),
    Column(
        "populations",
        "list",
        "Whom it is for",
        "As the source says.",
        "adults; veterans",
        "service.eligibility_description",
    ),
    Column(
        "operator",
        "enum",
        "Run by",
        "peer_run: peers at all levels. hybrid: peer staff inside another agency. other.",
        "peer_run",
        values=_enum(Operator),
    ),
    Column("year_opened", "integer", "Opened", "Year.", "2012", "attribute.value"),
    Column(
        "visitor_note",
        "text",
        "Good to know",
        "A practical fact that no other column holds.",
        "Do not leave a voicemail: keep calling.",
        "service.alert",
    ),
    Column(
        "source_name",
        "text",
        "Source",
        "Who states this record.",
        "National Empowerment Center, Directory of Peer Respites",
        "attribute.value",
        True,
    ),
    Column(
        "source_url",
        "text",
        "Source page",
        "Where it is stated.",
        "https://power2u.org/directory-of-peer-respites/",
        "attribute.value",
        True,
    ),
    Column(
        "source_date",
        "date",
        "Checked on",
        "The latest date at which the source, or one of the other sources, states it: YYYY, "
        "YYYY-MM or YYYY-MM-DD. Empty: undated.",
        "2026-07-21",
        "service.assured_date",
    ),
    Column(
        "other_sources",
        "list",
        "Other sources",
        "Further sources, with dates where known.",
        "https://www.dhs.wisconsin.gov/prr",
        "attribute.value",
    ),
)

_WEB_ADDRESS: Final = r"https?://[^\s<>\"]+\.[^\s<>\"]+"

PATTERNS: Final[dict[str, tuple[str, str]]] = {
    "place_id": (r"[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*", "must look like ma-afiya"),
    "zip": (r"\d{5}", "must be five digits"),
    "phone": (r"\d{3}-\d{3}-\d{4}|988", "must look like 413-570-2990"),
    "phone_2": (r"\d{3}-\d{3}-\d{4}", "must look like 413-570-2990"),
    "phone_extension": (r"\d{1,6}", "must be digits"),
    "website": (_WEB_ADDRESS, "must be a web address"),
    "source_url": (_WEB_ADDRESS, "must be a web address"),
    "email": (r"[^@\s<>]+@[^@\s<>]+\.[a-zA-Z]{2,}", "must be an e-mail address"),
}
"""What a whole cell must match, and the rule in words."""

DATE_PATTERN: Final = r"\d{4}(-\d\d(-\d\d)?)?"

COLUMN_NAMES: Final[tuple[str, ...]] = tuple(column.name for column in COLUMNS)
BY_NAME: Final[dict[str, Column]] = {column.name: column for column in COLUMNS}
FINE: Final = frozenset(
    {"street", "zip", "latitude", "longitude", "precision", "coordinate_source"}
)
"""What may tell more of a withheld address than its town."""

NUMERIC_TYPES: Final = frozenset({"integer", "number"})
LIST_SEPARATOR: Final = "; "


def split_list(cell: str) -> tuple[str, ...]:
    """The members of a list cell, in order.

    >>> split_list("English; Spanish")
    ('English', 'Spanish')
    >>> split_list("")
    ()
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())
