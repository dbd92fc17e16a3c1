"""Made populations, and the plain way to work out what ``coverage`` does: an oracle."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from made import frame, record
from oracle import Point, oracle
from respite_finder.coverage import Population, Reach
from strategies import us_points

KANSAS, MISSOURI = "20169", "29095"
"""Saline County, KS, and Jackson County, MO."""

Town = tuple[Point, int, str, str]
"""A point, its people, its state, its county."""


def population(towns: Sequence[Town]) -> Population:
    """Towns as a population; their ids count from 00000."""
    return Population(
        name="made towns",
        year="made",
        ids=np.array([f"{number:05d}" for number in range(len(towns))], object),
        states=np.array([state for _, _, state, _ in towns], object),
        counties=np.array([county for _, _, _, county in towns], object),
        lat=np.array([at[0] for at, _, _, _ in towns], float),
        lon=np.array([at[1] for at, _, _, _ in towns], float),
        people=np.array([people for _, people, _, _ in towns], float),
    )


def respites(points: Sequence[Point], **cells: str) -> list[dict[str, str]]:
    """Peer respites at these points, confirmed unless the cells say otherwise."""
    given = {"service_type": "peer_respite", "state": "KS", "county": "", **cells}
    return [record(latitude=f"{lat:.12f}", longitude=f"{lon:.12f}", **given) for lat, lon in points]


def reach(towns: Sequence[Town], points: Sequence[Point]) -> Reach:
    """Confirmed peer respites at these points, for these towns."""
    return Reach(frame(*respites(points)), population(towns))


def plain_miles(at: Point, points: Sequence[Point]) -> float:
    """The nearest of the points, one by one."""
    return min((oracle(at, point) for point in points), default=float("inf"))


towns = st.lists(
    st.tuples(
        us_points,
        st.integers(0, 5_000),
        st.sampled_from(["KS", "MO"]),
        st.sampled_from([KANSAS, MISSOURI]),
    ),
    min_size=1,
    max_size=12,
)
some_points = st.lists(us_points, max_size=6)
