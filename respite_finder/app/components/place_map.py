"""A small map of one place, with the same said in words."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from respite_finder.export import records
from respite_finder.maps import base_map, place_layer
from respite_finder.markup.place import map_words_html
from respite_finder.web.assets import FROM_FRAME, SCRIPTS, STYLES

MAP_KEY: Final = "place-map-frame"
HEIGHT_PX: Final = 260


def place_map(place: pd.DataFrame) -> None:
    """The map of a place (a publishable frame of one row); nothing where there is no point."""
    with st.container(key="place-map"):
        (record,) = records(place)
        if record["latitude"] is None:
            return
        # st_folium writes into the map that it is given: each run needs one of its own.
        st_folium(
            base_map(FROM_FRAME, SCRIPTS, STYLES, one=True),
            key=MAP_KEY,
            height=HEIGHT_PX,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=place_layer(place, dark=st.context.theme.type == "dark"),
        )
        st.html(map_words_html(record))
