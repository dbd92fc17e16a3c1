"""Every cached resource of the app. A loader raises; it never hands out an empty frame."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from respite_finder.resources import QUALITY_REPORT
from respite_finder.schema import ServiceType
from respite_finder.shipped import shipped_places


def places() -> pd.DataFrame:
    """The shipped places as anybody may see them, read again only when the file changes."""
    return shipped_places()


def kinds() -> tuple[str, ...]:
    """The service types that the dataset holds: nobody is offered an empty one."""
    held = set(places()["service_type"])
    return tuple(kind.value for kind in ServiceType if kind.value in held)


@cache
def quality_report() -> str:
    """The quality report as Markdown, without its links to files that the page does not serve."""
    text = QUALITY_REPORT.read_text(encoding="utf-8")
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", text)
