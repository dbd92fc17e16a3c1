"""Open Sans, the typeface of the sheet: where its files are, and which characters it has."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

FOLDER: Final = Path(str(files("ttf_opensans") / "ttf"))
FACES: Final = ("OpenSans-Regular.ttf", "OpenSans-Bold.ttf")
BREAK: Final = "\u200b"
"""A place where a word may be broken, without a hyphen and without a width."""

_LONG: Final = re.compile(r"\S{25,}")
_AFTER: Final = re.compile(r"(?<=[/.@_?&=,-])(?=[^\s/])|(?<=\w{12})(?=\w{12})")
_LETTERS: Final = frozenset("LN")


@cache
def characters() -> frozenset[int]:
    """The code points that every face of ours can show."""
    return frozenset.intersection(*(frozenset(_read(FOLDER / face)) for face in FACES))


def printable(text: str) -> str:
    """The text with what the typeface can show: no empty boxes on paper.

    A letter that it lacks becomes its plain form or a question mark; a picture is left out.

    >>> printable("Ｃalm 😀 House ñ"), printable("希望")
    ('Calm House ñ', '??')
    """
    known = characters()
    if all(ord(char) in known for char in text):
        return text
    shown = "".join(char if ord(char) in known else _instead(char) for char in text)
    return re.sub(r"  +", " ", shown)


def breakable(text: str) -> str:
    """The text with places to break words that are longer than a column may be."""
    return _LONG.sub(lambda word: _AFTER.sub(BREAK, word[0]), text)


def _instead(char: str) -> str:
    parts = [part for part in unicodedata.normalize("NFKD", char) if ord(part) in characters()]
    if parts:
        return "".join(parts)
    return "?" if unicodedata.category(char)[0] in _LETTERS else ""


def _read(path: Path) -> Iterator[int]:
    """The code points of a TrueType file's Unicode table (cmap, format 4; ISO/IEC 14496-22)."""
    data = path.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * n) for n in range(tables))
    cmap = next(offset for name, _sum, offset, _length in entries if name == b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    subtables = (struct.unpack_from(">HHL", data, cmap + 4 + 8 * n) for n in range(count))
    at = next(cmap + offset for platform, code, offset in subtables if (platform, code) == (3, 1))
    (twice,) = struct.unpack_from(">H", data, at + 6)
    number = twice // 2
    ends = struct.unpack_from(f">{number}H", data, at + 14)
    starts = struct.unpack_from(f">{number}H", data, at + 16 + twice)
    for start, end in zip(starts, ends, strict=True):
        yield from (code for code in range(start, end + 1) if code != 0xFFFF)
