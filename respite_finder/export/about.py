"""What somebody who gets only an exported file must know: licence, date, how to correct."""

from __future__ import annotations

from typing import Final

import pandas as pd

LICENCE: Final = "CC BY-NC 4.0, https://creativecommons.org/licenses/by-nc/4.0/"
CREDIT: Final = "respite_finder, with the directories that it names as sources"


def about(count: int, as_of: str) -> list[list[str]]:
    """What somebody who gets only the file must know, as pairs of a heading and its words."""
    return [
        ["Source", "Every row names its own: source_name, source_url, other_sources."],
        ["Credit", CREDIT],
        ["Licence", LICENCE],
        ["Rows", f"{count:,}"],
        ["Date", f"Latest check of a row: {as_of or 'not known'}. Each row: source_date."],
        ["Not in it", "The street, the ZIP code and the point of places that give their address"],
        ["", "on calling (address_withheld is yes)."],
        ["Empty cells", "The source does not say. Nothing is guessed."],
        ["How to correct", "Tell the project the place_id, what is wrong, and where you saw it:"],
        ["", "docs/contributing.md of respite_finder says how."],
    ]


def data_date(places: pd.DataFrame) -> str:
    """The latest date at which a source states a place; empty if all are undated."""
    return max(places["source_date"], default="")
