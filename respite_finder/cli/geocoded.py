"""What geocoders answered must not outlive the wish of a house to keep its address private."""

from __future__ import annotations

from pathlib import Path

from respite_finder.dataset import read_dataset
from respite_finder.resources import GEOCODE_CACHE


def forget_streets(places_file: Path) -> None:
    """Take every answer out of the cache whose address no record publishes any more."""
    from respite_finder.ingest.address import address_of
    from respite_finder.ingest.cache import Cache

    path = places_file.with_name(GEOCODE_CACHE.name)
    if path.exists():
        rows = read_dataset(places_file).rows.values()
        Cache(path).keep_only(address for row in rows if (address := address_of(row)))
