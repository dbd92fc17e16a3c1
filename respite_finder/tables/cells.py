"""One cell of somebody else's table as text, and as a ZIP code."""

from __future__ import annotations

import math
from typing import Final

_CONTROLS: Final = dict.fromkeys((*range(32), *range(127, 160), 0xFEFF, 0x200B), " ")


def plain_text(value: object) -> str:
    r"""A value on one line, spaces collapsed; a whole number without a decimal point.

    >>> plain_text("  Made \n House "), plain_text(6708.0), plain_text(None)
    ('Made House', '6708', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        # Nearly every text is one line already, and there are millions to go through.
        plain = value if value.isprintable() else value.translate(_CONTROLS)
        return " ".join(plain.split())
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value) if not isinstance(value, int) or abs(value) < 10**30 else "a huge number"


def five_digits(text: str) -> str:
    """The five digits of a ZIP code; empty if the text can be none.

    A spreadsheet takes the zeros in front away: 00601 becomes 601, 06708-1234 becomes 67081234.

    >>> five_digits("01060"), five_digits("1060"), five_digits("601"), five_digits("6708-1234")
    ('01060', '01060', '00601', '06708')
    >>> five_digits("60"), five_digits("Troy")
    ('', '')
    """
    digits = text.replace("-", "").replace(" ", "")
    if not (digits.isascii() and digits.isdecimal()) or not 3 <= len(digits) <= 9:
        return ""
    return digits.zfill(5 if len(digits) <= 5 else 9)[:5]
