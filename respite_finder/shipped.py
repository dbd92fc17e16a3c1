"""The shipped places as anybody may see them: read once a process, again when the file changes."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from respite_finder.export import publishable
from respite_finder.places import load_places
from respite_finder.resources import PLACES_CSV


def shipped_places() -> pd.DataFrame:
    """Shared by every visitor: not to be changed. Raises DataError; it is never an empty frame."""
    if not PLACES_CSV.exists():
        return _read(0, 0)  # The reader says what is wrong.
    stat = PLACES_CSV.stat()
    return _read(stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1)
def _read(_changed_ns: int, _size: int) -> pd.DataFrame:
    return publishable(load_places(PLACES_CSV))
