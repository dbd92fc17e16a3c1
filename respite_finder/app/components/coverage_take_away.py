"""The figures as files and pictures, how to cite them, and the command that makes them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from respite_finder import i18n
from respite_finder.app import cached, coverage_pictures, coverage_state
from respite_finder.app.coverage_shown import Shown
from respite_finder.coverage.about import command_of
from respite_finder.coverage.citation import citation_bibtex, citation_text
from respite_finder.coverage.files import coverage_csv, coverage_excel, coverage_geojson
from respite_finder.coverage.table import By
from respite_finder.errors import FileError
from respite_finder.export.formats import FORMATS, FormatName
from respite_finder.i18n import _

_EXCEL: Final = FORMATS[FormatName.EXCEL].media_type


def take_away(shown: Shown) -> None:
    """Files, pictures, the citation and the command."""
    st.header(_("Take it with you"), anchor=False)
    st.markdown(_("A file is made when you press its button. No other site is asked for anything."))
    name = _name(shown)
    with st.container(horizontal=True, key="coverage-files"):
        for by, words in _tables(shown):
            _file(words, f"{name}-{by}.csv", "text/csv", _csv(shown, by))
        _file(_("Excel"), f"{name}.xlsx", _EXCEL, _excel(shown))
        _file(_("GeoJSON"), f"{name}.geojson", "application/geo+json", _geojson(shown))
        added = [(point.lat, point.lon, point.state) for point in coverage_state.added()]
        _file(
            _("Map (PNG)"),
            f"{name}-map.png",
            "image/png",
            lambda: coverage_pictures.of_map(shown, added),
        )
        _file(
            _("Bars (PNG)"),
            f"{name}-bars.png",
            "image/png",
            lambda: coverage_pictures.of_bars(shown),
        )
    st.subheader(_("The same figures by one command"), anchor=False)
    st.code(command_of(shown.query, shown.by, shown.states), language=None, wrap_lines=True)
    st.subheader(_("How to cite this"), anchor=False)
    try:
        st.code(citation_text(), language=None, wrap_lines=True)
        st.code(citation_bibtex().strip(), language=None, wrap_lines=True)
    except FileError:
        st.markdown(_("The version of the data cannot be read."))


def _tables(shown: Shown) -> list[tuple[By, str]]:
    if shown.state:
        return [("county", _("Counties (CSV)"))]
    return [("state", _("States (CSV)")), ("county", _("Counties (CSV)"))]


def _name(shown: Shown) -> str:
    where = shown.state.lower() or "us"
    return f"coverage-{where}-{shown.query.radius_miles:.0f}-miles"


def _csv(shown: Shown, by: By) -> Callable[[], bytes]:
    return lambda: coverage_csv(cached.coverage(shown.query, by, shown.states))


def _excel(shown: Shown) -> Callable[[], bytes]:
    return lambda: coverage_excel(shown.frame, shown.query, shown.by, states=shown.states)


def _geojson(shown: Shown) -> Callable[[], bytes]:
    return lambda: coverage_geojson(shown.frame, shown.query, shown.by, states=shown.states)


def _file(label: str, name: str, mime: str, make: Callable[[], bytes]) -> None:
    language = i18n.current().code

    def speak_and_make() -> bytes:
        # A file is made outside the page's own run, where English is spoken.
        with i18n.speaking(language):
            return make()

    st.download_button(
        label,
        data=speak_and_make,
        file_name=name,
        mime=mime,
        key=f"coverage-file-{name.split('-miles')[1]}",
        on_click="ignore",
    )
