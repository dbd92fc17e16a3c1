"""The nearest places of many people: each (ZIP, needs) is computed once, rows go out in order.

A place to go is found by distance, geodesic miles as in the search. A service without a point is
found by the states that it serves and has no distance: those of the person's own state come after
places within 50 miles and before farther ones, nationwide ones last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from respite_finder.batch.by_area import ByArea
from respite_finder.batch.people import NO_NEEDS, Fault, Numbers, People, Trouble
from respite_finder.distance import Floats, PlaceIndex, Positions
from respite_finder.errors import QueryError
from respite_finder.export import publishable
from respite_finder.needs import Needs, answers, not_stated, passes
from respite_finder.needs.three import UNKNOWN, Answers, both
from respite_finder.schema import ServiceType, Status
from respite_finder.search import DEFAULT_RADIUS_MILES, SHOWN

MOST_NEAREST: Final = 50
"""Places a row and type: whoever needs more needs a search."""
NEAR_MILES: Final = DEFAULT_RADIUS_MILES
"""How far a place with a point comes before the state's own services without one."""
ROWS_A_STEP: Final = 5_000
_NOBODY: Final = -1
_NEEDS_KEPT: Final = 256
"""Needs whose answers are held on to; a table with more of them is only slower."""

COLUMNS: Final = (
    *("row", "zip", "needs", "service_type", "rank", "place_id", "name", "distance_miles"),
    *("precision", "city", "state", "phone", "text_line", "email", "website", "status"),
    *("not_stated", "checked", "source"),
)


@dataclass(frozen=True, slots=True)
class Hits:
    """A place found a row: arrays of the same length.

    ``rows``: numbers in the table. ``asked``: positions in ``people.asked``. ``kind``: positions
    in ``service_types``. ``rank``: from 1. ``place``: positions in ``Nearest.places``. ``miles``:
    NaN where found by area. ``not_stated``: the needs that the source does not answer.
    """

    rows: Numbers
    asked: Numbers
    kind: Numbers
    rank: Numbers
    place: NDArray[np.int32]
    miles: Floats
    not_stated: list[str]


