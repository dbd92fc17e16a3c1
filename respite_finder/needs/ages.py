"""Whom a place takes, by age: the stated limits, or words that are ages by definition."""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np

from respite_finder.needs.groups import normal
from respite_finder.needs.stated import Stated
from respite_finder.needs.three import NO, UNKNOWN, YES, Answers
from respite_finder.schema import split_list

ADULT: Final = 18
"""Years, in every state but for other purposes."""
_TEENS: Final = (13, 19)
"""What the word says, in years."""
_TEEN_WORDS: Final = frozenset({"teens", "teen", "teenagers"})
_ANY_AGE: Final = frozenset({"all ages", "any age", "people of all ages", "open to all ages"})
_ADULTS: Final = frozenset(
    {
        *("adults", "adult", "open to all adults", "all adults", "adults only", "18+"),
        *("adults 18+", "adults with a mental-health diagnosis"),
        *("adults with serious mental illness", "adults with mental illness"),
    }
)


def takes_age(stated: Stated, age: int) -> Answers:
    """Whether each place takes somebody of this age."""
    return takes_some(stated, age, age)


def takes_some(stated: Stated, youngest: int, oldest: int) -> Answers:
    """Whether each place takes somebody between these ages (years, both included).

    A lowest age without a highest one means that age and older, as sources write it. A highest
    age alone says only who is too old.
    """
    lowest, highest = stated.numbers("age_min"), stated.numbers("age_max")
    answer = stated.by_words("populations", partial(_by_phrases, youngest=youngest, oldest=oldest))
    answer[~np.isnan(lowest)] = YES
    answer[(oldest < lowest) | (youngest > highest)] = NO
    return answer


def _by_phrases(populations: str, youngest: int, oldest: int) -> int:
    phrases = [normal(phrase) for phrase in split_list(populations)]
    if any(phrase in _ANY_AGE for phrase in phrases):
        return YES
    adults = [phrase in _ADULTS for phrase in phrases]
    if any(adults) and oldest >= ADULT:
        return YES
    in_teens = youngest <= _TEENS[1] and oldest >= _TEENS[0]
    if in_teens and any(phrase in _TEEN_WORDS for phrase in phrases):
        return YES
    # A word without limits of its own may reach whom the others do not.
    return NO if phrases and all(adults) else UNKNOWN
