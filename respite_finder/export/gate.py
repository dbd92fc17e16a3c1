"""``publishable()``, the one gate: what of a place may leave. Every output goes through it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from respite_finder.schema import BY_NAME

Record = dict[str, Any]

FINEST_DECIMALS = 5
"""About three feet; RFC 7946 allows seven, our sources do not carry them."""


def publishable(places: pd.DataFrame) -> pd.DataFrame:
    """The places as anybody may see them; every output takes its frame from here.

    Where an address is withheld nothing finer than the city leaves, even if the dataset held it:
    street and ZIP code are emptied, and a point that claims to be finer is dropped.
    """
    withheld = places["address_withheld"].to_numpy(bool)
    if not withheld.any():
        return places
    too_fine = withheld & places["precision"].isin(["address", "zip"]).to_numpy()
    return places.assign(
        street=places["street"].mask(withheld, ""),
        zip=places["zip"].mask(withheld, ""),
        latitude=places["latitude"].mask(too_fine),
        longitude=places["longitude"].mask(too_fine),
        precision=places["precision"].mask(too_fine, "none"),
    )


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
