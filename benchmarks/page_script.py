"""The page that ``page.py`` measures: one filter above one map, drawn in one of three ways.

Streamlit runs this file; ``?draw=`` chooses the way and ``?made=`` the number of made places
(0: the real file). Every run appends a line of JSON to the file named in ``RESPITE_BENCH_LOG``:
how long building the map component took in this process, and how many marks it holds.
"""

from __future__ import annotations

import json
import os
import time
from html import escape
from pathlib import Path

import folium
import pandas as pd
import streamlit as st
from folium.plugins import MarkerCluster
from made_places import made_places
from streamlit_folium import st_folium

from respite_finder import Found, Query, load_places, locate, search
from respite_finder.maps import base_map, results_layer
from respite_finder.search import EVERY_STATUS, SHOWN
from respite_finder.service_types import service_types
from respite_finder.web.assets import PREFIX, SCRIPTS, STYLES

ASSETS = f"../..{PREFIX}/"
HEIGHT_PX = 520
CLICKED = ["last_object_clicked_tooltip"]


@st.cache_resource(show_spinner=False)
def places(made: int) -> pd.DataFrame:
    return made_places(made) if made else load_places()


def ours(found: Found) -> None:
    """As the Find page does it (``app/components/map_view.py``)."""
    st_folium(
        base_map(ASSETS, SCRIPTS, STYLES),
        key="map",
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=CLICKED,
        feature_group_to_add=results_layer(found),
    )


def in_a_cluster(found: Found) -> None:
    """A Marker with a Popup per place in a MarkerCluster: what Folium's manual shows."""
    made = _plain_map()
    cluster = MarkerCluster()
    cluster.default_js = [("cluster", f"{ASSETS}markercluster/leaflet.markercluster.js")]
    cluster.default_css = [("cluster", f"{ASSETS}markercluster/MarkerCluster.css")]
    cluster.add_to(made)
    _add_markers(found, cluster)
    st_folium(made, key="map", height=HEIGHT_PX, use_container_width=True, returned_objects=CLICKED)


def in_a_layer(found: Found) -> None:
    """The same markers in a FeatureGroup beside a constant map: what streamlit-folium advises."""
    group = folium.FeatureGroup(name="results")
    _add_markers(found, group)
    st_folium(
        _plain_map(),
        key="map",
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=CLICKED,
        feature_group_to_add=group,
    )


def _plain_map() -> folium.Map:
    made = folium.Map(tiles=None, location=[39.5, -98.35], zoom_start=4)
    made.options["maxZoom"] = 18
    # Folium's own scripts lie on five other hosts; these are the same libraries, from this server.
    made.default_js = [
        ("leaflet", f"{ASSETS}leaflet/leaflet.js"),
        ("jquery", "../../bench/jquery_stand_in.js"),
    ]
    made.default_css = [("leaflet", f"{ASSETS}leaflet/leaflet.css")]
    return made


def _add_markers(found: Found, parent: folium.MacroElement) -> None:
    kinds = service_types()
    with_point = found.results.loc[found.results["latitude"].notna()]
    for lat, lon, name, kind in zip(
        with_point["latitude"].tolist(),
        with_point["longitude"].tolist(),
        with_point["name"],
        with_point["service_type"],
        strict=True,
    ):
        # The words that our own marks carry, no more.
        popup = folium.Popup(escape(f"{name}, {kinds[kind].name}"))
        folium.Marker([lat, lon], popup=popup).add_to(parent)


WAYS = {"ours": ours, "cluster": in_a_cluster, "layer": in_a_layer}


def main() -> None:
    st.set_page_config(layout="wide")
    frame = places(int(st.query_params.get("made", "0")))
    every = st.checkbox("Show closed and planned")
    query = Query(locate("01060"), radius_miles=None, statuses=EVERY_STATUS if every else SHOWN)
    found = search(frame, query)
    start = time.perf_counter()
    WAYS[st.query_params["draw"]](found)
    seconds = time.perf_counter() - start
    marks = int(found.results["latitude"].notna().sum())
    with Path(os.environ["RESPITE_BENCH_LOG"]).open("a", encoding="utf-8") as log:
        log.write(json.dumps({"seconds": seconds, "marks": marks}) + "\n")


main()
