"""Characters and parts of text messages, as phones count them."""

from __future__ import annotations

import re
import unicodedata
from math import ceil
from typing import Final

_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE: Final = frozenset("\f^{}\\[~]|€")
"""Characters of GSM 03.38 that are sent as two."""
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−·•", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
    }
)
_SPACES: Final = re.compile(r"\s+")


def plain_text(text: str) -> str:
    """One line with plain quotes, dashes and spaces, which cost less and say the same.

    >>> plain_text("Text “TEEN” – now…")
    'Text "TEEN" - now...'
    """
    flat = unicodedata.normalize("NFC", text).translate(_PLAIN)
    shown = "".join(char for char in flat if char.isspace() or unicodedata.category(char) != "Cc")
    return _SPACES.sub(" ", shown.encode("utf-8", "ignore").decode()).strip()


def size(text: str) -> int:
    """Characters as a text message counts them, in the alphabet that costs more.

    What GSM 03.38 sends as two counts two, and so does what UTF-16 needs two units for.

    >>> size("cafe"), size("[x]"), size("😀")
    (4, 5, 2)
    """
    return sum(_cost(char) for char in text)


def message_parts(text: str) -> int:
    """Messages that a phone sends for it: 160 characters, or 153 each where they are joined.

    With one character outside GSM 03.38, such as ``í``, all of it is sent as UTF-16: 70, or 67.

    >>> message_parts("a" * 160), message_parts("a" * 161), message_parts("í" * 71)
    (1, 2, 2)
    """
    gsm = all(char in _GSM or char in _GSM_TWICE for char in text)
    units = size(text) if gsm else len(text.encode("utf-16-le", "replace")) // 2
    alone, joined = (160, 153) if gsm else (70, 67)
    return 1 if units <= alone else ceil(units / joined)


def cut(text: str, room: int) -> str:
    """The text in so many characters, cut after a word and with three dots.

    >>> cut("A quiet house", 11), cut("A quiet house", 13), cut("Unbreakable", 6)
    ('A quiet...', 'A quiet house', 'Unb...')
    """
    if size(text) <= room:
        return text
    left, kept = room - 3, 0
    for char in text:
        left -= _cost(char)
        if left < 0:
            break
        kept += 1
    head = text[:kept]
    words = head if text[kept : kept + 1].isspace() else head.rpartition(" ")[0] or head
    return f"{words.rstrip(' ,;:.-')}..." if room >= 4 else ""


def _cost(char: str) -> int:
    return 2 if char in _GSM_TWICE or ord(char) > 0xFFFF else 1
