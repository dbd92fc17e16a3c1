"""The places of my list in the order in which they are looked at, each with its distance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
import streamlit as st

from respite_finder.app import state
from respite_finder.distance import miles_between
from respite_finder.i18n import _
from respite_finder.locate import Origin
from respite_finder.markup.contact import GONE
from respite_finder.schema import LocationType, ServiceType
from respite_finder.text import unaccented

ORDER: Final = "list_order"
MINE: Final = "mine"
NEAREST: Final = "nearest"
NAME: Final = "name"
KIND: Final = "kind"

_KINDS: Final = {kind.value: place for place, kind in enumerate(ServiceType)}


def start() -> Origin | None:
    """Where distances are measured from: where the visitor searched, if that is not a state."""
    origin = state.origin()
    return None if origin is None or origin.precision == "state" else origin


def orders() -> dict[str, str]:
    """The orders that can be chosen now, and what each is called."""
    nearest = {NEAREST: _("Nearest first")} if start() else {}
    return {MINE: _("My order"), **nearest, NAME: _("By name"), KIND: _("By kind of help")}


def keep_order() -> None:
    """Hold on to the order while another page is shown; what cannot be chosen is my own order."""
    chosen = st.session_state.get(ORDER, MINE)
    known = isinstance(chosen, str) and chosen in orders()
    st.session_state[ORDER] = chosen if known else MINE


def ask_order() -> str:
    """Ask for the order, and return its code."""
    keep_order()
    words = orders()
    st.selectbox(_("Order"), list(words), key=ORDER, format_func=words.__getitem__, width=220)
    chosen: str = st.session_state[ORDER]
    return chosen


def listed(places: pd.DataFrame, ids: Sequence[str], origin: Origin | None) -> pd.DataFrame:
    """These places in this order, with ``distance_miles`` (missing without a start or a point)."""
    found = places.loc[[one for one in ids if one in places.index]]
    # The data may have changed since they were saved.
    found = found[~found["status"].isin(list(GONE))]
    miles = np.full(len(found), math.nan)
    if origin is not None and len(found):
        measured = miles_between(
            origin.lat,
            origin.lon,
            found["latitude"].to_numpy(float),
            found["longitude"].to_numpy(float),
        )
        virtual = (found["location_type"] == LocationType.VIRTUAL.value).to_numpy(bool)
        miles = np.where(virtual, math.nan, measured)
    return found.assign(distance_miles=miles)


def sort(found: pd.DataFrame, order: str) -> pd.DataFrame:
    """The frame of ``listed`` in this order; what is equal stays as it stood."""
    if order == NEAREST:
        return found.sort_values("distance_miles", kind="stable", na_position="last")
    if order == NAME:
        return found.sort_values("name", key=lambda names: names.map(unaccented), kind="stable")
    if order == KIND:
        return found.sort_values(
            "service_type", key=lambda kinds: kinds.map(_KINDS.__getitem__), kind="stable"
        )
    return found
