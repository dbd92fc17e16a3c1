"""How alike two records are: by name, phone, page, street, town and distance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from respite_finder.distance import miles_between
from respite_finder.gazetteer import key, normalize, spelled_out
from respite_finder.places import Row

SAME_NAME = 90.0
NEAR_MILES = 0.25
LARGEST_BLOCK = 50
"""A phone, page or beginning that more records share belongs to a network and tells nothing."""

_BEGINNING = 4
_STREET_WORDS = {
    short: word
    for word, shorts in {
        "street": "st", "avenue": "ave av", "road": "rd", "drive": "dr", "boulevard": "blvd",
        "lane": "ln", "court": "ct", "place": "pl", "square": "sq", "highway": "hwy",
        "parkway": "pkwy", "route": "rte", "suite": "ste", "floor": "fl",
        "north": "n", "south": "s", "east": "e", "west": "w",
    }.items()
    for short in shorts.split()
}  # fmt: skip
_SMALL_WORDS = frozenset({"inc", "the", "of", "and", "llc", "a"})

Block = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a record is compared, made once a record: comparing is done by the million."""

    names: tuple[str, ...]
    kind: str
    state: str
    phone: str
    website: str
    street: str
    city: str
    zip: str
    precision: str
    point: tuple[float, float] | None

    def blocks(self) -> Iterator[Block]:
        """What two records must share to be compared at all."""
        if self.phone:
            yield "phone", self.state, self.phone
        if self.website:
            yield "website", self.state, self.website
        if self.street:
            yield "street", self.state, self.street
        for name in self.names:
            # In both orders of words, so that "Hope Center" meets "Center of Hope".
            for words in {name, " ".join(sorted(name.split()))}:
                for where in (self.city, self.zip):
                    if where:
                        yield "name", self.state, self.kind, where, words[:_BEGINNING]


def traits(row: Row) -> Traits:
    """What of a record is compared; the alternate names count as names."""
    others = [name for name in row["alternate_names"].split(";") if name.strip()]
    street = street_key(row["street"])
    fine = row["precision"] in ("address", "zip") and row["latitude"]
    return Traits(
        names=tuple(_plain(name) for name in (row["name"], *others)),
        kind=row["service_type"],
        state=row["state"],
        phone=row["phone"],
        website=plain_url(row["website"]),
        street="" if street.startswith(("po box", "p o box")) else street,
        city=key(row["city"]),
        zip=row["zip"],
        precision=row["precision"],
        point=_point(row) if fine else None,
    )


def _point(row: Row) -> tuple[float, float] | None:
    """None where a cell is no number: that has a rule of its own."""
    try:
        return float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two records are. ``name``: 0 to 100; ``within``: one name holds the other one;
    ``other_town``: both name a town, and not the same.
    """

    name: float
    within: bool
    same_phone: bool
    same_website: bool
    same_street: bool
    same_town: bool
    other_town: bool
    near: bool

    @property
    def likely_same(self) -> bool:
        """Whether a person should look at the two."""
        if self.same_street or (self.same_phone and self.same_town):
            return True
        if self.name >= SAME_NAME:
            return self.same_phone or self.same_town or self.near
        # A state's office and its branches share a phone: only a page tells a short form.
        return self.within and self.same_website and not self.other_town

    def in_words(self) -> str:
        """What speaks for it."""
        said = [f"name {self.name:.0f} of 100 alike"]
        said += ["same phone"] if self.same_phone else []
        said += ["same website"] if self.same_website else []
        said += ["same street"] if self.same_street else []
        said += ["same town"] if self.same_town else []
        return ", ".join(said)


def likeness(one: Traits, other: Traits) -> Likeness:
    """Compare two records of one state."""
    pairs = [(a, b) for a in one.names for b in other.names]
    same_town = bool(one.city) and one.city == other.city
    return Likeness(
        name=max(_alike(a, b) for a, b in pairs),
        within=any(_within(a, b) or _within(b, a) for a, b in pairs),
        same_phone=bool(one.phone) and one.phone == other.phone,
        same_website=bool(one.website) and one.website == other.website,
        same_street=same_town and bool(one.street) and one.street == other.street,
        same_town=same_town,
        other_town=bool(one.city and other.city) and not same_town,
        near=_near(one, other),
    )


def street_key(street: str) -> str:
    """A street in the form in which two spellings of it are one.

    >>> street_key("1 N. Main St.") == street_key("1 North Main Street")
    True
    """
    return " ".join(_STREET_WORDS.get(word, word) for word in normalize(street).split())


def plain_url(url: str) -> str:
    """A web address without what two spellings of it differ in.

    >>> plain_url("https://www.example.org/") == plain_url("http://Example.org")
    True
    """
    bare = url.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.rstrip("/")


def _plain(name: str) -> str:
    words = spelled_out(name).split()
    return " ".join(word for word in words if word not in _SMALL_WORDS) or " ".join(words)


def _alike(one: str, other: str) -> float:
    # Numbers tell houses apart: Rose House 1, Rose House 2.
    if one != other and _numbers(one) != _numbers(other):
        return 0.0
    return max(fuzz.token_sort_ratio(one, other), fuzz.ratio(one, other))


def _numbers(name: str) -> set[str]:
    return {word for word in name.split() if word.isdigit()}


def _within(short: str, long: str) -> bool:
    return set(short.split()) <= set(long.split())


def _near(one: Traits, other: Traits) -> bool:
    if one.point is None or other.point is None:
        return False
    if "zip" in (one.precision, other.precision) and one.zip != other.zip:
        return False
    return float(miles_between(*one.point, *other.point)) <= NEAR_MILES
