"""The three forms: what each asks, what is required, what is too long. Pure; nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from respite_finder.check.contacts import phone_problem
from respite_finder.community.attachments import Attachment
from respite_finder.gazetteer import gazetteer
from respite_finder.i18n import _, mark
from respite_finder.schema import ServiceType
from respite_finder.states import STATE_NAMES
from respite_finder.text import number_phrase


class Kind(StrEnum):
    """What is sent: a place that we lack, something wrong with one that we have, or words to us."""

    PLACE = "place"
    CHANGE = "change"
    MESSAGE = "message"


class Part(StrEnum):
    """Which part of a record is wrong, as a visitor would say it."""

    PHONE = "phone"
    HOURS = "hours"
    ADDRESS = "address"
    WEBSITE = "website"
    CLOSED = "closed"
    WHO = "who"
    COST = "cost"
    NAME = "name"
    OTHER = "other"


COLUMNS_OF: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.PHONE: ("phone", "phone_extension", "phone_2", "text_line"),
    Part.HOURS: ("hours", "opening_hours"),
    Part.ADDRESS: ("street", "city", "state", "zip", "address_withheld"),
    Part.WEBSITE: ("website", "email"),
    Part.CLOSED: ("status",),
    Part.WHO: ("age_min", "age_max", "populations", "languages", "referral", "self_referral"),
    Part.COST: ("cost", "max_stay_days"),
    Part.NAME: ("name", "alternate_names", "organization"),
    Part.OTHER: ("description", "visitor_note"),
}
"""The columns of a record that a part is about."""

MORE: Final = "more"
MESSAGE: Final = "message"
NO_TEXT: Final = frozenset({Part.CLOSED.value})
"""Parts that are said by choosing them."""

LONGEST: Final[Mapping[Kind, Mapping[str, int]]] = {
    Kind.PLACE: {
        "name": 120,
        "service_type": 40,
        "state": 2,
        "city": 80,
        "zip": 10,
        "street": 120,
        "phone": 40,
        "website": 200,
        "email": 120,
        "hours": 300,
        "cost": 200,
        MORE: 2000,
    },
    Kind.CHANGE: {**{part.value: 500 for part in Part}, MORE: 2000},
    Kind.MESSAGE: {MESSAGE: 3000},
}
"""The fields of each form, in order, with the most characters that each may have."""

LONGEST_CONTACT: Final = 200
MOST_LINKS: Final = 3
"""Links in one text: a person names a page or two, a machine many."""

WAYS_IN: Final = ("phone", "website", "email")

_LINK: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_PHONE: Final = re.compile(r"\+?1?[\s.(-]*(\d{3})[\s.)-]*(\d{3})[\s.-]*(\d{4})")
_ZIP: Final = re.compile(r"\d{5}(?:-\d{4})?")


@dataclass(frozen=True, slots=True)
class Submission:
    """One form, filled in.

    ``receipt``: made when the form was opened; what has the same one is the same form sent twice.
    ``said``: what was typed, by the names of ``LONGEST``; of a change the chosen parts, a part
    without words being there with an empty text.
    """

    kind: Kind
    receipt: str
    said: Mapping[str, str]
    place_id: str = ""
    contact: str = ""
    language: str = "en"
    attachment: Attachment | None = field(default=None, repr=False)


def tidy(text: str) -> str:
    """What was typed without the space around it and without signs that no keyboard has."""
    kept = (char for char in text if char in "\n\t" or char.isprintable())
    lines = [" ".join(line.split()) for line in "".join(kept).splitlines()]
    return "\n".join(lines).strip()


def phone_as_ours(text: str) -> str:
    """A US phone number as the dataset writes it; empty if it is none that can be dialled.

    >>> phone_as_ours("(413) 570 2990"), phone_as_ours("+1 413.570.2990"), phone_as_ours("call me")
    ('413-570-2990', '413-570-2990', '')
    """
    found = _PHONE.fullmatch(text.strip())
    number = "-".join(found.groups()) if found else ""
    return "" if phone_problem(number) else number


def troubles(sent: Submission) -> dict[str, str]:
    """What has to be mended before the form can be sent: a sentence for each field, in the
    visitor's language. The field ``""`` is the form as a whole.
    """
    found = dict(_too_long(sent))
    if sent.kind is Kind.PLACE:
        found |= _of_a_place(sent.said) | found
    elif sent.kind is Kind.CHANGE:
        found |= _of_a_change(sent.said) | found
    elif not sent.said.get(MESSAGE):
        found.setdefault(MESSAGE, _("Write your message here."))
    return found


def _too_long(sent: Submission) -> Iterator[tuple[str, str]]:
    limits = {**LONGEST[sent.kind], "contact": LONGEST_CONTACT}
    for name, text in {**sent.said, "contact": sent.contact}.items():
        if name not in limits:
            yield "", _("The form came in a way that we do not know. Please load the page again.")
        elif len(text) > limits[name]:
            words = _("This is too long. Please keep it under {count} letters.")
            yield name, words.format(count=number_phrase(limits[name]))
        elif len(_LINK.findall(text)) > MOST_LINKS:
            words = _("There are too many links here. Please keep {count} at most.")
            yield name, words.format(count=number_phrase(MOST_LINKS))


def _of_a_place(said: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if not said.get("name"):
        found["name"] = _("Tell us the name of the place.")
    if said.get("service_type", "") not in set(ServiceType):
        found["service_type"] = _("Choose what kind of help it is.")
    if said.get("state", "") not in STATE_NAMES:
        found["state"] = _("Choose the state.")
    if said.get("zip") and not _is_zip(said["zip"]):
        found["zip"] = _("We do not know this ZIP code. It has five digits. You can leave it out.")
    if not any(said.get(name) for name in WAYS_IN):
        found["phone"] = _("Give a phone number, a website or an e-mail, so that we can check it.")
    return found


def _is_zip(text: str) -> bool:
    return bool(_ZIP.fullmatch(text)) and gazetteer().zip_code(text[:5]) is not None


def _of_a_change(said: Mapping[str, str]) -> dict[str, str]:
    parts = [part for part in Part if part in said]
    if not parts:
        return {"": _("Choose what is wrong. You can choose more than one.")}
    if said.get(MORE):
        return {}
    empty = [part for part in parts if part not in NO_TEXT and not said[part]]
    return {part.value: _(_SAY[part]) for part in empty}


_SAY: Final[Mapping[Part, str]] = {
    Part.PHONE: mark("Tell us the right number, or what happens when you call."),
    Part.HOURS: mark("Tell us the right hours, or what is wrong with these."),
    Part.ADDRESS: mark("Tell us the right address, or what is wrong with this one."),
    Part.WEBSITE: mark("Tell us the right page, or what is wrong with this one."),
    Part.WHO: mark("Tell us who can go there."),
    Part.COST: mark("Tell us what it costs."),
    Part.NAME: mark("Tell us the right name."),
    Part.OTHER: mark("Tell us what is wrong."),
}
