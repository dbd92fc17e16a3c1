"""Coverage in sentences, in the visitor's language: the same for the page and for documents.

A row is one row of ``coverage_table`` as a mapping. Numbers are rounded here as people say them;
the exact ones stand in the tables.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from babel.numbers import format_decimal, format_percent

from respite_finder.coverage.classes import Classes
from respite_finder.coverage.query import DETOUR, CoverageQuery
from respite_finder.i18n import _, current, mark, ngettext
from respite_finder.schema import ServiceType
from respite_finder.states import NATIONWIDE, state_name
from respite_finder.text import number_phrase

Row = Mapping[str, Any]

_A_PLACE: Final[Mapping[str, str]] = {
    ServiceType.PEER_RESPITE: mark("a peer respite"),
    ServiceType.LIVING_ROOM: mark("a living room for people in distress"),
    ServiceType.PEER_RUN_CENTER: mark("a peer-run center"),
    ServiceType.RECOVERY_COMMUNITY_CENTER: mark("a center for people in recovery"),
    ServiceType.CLUBHOUSE: mark("a clubhouse"),
    ServiceType.SUPPORT_GROUP_NETWORK: mark("a support group network"),
    ServiceType.TREATMENT_WITH_PEER_SUPPORT: mark("a treatment place with peer support"),
}
_MILLION: Final = 1_000_000
_TELLING_SHARE: Final = 0.01
"""Below it a share is told as fewer than one in a hundred."""
_NEAR_MILES: Final = 0.5
"""Below this a whole number of miles would be none."""


def place_words(query: CoverageQuery) -> str:
    """One of the places that count: "a peer respite"; of several kinds, "one of these places"."""
    if len(query.service_types) == 1:
        (kind,) = query.service_types
        return _(_A_PLACE[kind]) if kind in _A_PLACE else _("one of these places")
    return _("one of these places")


def area_words(state: str) -> str:
    """The area of a row: a state's name, or the United States."""
    return _("the United States") if state == NATIONWIDE else state_name(state)


def miles_words(miles: float) -> str:
    """Miles as a whole number; empty where there are none to tell.

    >>> miles_words(71.4), miles_words(0.2), miles_words(1), miles_words(float("nan"))
    ('71 miles', 'less than 1 mile', '1 mile', '')
    """
    if not math.isfinite(miles):
        return ""
    if 0 < miles < _NEAR_MILES:
        return _("less than 1 mile")
    whole = round(miles)
    return ngettext("{count} mile", "{count} miles", whole).format(count=number_phrase(whole))


def people_words(people: float) -> str:
    """A number of people as it is said: millions with one digit, below that whole.

    >>> people_words(119_123_456), people_words(204_118), people_words(1)
    ('119.1 million people', '204,118 people', '1 person')
    """
    if people >= _MILLION:
        return _("{count} million people").format(count=_millions(people))
    whole = round(people)
    return ngettext("{count} person", "{count} people", whole).format(count=number_phrase(whole))


def people_number(people: float) -> str:
    """The same without the noun: "119.1 million"."""
    if people >= _MILLION:
        return _("{count} million").format(count=_millions(people))
    return number_phrase(round(people))


def in_100(share: float) -> str:
    """A share as people of a hundred; few and nearly all are never rounded to none and all.

    >>> in_100(0.3575), in_100(0.001), in_100(0.9991), in_100(1)
    ('36 in 100', 'fewer than 1 in 100', 'more than 99 in 100', '100 in 100')
    """
    if 0 < share < 0.01:
        return _("fewer than 1 in 100")
    if 0.99 < share < 1:
        return _("more than 99 in 100")
    return _("{count} in 100").format(count=round(share * 100) if math.isfinite(share) else 0)


def value_words(value: float, unit: str) -> str:
    """A value of a measure, short, for a bar, a legend or a cell; "none" where there is none.

    >>> value_words(0.3575, "share"), value_words(1204, "people"), value_words(0.123, "per_million")
    ('36%', '1,204', '0.12')
    """
    if not math.isfinite(value):
        return _("no place")
    locale = current().locale
    if unit == "share":
        if 0 < value < 0.001:
            return f"<{format_percent(0.001, '0.0%', locale=locale)}"
        if 0 < value < 0.01 or 0.99 < value < 1:
            return str(format_percent(math.floor(value * 1000) / 1000, "0.0%", locale=locale))
        return str(format_percent(value, locale=locale))
    if unit == "per_million":
        return str(format_decimal(value, "#,##0.00" if value else "0", locale=locale))
    return number_phrase(round(value))


def headline(row: Row, query: CoverageQuery) -> str:
    """How many people of an area live within reach, in one sentence or two.

    Where a place has no point the share can only be higher, and the words say so.
    """
    area, miles = area_words(row["state"]), miles_words(query.radius_miles)
    share, unplaced = row["covered_share"], row["places_without_point"]
    if not row["covered_population"] and unplaced:
        words = _(
            "We know of nobody in {area} who lives within {miles} of {place}. "
            "But we do not know where each of them is."
        )
    elif not row["covered_population"]:
        words = _("Nobody in {area} lives within {miles} of {place}.")
    elif share == 1:
        words = _("Everybody in {area} lives within {miles} of {place}.")
    elif unplaced and share >= _TELLING_SHARE:
        words = _("At least {share} people in {area} live within {miles} of {place}.")
    else:
        words = _("{share} people in {area} live within {miles} of {place}.")
    return _capital(
        words.format(share=in_100(share), area=area, miles=miles, place=place_words(query))
    )


