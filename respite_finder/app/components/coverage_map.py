"""The map: what it says in words, the map itself, its legend. A press opens a state's own view."""

from __future__ import annotations

from html import escape
from typing import Any, Final

import streamlit as st
from streamlit_folium import st_folium

from respite_finder import i18n
from respite_finder.app import coverage_state, coverage_url, state
from respite_finder.app.components import coverage_what_if
from respite_finder.app.coverage_shown import Shown, colors_of, names_of, spots
from respite_finder.coverage import COUNTED_STATES
from respite_finder.coverage.classes import UNKNOWN
from respite_finder.coverage.told import extremes_sentence
from respite_finder.coverage.words import value_words
from respite_finder.i18n import _
from respite_finder.map_projection import layout
from respite_finder.maps import ID_SEPARATOR, coverage_layer, coverage_map
from respite_finder.markup.coverage_legend import legend_html
from respite_finder.markup.parts import as_stated
from respite_finder.states import NATIONWIDE
from respite_finder.web.assets import FROM_FRAME
from respite_finder.web.coverage_assets import COVERAGE_SCRIPTS, COVERAGE_STYLES

MAP_KEY: Final = "coverage-map-frame"
HEIGHT_PX: Final = 520
_SEEN: Final = "coverage_press_seen"
_AREA: Final = "last_object_clicked_tooltip"
_SPOT: Final = "last_clicked"


def map_view(shown: Shown) -> None:
    """The map of the states, or of a state's counties."""
    title = coverage_state.measure_words(shown.measure)
    st.header(_("Map of the counties") if shown.state else _("Map of the states"), anchor=False)
    names = names_of(shown)
    marked = [as_stated(name) if shown.state else escape(name) for name in names]
    message = extremes_sentence(marked, shown.values, shown.unit, best_first=shown.best_first)
    press = _("Press a state to see its counties and its own figures.")
    st.html(f"<p>{message} {'' if shown.state else escape(press)}</p>")
    dark = st.context.theme.type == "dark"
    ramp = colors_of(shown, dark=dark)
    ids = shown.frame["county_fips" if shown.state else "state"]
    dropping = bool(st.session_state.get(coverage_state.DROPPING))
    tip = _("{area}: {value}")
    plane = layout(shown.state or NATIONWIDE)
    held = set(ids)
    without = {shape.id: shape.name for shape in plane.shapes() if shape.id not in held}
    st_folium(
        # st_folium writes into the map that it is given: each run needs one of its own.
        coverage_map(FROM_FRAME, COVERAGE_SCRIPTS, COVERAGE_STYLES),
        key=MAP_KEY,
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[_AREA, _SPOT],
        feature_group_to_add=coverage_layer(
            plane,
            dict(zip(ids, shown.classes.of.tolist(), strict=True)),
            ramp,
            tips={
                code: tip.format(area=name, value=value_words(value, shown.unit))
                for code, name, value in zip(ids, names, shown.values, strict=True)
            }
            | {code: tip.format(area=name, value=_("no figure")) for code, name in without.items()},
            places=spots(shown),
            added=[(point.lat, point.lon, point.state) for point in coverage_state.added()],
            clickable=not dropping,
            dark=dark,
        ),
        on_change=_pressed,
    )
    st.html(legend_html(shown.classes, shown.unit, title, lambda number: _swatch(ramp, number)))
    dot, diamond = escape(_("a place that is counted")), escape(_("a place that might be"))
    hatched = ""
    if without:
        said = escape(_("no figure: its ZIP codes count for the county beside it"))
        hatched = f"<li>{_swatch(ramp, UNKNOWN)}{said}</li>"
    st.html(
        f'<ul class="legend"><li><i class="coverage-dot" aria-hidden="true"></i>{dot}</li>'
        f'<li><i class="coverage-diamond" aria-hidden="true"></i>{diamond}</li>{hatched}</ul>'
    )
    failed = _("The map did not load. The bars and the table have the same figures.")
    st.html(f'<p class="map-note" role="status">{escape(failed)}</p>')


def _swatch(ramp: tuple[str, ...], number: int) -> str:
    if number < 0:
        return '<i class="coverage-swatch hatched" aria-hidden="true"></i>'
    return f'<i class="coverage-swatch" style="--class:{ramp[number]}" aria-hidden="true"></i>'


def _pressed() -> None:
    """A press puts a place there if that was switched on, else it opens the state."""
    i18n.use(st.session_state[state.LANGUAGE])  # the page has not begun to speak
    sent: dict[str, Any] = st.session_state.get(MAP_KEY) or {}
    area = str(sent.get(_AREA) or "")
    # A press beside all areas comes with the area of the press before.
    new = area != st.session_state.get(_SEEN, "")
    st.session_state[_SEEN] = area
    where = st.session_state[coverage_state.key(coverage_url.STATE)]
    if st.session_state.get(coverage_state.DROPPING):
        _put(sent.get(_SPOT), where)
    elif new and not where:
        _words, *rest = area.split(ID_SEPARATOR)
        if rest and rest[0] in COUNTED_STATES:
            st.session_state[coverage_state.key(coverage_url.STATE)] = rest[0]


def _put(spot: Any, where: str) -> None:
    try:
        x, y = float(spot["lng"]), float(spot["lat"])
    except (TypeError, KeyError, ValueError):
        return
    found = layout(where or NATIONWIDE).unproject(x, y)
    if found is None:
        coverage_what_if.not_there()
    else:
        coverage_what_if.drop(*found)
