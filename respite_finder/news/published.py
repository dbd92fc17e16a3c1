"""The news of the shipped data, read once, and again when a file changes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from respite_finder.coverage.releases import read_published
from respite_finder.ids import published_ids
from respite_finder.news.events import Event, made_news
from respite_finder.resources import DATA

_FILES: Final = ("places.csv", "corrections.csv", "releases.csv", "ids.txt")


def published_news(folder: Path = DATA) -> tuple[Event, ...]:
    """Every event of the shipped data, the newest first.

    Raises FileError for a broken log or list of releases.
    """
    return _news(folder, _stamp(folder))


def published_at(folder: Path = DATA) -> datetime:
    """When one of the files changed last, in UTC."""
    return datetime.fromtimestamp(max(stamp[0] for stamp in _stamp(folder)) // 10**9, UTC)


def since_day(version: str, folder: Path = DATA) -> date | None:
    """The day of a release; None if there is none of that name."""
    releases = read_published(folder).releases
    return next((one.date for one in releases if one.version == version), None)


def _stamp(folder: Path) -> tuple[tuple[int, int], ...]:
    stats = [path.stat() for path in map(folder.joinpath, _FILES) if path.exists()]
    return tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)


@lru_cache(maxsize=2)
def _news(folder: Path, _changed: tuple[tuple[int, int], ...]) -> tuple[Event, ...]:
    published = read_published(folder)
    joined = published_ids(folder / "ids.txt")
    return made_news(published.rows, published.log, joined, published.releases)
