"""A cell that should be a ZIP code: what it means, what was mended, or why it is none."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from respite_finder.batch.people import Fault
from respite_finder.gazetteer import Area, gazetteer
from respite_finder.tables.cells import five_digits, plain_text

UNTOLD: Final = "\ue000"
"""Stands for a formula whose result the workbook does not hold: no table has this character."""

_QUOTED: Final = re.compile(r'="?([0-9 -]*)"?')
"""How some programs keep the zero in front: ="01060"."""
_MILITARY: Final = re.compile(r"(09[0-8]|340|96[2-6])[0-9]{2}")
"""Mail of the armed forces: Europe, the Americas, the Pacific."""
_FORMULA: Final = ("=", "+", "@", "#")


@dataclass(frozen=True, slots=True)
class ZipRead:
    """``area`` is set, or ``fault``. ``mended``: a lost zero was put back; ``cut``: ZIP+4."""

    area: Area | None
    fault: Fault = Fault.EMPTY
    mended: bool = False
    cut: bool = False


def read_zip(cell: object) -> ZipRead:
    """Read a cell, text or number.

    >>> read_zip("1060").area.zip, read_zip(1060.0).mended, read_zip("01060-1234").cut
    ('01060', True, True)
    >>> read_zip("Troy").fault.value, read_zip("00000").fault.value, read_zip("").fault.value
    ('not_zip', 'unknown_zip', 'empty')
    """
    # Not cached: what somebody uploaded may not outlive their session.
    plain = cell if isinstance(cell, str) else plain_text(cell)
    text = " ".join(plain.split()).strip("'’ ")
    if not text:
        return ZipRead(None)
    if text == UNTOLD:
        return ZipRead(None, Fault.FORMULA)
    quoted = _QUOTED.fullmatch(text)
    if quoted and quoted[1]:
        text = quoted[1].strip()
    elif text.startswith(_FORMULA):
        return ZipRead(None, Fault.FORMULA)
    text = re.sub(r"\.0*$", "", text)
    code = five_digits(text)
    if not code:
        return ZipRead(None, Fault.NOT_ZIP)
    area = gazetteer().zip_code(code)
    if area is None or not (math.isfinite(area.lat) and math.isfinite(area.lon)):
        military = _MILITARY.fullmatch(code)
        return ZipRead(None, Fault.MILITARY if military else Fault.UNKNOWN_ZIP)
    digits = sum(char.isdecimal() for char in text)
    before = text.split("-")[0].strip()
    short = len(before) < 5 if "-" in text else digits in (3, 4, 7, 8)
    return ZipRead(area, mended=short, cut=digits > 5)
