"""``publishable()``, the one gate: what of a place may leave. Every output goes through it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from respite_finder.gazetteer import gazetteer
from respite_finder.schema import BY_NAME
from respite_finder.telling import TEXTS, tells_where

Record = dict[str, Any]

FINEST_DECIMALS = 5
"""About three feet; RFC 7946 allows seven, our sources do not carry them."""


def publishable(places: pd.DataFrame) -> pd.DataFrame:
    """The places as anybody may see them; every output takes its frame from here.

    Where an address is withheld nothing finer than the town leaves, even if the dataset held it:
    street and ZIP code are emptied, and the point is the middle of the town or county that is
    named, or none. Words and links that seem to tell more are emptied too; the name stays, because
    it is what a place is known by.
    """
    withheld = places["address_withheld"].to_numpy(bool)
    if not withheld.any():
        return places
    hidden = places.loc[withheld]
    areas = gazetteer().finest_of(
        list(zip(hidden["state"], hidden["city"], hidden["county"], strict=True))
    )
    has_point = hidden["latitude"].notna()
    shown = [area if here else None for area, here in zip(areas, has_point, strict=True)]
    lat, lon = (places[name].to_numpy(float, copy=True) for name in ("latitude", "longitude"))
    precision = places["precision"].to_numpy(object, copy=True)
    lat[withheld] = [area.lat if area else math.nan for area in shown]
    lon[withheld] = [area.lon if area else math.nan for area in shown]
    precision[withheld] = [area.kind if area else "none" for area in shown]
    return places.assign(
        street=places["street"].mask(withheld, ""),
        zip=places["zip"].mask(withheld, ""),
        latitude=lat,
        longitude=lon,
        precision=pd.Series(precision, dtype=places["precision"].dtype).array,
        **_quiet(places, hidden, withheld),
    )


def _quiet(
    places: pd.DataFrame, hidden: pd.DataFrame, withheld: npt.NDArray[np.bool_]
) -> dict[str, pd.Series]:
    """The columns of words in which a ``hidden`` record tells where it is, without what tells."""
    quiet = {}
    states = hidden["state"].tolist()
    for name in TEXTS:
        if name == "name" or name not in places:
            continue
        cells = zip(hidden[name].tolist(), states, strict=True)
        telling = [
            isinstance(cell, str) and tells_where(name, cell, state) for cell, state in cells
        ]
        if any(telling):
            mask = withheld.copy()
            mask[withheld] = telling
            quiet[name] = places[name].mask(mask, "")
    return quiet


def records(places: pd.DataFrame) -> list[Record]:
    """One dict a place, ``place_id`` first; what is not known is None, never NaN or empty."""
    frame = publishable(places).reset_index()
    columns = {name: frame[name].tolist() for name in frame.columns}
    rows = zip(*columns.values(), strict=True)
    return [{n: _plain(n, v) for n, v in zip(columns, row, strict=True)} for row in rows]


def _plain(name: str, value: object) -> Any:
    column = BY_NAME.get(name)
    if column is not None and column.type == "boolean":
        return bool(value)
    if pd.isna(value) or value == "":  # type: ignore[call-overload]
        return None
    if isinstance(value, float):
        return round(value, 2 if name == "distance_miles" else FINEST_DECIMALS)
    return value
