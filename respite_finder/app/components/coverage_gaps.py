"""Where most people are out of reach, and where the next places would reach most of them."""

from __future__ import annotations

import math
from functools import lru_cache
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from respite_finder.app import cached
from respite_finder.app.components.coverage_bars import address_of
from respite_finder.app.coverage_shown import Shown
from respite_finder.coverage import CoverageQuery, Reach
from respite_finder.coverage.gaps import gaps
from respite_finder.coverage.greedy import GREEDY_BOUND
from respite_finder.coverage.sites import next_sites
from respite_finder.coverage.words import (
    area_words,
    people_number,
    people_words,
    value_words,
)
from respite_finder.i18n import _, ngettext
from respite_finder.markup.coverage_table import Cell, state_link, table_html
from respite_finder.markup.parts import as_stated
from respite_finder.text import number_phrase

ROWS: Final = 10
SITES: Final = 5
ASKED: Final = "coverage_sites_asked"


def gaps_view(shown: Shown) -> None:
    """Counties of the country, or ZIP codes of a state, with most people out of reach."""
    st.header(_("Where are most people out of reach?"), anchor=False)
    if not shown.area["uncovered_population"]:
        st.markdown(_("Nobody here is out of reach."))
        return
    frame = _gaps(cached.reach(), shown.query, shown.states)
    html = _zips(frame) if shown.state else _counties(frame)
    st.html(html)


def sites_view(shown: Shown) -> None:
    """The next best sites: of a state at once, of the country when somebody asks for them."""
    if not shown.area["uncovered_population"]:
        return
    st.header(_("Where would the next place help most?"), anchor=False)
    if not shown.state and not st.session_state.get(ASKED):
        words = _("Work out the next {count} sites for the country")
        st.button(words.format(count=number_phrase(SITES)), key="coverage-sites", on_click=_ask)
        return
    with st.spinner(_("Working it out.")):
        frame = _sites(cached.reach(), shown.query, shown.states)
    st.html(f"<p>{_sites_sentence(frame, shown)}</p>{_sites_table(frame)}")
    if len(frame) > 1:
        st.markdown(_bound_words(len(frame)))


def _bound_words(count: int) -> str:
    return _(
        "Each site is the one that reaches most people who are still out of reach. The {count} "
        "sites together reach at least {bound} of what the best {count} could (Nemhauser, "
        "Wolsey and Fisher 1978). A site is the middle of a ZIP code: it says where to look, "
        "not which house."
    ).format(count=number_phrase(count), bound=value_words(GREEDY_BOUND, "share"))


def _counties(frame: pd.DataFrame) -> str:
    heads = [
        _("County"),
        _("State"),
        _("People out of reach"),
        _("Share of its people"),
        _("Median miles"),
    ]
    rows = [
        [
            Cell(as_stated(row["county"]), row["county"]),
            Cell(state_link(row["state"], address_of), area_words(row["state"])),
            _number(row["uncovered_population"], "people"),
            _number(row["uncovered_share"], "share"),
            _number(row["median_miles"], "miles"),
        ]
        for row in frame.to_dict("records")
    ]
    return table_html(heads, rows, name="gaps-county", label=_("Counties, most people first"))


def _zips(frame: pd.DataFrame) -> str:
    heads = [_("ZIP code"), _("Town"), _("People out of reach"), _("Miles to the nearest")]
    rows = [
        [
            Cell(escape(row["zip"]), row["zip"]),
            Cell(as_stated(row["city"]), row["city"]),
            _number(row["population"], "people"),
            _number(row["miles"], "miles"),
        ]
        for row in frame.to_dict("records")
    ]
    return table_html(heads, rows, name="gaps-zip", label=_("ZIP codes, most people first"))


def _sites_sentence(frame: pd.DataFrame, shown: Shown) -> str:
    """HTML: the name of the town is English in every language."""
    first, last = frame.iloc[0], frame.iloc[-1]
    words = ngettext(
        "A place in or near {town}, {state} {zip} would help most: it would bring {people} within "
        "reach. That would raise the share within reach from {before} to {after}.",
        "A place in or near {town}, {state} {zip} would help most: it would bring {people} within "
        "reach. All {count} sites together would raise the share within reach from {before} to "
        "{after}.",
        len(frame),
    )
    return escape(words).format(
        town=as_stated(first["city"]),
        state=first["state"],
        zip=first["zip"],
        people=escape(people_words(first["newly_covered"])),
        count=number_phrase(len(frame)),
        before=value_words(shown.area["covered_share"], "share"),
        after=value_words(last["covered_share"], "share"),
    )


def _sites_table(frame: pd.DataFrame) -> str:
    heads = [
        _("Site"),
        _("State"),
        _("More people within reach"),
        _("Share within reach, with all sites so far"),
    ]
    rows = [
        [
            Cell(
                f"{number_phrase(row['rank'])}. {as_stated(row['city'])} {escape(row['zip'])}",
                float(row["rank"]),
            ),
            Cell(state_link(row["state"], address_of), area_words(row["state"])),
            Cell(escape(people_number(row["newly_covered"])), float(row["newly_covered"])),
            _number(row["covered_share"], "share"),
        ]
        for row in frame.to_dict("records")
    ]
    return table_html(heads, rows, name="sites", label=_("The next best sites, in their order"))


def _number(value: float, unit: str) -> Cell:
    return Cell(escape(value_words(value, unit)), float(value) if math.isfinite(value) else None)


def _ask() -> None:
    st.session_state[ASKED] = True


@lru_cache(maxsize=64)
def _gaps(held: Reach, query: CoverageQuery, states: tuple[str, ...]) -> pd.DataFrame:
    by: Any = "zip" if states else "county"
    return gaps(held, query, by=by, states=states, limit=ROWS)


@lru_cache(maxsize=64)
def _sites(held: Reach, query: CoverageQuery, states: tuple[str, ...]) -> pd.DataFrame:
    return next_sites(held, query, count=SITES, states=states)
