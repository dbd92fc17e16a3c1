"""The map beside the list, and what its marks mean."""

from __future__ import annotations

from html import escape
from time import time
from typing import Final, Literal

import streamlit as st
from streamlit_folium import st_folium

from respite_finder.app import cached, state
from respite_finder.app.components.results import card
from respite_finder.app.components.save import save_button
from respite_finder.export import records
from respite_finder.i18n import _
from respite_finder.maps import ID_SEPARATOR, base_map, results_layer
from respite_finder.markup.parts import mark_html
from respite_finder.search import Found
from respite_finder.service_types import spoken_types
from respite_finder.tiles import street_tiles
from respite_finder.web.assets import FROM_FRAME, SCRIPTS, STYLES

MAP_KEY = "map"
HEIGHT_PX = 520
_LOOK: Final[dict[str, Literal["results", "chosen", "stay"]]] = {
    "": "results",
    "card": "chosen",
    "mark": "stay",
}
_CLICKED = "last_object_clicked_tooltip"


def map_view(found: Found) -> None:
    """The map with the results; a click on a mark shows its card below the map."""
    with st.container(key="map-box"):
        st_folium(
            # st_folium writes into the map that it is given: each run needs one of its own.
            base_map(FROM_FRAME, SCRIPTS, STYLES),
            key=MAP_KEY,
            height=HEIGHT_PX,
            use_container_width=True,
            returned_objects=[_CLICKED],
            feature_group_to_add=results_layer(
                found,
                chosen=st.session_state[state.CHOSEN],
                # Who chose a mark is looking at it: the map stays where it is.
                look=_LOOK[st.session_state[state.CHOSEN_BY]],
                dark=st.context.theme.type == "dark",
                tiles=street_tiles() if st.session_state[state.STREETS] else None,
            ),
            on_change=_mark_clicked,
        )
        with st.container():
            _chosen_card(found)
        _legend()
        failed = _("The map did not load. The list has all the same places.")
        st.html(f'<p class="map-note" role="status">{escape(failed)}</p>')
        words = _(
            "Show streets. Your browser then asks {host} for pictures of the area on the map. "
            "That site learns your internet address and the area, but not what you typed."
        )
        st.checkbox(words.format(host=street_tiles().url.split("/")[2]), key=state.STREETS)
    _scroll_to_chosen()


def _mark_clicked() -> None:
    words = (st.session_state.get(MAP_KEY) or {}).get(_CLICKED) or ""
    _, *rest = words.split(ID_SEPARATOR)
    if rest:
        state.choose(rest[0], "mark")


def _chosen_card(found: Found) -> None:
    chosen = st.session_state[state.CHOSEN]
    if st.session_state[state.CHOSEN_BY] != "mark":
        return
    for frame in (found.results, found.beyond):
        if chosen in frame.index:
            with st.container(border=True, key="chosen"):
                place = frame.loc[[chosen]]
                card(place, chosen=True)
                with st.container(horizontal=True):
                    save_button(records(place)[0], "mark")
                    st.button(_("Close this card"), on_click=state.choose, args=("", ""))


def _legend() -> None:
    kinds = "".join(
        f"<li>{mark_html(code)} {escape(text.name)}</li>"
        for code, text in spoken_types().items()
        if code in cached.kinds() and code not in ("warmline", "peer_organization")
    )
    exact, area = escape(_("street address")), escape(_("somewhere in this area"))
    precision = (
        f"<li>{mark_html('peer_respite')} {exact}</li>"
        f"<li>{mark_html('peer_respite', area=True)} {area}</li>"
    )
    label = escape(_("Marks on the map"))
    st.html(f'<ul class="legend" aria-label="{label}">{kinds}{precision}</ul>')


def _scroll_to_chosen() -> None:
    """Bring what was just chosen into view, once: the mark of a card, or the card of a mark."""
    targets = {"card": ".st-key-map-box iframe", "mark": ".st-key-chosen"}
    target = targets.get(st.session_state[state.CHOSEN_BY])
    if target and st.session_state.pop(state.CHOSEN_NOW, False):
        place = "center" if target.endswith("iframe") else "nearest"
        # A new value each time: page.js scrolls once for each.
        st.html(f'<i data-scroll="{target}" data-block="{place}" data-time="{time()}"></i>')
