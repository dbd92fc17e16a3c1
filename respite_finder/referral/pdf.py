"""The sheet as a PDF/UA document: tagged, with its language, title, bookmarks and links."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from respite_finder.referral.sheet import Sheet
from respite_finder.referral.typeface import FOLDER, breakable, printable
from respite_finder.referral.words import readable_url

_LAYOUT: Final = Path(__file__).with_name("sheet.typ")
_AS_IT_IS: Final = frozenset({"href", "svg", "language", "link", "place_id"})
"""What is no text to show."""


def sheet_pdf(sheet: Sheet) -> bytes:
    """The sheet on US Letter. The same sheet gives the same bytes.

    The content goes to the typesetter as data, never as its markup.
    """
    content = _shown({**asdict(sheet), "made_on": sheet.made_on.isoformat()})
    content["code"] = {"svg": sheet.code.svg, "inches": sheet.code.inches} if sheet.code else None
    content["shown_link"] = breakable(printable(readable_url(sheet.link)))
    made: bytes = typst.compile(
        _LAYOUT.read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(content)},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(sheet.made_on, time(), UTC),
    )
    return made


def _shown(value: Any, name: str = "") -> Any:
    """Every text as the typeface can show it, with places to break what is long."""
    if isinstance(value, dict):
        return {key: _shown(inner, key) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(inner, name) for inner in value]
    if isinstance(value, str) and name not in _AS_IT_IS:
        return breakable(printable(value))
    return value


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )
