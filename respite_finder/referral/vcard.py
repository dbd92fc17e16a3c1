"""Places as cards for the contacts of a phone or of a mail program.

vCard 3.0 (RFC 2426): iPhone, Android and Outlook read it; many phones refuse 4.0. A library
would bring two more and save only what stands below in ``_line`` and ``_escaped``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from respite_finder.export.table import decimal, printable
from respite_finder.i18n import _
from respite_finder.ids import uuid_of
from respite_finder.markup.card import status_phrase
from respite_finder.referral import plain
from respite_finder.referral.plain import Record
from respite_finder.text import checked_phrase, parse_date

_OCTETS: Final = 75
_SPECIAL: Final = re.compile(r"([\\,;])")
_BREAK: Final = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")


def vcards(places: pd.DataFrame) -> bytes:
    """A card a place (UTF-8, CRLF), in the language spoken; the same places give the same bytes.

    Closed and planned places have none. Nothing of a withheld address is on a card but the town.
    """
    lines = (line for record in plain.handed_out(places) for line in _card(record))
    return "".join(map(_folded, lines)).encode("utf-8")


def _card(record: Record) -> Iterator[str]:
    name = record["name"]
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield "PRODID:-//respite_finder//EN"
    yield f"UID:{uuid_of('service', record['place_id'])}"
    yield _line("FN", name)
    # Outlook shows what stands in N; as a family name it is shown whole and as it is.
    yield _line("N", name, "", "", "", "")
    if record["organization"]:
        yield _line("ORG", record["organization"])
    yield from _ways_in(record)
    yield from _place(record)
    yield _line("CATEGORIES", plain.kind(record))
    yield _line("NOTE", "\n".join(filter(None, _note(record))))
    stated = parse_date(record["source_date"] or "")
    if stated is not None:
        yield f"REV:{stated:%Y%m%d}T000000Z"
    yield "END:VCARD"


def _ways_in(record: Record) -> Iterator[str]:
    # Some phones add the digits of an extension to the number, so that stands in the note.
    if record["phone"]:
        yield _line("TEL;TYPE=WORK,VOICE,PREF", _dialled(record["phone"]))
    if record["phone_2"]:
        yield _line("TEL;TYPE=WORK,VOICE", _dialled(record["phone_2"]))
    if record["text_line"]:
        # 3.0 has no type of its own for texts: CELL is where a phone offers to write one.
        yield _line("TEL;TYPE=CELL,TEXT", _dialled(record["text_line"]))
    if record["email"]:
        yield _line("EMAIL;TYPE=INTERNET", record["email"])
    if record["website"]:
        yield f"URL:{_uri(record['website'])}"


def _place(record: Record) -> Iterator[str]:
    if record["location_type"] == "virtual" or not record["city"]:
        return
    street, zip_code = record["street"] or "", record["zip"] or ""
    parts = ("", "", street, record["city"], record["state"], zip_code, "USA")
    yield _line("ADR;TYPE=WORK", *parts)
    exact = record["precision"] == "address" and not record["address_withheld"]
    if exact and record["latitude"] is not None:
        yield f"GEO:{decimal(record['latitude'])};{decimal(record['longitude'])}"


def _note(record: Record) -> Iterator[str]:
    yield plain.kind(record)
    yield status_phrase(record)
    if record["phone_extension"]:
        yield plain.phone(record)
    if record["phone_2"] and record["phone_2_label"]:
        yield f"{record['phone_2']} ({plain.said('phone_2_label', record)})"
    yield plain.text_to(record)
    if record["hours"]:
        yield _("Hours: {hours}").format(hours=record["hours"])
    if record["referral"]:
        yield _("How to ask: {how}").format(how=plain.said("referral", record))
    yield plain.address_note(record)
    if record["location_type"] == "virtual":
        yield plain.where(record)
    checked = checked_phrase(record["source_date"] or "")
    yield f"{checked} · {record['source_name']}"


def _dialled(number: str) -> str:
    """With the country's code where a number has an area code; short codes stay as they are.

    >>> _dialled("413-570-2990"), _dialled("988"), _dialled("741741")
    ('+1-413-570-2990', '988', '741741')
    """
    return f"+1-{number}" if len(re.sub(r"\D", "", number)) == 10 else number


def _uri(address: str) -> str:
    """An address as it is, for a URI is not text; only what some readers would end it at is coded.

    >>> _uri("https://example.org/a,b;c")
    'https://example.org/a%2Cb;c'
    """
    return "".join(printable(address).split()).replace(",", "%2C").replace("\\", "%5C")


def _line(name: str, *parts: str) -> str:
    return f"{name}:{';'.join(map(_escaped, parts))}"


def _escaped(text: str) -> str:
    r"""Text as a value of a card.

    >>> print(_escaped("Hope, Inc.; day\nand night"))
    Hope\, Inc.\; day\nand night
    """
    return _BREAK.sub(r"\\n", _SPECIAL.sub(r"\\\1", printable(text)))


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, never within a character."""
    folded, octets = [""], 0
    for char in line:
        size = len(char.encode("utf-8"))
        if octets + size > _OCTETS:
            folded.append(" ")
            octets = 1
        folded[-1] += char
        octets += size
    return "\r\n".join(folded) + "\r\n"