class Nearest:
    """A run over the rows of a table that can stop after any step and go on later.

    ``k`` places a row and type of ``service_types``, the nearest first, with a status among
    ``statuses``. ``include_unknown``: places whose source does not answer a need come too.
    Raises QueryError for what cannot be asked.
    """

    def __init__(
        self,
        places: pd.DataFrame,
        people: People,
        *,
        k: int = 3,
        service_types: Collection[str] = (ServiceType.PEER_RESPITE.value,),
        include_unknown: bool = False,
        statuses: Collection[str] = SHOWN,
    ) -> None:
        _check(k, service_types, statuses)
        self.people = people
        self.k = k
        order = {kind.value: place for place, kind in enumerate(ServiceType)}
        self.service_types = tuple(sorted(set(service_types), key=order.__getitem__))
        self.include_unknown = include_unknown
        self.done = 0
        self._turn = Lock()
        asked = places["service_type"].isin(self.service_types) & places["status"].isin(
            list(statuses)
        )
        self.places = _told(publishable(places.loc[asked]))
        self._lat, self._lon = (
            self.places[name].to_numpy(float) for name in ("latitude", "longitude")
        )
        has_point = np.isfinite(self._lat) & np.isfinite(self._lon)
        kind = self.places["service_type"]
        self._near = [np.flatnonzero(has_point & (kind == one)) for one in self.service_types]
        self._by_area = [
            ByArea(self.places, np.flatnonzero(~has_point & (kind == one)))
            for one in self.service_types
        ]
        shape = (len(people.asked), len(self.service_types), k)
        self._place = np.full(shape, _NOBODY, np.int32)
        self._miles = np.full(shape, np.nan)
        self._zips = np.array([one.zip for one in people.asked], object)
        self._words = np.array([one.words for one in people.asked], object)
        self._known = np.zeros(len(people.asked), bool)
        self._answered = lru_cache(maxsize=_NEEDS_KEPT)(self._answer)
        self._index = lru_cache(maxsize=_NEEDS_KEPT)(self._make_index)

    @property
    def finished(self) -> bool:
        """Whether every row was answered."""
        return self.done >= len(self.people)

    def step(self, rows: int = ROWS_A_STEP) -> None:
        """Answer so many rows more. Threads that share a run take turns."""
        with self._turn:
            stop = min(self.done + rows, len(self.people))
            asked = np.unique(self.people.which[self.done : stop])
            new = asked[~self._known[asked]]
            by_needs: dict[Needs, list[int]] = {}
            for at in new.tolist():
                by_needs.setdefault(self.people.asked[at].needs, []).append(at)
            for needs, members in by_needs.items():
                self._find(needs, np.array(members, np.int64))
            self._known[new] = True
            self.done = stop

    def settle(self) -> None:
        """Wait for the step that another thread is in."""
        with self._turn:
            pass

    def hits(self, start: int = 0, stop: int | None = None) -> Hits:
        """What was found for rows that are done, in the order of the table, type and rank."""
        stop = self.done if stop is None else min(stop, self.done)
        which = self.people.which[start:stop]
        found = self._place[which]
        person, kind, rank = np.nonzero(found != _NOBODY)
        at, asked = found[person, kind, rank], which[person]
        return Hits(
            rows=self.people.rows[start:stop][person],
            asked=asked,
            kind=kind,
            rank=rank + 1,
            place=at,
            miles=self._miles[which][person, kind, rank],
            not_stated=self._not_stated(asked, at),
        )

    def frame(self, start: int = 0, stop: int | None = None) -> pd.DataFrame:
        """The same as a frame: a row a place, the columns of ``COLUMNS``."""
        hits = self.hits(start, stop)
        told = self.places.take(hits.place)
        columns: dict[str, object] = {
            "row": hits.rows,
            "zip": pd.array(self._zips[hits.asked], "str"),
            "needs": pd.array(self._words[hits.asked], "str"),
            "rank": hits.rank,
            "place_id": told.index.to_numpy(),
            "distance_miles": hits.miles,
            "not_stated": pd.array(hits.not_stated, "str"),
        }
        as_it_is = {name: told[name].array for name in COLUMNS if name not in columns}
        return pd.DataFrame(columns | as_it_is)[list(COLUMNS)]

    def troubles(self) -> list[Trouble]:
        """Rows that could not be read, and rows that are done and have no place of some type."""
        which = self.people.which[: self.done]
        found = list(self.people.troubles)
        for number, kind in enumerate(self.service_types):
            empty = np.flatnonzero(self._place[which, number, 0] == _NOBODY)
            asked = which[empty].tolist()
            unsure = {one: self._is_unsure(one, number) for one in set(asked)}
            for row, one in zip(self.people.rows[empty].tolist(), asked, strict=True):
                fault = Fault.NOTHING_KNOWN if unsure[one] else Fault.NOTHING_FITS
                found.append(Trouble(row, fault, kind=kind))
        return sorted(found, key=lambda one: one.row)

    def frames(self) -> Iterator[pd.DataFrame]:
        """``frame`` of everything that is done, some rows at a time."""
        for start in range(0, self.done, ROWS_A_STEP):
            yield self.frame(start, start + ROWS_A_STEP)

    def _find(self, needs: Needs, members: Numbers) -> None:
        asked = self.people.asked
        lat = np.array([asked[at].lat for at in members])
        lon = np.array([asked[at].lon for at in members])
        allowed, _words, _verdict = self._answered(needs)
        for kind in range(len(self.service_types)):
            rows, index = self._index(needs, kind)
            found, miles = index.nearest_many(lat, lon, self.k)
            count = found.shape[1]
            self._place[members, kind, :count] = rows[found]
            self._miles[members, kind, :count] = miles
            near = np.count_nonzero(miles <= NEAR_MILES, axis=1)
            areas = self._by_area[kind]
            for row in np.flatnonzero(near < self.k).tolist():
                at, split = members[row], near[row]
                own, wide = (
                    some[allowed[some]]
                    for some in (areas.of(asked[at].state), areas.wide(asked[at].state))
                )
                if len(own) or (len(wide) and count < self.k):
                    there = rows[found[row]]
                    place = np.concatenate([there[:split], own, there[split:], wide])[: self.k]
                    far = np.full(len(own), np.nan), np.full(len(wide), np.nan)
                    away = np.concatenate([miles[row, :split], far[0], miles[row, split:], far[1]])
                    self._place[at, kind, : len(place)] = place
                    self._miles[at, kind, : len(place)] = away[: self.k]

    def _answer(self, needs: Needs) -> tuple[NDArray[np.bool_], list[str], Answers]:
        """Which places may be shown to these needs, what their sources do not say, the verdict."""
        given = answers(self.places, needs)
        count = len(self.places)
        verdict = both(given.values(), count)
        return passes(verdict, self.include_unknown), not_stated(given, count), verdict

    def _is_unsure(self, asked: int, kind: int) -> bool:
        """Whether a place that could be told has a source that does not say if it fits."""
        ask = self.people.asked[asked]
        if self.include_unknown or ask.needs == NO_NEEDS:
            return False
        areas = self._by_area[kind]
        verdict = self._answered(ask.needs)[2]
        could = (self._near[kind], areas.of(ask.state), areas.wide(ask.state))
        return any(bool(np.any(verdict[rows] == UNKNOWN)) for rows in could)

    def _make_index(self, needs: Needs, kind: int) -> tuple[Positions, PlaceIndex]:
        allowed, _words, _verdict = self._answered(needs)
        rows = self._near[kind]
        rows = rows[allowed[rows]]
        return rows, PlaceIndex(self._lat[rows], self._lon[rows])

    def _not_stated(self, asked: Numbers, at: NDArray[np.int32]) -> list[str]:
        if not self.include_unknown:
            return [""] * len(at)
        here = set(asked.tolist())
        words = {one: self._answered(self.people.asked[one].needs)[1] for one in here}
        return [words[one][place] for one, place in zip(asked.tolist(), at.tolist(), strict=True)]


