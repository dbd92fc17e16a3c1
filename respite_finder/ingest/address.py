"""What may be sent to a geocoder: an address with a house number, of a record that publishes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from respite_finder.gazetteer import normalize
from respite_finder.places import Row
from respite_finder.schema import LocationType, Status
from respite_finder.states import STATE_NAMES

_NUMBER = re.compile(r"(\d+)(?:-(\d+))?([A-Za-z])?(?: \d/\d)?(?= )")
_QUADRANT = re.compile(r"[NS]\.?[EW]\.?|[NSEW]\.?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)")
_UNIT = re.compile(
    r" ?#.*$| p\.? ?o\.? ?box\b.*$"
    # What follows is a number or one letter: Suite 3, Ste. LL05, Unit B, but not Room Hill Road.
    r"| (suite|ste|unit|apt|apartment|room|rm|bldg|building|floor|pmb)\b\.?"
    r"( unit)? ?#?(\w{0,3}-?\d|[a-z]\b).*$"
    r"| (\d+(st|nd|rd|th)|first|second|third|fourth) (floor|fl)\b.*$",
    re.IGNORECASE,
)
_LARGEST_RANGE = 50
"""11-17 is a row of houses; 150-10 is one house of a city that numbers by block."""


@dataclass(frozen=True, slots=True)
class Address:
    """A street address as it is sent: no suite, no floor, single spaces."""

    street: str
    city: str
    state: str
    zip: str

    @property
    def key(self) -> str:
        """What a cached answer is found by: the same for every way to write it.

        >>> Address("24 Vernon St.", "Northampton", "MA", "01060").key
        '24 vernon st, northampton, ma, 01060'
        """
        return ", ".join(normalize(part) for part in (self.street, self.city, self.state, self.zip))

    @property
    def one_line(self) -> str:
        """The address in one line, without what is not known."""
        return ", ".join(part for part in (self.street, self.city, self.region) if part)

    @property
    def region(self) -> str:
        """State and ZIP code."""
        return f"{self.state} {self.zip}".strip()


def address_of(row: Row) -> Address | None:
    """The address of a record that may be asked for; None if there is none.

    A record whose address is withheld has none, whatever stands in its cells.
    """
    if row["address_withheld"] or row["location_type"] != LocationType.PHYSICAL:
        return None
    if row["status"] == Status.CLOSED or row["state"] not in STATE_NAMES:
        return None
    street = street_with_number(row["street"])
    if not street or not (row["city"] or row["zip"]):
        return None
    return Address(street, " ".join(row["city"].split()), row["state"], row["zip"])


def street_with_number(text: str) -> str:
    """The part of a street cell that a geocoder understands; empty without a house number.

    >>> street_with_number("Second Floor, 944 Liberty Street"), street_with_number("PO Box 12")
    ('944 Liberty Street', '')
    >>> street_with_number("4 A Street, 1st Floor"), street_with_number("East Bennett")
    ('4 A Street', '')
    """
    parts = [" ".join(part.split()) for part in _ASIDE.sub(" ", text).split(",")]
    for position, part in enumerate(parts):
        if not _NUMBER.match(part):
            continue
        street = _UNIT.sub("", part)
        rest = parts[position + 1] if position + 1 < len(parts) else ""
        street += f" {rest}" if _QUADRANT.fullmatch(rest) else ""
        return street if _NUMBER.match(street) else ""
    return ""


def house_number(street: str) -> str:
    """The house number that a street begins with; empty if it begins with none.

    >>> house_number("24 Vernon St"), house_number("32-24 Northern Blvd"), house_number("5th Ave")
    ('24', '32-24', '')
    """
    found = _NUMBER.match(f"{street} ")
    return found[0] if found else ""


def same_number(one: str, other: str) -> bool:
    """Whether two house numbers may be one house: a range holds its members, 12 its part 12A.

    >>> same_number("11-17", "15"), same_number("32-24", "3224"), same_number("12A", "12B")
    (True, True, False)
    """
    first, second = _parse(one), _parse(other)
    if first is None or second is None:
        return False
    letters = {first[1], second[1]} - {""}
    alike = first[0] & second[0]
    return bool(alike) and len(letters) <= 1


def _parse(number: str) -> tuple[set[int], str] | None:
    found = _NUMBER.match(f"{number} ")
    if not found:
        return None
    low, high, letter = found[1], found[2], (found[3] or "").upper()
    if not high:
        return {int(low)}, letter
    members = {int(low + high)}
    if 0 < int(high) - int(low) <= _LARGEST_RANGE:
        members |= set(range(int(low), int(high) + 1))
    return members, letter
