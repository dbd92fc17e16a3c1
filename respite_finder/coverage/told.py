"""Coverage in sentences, of one state among all, of beds, and of places that might be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from babel.lists import format_list
from babel.numbers import format_percent

from respite_finder.coverage.query import CoverageQuery
from respite_finder.coverage.what_if import WhatIf
from respite_finder.coverage.words import (
    Row,
    area_words,
    miles_words,
    people_number,
    people_words,
    value_words,
)
from respite_finder.i18n import _, current, ngettext
from respite_finder.states import NATIONWIDE
from respite_finder.text import number_phrase

_ENDS: Final = 3


def rank_sentence(row: Row, shares: Sequence[float]) -> str:
    """Where a state stands among all, by its share of people within reach; equals share a rank.

    Empty where we know of places and not where they are: a rank of nobody would be a guess.
    """
    if not row["covered_share"] and row["places_without_point"]:
        return ""
    share, count = row["covered_share"], len(shares)
    area = area_words(row["state"])
    if not share:
        alike = sum(not one for one in shares)
        words = ngettext(
            "Of {all} states, {count} has nobody within reach: {area}.",
            "Of {all} states, {count} have nobody within reach. {area} is one of them.",
            alike,
        )
        return words.format(all=number_phrase(count), count=number_phrase(alike), area=area)
    rank = 1 + sum(one > share for one in shares)
    words = _("By the share of people within reach, {area} is number {rank} of {all} states.")
    return words.format(area=area, rank=number_phrase(rank), all=number_phrase(count))


def border_sentence(row: Row, own_covered: int) -> str:
    """Help across the border counts too: how many of a state's people reach only such a place.

    ``own_covered``: how many there would be if only the state's own places counted.
    """
    words = _("Places across the border count too.")
    more = row["covered_population"] - own_covered
    if more <= 0:
        return words
    told = ngettext(
        "{people} here has a place within reach only in another state.",
        "{people} here have a place within reach only in another state.",
        more,
    )
    return f"{words} {told.format(people=people_words(more))}"


def extremes_sentence(
    names: Sequence[str], values: Sequence[float], unit: str, *, best_first: bool
) -> str:
    """The message of a map: the three best and the three worst areas, or how many are alike.

    ``names`` may be HTML, and then so is the sentence. ``best_first``: more is better. Areas
    without a value are left out; empty without any.
    """
    known = [
        (name, value) for name, value in zip(names, values, strict=True) if math.isfinite(value)
    ]
    known.sort(key=lambda pair: (-pair[1] if best_first else pair[1], pair[0]))
    if not known:
        return ""
    if known[0][1] == known[-1][1] or len(known) <= _ENDS:
        return _("All areas: {areas}.").format(areas=_end(known, unit))
    # Nothing at all is never the best, however few areas have more.
    some = [pair for pair in known if pair[1] > 0] if best_first else known
    best, worst = _end(some, unit), _end(known[::-1], unit)
    return _("Best: {best}. Worst: {worst}.").format(best=best, worst=worst)


def _end(ordered: Sequence[tuple[str, float]], unit: str) -> str:
    """The first three areas with their values; if more are alike, how many."""
    first = ordered[0][1]
    alike = sum(value == first for _name, value in ordered)
    if alike > _ENDS:
        words = ngettext("{count} area with {value}", "{count} areas with {value}", alike)
        return words.format(count=number_phrase(alike), value=value_words(first, unit))
    named = _("{area} ({value})")
    return format_list(
        [
            named.format(area=name, value=value_words(value, unit))
            for name, value in ordered[:_ENDS]
        ],
        locale=current().locale,
    )


def change_sentence(change: WhatIf, query: CoverageQuery, state: str) -> str:
    """What more places would change, for the country (no state) or a state."""
    before, after = change.us_before.iloc[0], change.us_after.iloc[0]
    if state:
        row = change.before["state"] == state
        before, after = change.before.loc[row].iloc[0], change.after.loc[row].iloc[0]
    newly = int(after["covered_population"] - before["covered_population"])
    miles, area = miles_words(query.radius_miles), area_words(state or NATIONWIDE)
    if not newly:
        words = _("Nobody more in {area} would be within {miles}.")
        return words.format(area=area, miles=miles)
    words = ngettext(
        "{count} more person in {area} would be within {miles}: {before} becomes {after}.",
        "{count} more people in {area} would be within {miles}: {before} becomes {after}.",
        newly,
    )
    return words.format(
        count=people_number(newly),
        area=area,
        miles=miles,
        **shares_apart(before["covered_share"], after["covered_share"]),
    )


def shares_apart(before: float, after: float) -> dict[str, str]:
    """Two shares with one digit after the point, or as many as it takes to tell them apart."""
    for digits in (1, 2, 3, 4):
        form = f"0.{'0' * digits}%"
        told = [str(format_percent(it, form, locale=current().locale)) for it in (before, after)]
        if told[0] != told[1]:
            break
    return {"before": told[0], "after": told[1]}


def beds_sentence(row: Row) -> str:
    """The beds that are known; empty where none are."""
    if not row["places_with_beds"]:
        return ""
    words = ngettext(
        "{places} place says how many beds it has: {beds}.",
        "{places} places say how many beds they have: {beds} together.",
        row["places_with_beds"],
    )
    return words.format(
        places=number_phrase(row["places_with_beds"]), beds=number_phrase(row["beds"])
    )
