"""Made places for the benchmarks: any number of rows in the shape that ``load_places`` returns.

They lie where people live: a ZIP code is drawn by its population, and its middle is moved a
little. Everything else is copied from a real row drawn at random. The services without a point
(lines, networks) stay as many as they really are, as they would if the list grew.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from respite_finder import load_places
from respite_finder.resources import ZIP_CODES_CSV

SEED = 20260722
JITTER_DEGREES = 0.03
"""About two miles: the width of a ZIP code in a town."""

_FROM_ZIP = ("city", "county", "state", "zip", "time_zone")


def made_places(count: int, seed: int = SEED) -> pd.DataFrame:
    """``count`` made places with a point, then the real file's services without one."""
    rng = np.random.default_rng(seed)
    real = load_places()
    with_point = np.flatnonzero(real["latitude"].notna())
    without = np.flatnonzero(real["latitude"].isna())
    rows = np.concatenate([rng.choice(with_point, count), without])
    # One take keeps every column in one piece, as it is after reading a file.
    frame = real.take(rows)
    zips = pd.read_csv(ZIP_CODES_CSV, dtype={"zip": "str"}, keep_default_na=False)
    people = zips["population"].to_numpy(float)
    drawn = rng.choice(len(zips), count, p=people / people.sum())
    changed: dict[str, pd.Series] = {}
    for name in ("latitude", "longitude"):
        points = zips[name].to_numpy(float)[drawn] + rng.normal(0.0, JITTER_DEGREES, count)
        changed[name] = pd.Series(np.append(points, np.full(len(without), np.nan)), frame.index)
    for name in _FROM_ZIP:
        values = np.append(zips[name].to_numpy(object)[drawn], real[name].to_numpy()[without])
        changed[name] = pd.Series(values, frame.index, dtype="str")
    frame = frame.assign(**{name: values.set_axis(frame.index) for name, values in changed.items()})
    frame["zip"] = frame["zip"].mask(frame["address_withheld"], "")
    ids = [f"xx-made-{number}" for number in range(count)]
    frame.index = pd.Index(ids + list(real.index[without]), name="place_id", dtype=real.index.dtype)
    return frame
