"""The pictures of the page on coverage: made of the figures that the page shows."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from respite_finder.app import coverage_pictures
    from respite_finder.app.coverage_shown import shown_now

    shown = shown_now()
    st.session_state["map"] = coverage_pictures.of_map(shown, [(31.0, -100.0, "TX")])
    st.session_state["bars"] = coverage_pictures.of_bars(shown)


@pytest.mark.parametrize("measure", ["covered_share", "places_per_million", "median_miles"])
@pytest.mark.parametrize("state", ["", "TX"])
def test_map_and_bars_are_pictures_that_say_what_they_show(state: str, measure: str) -> None:
    at = AppTest.from_function(_page, default_timeout=60)
    usual = {"kinds": ["peer_respite"], "radius": "50", "unconfirmed": False, "road": False}
    for name, value in {**usual, "state": state, "measure": measure}.items():
        at.session_state[f"coverage_{name}"] = value
    at.run()
    assert not at.exception
    area = "Texas" if state else "the United States"
    for name in ("map", "bars"):
        picture = Image.open(BytesIO(at.session_state[name]))
        assert picture.format == "PNG"
        assert picture.size[0] == 1600
        assert picture.info["Title"].endswith(f": {area}")
        assert "respite_finder, version" in picture.info["Source"]
