"""What the page on coverage shows at this run: the choices, and the figures that answer them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from respite_finder.app import cached, coverage_state
from respite_finder.app.coverage_url import ACCESS, MEASURE, STATE, unit_of
from respite_finder.coverage import CoverageQuery, Reach
from respite_finder.coverage.classes import Classes, classes
from respite_finder.coverage.palette import colors
from respite_finder.coverage.scores import PER_PEOPLE, score_table
from respite_finder.states import NATIONWIDE, state_name

_MILLION = 1_000_000
Areas = Literal["state", "county"]


@dataclass(frozen=True, eq=False)
class Shown:
    """``state`` is empty for the whole country; ``frame`` has a row for each area on the map.

    ``area`` is the row of what is shown as a whole, ``us`` that of the country. ``values`` are
    those of the measure, a value for each row of ``frame``; ``whole`` is the one of ``area`` and
    ``of_us`` that of the country.
    """

    query: CoverageQuery
    state: str
    measure: str
    frame: pd.DataFrame
    area: dict[str, Any]
    us: dict[str, Any]
    values: list[float]
    whole: float
    of_us: float
    classes: Classes

    @property
    def by(self) -> Areas:
        """The size of the areas on the map."""
        return "county" if self.state else "state"

    @property
    def states(self) -> tuple[str, ...]:
        """The state that is shown, as the coverage takes it; all of them if none."""
        return (self.state,) if self.state else ()

    @property
    def unit(self) -> str:
        """The unit of the measure."""
        return unit_of(self.measure)

    @property
    def best_first(self) -> bool:
        """Whether more is better in this measure."""
        return self.measure not in ("uncovered_population", "median_miles")


def shown_now() -> Shown:
    """The answer to the choices of this run."""
    query, chosen = coverage_state.query(), coverage_state.chosen()
    state, measure = chosen[STATE], chosen[MEASURE]
    us = row_of(cached.coverage(query, "us"), NATIONWIDE)
    states = cached.coverage(query, "state")
    frame = cached.coverage(query, "county", (state,)) if state else states
    values = _values(frame, query, measure, "county" if state else "state", state)
    area = row_of(states, state) if state else us
    if measure == ACCESS:
        of_us = scores(query, "us")["score"].iloc[0]
        whole = row_of(scores(query, "state"), state)["score"] if state else of_us
    else:
        of_us, whole = us[measure], area[measure]
    found = classes(values, unit_of(measure))
    return Shown(query, state, measure, frame, area, us, values, float(whole), float(of_us), found)


def row_of(frame: pd.DataFrame, state: str) -> dict[str, Any]:
    """The row of a state (or of the whole country) as a mapping."""
    (row,) = frame.loc[frame["state"] == state].to_dict("records")
    return {str(name): value for name, value in row.items()}


def names_of(shown: Shown) -> list[str]:
    """The names of the areas on the map."""
    if shown.state:
        return [str(name) for name in shown.frame["county"]]
    return [state_name(code) for code in shown.frame["state"]]


def colors_of(shown: Shown, *, dark: bool) -> tuple[str, ...]:
    """The colours of the classes; need is told in another hue than help."""
    found, need = shown.classes, not shown.best_first
    return colors(found.count, zero=found.zero, need=need, dark=dark)


def spots(shown: Shown) -> list[tuple[float, float, str]]:
    """Where the counted places stand, as far as that may be known."""
    places = cached.reach().counted(shown.query)
    known = places.loc[places["latitude"].notna(), ["latitude", "longitude", "state"]]
    return [(lat, lon, code) for lat, lon, code in known.itertuples(index=False, name=None)]


def scores(query: CoverageQuery, by: Literal["us", "state", "county"], state: str = "") -> Any:
    """Access scores (E2SFCA) as places per million people, in a column ``score``."""
    return _scores(cached.reach(), query, by, state)


def _values(
    frame: pd.DataFrame, query: CoverageQuery, measure: str, by: Areas, state: str
) -> list[float]:
    if measure != ACCESS:
        return [float(value) for value in frame[measure]]
    name = "county_fips" if by == "county" else "state"
    held = scores(query, by, state).set_index(name)["score"]
    return [float(value) for value in held.reindex(frame[name])]


@lru_cache(maxsize=32)
def _scores(held: Reach, query: CoverageQuery, by: Any, state: str) -> pd.DataFrame:
    states = (state,) if state else ()
    table = score_table(held, query, method="e2sfca", by=by, states=states)
    return table.assign(score=table["score_per_100000"] * (_MILLION / PER_PEOPLE))
