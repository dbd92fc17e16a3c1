"""The columns of a record as a visitor knows them: the phone number, the hours, who can go."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from respite_finder.i18n import mark


class Part(StrEnum):
    """A part of a record, in the order in which its change is told."""

    PHONE = "phone"
    HOURS = "hours"
    ADDRESS = "address"
    AREA = "area"
    ONLINE = "online"
    WHO = "who"
    ASK = "ask"
    COST = "cost"
    STAY = "stay"
    KIND = "kind"
    NAME = "name"
    RUN_BY = "run_by"
    NOTE = "note"
    ABOUT = "about"
    DETAILS = "details"


PARTS: Final[Mapping[Part, tuple[str, tuple[str, ...]]]] = {
    Part.PHONE: (
        mark("the phone number"),
        ("phone", "phone_extension", "phone_2", "phone_2_label", "text_line", "text_keyword"),
    ),
    Part.HOURS: (mark("the hours"), ("hours", "opening_hours")),
    Part.ADDRESS: (
        mark("the address"),
        ("street", "city", "county", "state", "zip", "address_withheld"),
    ),
    Part.AREA: (mark("the area it serves"), ("area_served", "area_states")),
    Part.ONLINE: (mark("the website, e-mail or chat"), ("website", "email", "chat")),
    Part.WHO: (mark("who can go"), ("age_min", "age_max", "populations", "languages")),
    Part.ASK: (mark("how to ask for it"), ("referral", "self_referral")),
    Part.COST: (mark("the cost"), ("cost",)),
    Part.STAY: (mark("how long you can stay"), ("max_stay_days", "beds")),
    Part.KIND: (mark("the kind of help"), ("service_type", "location_type")),
    Part.NAME: (mark("the name"), ("name", "alternate_names")),
    Part.RUN_BY: (mark("who runs it"), ("organization", "operator", "year_opened")),
    Part.NOTE: (mark("what is good to know"), ("visitor_note",)),
    Part.ABOUT: (mark("the description"), ("description",)),
    Part.DETAILS: (
        mark("details"),
        (
            *("place_id", "latitude", "longitude", "precision", "coordinate_source", "time_zone"),
            *("source_name", "source_url", "source_date", "other_sources"),
        ),
    ),
}
"""What each part is called, and its columns. ``status`` is none of them: it has its own words."""

_OF_COLUMN: Final = {name: part for part, (_words, names) in PARTS.items() for name in names}


def part_of(column: str) -> Part:
    """The part that a column belongs to; what visitors do not see is a detail.

    >>> part_of("phone_extension").value, part_of("latitude").value, part_of("no such").value
    ('phone', 'details', 'details')
    """
    return _OF_COLUMN.get(column, Part.DETAILS)
