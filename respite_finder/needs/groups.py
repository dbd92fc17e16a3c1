"""Whom a place is for: the words of the sources, and the groups that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from respite_finder.i18n import mark
from respite_finder.schema import split_list

GROUPS: Final[Mapping[str, str]] = {
    "teens": mark("Teens"),
    "young_adults": mark("Young adults"),
    "older_adults": mark("Older adults"),
    "families": mark("Families"),
    "veterans": mark("Veterans"),
    "service_members": mark("Service members"),
    "lgbtq": mark("LGBTQ+ people"),
    "bipoc": mark("People of color"),
    "deaf": mark("Deaf and hard-of-hearing people"),
}
"""A code and its English name."""

AGES: Final[Mapping[str, tuple[int, int]]] = {
    "teens": (0, 17),
    "young_adults": (16, 40),
    "older_adults": (50, 120),
}
"""Years, drawn wide: a place that takes nobody of these ages is not for the group."""

_PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    "teens": (
        *("teens", "teen", "teenagers", "adolescents", "adolescent", "youth", "youths"),
        *("young people", "children and teens", "teens and young adults", "high school students"),
        *("lgbtq+ youth", "lgbtq youth"),
    ),
    "young_adults": (
        *("young adults", "young adult", "young people becoming adults", "transition-age youth"),
        *("transitional-age youth", "transition age youth", "transitional age youth"),
        *("teens and young adults", "emerging adults"),
    ),
    "older_adults": ("older adults", "older adult", "seniors", "elders", "older people", "elderly"),
    "families": ("families", "family", "family members", "parents", "parents and families"),
    "veterans": (
        *("veterans", "veteran", "military veterans", "us veterans", "u.s. veterans"),
        "veterans and service members",
    ),
    "service_members": (
        *("service members", "active-duty service members", "military", "active duty military"),
        *("active-duty military", "servicemembers", "veterans and service members"),
    ),
    "lgbtq": (
        *("lgbtq+", "lgbtq", "lgbt", "lgbt+", "lgbtqia", "lgbtqia+", "lgbtq2s+", "lgbtqi+"),
        *("2slgbtq+", "2slgbtqia+", "lgbtq people", "lgbtq+ people", "lgbtq+ community"),
        *("queer people", "trans and queer people", "gay and lesbian people"),
        *("lgbtq+ youth", "lgbtq youth"),
        *("transgender people", "trans people", "transgender", "trans"),
        *("transgender and nonbinary people", "trans and nonbinary people"),
        "people questioning their gender",
        "people healing after gender-affirming surgery (to make the body fit the gender)",
    ),
    "bipoc": (
        *("bipoc", "people of color", "black, indigenous and other people of color"),
        *("black, indigenous and people of color", "bipoc people", "communities of color"),
        "black, indigenous, and people of color",
    ),
    "deaf": (
        *("deaf", "deaf people", "deaf and hard of hearing", "deaf and hard-of-hearing people"),
        *("deaf or hard of hearing", "deaf and hard of hearing people", "hard of hearing"),
        *("deafblind people", "deafblind", "deaf, deafblind and hard of hearing people"),
    ),
}
_OF_PHRASE: Final[Mapping[str, frozenset[str]]] = {
    phrase: frozenset(code for code, phrases in _PHRASES.items() if phrase in phrases)
    for phrases in _PHRASES.values()
    for phrase in phrases
}


def normal(phrase: str) -> str:
    """A phrase as the tables have it: small letters, plain hyphens, single spaces."""
    plain = re.sub(r"[‐‑‒–]", "-", phrase.casefold())
    return " ".join(plain.replace("&", "and").split()).strip(".")


@lru_cache(maxsize=4096)
def groups_of(populations: str) -> frozenset[str]:
    """The groups that a cell of ``populations`` names.

    >>> sorted(groups_of("older adults; LGBTQ+"))
    ['lgbtq', 'older_adults']
    """
    found = (_OF_PHRASE.get(normal(phrase), frozenset()) for phrase in split_list(populations))
    return frozenset[str]().union(*found)
