"""Sheets that tests make, and what can be read back from them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pypdf

from respite_finder import i18n
from respite_finder.export import publishable
from respite_finder.referral.sheet import Sheet, SheetOptions, make_sheet

NOW = datetime(2026, 11, 23, 14, tzinfo=ZoneInfo("America/New_York"))
LINK = "https://finder.example.org/list?places=ma-afiya,ny-rose-house"
KINDS = ("peer_respite", "warmline", "living_room", "clubhouse", "support_group_network")


def some(places: pd.DataFrame, count: int, start: int = 0) -> pd.DataFrame:
    """So many shipped places that may be handed out, of every kind."""
    shown = places.loc[places["status"].isin(["active", "listed"])]
    kinds = [shown.loc[shown["service_type"] == kind] for kind in KINDS]
    rows = [kind.iloc[[start + n]] for n in range(-(-count // len(KINDS))) for kind in kinds]
    return publishable(pd.concat(rows[:count]))


def sheet_of(
    places: pd.DataFrame, language: str = "en", *, large: bool = False, link: str = ""
) -> Sheet:
    with i18n.speaking(language):
        return make_sheet(places, NOW, options=SheetOptions(large=large, link=link))


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All its words, a space between them."""
    return flat("\n".join(page.extract_text() for page in read(pdf).pages))


def flat(text: str) -> str:
    return " ".join(text.split())


def links_of(pdf: bytes) -> list[str]:
    notes = [note.get_object() for page in read(pdf).pages for note in page.get("/Annots", [])]
    return [str(note["/A"]["/URI"]) for note in notes if "/A" in note]


def tags_of(pdf: bytes) -> list[str]:
    """The structure elements, in reading order."""
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for inner in node:
                walk(inner)
        elif isinstance(node, dict) and "/S" in node:
            found.append(str(node["/S"]))
            walk(node.get("/K", []))

    walk(read(pdf).trailer["/Root"]["/StructTreeRoot"]["/K"])  # type: ignore[index]
    return found


def in_order(text: str, words: Sequence[str]) -> bool:
    """Whether the words follow each other in the text."""
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
    return True
