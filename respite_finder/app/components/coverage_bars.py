"""The areas ranked by the measure, as bars whose words say it all."""

from __future__ import annotations

import math
from html import escape
from urllib.parse import urlencode

import streamlit as st

from respite_finder.app import coverage_state
from respite_finder.app.coverage_shown import Shown
from respite_finder.i18n import _
from respite_finder.markup.coverage_bars import Bar, bars_html
from respite_finder.markup.coverage_table import state_link
from respite_finder.markup.parts import as_stated
from respite_finder.states import state_name
from respite_finder.text import number_phrase, unaccented

COUNTIES_SHOWN = 15
MORE = "coverage_all_bars"
_ADDS_UP = frozenset({"uncovered_population"})
"""Measures of which the country has the sum: its bar would dwarf every other."""


def bars(shown: Shown) -> None:
    """Every state with the country's value between them; of a state the first counties."""
    (_counties if shown.state else _states)(shown)


def _states(shown: Shown) -> None:
    st.header(_("States, ranked"), anchor=False)
    rows = [
        (Bar(state_link(code, address_of), value), state_name(code))
        for code, value in zip(shown.frame["state"], shown.values, strict=True)
    ]
    if shown.measure not in _ADDS_UP:
        rows.append((_reference(_("The whole country"), shown.of_us), ""))
    down = shown.measure != "median_miles"
    ordered = [bar for bar, _plain in sorted(rows, key=lambda row: _order(row, down=down))]
    title, need = coverage_state.measure_words(shown.measure), not shown.best_first
    st.html(bars_html(ordered, shown.unit, title, need=need))


def _counties(shown: Shown) -> None:
    st.header(_("Its counties, most people out of reach first"), anchor=False)
    title = coverage_state.measure_words(shown.measure)
    out = shown.frame["uncovered_population"].tolist()
    rows = sorted(
        zip(shown.frame["county"], shown.values, out, strict=True),
        key=lambda row: (-row[2], unaccented(row[0])),
    )
    found = [Bar(as_stated(name), value) for name, value, _out in rows]
    if shown.measure not in _ADDS_UP:
        found.insert(0, _reference(_("The whole state"), shown.whole))
    whole = st.session_state.get(MORE, "") == shown.state or len(rows) <= COUNTIES_SHOWN
    st.html(f"<p>{escape(title)}</p>")
    some = found if whole else found[: COUNTIES_SHOWN + 1]
    st.html(bars_html(some, shown.unit, title, ranks=False, need=not shown.best_first))
    with st.container(key="more-coverage-bars"):
        if not whole:
            words = _("Show all {count} counties").format(count=number_phrase(len(rows)))
            st.button(words, on_click=_show_all, args=(shown.state,), key="coverage-bars-all")


def _reference(name: str, value: float) -> Bar:
    return Bar(f"<strong>{escape(name)}</strong>", value, reference=True)


def address_of(state: str) -> str:
    """The address of a state's own view, with the other choices as they are."""
    return "?" + urlencode(coverage_state.link_params(state=state))


def _order(row: tuple[Bar, str], *, down: bool) -> tuple[bool, float, str]:
    bar, plain = row
    known = math.isfinite(bar.value)
    value = bar.value if known else 0.0
    return not known, -value if down else value, unaccented(plain)


def _show_all(state: str) -> None:
    st.session_state[MORE] = state
