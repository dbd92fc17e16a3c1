"""Floating catchment areas: how much supply there is for a person, from pairs that are near.

Pure arithmetic on arrays. All four methods are one sum with other weights, and all keep the law of
conservation: people times score, summed, is the supply that somebody can reach.

* 2SFCA: within the catchment everything counts alike (Luo & Wang 2003, Environment and Planning B
  30:865-884);
* E2SFCA: zones of the catchment with a weight each (Luo & Qi 2009, Health & Place 15:1100-1107);
* gravity: the weight falls with a power of the cost, within a catchment (Joseph & Bantock 1982,
  Social Science & Medicine 16:85-90, in the two steps of Luo & Wang);
* 3SFCA: who has much to choose from asks less of each place (Wan, Zou & Sternberg 2012,
  International Journal of Geographical Information Science 26:1073-1089).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respite_finder.distance import INCLUSIVE, Floats

Rows = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Who can reach what, and at what cost: three arrays of one length, a pair an entry.

    ``people_row`` and ``supply_row`` count in the arrays of people and of supply. Pairs that are
    left out cannot reach each other. Costs are miles or minutes, zero or more.
    """

    people_row: Rows
    supply_row: Rows
    cost: Floats


def flat_weights(cost: Floats, catchment: float) -> Floats:
    """1 up to the catchment, the catchment itself included; 0 beyond.

    >>> flat_weights(np.array([0.0, 30.0, 30.1]), 30).tolist()
    [1.0, 1.0, 0.0]
    """
    return (cost <= _rim(catchment)).astype(float)


def step_weights(cost: Floats, steps: Mapping[float, float]) -> Floats:
    """The weight of the zone in which a cost lies; 0 beyond the last.

    ``steps`` gives the weight of each zone by its outer rim, which belongs to the zone.

    >>> step_weights(np.array([0.0, 10.0, 10.5, 31.0]), {10: 1, 20: 0.68, 30: 0.22}).tolist()
    [1.0, 1.0, 0.68, 0.0]
    """
    rims = sorted(steps)
    of_zone = np.array([*(steps[rim] for rim in rims), 0.0], dtype=float)
    return of_zone[np.searchsorted([_rim(rim) for rim in rims], cost, side="left")]


def gravity_weights(
    cost: Floats, catchment: float, *, power: float = -1.0, floor: float = 1.0
) -> Floats:
    """The cost to a power, up to the catchment (inclusive); 0 beyond.

    A cost below ``floor`` counts as the floor: at cost 0 the weight would have no end.

    >>> gravity_weights(np.array([0.0, 1.0, 4.0, 90.0]), 60).tolist()
    [1.0, 1.0, 0.25, 0.0]
    """
    weights: Floats = np.maximum(cost, floor) ** power
    return weights * (cost <= _rim(catchment))


def two_step(pairs: Pairs, weights: Floats, people: Floats, supply: Floats) -> Floats:
    """Supply per person by the two steps of a floating catchment area, shape of ``people``.

    First each supply is shared among the people around it, as much as they weigh; then each
    person's shares are added up, weighed again. Supply that no people can reach is shared with
    nobody, and nobody around is no division by zero.

    >>> pairs = Pairs(np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([5.0, 5.0, 9.0]))
    >>> two_step(pairs, np.ones(3), np.array([30.0, 10.0]), np.array([4.0, 1.0])).tolist()
    [0.1, 0.2]
    """
    asked = _sums(pairs.supply_row, weights * people[pairs.people_row], len(supply))
    ratio = _quotient(supply, asked)
    return _sums(pairs.people_row, weights * ratio[pairs.supply_row], len(people))


def three_step(
    pairs: Pairs,
    weights: Floats,
    people: Floats,
    supply: Floats,
    preference: Floats | None = None,
) -> Floats:
    """``two_step`` after a step before it: how likely each person chooses each supply.

    A person's choice is ``preference`` divided by its sum, so that a place counts for less where
    there is another to choose. It is the weights unless given: by Wan, Zou & Sternberg who chooses
    looks within the catchment. PySAL's ``access`` looks at every pair that it is given.
    """
    liked = weights if preference is None else preference
    choice = _sums(pairs.people_row, liked, len(people))
    chosen = weights * _quotient(liked, choice[pairs.people_row])
    return two_step(pairs, chosen, people, supply)


def reachable_supply(pairs: Pairs, weights: Floats, people: Floats, supply: Floats) -> float:
    """The supply that at least one person reaches: what all scores together must add up to."""
    asked = _sums(pairs.supply_row, weights * people[pairs.people_row], len(supply))
    return float(supply[asked > 0].sum())


def _rim(cost: float) -> float:
    return cost * (1.0 + INCLUSIVE)


def _quotient(above: Floats, below: Floats) -> Floats:
    """Divided where there is something to divide by, else 0."""
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)


def _sums(rows: Rows, values: Floats, length: int) -> Floats:
    """The sum of the values of each row."""
    return np.asarray(np.bincount(rows, values, minlength=length), float)
