"""Every cached resource of the app. A loader raises; it never hands out an empty frame."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from respite_finder.community.likely import KnownPlaces
from respite_finder.coverage import By, CoverageQuery, Reach, coverage_table
from respite_finder.files import read_text
from respite_finder.news import Event, published_news
from respite_finder.resources import QUALITY_REPORT, ROOT
from respite_finder.schema import ServiceType
from respite_finder.search import SHOWN
from respite_finder.shipped import shipped_places

if TYPE_CHECKING:
    from respite_finder.community.store import Store


def places() -> pd.DataFrame:
    """The shipped places as anybody may see them, read again only when the file changes."""
    return shipped_places()


def kinds() -> tuple[str, ...]:
    """The service types that the dataset holds: nobody is offered an empty one."""
    held = set(places()["service_type"])
    return tuple(kind.value for kind in ServiceType if kind.value in held)


def kinds_at_a_place() -> tuple[str, ...]:
    """The service types of places to go to that are open: coverage counts no others."""
    return _kinds_at_a_place(reach())


def reach() -> Reach:
    """How far people are from the shipped places; worked out anew when the file changes."""
    shipped = places()
    held = _HELD.get("reach")
    if held is None or held[0] is not shipped:
        held = (shipped, Reach(shipped))
        _HELD["reach"] = held
    return held[1]


def known_places() -> KnownPlaces:
    """The shipped places, ready to be compared with what somebody suggests."""
    shipped = places()
    held = _KNOWN.get("known")
    if held is None or held[0] is not shipped:
        held = (shipped, KnownPlaces(shipped))
        _KNOWN["known"] = held
    return held[1]


def news() -> tuple[Event, ...]:
    """What changed, the newest first; read again only when a file changes."""
    return published_news()


@cache
def store() -> Store:
    """Where what people send is kept. Raises StoreError; it is tried anew at the next call."""
    # Nothing that only reads pays for the database's library.
    from respite_finder.community.store import open_store  # noqa: PLC0415

    return open_store()


def coverage(query: CoverageQuery, by: By, states: tuple[str, ...] = ()) -> pd.DataFrame:
    """``coverage_table`` of the shipped places. Shared by every visitor: not to be changed."""
    return _coverage(reach(), query, by, states)


@cache
def quality_report() -> str:
    """The quality report as Markdown, without its links to files that the page does not serve."""
    return _without_own_links(QUALITY_REPORT)


@cache
def methods() -> str:
    """How coverage is worked out, as Markdown, without links to files that are not served."""
    return _without_own_links(ROOT / "docs" / "methods.md")


def _without_own_links(path: Path) -> str:
    text = read_text(path, "a document")
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", text)


_HELD: Final[dict[str, tuple[pd.DataFrame, Reach]]] = {}
_KNOWN: Final[dict[str, tuple[pd.DataFrame, KnownPlaces]]] = {}


@lru_cache(maxsize=2)
def _kinds_at_a_place(held: Reach) -> tuple[str, ...]:
    rows = held.places
    here = rows.loc[(rows["location_type"] == "physical") & rows["status"].isin(list(SHOWN))]
    return tuple(kind.value for kind in ServiceType if kind.value in set(here["service_type"]))


@lru_cache(maxsize=64)
def _coverage(held: Reach, query: CoverageQuery, by: By, states: tuple[str, ...]) -> pd.DataFrame:
    return coverage_table(held, query, by=by, states=states)
