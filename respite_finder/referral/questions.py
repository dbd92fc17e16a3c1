"""What to ask when you call: what no source states of a place, as questions of the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from respite_finder.i18n import SOURCE, _, current
from respite_finder.schema import ServiceType, split_list
from respite_finder.service_types import service_types

Record = Mapping[str, Any]

MOST: Final = 6
"""Questions that one call can hold."""

_MEETS: Final = ServiceType.SUPPORT_GROUP_NETWORK.value
_LINE: Final = ServiceType.WARMLINE.value


def questions(record: Record) -> tuple[str, ...]:
    """The questions that matter most for a place (a record of ``export.records``)."""
    kind = service_types()[record["service_type"]]
    line = record["service_type"] == _LINE
    somewhere = record["location_type"] != "virtual"
    asks = bool(record["referral"] or record.get("self_referral"))
    asked = [
        (record["status"] == "listed", _("Are you still open?")),
        (kind.overnight, _("Is a bed free tonight?")),
        (kind.overnight and not asks, _("How do I ask for a stay?")),
        (_own_language_open(record), _own_language()),
        (not record["cost"] and not line, _("What does it cost?")),
        (
            record["service_type"] == _MEETS and not record["hours"],
            _("When is the next meeting?"),
        ),
        (not record["hours"] and not kind.overnight, _("When are you open?")),
        (not (kind.overnight or line or asks), _("Must I sign up before I come?")),
        (_ages_open(record), _("Do you take people of my age?")),
        (kind.overnight and record["max_stay_days"] is None, _("How long can I stay?")),
        (not somewhere and not record["area_served"], _("Do you help people where I live?")),
        (somewhere and not record["street"], _("How do I get to you?")),
        (
            current().code == SOURCE and not record["languages"],
            _("Which languages do you speak?"),
        ),
    ]
    return tuple(words for open_, words in asked if open_)[:MOST]


def _ages_open(record: Record) -> bool:
    return record["age_min"] is None and record["age_max"] is None


def _own_language_open(record: Record) -> bool:
    """Whether nobody says that somebody there speaks the language of the sheet."""
    if current().code == SOURCE:
        return False
    name = str(current().locale.english_name).split(" (")[0]
    return name not in split_list(record["languages"] or "")


def _own_language() -> str:
    name = current().locale.languages.get(current().code, current().name)
    return _("Does somebody speak {language}?").format(language=name)
