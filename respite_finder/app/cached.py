"""Every cached resource of the app. A loader raises; it never hands out an empty frame."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, fields
from functools import cache

import pandas as pd
import streamlit as st

from respite_finder.export import publishable
from respite_finder.places import load_places
from respite_finder.resources import CRISIS_LINES_CSV, PLACES_CSV, QUALITY_REPORT
from respite_finder.schema import ServiceType


def places() -> pd.DataFrame:
    """The shipped places as anybody may see them, read again only when the file changes."""
    stat = PLACES_CSV.stat()
    return _places(stat.st_mtime_ns, stat.st_size)


@st.cache_resource(show_spinner=False, max_entries=1)
def _places(_changed_ns: int, _size: int) -> pd.DataFrame:
    return publishable(load_places())


def kinds() -> tuple[str, ...]:
    """The service types that the dataset holds: nobody is offered an empty one."""
    held = set(places()["service_type"])
    return tuple(kind.value for kind in ServiceType if kind.value in held)


@cache
def quality_report() -> str:
    """The quality report as Markdown, without its links to files that the page does not serve."""
    text = QUALITY_REPORT.read_text(encoding="utf-8")
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", text)


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A row of ``data/crisis_lines.csv``."""

    name: str
    call: str
    text: str
    chat_url: str
    video_phone: str
    hours: str
    languages: str
    audience: str
    website: str
    source_url: str
    checked_on: str
    notes: str


@cache
def crisis_lines() -> tuple[CrisisLine, ...]:
    """The crisis lines, 988 first. Raises KeyError if the file lacks a column."""
    with CRISIS_LINES_CSV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(CrisisLine(**{f.name: row[f.name] for f in fields(CrisisLine)}) for row in rows)
