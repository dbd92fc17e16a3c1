"""What lies nearest to a place: others of its kind, and lines for its state; each a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from respite_finder.app import pages, state
from respite_finder.distance import miles_between
from respite_finder.export import records
from respite_finder.i18n import _
from respite_finder.locate import Origin
from respite_finder.schema import Precision
from respite_finder.search import LINES, Query, search
from respite_finder.states import NATIONWIDE, state_name
from respite_finder.text import distance_phrase

COUNT: Final = 5
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|:~$])")


@dataclass(frozen=True)
class Others:
    """Frames with ``distance_miles``: others of the same kind, lines that serve the state.

    ``measured``: whether the first are the nearest; else they are others of the state.
    """

    alike: pd.DataFrame
    lines: pd.DataFrame
    measured: bool


def others(places: pd.DataFrame, place_id: str) -> Others:
    """At most ``COUNT`` of each, without the place itself. Distances are from its public point."""
    (place,) = records(places.loc[[place_id]])
    kind, state_code = place["service_type"], place["state"]
    states = frozenset({state_code} - {NATIONWIDE})
    measured = place["latitude"] is not None
    around = search(places, Query(states=states, service_types=frozenset({kind, *LINES})))
    by_area = around.statewide
    if measured:
        origin = Origin(place["latitude"], place["longitude"], place["name"], state_code, "point")
        query = Query(origin, radius_miles=None, service_types=frozenset({kind}))
        alike = search(places, query).results
    else:
        listed = around.results if states else around.results.iloc[:0]
        alike = pd.concat([listed, by_area])
        alike = alike[alike["service_type"] == kind]
    lines = by_area[by_area["service_type"].isin(list(LINES))]
    if kind in LINES:
        alike = alike.iloc[:0]
    return Others(_but(alike, place_id), _but(lines, place_id), measured)


def _but(frame: pd.DataFrame, place_id: str) -> pd.DataFrame:
    return frame.drop(index=place_id, errors="ignore").head(COUNT)


def nearest(places: pd.DataFrame, place: dict[str, Any]) -> None:
    """Both lists as links to each place's own page."""
    found = others(places, place["place_id"])
    with st.container(key="place-nearest"):
        if len(found.alike):
            where = state_name(place["state"])
            title = _("Others like it, nearest first")
            if not found.measured:
                title = _("Others like it in {state}").format(state=where)
            st.header(title, anchor=False)
            exact = place["precision"] == Precision.ADDRESS.value
            for other in records(found.alike):
                _place_link(other, _label(other, exact=exact))
        if len(found.lines):
            st.header(_("Lines to call from here"), anchor=False)
            for line in records(found.lines):
                _place_link(line, line["name"])
        st.page_link(pages.LINES, label=_("All lines"), query_params=state.link_params())


def close_places(places: pd.DataFrame, ids: Sequence[str]) -> None:
    """What a link that leads nowhere may have meant, and the way to the search."""
    with st.container(key="place-close"):
        if ids:
            st.header(_("Did you mean one of these?"), anchor=False)
        for record in records(places.loc[list(ids)]):
            _place_link(record, record["name"])
        st.page_link(pages.FIND, label=_("Find a place"), query_params=state.link_params())


def away_phrase(place: dict[str, Any], origin: Origin | None) -> str:
    """How far a place is from where the visitor searched; empty without such a point."""
    if origin is None or origin.precision == "state" or place["latitude"] is None:
        return ""
    here = (origin.lat, origin.lon)
    miles = float(miles_between(*here, place["latitude"], place["longitude"]))
    words = _("{distance} from {place}")
    return words.format(distance=distance_phrase(miles, place["precision"]), place=origin.label)


def _place_link(record: dict[str, Any], label: str) -> None:
    """A link to a place's own page; in its address stand the id and the language, if chosen."""
    params = state.link_params(place=record["place_id"])
    st.page_link(pages.PLACE, label=as_text(label), query_params=params)


def as_text(words: str) -> str:
    r"""Words of the data in a label that reads Markdown: they stay what they are.

    >>> as_text("*Hope*")
    '\\*Hope\\*'
    """
    return _MARKDOWN.sub(r"\\\1", words)


def _label(record: dict[str, Any], *, exact: bool) -> str:
    """Its name, its town and how far it is: exact only from street to street."""
    town = record["city"] or record["county"]
    where = f"{town}, {record['state']}" if town else record["state"]
    miles = record["distance_miles"]
    precision = record["precision"] if exact else Precision.CITY.value
    far = "" if miles is None else distance_phrase(miles, precision)
    return " · ".join(part for part in (record["name"], where, far) if part)
