"""The link to the live list as a QR code, drawn as an SVG."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

import segno

MODULE_INCHES: Final = 0.016
"""Side of one square: a telephone reads 0.4 mm from the hand."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """``svg`` with ``modules`` squares a side, its quiet zone included."""

    svg: str
    modules: int

    @property
    def inches(self) -> float:
        """A side on paper: squares large enough for a telephone, the code at least an inch."""
        return round(max(1.0, self.modules * MODULE_INCHES), 3)


def qr_code(link: str) -> QrCode | None:
    """The code of a link; None where the link is longer than a code can hold."""
    try:
        code = segno.make(link, error="l", boost_error=True, micro=False)
    except segno.DataOverflowError:
        return None
    out = io.BytesIO()
    code.save(out, kind="svg", xmldecl=False, omitsize=True, dark="#000", light="#fff")
    return QrCode(out.getvalue().decode(), int(code.symbol_size()[0]))
