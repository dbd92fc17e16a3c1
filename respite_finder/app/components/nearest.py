"""What lies nearest to a place: others of its kind, and lines for its state; each a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pandas as pd
import streamlit as st

from respite_finder.app import pages, state
from respite_finder.app.components.links import place_link
from respite_finder.distance import miles_between
from respite_finder.export import records
from respite_finder.i18n import _, current
from respite_finder.lines import WarmlineNow, warmlines
from respite_finder.locate import Origin
from respite_finder.markup.line import line_rows_html
from respite_finder.schema import Precision
from respite_finder.search import LINES, Query, search
from respite_finder.states import NATIONWIDE, state_name
from respite_finder.text import distance_phrase

COUNT: Final = 5
LINES_COUNT: Final = 3


@dataclass(frozen=True)
class Others:
    """A frame of others of the same kind, with ``distance_miles``, and warmlines at a moment.

    ``measured``: whether the others are the nearest; else they are others of the state.
    """

    alike: pd.DataFrame
    lines: list[WarmlineNow]
    measured: bool


def others(places: pd.DataFrame, place_id: str, when: datetime) -> Others:
    """The nearest of its kind, from its public point, and the lines to call from there first."""
    (place,) = records(places.loc[[place_id]])
    kind, state_code = place["service_type"], place["state"]
    states = frozenset({state_code} - {NATIONWIDE})
    measured = place["latitude"] is not None
    around = search(places, Query(states=states, service_types=frozenset({kind})))
    if measured:
        origin = Origin(place["latitude"], place["longitude"], place["name"], state_code, "point")
        query = Query(origin, radius_miles=None, service_types=frozenset({kind}))
        alike = search(places, query).results
    else:
        listed = around.results if states else around.results.iloc[:0]
        alike = pd.concat([listed, around.statewide])
        alike = alike[alike["service_type"] == kind]
    if kind in LINES:
        alike = alike.iloc[:0]
    alike = alike.drop(index=place_id, errors="ignore").head(COUNT)
    home = None if state_code == NATIONWIDE else state_code
    serving = warmlines(
        places, state=home, county=place["county"], when=when, language=current().code
    )
    lines = [line for line in serving if line.record["place_id"] != place_id]
    return Others(alike, lines[:LINES_COUNT], measured)


def nearest(places: pd.DataFrame, place: dict[str, Any], when: datetime) -> None:
    """The others as links to their own pages, the lines with their numbers."""
    found = others(places, place["place_id"], when)
    with st.container(key="place-nearest"):
        if len(found.alike):
            where = state_name(place["state"])
            title = _("Others like it, nearest first")
            if not found.measured:
                title = _("Others like it in {state}").format(state=where)
            st.header(title, anchor=False)
            exact = place["precision"] == Precision.ADDRESS.value
            for other in records(found.alike):
                place_link(other, _label(other, exact=exact))
        if found.lines:
            st.header(_("Lines to call from here"), anchor=False)
            st.html(line_rows_html(found.lines, when))
        st.page_link(pages.LINES, label=_("All lines"), query_params=state.link_params())


def close_places(places: pd.DataFrame, ids: Sequence[str]) -> None:
    """What a link that leads nowhere may have meant, and the way to the search."""
    with st.container(key="place-close"):
        if ids:
            st.header(_("Did you mean one of these?"), anchor=False)
        for record in records(places.loc[list(ids)]):
            place_link(record, record["name"])
        st.page_link(pages.FIND, label=_("Find a place"), query_params=state.link_params())


def away_phrase(place: dict[str, Any], origin: Origin | None) -> str:
    """How far a place is from where the visitor searched; empty without such a point."""
    if origin is None or origin.precision == "state" or place["latitude"] is None:
        return ""
    here = (origin.lat, origin.lon)
    miles = float(miles_between(*here, place["latitude"], place["longitude"]))
    words = _("{distance} from {place}")
    return words.format(distance=distance_phrase(miles, place["precision"]), place=origin.label)


def _label(record: dict[str, Any], *, exact: bool) -> str:
    """Its name, its town and how far it is: exact only from street to street."""
    town = record["city"] or record["county"]
    where = f"{town}, {record['state']}" if town else record["state"]
    miles = record["distance_miles"]
    precision = record["precision"] if exact else Precision.CITY.value
    far = "" if miles is None else distance_phrase(miles, precision)
    return " · ".join(part for part in (record["name"], where, far) if part)