def nearest(
    places: pd.DataFrame,
    people: People,
    *,
    k: int = 3,
    service_types: Collection[str] = (ServiceType.PEER_RESPITE.value,),
    include_unknown: bool = False,
    statuses: Collection[str] = SHOWN,
) -> Iterator[pd.DataFrame]:
    """The nearest places of every row, some rows at a time, in the order of the table.

    ``Nearest`` says what the arguments mean. Distances are miles, NaN for what is found by area.
    """
    run = Nearest(
        places,
        people,
        k=k,
        service_types=service_types,
        include_unknown=include_unknown,
        statuses=statuses,
    )
    while not run.finished:
        start = run.done
        run.step()
        yield run.frame(start)


def _told(places: pd.DataFrame) -> pd.DataFrame:
    """The places with the columns that go out: what to dial as one cell, and our short names."""
    extension = places["phone_extension"]
    dial = places["phone"] + (" ext. " + extension).where(extension != "", "")
    return places.assign(
        phone=dial.where(places["phone"] != "", ""),
        checked=places["source_date"],
        source=places["source_name"],
    )


def _check(k: int, service_types: Collection[str], statuses: Collection[str]) -> None:
    if not 1 <= k <= MOST_NEAREST:
        raise QueryError("k", k, f"give a whole number from 1 to {MOST_NEAREST}.")
    known = {kind.value for kind in ServiceType}
    if not service_types:
        raise QueryError("type", "", f"choose from {', '.join(sorted(known))}.")
    for kind in sorted(set(service_types) - known):
        raise QueryError("type", kind, f"choose from {', '.join(sorted(known))}.")
    states = {status.value for status in Status}
    for status in sorted(set(statuses) - states):
        raise QueryError("status", status, f"choose from {', '.join(sorted(states))}.")
