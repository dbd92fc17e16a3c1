"""What the source of each place answers to each need. One function a need, a column at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from respite_finder.hours import open_state
from respite_finder.needs.ages import takes_age, takes_some
from respite_finder.needs.asked import Needs
from respite_finder.needs.groups import AGES, groups_of
from respite_finder.needs.stated import Stated
from respite_finder.needs.three import NO, UNKNOWN, YES, Answers, both
from respite_finder.schema import ServiceType, split_list
from respite_finder.service_types import service_types

_FREE: Final = frozenset({"free", "free of charge", "no cost", "no charge"})
_MAYBE_FREE: Final = ("free", "no cost", "no charge")
_STATES: Final = {"open": YES, "closed": NO, "unknown": UNKNOWN}


def answers(places: pd.DataFrame | Stated, needs: Needs) -> dict[str, Answers]:
    """For each need that is asked, in the order of ``NEEDS``, one answer a row."""
    stated = places if isinstance(places, Stated) else Stated(places)
    return {name: _ANSWER[name](stated, needs) for name in needs.asked}


def verdict(places: pd.DataFrame | Stated, needs: Needs) -> Answers:
    """NO if any need is answered no, else UNKNOWN if any is unknown, else YES."""
    return both(answers(places, needs).values(), len(places))


def not_stated(given: Mapping[str, Answers], count: int) -> list[str]:
    """A row's needs that its source does not answer, as in ``age; free``."""
    names = list(given)
    bits = np.zeros(count, np.int64)
    for place, answer in enumerate(given.values()):
        bits |= (answer == UNKNOWN).astype(np.int64) << place
    patterns, codes = np.unique(bits, return_inverse=True)
    words = [
        "; ".join(name for place, name in enumerate(names) if int(pattern) >> place & 1)
        for pattern in patterns
    ]
    return [words[code] for code in codes]


def _age(stated: Stated, needs: Needs) -> Answers:
    assert needs.age is not None
    return takes_age(stated, needs.age)


def _overnight(stated: Stated, _needs: Needs) -> Answers:
    """Beds or a longest stay say yes, whatever the type; else the type, by its definition."""
    kinds = service_types()

    def of_kind(code: str) -> int:
        return YES if kinds[code].overnight else NO if kinds[code].no_overnight else UNKNOWN

    answer = stated.by_words("service_type", of_kind)
    known = ~np.isnan(stated.numbers("beds")) | ~np.isnan(stated.numbers("max_stay_days"))
    answer[known] = YES
    return answer


def _stay_days(stated: Stated, needs: Needs) -> Answers:
    assert needs.stay_days is not None
    answer = np.where(_overnight(stated, needs) == NO, NO, UNKNOWN).astype(np.int8)
    longest = stated.numbers("max_stay_days")
    answer[longest >= needs.stay_days] = YES
    answer[longest < needs.stay_days] = NO
    return answer


def _free(stated: Stated, _needs: Needs) -> Answers:
    return stated.by_words("cost", _is_free)


def _is_free(cost: str) -> int:
    words = " ".join(cost.casefold().split()).strip(".")
    if words in _FREE:
        return YES
    # "Free for residents of the county" may or may not be free for this person.
    return UNKNOWN if not words or any(word in words for word in _MAYBE_FREE) else NO


def _languages(stated: Stated, needs: Needs) -> Answers:
    wanted = {language.strip().casefold() for language in needs.languages}

    def speaks(cell: str) -> int:
        spoken = {language.casefold() for language in split_list(cell)}
        return (YES if spoken & wanted else NO) if spoken else UNKNOWN

    return stated.by_words("languages", speaks)


def _groups(stated: Stated, needs: Needs) -> Answers:
    """Yes where the source names one; no where its ages shut out every one of them."""

    def names_one(populations: str) -> int:
        return UNKNOWN if groups_of(populations).isdisjoint(needs.groups) else YES

    answer = stated.by_words("populations", names_one)
    if needs.groups <= AGES.keys():
        shut = [takes_some(stated, *AGES[group]) == NO for group in needs.groups]
        answer[np.logical_and.reduce(shut) & (answer != YES)] = NO
    return answer


def _self_referral(stated: Stated, _needs: Needs) -> Answers:
    """As stated; where nothing is stated, everybody may call a warmline: that is what it is."""
    words = {"yes": YES, "no": NO}
    warmline = stated.by_words(
        "service_type", lambda kind: YES if kind == ServiceType.WARMLINE else UNKNOWN
    )
    answer = stated.by_words("self_referral", lambda word: words.get(word, UNKNOWN))
    return np.where(answer == UNKNOWN, warmline, answer)


def _operators(stated: Stated, needs: Needs) -> Answers:
    def run_by(word: str) -> int:
        return (YES if word in needs.operators else NO) if word else UNKNOWN

    return stated.by_words("operator", run_by)


def _contact(stated: Stated, needs: Needs) -> Answers:
    """A blank is unknown: what a directory does not print may still be there."""
    columns = {"phone": ("phone", "phone_2"), "text": ("text_line",), "chat": ("chat",)}
    offered = [stated.given(name) for way in sorted(needs.contact) for name in columns[way]]
    return np.where(np.logical_or.reduce(offered), YES, UNKNOWN).astype(np.int8)


def _open_at(stated: Stated, needs: Needs) -> Answers:
    """Hours that recur in the same zone are read once."""
    assert needs.open_at is not None
    hour_codes, hours = stated.words("opening_hours")
    zone_codes, zones = stated.words("time_zone")
    pairs, rows = np.unique(hour_codes * max(len(zones), 1) + zone_codes, return_inverse=True)
    state = partial(open_state, when=needs.open_at)
    told = [state(hours[pair // len(zones)], zones[pair % len(zones)]).state for pair in pairs]
    return np.array([_STATES[state] for state in told], np.int8)[rows]


_ANSWER: Final[Mapping[str, Callable[[Stated, Needs], Answers]]] = {
    "age": _age,
    "stay_days": _stay_days,
    "free": _free,
    "languages": _languages,
    "groups": _groups,
    "self_referral": _self_referral,
    "operators": _operators,
    "overnight": _overnight,
    "contact": _contact,
    "open_at": _open_at,
}