def people_sentence(row: Row) -> str:
    """The same as numbers of people, and who is out of reach."""
    return _("That is {reached} of {all}. Out of reach: {left}.").format(
        reached=people_number(row["covered_population"]),
        all=people_words(row["population"]),
        left=people_number(row["uncovered_population"]),
    )


def measured_sentence(query: CoverageQuery) -> str:
    """How miles are measured, and who counts."""
    if query.detour == 1:
        return _("Miles are measured in a straight line.")
    return _(
        "Miles are an estimate of road miles: the straight line times {factor} "
        "(Boscoe, Henry and Zdeb 2012)."
    ).format(factor=number_phrase(DETOUR))


def median_sentence(row: Row) -> str:
    """How far people live from the nearest place; empty where no place counts."""
    median, p90 = miles_words(row["median_miles"]), miles_words(row["p90_miles"])
    if not median:
        return ""
    if row["p90_miles"] < _NEAR_MILES:
        return _("9 in 10 people live less than 1 mile from the nearest place.")
    if row["median_miles"] < _NEAR_MILES:
        near = _(
            "Half of the people live less than 1 mile from the nearest place, "
            "1 in 10 more than {far}."
        )
        return near.format(far=p90)
    words = _(
        "Half of the people live more than {median} from the nearest place, "
        "1 in 10 more than {far}."
    )
    if row["places_without_point"]:
        words = _(
            "Half of the people live more than {median} from the nearest place that we can "
            "measure to, 1 in 10 more than {far}."
        )
    return words.format(median=median, far=p90)


def counties_sentence(row: Row) -> str:
    """How many counties have a place, and in how many most people are within reach."""
    if row["places"] and not row["counties_with_place"]:
        unknown = _(
            "We do not know in which county. In {reached} of {count} counties, at least half of "
            "the people are known to be within reach."
        )
        return unknown.format(
            reached=number_phrase(row["counties_reached"]), count=number_phrase(row["counties"])
        )
    if not (row["counties_with_place"] or row["counties_reached"]):
        none = ngettext(
            "Its {count} county has none, and most of its people are out of reach.",
            "None of {count} counties has one, and in none are half of the people within reach.",
            row["counties"],
        )
        return none.format(count=number_phrase(row["counties"]))
    words = ngettext(
        "{with_place} of {count} counties has one. "
        "In {reached}, at least half of the people are within reach.",
        "{with_place} of {count} counties have one. "
        "In {reached}, at least half of the people are within reach.",
        row["counties_with_place"],
    )
    return words.format(
        with_place=number_phrase(row["counties_with_place"]),
        count=number_phrase(row["counties"]),
        reached=number_phrase(row["counties_reached"]),
    )


def counted_sentence(row: Row, not_confirmed: int, *, counted_too: bool) -> str:
    """How many places count; how many are not confirmed, and whether those count too."""
    words = ngettext("We count {count} place.", "We count {count} places.", row["places"])
    if not row["places"]:
        words = _("No place is counted.")
    parts = [words.format(count=number_phrase(row["places"]))]
    if not_confirmed:
        count = number_phrase(not_confirmed)
        if counted_too:
            more = ngettext(
                "{count} of them is not confirmed.",
                "{count} of them are not confirmed.",
                not_confirmed,
            )
        else:
            more = ngettext(
                "{count} more is not confirmed, and is not counted.",
                "{count} more are not confirmed, and are not counted.",
                not_confirmed,
            )
        parts.append(more.format(count=count))
    return " ".join(parts)


def precision_sentence(row: Row) -> str:
    """How exactly it is known where the counted places stand; empty without a place."""
    known = (
        (row["places_at_address"], mark("{count} by the street")),
        (row["places_at_zip"], mark("{count} by the ZIP code")),
        (row["places_at_city"], mark("{count} by the town only")),
        (row["places_at_county"], mark("{count} by the county only")),
        (
            row["places_without_point"],
            mark("{count} not at all, so no distance is measured to them"),
        ),
    )
    parts = [_(words).format(count=number_phrase(count)) for count, words in known if count]
    return _("Where they stand is known: {parts}.").format(parts=", ".join(parts)) if parts else ""


def lines_sentence(row: Row) -> str:
    """The lines beside, never mixed in."""
    words = ngettext(
        "{count} warmline for a whole state or the country can be called. "
        "It is not counted as a place.",
        "{count} warmlines for a whole state or the country can be called. "
        "They are not counted as places.",
        row["lines"],
    )
    return words.format(count=number_phrase(row["lines"]))


def class_words(found: Classes, number: int, unit: str) -> str:
    """A class of a legend, by its real breaks.

    >>> from respite_finder.coverage.classes import classes
    >>> shares = classes([0, 0.3, 0.9], "share")
    >>> [class_words(shares, number, "share") for number in (0, 1, 2, 5)]
    ['none', 'up to 20%', '20% to 40%', '80% and more']
    """
    if number < 0:
        return _("no place anywhere")
    if found.zero and number == 0:
        return _("none")
    least, most = found.bounds(number)
    low, high = value_words(least, unit), value_words(most, unit)
    if math.isinf(most):
        return _("{least} and more").format(least=low)
    if least == 0:
        return _("up to {most}").format(most=high)
    return _("{least} to {most}").format(least=low, most=high)


def _millions(people: float) -> str:
    return str(format_decimal(people / _MILLION, "#,##0.0", locale=current().locale))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
