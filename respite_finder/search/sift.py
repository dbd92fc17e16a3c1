"""What is left of the candidates once a person's needs are asked."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from respite_finder.distance import Positions
from respite_finder.needs import UNKNOWN, Needs, Stated, answers, both, not_stated, passes, verdict
from respite_finder.search.candidates import Mask


@dataclass(frozen=True)
class Sifted:
    """Which positions to show, how many are hidden for an unknown answer only, and what the
    sources of those shown do not say (None: nothing is asked, all are shown).
    """

    keep: Mask | None = None
    hidden: int = 0
    not_stated: list[str] | None = None


def sift(places: pd.DataFrame, positions: Positions, needs: Needs) -> Sifted:
    """Ask the needs of these positions. Without a need this costs nothing."""
    if not needs.asked:
        return Sifted()
    given = answers(Stated(places, positions), needs)
    answer = both(given.values(), len(positions))
    keep = passes(answer, needs.include_unknown)
    if not needs.include_unknown:
        return Sifted(keep, int((answer == UNKNOWN).sum()))
    shown = {name: one[keep] for name, one in given.items()}
    return Sifted(keep, 0, not_stated(shown, int(keep.sum())))


def passing(stated: Stated, needs: Needs) -> Mask:
    """Which rows may be shown."""
    return passes(verdict(stated, needs), needs.include_unknown)
