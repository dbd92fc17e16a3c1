"""The records that a reviewer compares with, read again only when the file changes."""

from __future__ import annotations

from functools import lru_cache

from respite_finder.community.review import Records, records_for
from respite_finder.community.store import Store
from respite_finder.dataset import read_dataset
from respite_finder.ids import published_ids
from respite_finder.resources import PLACES_CSV


def records(store: Store) -> Records:
    """The dataset with what is accepted and not merged yet. Raises DataError, StoreError."""
    held = _shipped(PLACES_CSV.stat().st_mtime_ns if PLACES_CSV.exists() else 0)
    return records_for(store, held.rows, held.merged)


@lru_cache(maxsize=1)
def _shipped(_changed_ns: int) -> Records:
    dataset = read_dataset(PLACES_CSV)
    return Records(dataset.rows, published_ids(dataset.ids_path))
