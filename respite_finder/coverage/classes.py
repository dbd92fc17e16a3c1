"""Classes of a map and its legend: round breaks, the same for every map where that is possible.

Shares and miles have breaks that never change, so that two maps can be compared. Counts and rates
span many sizes: their breaks are round numbers near the fifths of what is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from respite_finder.distance import Floats

UNKNOWN: Final = -1
"""The class of what has no value: no place of the kind is anywhere."""
FIXED_BREAKS: Final[Mapping[str, tuple[float, ...]]] = {
    "share": (0.2, 0.4, 0.6, 0.8),
    "miles": (10.0, 25.0, 50.0, 100.0, 200.0),
}
MOST_CLASSES: Final = 6
_FROM_NOTHING: Final = frozenset({"share", "people", "count", "per_million"})
"""Units in which nothing at all is a class of its own: it is what the map is about."""
_PARTS: Final = 5
_WHOLE: Final = frozenset({"people", "count"})
_ROUND: Final = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0)


@dataclass(frozen=True, eq=False)
class Classes:
    """Which class each value is in, from the least to the most.

    ``breaks`` stand between the classes: a value on a break is in the class above it. Where
    ``zero`` holds, class 0 is "none at all" and the first break is 0, which only the class below
    includes. ``of`` has the class of each value, ``UNKNOWN`` for one that is no number.
    """

    breaks: tuple[float, ...]
    zero: bool
    of: NDArray[np.int8]

    @property
    def count(self) -> int:
        """How many classes there are, the empty ones included."""
        return len(self.breaks) + 1

    def bounds(self, number: int) -> tuple[float, float]:
        """Where a class begins and ends; the last one ends nowhere (infinity)."""
        edges = (0.0, *self.breaks, math.inf)
        return edges[number], edges[number + 1]

    def held(self, number: int) -> int:
        """How many values are in a class."""
        return int((self.of == number).sum())


def classes(values: Iterable[float], unit: str) -> Classes:
    """Classes of values (0 or more; NaN and infinity have none) in the unit of a measure.

    >>> found = classes([0, 0.1, 0.4, 1, math.nan], "share")
    >>> found.breaks, found.of.tolist()
    ((0.0, 0.2, 0.4, 0.6, 0.8), [0, 1, 3, 5, -1])
    >>> classes([12_345, 1_900_000, 0], "people").breaks
    (0.0, 300000.0, 700000.0, 1000000.0, 2000000.0)
    """
    given = np.asarray(list(values), dtype=float)
    zero = unit in _FROM_NOTHING
    inner = FIXED_BREAKS.get(unit) or _near_fifths(given, whole=unit in _WHOLE)
    edges = np.asarray((0.0, *inner) if zero else inner)
    with np.errstate(invalid="ignore"):
        of = np.searchsorted(edges, given, side="right").astype(np.int8)
        if zero:
            of[given == 0] = 0
    of[~np.isfinite(given)] = UNKNOWN
    return Classes(tuple(float(edge) for edge in edges), zero, of)


def _near_fifths(values: Floats, *, whole: bool) -> tuple[float, ...]:
    """Round numbers near the values that part those above nothing into fifths."""
    some = values[np.isfinite(values) & (values > 0)]
    if not len(some):
        return ()
    fifths = np.quantile(some, [part / _PARTS for part in range(1, _PARTS)])
    rounded = (rounded_figure(float(fifth)) for fifth in fifths)
    kept = {figure for figure in rounded if not whole or figure >= 1}
    # A break at or below the least value would leave the class under it empty for ever.
    return tuple(sorted(figure for figure in kept if figure > some.min()))


def rounded_figure(value: float) -> float:
    """The nearest of 1, 2, 3, 5 and 7 times a power of ten.

    >>> rounded_figure(1_234_567), rounded_figure(0.043), rounded_figure(8.9)
    (1000000.0, 0.05, 10.0)
    """
    power = math.floor(math.log10(value))
    best = min(_ROUND, key=lambda figure: abs(figure - value / 10.0**power))
    return float(f"{best}e{power}")
