"""The bytes of a text file, whatever a spreadsheet wrote, as UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import Final

from respite_finder.errors import FileError
from respite_finder.i18n import _

_HEAD: Final = 4096
_BINARY: Final = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f]")
"""Control characters that no table has; 0x1A ends files of old systems."""


def as_utf8(content: bytes, source: str) -> bytes:
    """The text in UTF-8. It may come in UTF-8, in UTF-16 with or without its mark, or as Windows
    saves it (cp1252). Raises FileError for what is empty or no text.

    >>> as_utf8("ZIP;año".encode("utf-16"), "a.csv").decode()
    'ZIP;año'
    >>> as_utf8("ZIP;año".encode("cp1252"), "a.csv").decode()
    'ZIP;año'
    """
    head = content[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        raise FileError(source, _("is an archive: unpack it and give a CSV file or a workbook"))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        rule = _(
            "is an old or locked Excel workbook: save it as .xlsx without a password, or as CSV"
        )
        raise FileError(source, rule)
    wide = _wide_encoding(head)
    if not wide and _BINARY.search(head):
        raise FileError(source, _("is no table: give a CSV file or an Excel workbook"))
    text = _text(content, wide, source)
    if not text.strip("\ufeff\0 \t\r\n"):
        raise FileError(source, _("is empty: give a table with a column of ZIP codes"))
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")  # line ends of an old system
    return text.encode("utf-8")


def _wide_encoding(head: bytes) -> str:
    """The UTF-16 that this is, by its mark or by its nulls; empty if it is none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) // 8:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _text(content: bytes, wide: str, source: str) -> str:
    for encoding in (wide,) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileError(source, _("is no text that we can read: save it as CSV UTF-8 and try again"))
