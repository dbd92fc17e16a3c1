"""What is known of a place, fact by fact; what is not known says so."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from respite_finder.i18n import _, mark
from respite_finder.markup.card import ages_phrase, cost_html, self_referral_phrase, served_html
from respite_finder.markup.parts import as_stated, languages_phrase, stated, stated_list
from respite_finder.service_types import service_types
from respite_finder.text import days_phrase, number_phrase

Record = Mapping[str, Any]

_LED_BY: Final = {
    "peer_run": mark("Yes. People who have been through it themselves lead it at every level."),
    "hybrid": mark("In part. Peers work there, inside an agency that is not run by peers."),
    "other": mark("Another kind of group runs it. Ask who works there."),
}


def facts_html(record: Record) -> str:
    """A list of facts (``dl``), in the order in which a visitor asks for them."""
    unknown = f'<span class="place-unknown">{escape(not_stated(record))}</span>'
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{value or unknown}</dd></div>"
        for name, value in _facts(record)
    )
    return f'<dl class="place-facts">{rows}</dl>'


def not_stated(record: Record) -> str:
    """What to say for a fact that no source states."""
    if record["phone"] and record["status"] not in ("closed", "planned"):
        return _("Not stated: ask when you call")
    return _("Not stated")


def _facts(record: Record) -> list[tuple[str, str]]:
    """Name and HTML of each fact; a value is empty where it is not known."""
    overnight = service_types()[record["service_type"]].overnight
    ages, operator = ages_phrase(record), record["operator"]
    facts = [
        (_("Ages"), escape(ages[:1].upper() + ages[1:])),
        (_("Who it is for"), stated_list("populations", record["populations"] or "")),
        (_("Cost"), cost_html(record["cost"]) if record["cost"] else ""),
    ]
    # Nobody sleeps in a drop-in center or on a phone line: there the question makes no sense.
    if overnight or record["max_stay_days"] is not None:
        facts.append((_("Longest stay"), _days(record["max_stay_days"])))
    if overnight or record["beds"] is not None:
        facts.append((_("Beds"), _number(record["beds"])))
    asking = _("How to ask for a stay") if overnight else _("How to take part")
    languages = record["languages"]
    facts += [
        (_("Languages"), languages_phrase(languages) if languages else ""),
        (asking, stated("referral", record["referral"]) if record["referral"] else ""),
        *_yourself(record),
        (_("Run by"), as_stated(record["organization"])),
        (_("Led by peers?"), escape(_(_LED_BY[operator])) if operator else ""),
        (_("Opened in"), str(record["year_opened"] or "")),
        (_("Area served"), _area(record)),
    ]
    return facts


def _yourself(record: Record) -> list[tuple[str, str]]:
    """Whether a person can ask without a professional, where the source says so."""
    words = self_referral_phrase(record)
    return [(_("Can you ask yourself?"), escape(words))] if words else []


def _days(count: int | None) -> str:
    return "" if count is None else escape(days_phrase(count))


def _number(count: int | None) -> str:
    return "" if count is None else escape(number_phrase(count))


def _area(record: Record) -> str:
    if record["location_type"] == "virtual":
        return served_html(record)
    return as_stated(record["area_served"])
