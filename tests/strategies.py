"""Hypothesis strategies: points on the Earth, radii, and small frames of places."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from made import VIRTUAL, frame, record
from respite_finder.locate import Origin
from respite_finder.schema import ServiceType, Status

EDGE_LATITUDES = (-90.0, -89.9999, 0.0, 1e-9, 89.9999, 90.0)
EDGE_LONGITUDES = (-180.0, -179.9, 0.0, 1e-9, 179.9, 180.0)

latitudes = st.sampled_from(EDGE_LATITUDES) | st.floats(-90, 90, allow_subnormal=False)
longitudes = st.sampled_from(EDGE_LONGITUDES) | st.floats(-180, 180, allow_subnormal=False)
points = st.tuples(latitudes, longitudes)

us_points = st.tuples(
    st.floats(24.5, 49.4, allow_subnormal=False), st.floats(-125.0, -66.9, allow_subnormal=False)
)
"""The contiguous states, roughly."""

radii = st.sampled_from((10.0, 25.0, 50.0, 100.0, 250.0)) | st.floats(0.1, 13_000)
"""Miles, up to farther than any two points on the Earth."""

us_origins = us_points.map(lambda at: Origin(*at, "a made point", "KS", "point"))


@st.composite
def place_records(draw: st.DrawFn) -> dict[str, str]:
    """A record somewhere in the United States; now and then virtual or without a point."""
    cells = {
        "service_type": draw(st.sampled_from(list(ServiceType))).value,
        "status": draw(st.sampled_from(list(Status))).value,
        "state": draw(st.sampled_from(["KS", "MO", "NE"])),
        "city": draw(st.sampled_from(["", "Abilene", "salina", "Wichita"])),
        "name": draw(st.text("abc", min_size=1, max_size=3)),
    }
    where = draw(st.integers(0, 9))
    if where == 0:
        return record(cells, VIRTUAL, area_states=draw(st.sampled_from(["KS", "KS; MO", "US"])))
    if where == 1:
        return record(cells, latitude="", longitude="", precision="none")
    lat, lon = draw(us_points)
    return record(cells, latitude=repr(lat), longitude=repr(lon))


def place_frames(min_size: int = 0, max_size: int = 12) -> st.SearchStrategy[pd.DataFrame]:
    """Frames in the shape that ``load_places`` returns."""
    rows = st.lists(place_records(), min_size=min_size, max_size=max_size)
    return rows.map(lambda made: frame(*made))
