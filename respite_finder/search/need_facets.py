"""How many places answer each need that could be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

import pandas as pd

from respite_finder.needs import (
    CONTACTS,
    GROUPS,
    OPERATORS,
    UNKNOWN,
    YES,
    Answers,
    Needs,
    Stated,
    answers,
    both,
)
from respite_finder.schema import split_list

_NOTHING: Final = Needs()


@dataclass(frozen=True, slots=True)
class Counted:
    """``match``: places that answer yes to this choice and to the other needs. ``unknown``: those
    that answer no to none of them, but whose source leaves one open. They are hidden, or shown
    if the needs include the unknown.
    """

    match: int
    unknown: int


def count_needs(stated: Stated, needs: Needs, languages: frozenset[str]) -> dict[str, Counted]:
    """What each need, as one choice alone, would show of these rows, the others as they are.

    Keys: ``free``, ``self_referral``, ``overnight``, ``open_at`` (now, unless a time is asked),
    ``age`` and ``stay_days`` if they are asked, and of the needs with several choices
    ``languages:Spanish`` (these and those asked), ``groups:veterans``, ``operators:peer_run``,
    ``contact:text``.
    """
    given = answers(stated, needs)
    others: dict[str, Answers] = {}
    counted = {}
    for key, name, value in _choices(needs, languages):
        if name not in others:
            rest = (answer for other, answer in given.items() if other != name)
            others[name] = both(rest, len(stated))
        alone = answers(stated, replace(_NOTHING, **{name: value}))[name]
        answer = both((others[name], alone), len(stated))
        counted[key] = Counted(int((answer == YES).sum()), int((answer == UNKNOWN).sum()))
    return counted


def spoken_in(places: pd.DataFrame) -> frozenset[str]:
    """Every language that some place states."""
    return frozenset(
        language for cell in places["languages"].unique() for language in split_list(cell)
    )


def _choices(needs: Needs, languages: frozenset[str]) -> Iterator[tuple[str, str, Any]]:
    """Every choice: its key, the need, and its value there."""
    for name in ("free", "self_referral", "overnight"):
        yield name, name, True
    yield "open_at", "open_at", needs.open_at or datetime.now(UTC)
    for name in ("age", "stay_days"):
        if getattr(needs, name) is not None:
            yield name, name, getattr(needs, name)
    several = {
        "languages": sorted(languages | needs.languages),
        "groups": GROUPS,
        "operators": OPERATORS,
        "contact": CONTACTS,
    }
    for name, choices in several.items():
        for choice in choices:
            yield f"{name}:{choice}", name, frozenset({choice})
