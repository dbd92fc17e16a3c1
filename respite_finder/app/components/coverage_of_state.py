"""A state's own view: its rank, its places by kind, how far people live, what has changed."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from respite_finder.app import cached, pages, state
from respite_finder.app.components.coverage_bars import address_of
from respite_finder.app.components.links import place_link
from respite_finder.app.coverage_shown import Shown
from respite_finder.coverage import MEASURES, RADII_MILES, CoverageQuery, Reach
from respite_finder.coverage.measures import within_column
from respite_finder.coverage.reach import within
from respite_finder.coverage.releases import changes_since_release
from respite_finder.coverage.told import border_sentence, rank_sentence
from respite_finder.coverage.words import area_words, median_sentence
from respite_finder.distance import PlaceIndex
from respite_finder.errors import FileError
from respite_finder.i18n import _
from respite_finder.markup.card import status_phrase
from respite_finder.markup.coverage_bars import Bar, bars_html
from respite_finder.markup.coverage_table import Cell, table_html
from respite_finder.schema import ServiceType, Status
from respite_finder.service_types import spoken_types
from respite_finder.text import day_phrase, number_phrase

_STATUSES: Final = (Status.ACTIVE, Status.LISTED, Status.PLANNED, Status.CLOSED)


def about_state(shown: Shown) -> None:
    """Where the state stands, and that help across the border counts."""
    shares = cached.coverage(shown.query, "state")["covered_share"].tolist()
    own = _own_covered(cached.reach(), shown.query, shown.state)
    told = (rank_sentence(shown.area, shares), border_sentence(shown.area, own))
    st.html(f"<p>{escape(' '.join(filter(None, told)))}</p>")


def back() -> None:
    """The way back to the whole country, with the other choices as they are."""
    words = escape(_("Back to the whole country"))
    href = escape(address_of(""), quote=True)
    st.html(f'<p class="coverage-back"><a href="{href}" data-within>{words}</a></p>')


def distances(shown: Shown) -> None:
    """The share of people within each of the standard distances."""
    st.header(_("How far do people live from the nearest place?"), anchor=False)
    sentence = median_sentence(shown.area)
    if not sentence:
        st.markdown(_("No place of this kind is counted anywhere."))
        return
    columns = [within_column(radius) for radius in RADII_MILES]
    bars = [Bar(escape(_(MEASURES[name].title)), shown.area[name]) for name in columns]
    label = _("Share of people within each distance")
    st.html(f"<p>{escape(sentence)}</p>{bars_html(bars, 'share', label, ranks=False)}")


def places_of_state(shown: Shown) -> None:
    """How many places and lines there are by kind and status; a link to each peer respite."""
    places = cached.places()
    here = places.loc[places["state"] == shown.state]
    area = area_words(shown.state)
    st.header(_("Places and lines in {area}").format(area=area), anchor=False)
    st.html(_kinds_table(here))
    respites = here.loc[here["service_type"] == ServiceType.PEER_RESPITE.value]
    st.subheader(_("Peer respites in {area}").format(area=area), anchor=False)
    with st.container(key="coverage-respites", gap="small"):
        if respites.empty:
            st.markdown(_("We know of none."))
        for record in _links(respites):
            words = ", ".join(filter(None, (record["name"], record["city"])))
            told = status_phrase(record)
            place_link(record, f"{words}: {told}" if told else words)


def changes(shown: Shown) -> None:
    """What the log of corrections tells since the last release of the data."""
    st.header(_("What has changed since the last release"), anchor=False)
    try:
        found = changes_since_release(shown.state)
    except FileError:
        st.markdown(_("The list of changes cannot be read."))
        return
    words = _("The last release is version {version} of {day}.").format(
        version=found.since.version, day=day_phrase(found.since.date)
    )
    told = " ".join(found.sentences) or _("Nothing has changed since.")
    st.markdown(f"{words} {told}")
    if found.fields:
        fields = ", ".join(f"{name} ({number_phrase(count)})" for name, count in found.fields)
        st.markdown(_("What was changed: {fields}.").format(fields=fields))
    with st.container(key="more-changes"):
        words = _("What changed in {area}").format(area=area_words(shown.state))
        params = state.link_params(state=shown.state)
        st.page_link(pages.CHANGES, label=words, query_params=params)


def _links(places: pd.DataFrame) -> list[dict[str, str]]:
    """What a link says of each place: much quicker than whole records."""
    columns = ["name", "city", "status", "phone"]
    rows = places.sort_values("name")[columns].astype(object)
    rows = rows.where(rows.notna(), "").rename_axis("place_id").reset_index()
    return [{str(k): str(v) for k, v in row.items()} for row in rows.to_dict("records")]


def _kinds_table(here: pd.DataFrame) -> str:
    heads = [_("Kind"), _("Confirmed"), _("Not confirmed"), _("Not open yet"), _("Closed")]
    held = cached.kinds()
    rows = []
    for code, kind in spoken_types().items():
        if code in held:
            status = here.loc[here["service_type"] == code, "status"]
            counts = [int((status == one.value).sum()) for one in _STATUSES]
            cells = [Cell(escape(number_phrase(count)), float(count)) for count in counts]
            rows.append([Cell(escape(kind.plural), kind.plural), *cells])
    return table_html(heads, rows, name="kinds", label=_("Places and lines by kind"))


@lru_cache(maxsize=64)
def _own_covered(held: Reach, query: CoverageQuery, state: str) -> int:
    """How many of a state's people are within reach of its own places."""
    places = held.counted(query)
    own = places.loc[(places["state"] == state) & places["latitude"].notna()]
    if own.empty:
        return 0
    people = held.population
    here = people.in_states((state,))
    index = PlaceIndex(own["latitude"], own["longitude"])
    miles = index.nearest_miles(people.lat[here], people.lon[here]) * query.detour
    return round(float(people.people[here][within(miles, query.radius_miles)].sum()))
