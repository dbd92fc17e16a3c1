"""Services without a point: found by the states that they serve, in the order of use."""

from __future__ import annotations

import numpy as np
import pandas as pd

from respite_finder.distance import Positions
from respite_finder.schema import split_list
from respite_finder.search import WHOLE
from respite_finder.states import NATIONWIDE


class ByArea:
    """Some places of a frame, by their positions ``rows``: for a whole state, then for a part of
    it, then nationwide ones; a place of the state whose town nobody tells comes with the parts.
    """

    def __init__(self, places: pd.DataFrame, rows: Positions) -> None:
        told = places.take(rows)
        order = pd.DataFrame(
            {
                "far": _nationwide(told),
                "local": ~told["area_served"].str.startswith(WHOLE).to_numpy(bool),
                "unconfirmed": (told["status"] != "active").to_numpy(),
                "name": told["name"].to_numpy(),
            }
        )
        by = order.sort_values(list(order.columns), kind="stable").index.to_numpy()
        self._rows = rows[by]
        self._far = order["far"].to_numpy(bool)[by]
        told = told.take(by)
        self._states = [
            frozenset(split_list(states)) if virtual else frozenset({state})
            for states, state, virtual in zip(
                told["area_states"],
                told["state"],
                told["location_type"] == "virtual",
                strict=True,
            )
        ]
        self._known: dict[str, tuple[Positions, Positions]] = {}

    def of(self, state: str) -> Positions:
        """Positions of those for this state or a part of it, the first to call first."""
        return self._serving(state)[0]

    def wide(self, state: str) -> Positions:
        """Positions of those for the whole nation, this state too, the first to call first."""
        return self._serving(state)[1]

    def _serving(self, state: str) -> tuple[Positions, Positions]:
        if state not in self._known:
            home = np.array([state in served for served in self._states], bool)
            self._known[state] = self._rows[home & ~self._far], self._rows[self._far]
        return self._known[state]


def _nationwide(places: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    virtual = (places["location_type"] == "virtual").to_numpy(bool)
    return np.asarray(virtual & (places["state"] == NATIONWIDE).to_numpy(bool))
