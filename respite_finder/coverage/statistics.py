"""The statistics of the table: an interval for a rate, and quantiles by people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from respite_finder.distance import Floats, Positions

CONFIDENCE = 0.95
_ROUNDING = 1e-12


def poisson_interval(counts: ArrayLike, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """The exact interval of Poisson counts (Garwood 1936): lower and upper ends.

    >>> low, high = poisson_interval([0, 41])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 29.422], [3.689, 55.621])
    """
    count = np.asarray(counts, float)
    tail = (1.0 - confidence) / 2.0
    low = np.where(count > 0, gammaincinv(np.maximum(count, 1.0), tail), 0.0)
    return low, np.asarray(gammaincinv(count + 1.0, 1.0 - tail), float)


def weighted_quantiles(
    values: Floats, weights: Floats, at: Positions, areas: int, shares: Sequence[float]
) -> Floats:
    """For each area and share, the least value that so much of the area's weight does not exceed.

    ``at`` says in which of ``areas`` each value is (shape ``(n,)``, -1: in none). Returns shape
    ``(areas, len(shares))``; NaN for an area without weight. Infinity is a value like any other.

    >>> values, people = np.array([1.0, 5.0, 9.0]), np.array([10.0, 30.0, 60.0])
    >>> weighted_quantiles(values, people, np.zeros(3, np.intp), 1, (0.4, 0.5)).tolist()
    [[5.0, 9.0]]
    """
    kept = np.flatnonzero((at >= 0) & (weights > 0))
    order = kept[np.lexsort((values[kept], at[kept]))]
    answer = np.full((areas, len(shares)), np.nan)
    if not len(order):
        return answer
    area, grown = at[order], np.cumsum(weights[order])
    numbers = np.arange(areas)
    first, end = np.searchsorted(area, numbers), np.searchsorted(area, numbers, side="right")
    some = np.flatnonzero(end > first)
    before = np.where(first > 0, grown[first - 1], 0.0)[some]
    total = grown[end[some] - 1] - before
    for column, share in enumerate(shares):
        # Rounding must not push a share beyond the value that just reaches it, nor out of the area.
        found = np.searchsorted(grown, before + share * total * (1.0 - _ROUNDING))
        answer[some, column] = values[order][np.clip(found, first[some], end[some] - 1)]
    return answer
