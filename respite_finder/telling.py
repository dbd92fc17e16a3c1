"""Do words tell where a house is? Of a place that withholds its address none may.

What is looked for: a street with its number, a street or a corner by its name, a ZIP code, a
point, a code or a link that opens on a map. Landmarks cannot be known by a rule: a person reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize
from urllib.parse import unquote_plus, urlsplit

from respite_finder.gazetteer import gazetteer
from respite_finder.schema import COLUMNS, FINE, PATTERNS

_CODED: Final = (FINE | set(PATTERNS) | {"state", "time_zone", "area_states"}) - {
    *("website", "source_url", "coordinate_source")
}
TEXTS: Final = tuple(
    column.name
    for column in COLUMNS
    if column.type in ("text", "list") and column.name not in _CODED
)
"""The columns in which somebody writes in words of their own, or puts a link."""

_NAMES: Final = frozenset(
    {
        *("name", "alternate_names", "organization", "source_name", "city", "county"),
        *("languages", "text_keyword", "text_line", "opening_hours"),
    }
)
"""A name may hold a street without its number, and a number: the place itself publishes it."""

_SHORT_KINDS = "street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd"
_KINDS = (
    f"{_SHORT_KINDS}|court|ct|place|pl|way|highway|hwy|parkway|pkwy|terrace|ter|circle|cir|square|sq"
    "|trail|route|rte|turnpike|pike|alley|row"
)
_COUNTED = (
    "adults?|people|persons?|peers?|guests?|beds?|bedrooms?|rooms?|nights?|days?|weeks?|months?"
    "|years?|hours?|hrs?|minutes?|mins?|miles?|times?|members?|women|men|youth|steps?|staff|stays?"
    "|counties|towns?|states?|groups?|meals?|of|or|to|and|more|at|in|a|per|the|on|for|from|with"
)
_LINKING = "the|a|an|at|in|on|of|and|or|to|for|from|with|by|your|our|their|is|are|who|per|this|that"
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
# Bounded, so that no text however long takes long.
_PART = r"[a-z0-9.'’-]{1,30}"
_NAME = r"[A-Z0-9][\w.'’-]{0,30}"
_NAMED = rf"(?:{_NAME}\s+){{1,3}}"
_ANY_STREET = rf"(?i:{_SHORT_KINDS}|parkway|pkwy|terrace|turnpike|pike|alley)"

_STREETS: Final = (
    re.compile(
        rf"\b\d{{1,5}}[a-z]?(-\d+)?\s+(?!(?:{_COUNTED})\b)(?:{_PART}\s+){{0,3}}(?:{_KINDS})\b\.?",
        re.IGNORECASE,
    ),
    # Twelve Elm Street; twelve elm street.
    re.compile(
        rf"\b(?i:{_NUMBERS})\b(?:[\s-]+(?i:{_NUMBERS})\b){{0,3}},?\s+{_NAMED}(?i:{_KINDS})\b"
    ),
    re.compile(
        rf"\b(?!one\s)(?:{_NUMBERS})\b(?:[\s-]+(?:{_NUMBERS})\b){{0,3}},?\s+(?!(?:{_COUNTED})\b)"
        rf"(?:(?!(?:{_LINKING})\b){_PART}\s+){{1,2}}(?:street|avenue|boulevard|lane|road|drive)\b",
        re.IGNORECASE,
    ),
    # The corner of Elm and Main; Elm and Main Streets.
    re.compile(
        rf"(?<!every )(?<!each )\b(?:corner|intersection|junction|crossing)\s+of\s+(?:the\s+)?"
        rf"(?!(?:our|your|their|a|hope|life)\b)(?:{_PART}\s+){{1,4}}?(?:and|&|/|y)\s+{_PART}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_NAME}\s+(?:and|&)\s+{_NAME}\s+(?i:streets|sts|avenues|aves|roads|rds)\b"),
)
_UNNUMBERED: Final = (
    # On Elm Street, off Route 9.
    re.compile(
        r"\b(?i:at|on|off|near|along|behind|opposite|by|from|to|down|up|is|in)\s+(?:the\s+)?"
        rf"{_NAMED}{_ANY_STREET}\b"
    ),
    re.compile(rf"(?:^|[.;:(,]\s*){_NAMED}(?:Street|Avenue|Boulevard|Lane)\b(?!\s+[A-Z])"),
    re.compile(
        r"\b(?:at|on|off|near|along|behind|by)\s+(?!(?:the|a|an|your|our|their|this|that|city|any)\b)"
        rf"{_PART}\s+(?:street|avenue|boulevard)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:at|on|off|near|along|by)\s+(?:u\.?s\.?\s+)?(?:route|rte|highway|hwy)\.?\s+\d",
        re.IGNORECASE,
    ),
    re.compile(r"\bacross (?:the (?:street|road) )?from\b|\bnext door to\b", re.IGNORECASE),
)
_TIMES = (
    "am|pm|noon|midnight|est|edt|et|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|akst|hst|eastern|central"
    "|mountain|pacific|mon|tues?|wed|thu|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday"
    "|friday|saturday|sunday|daily|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january"
    "|february|march|april|august|september|october|november|december|ph|off|open|lifeline|day"
)
_DOOR: Final = (
    # 45 Oakwood, second door: a number and a name that is no day, time or thing that is counted.
    re.compile(
        rf"(?<![\d$:.,/#-])\b\d{{1,5}}\s+(?!(?i:{_COUNTED}|{_TIMES}|{_NUMBERS})\b)"
        r"[A-Z][a-z]{2,}(?:\s+[A-Z]\w+)?(?:\s*[,.;:)(]|\s*$"
        r"|\s+(?:first|second|third|door|floor|apt|ring|knock|buzz|in|near)\b)"
    ),
    re.compile(
        rf"\bat\s+\d{{1,5}}\s+(?!(?:{_COUNTED}|{_TIMES}|{_NUMBERS}|o|a|p|sharp|total|local)\b)"
        r"[a-z]{3,}",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:apartment|apt|suite|ste|unit)\b\.?\s*#?\s*\d", re.IGNORECASE),
)

_DEGREES = r"-?(?<!\d)\d{1,3}\.\d"
_POINTS: Final = (
    re.compile(rf"(?<![\d$.]){_DEGREES}{{3,}}[^\d.]{{1,14}}{_DEGREES}{{3,}}(?!\d*\.)"),
    re.compile(r"(?<![\d$.])\d{1,2}\.\d{2,}[^\w$]{1,4}-\d{2,3}\.\d{2,}"),
    re.compile(r"\b\d{1,3}\.\d{2,}\s*°?\s*[NSEW]\b"),
    re.compile(r"\b\d{1,3}\s*(?:°|º|deg)\s*\d{1,2}", re.IGNORECASE),
)
_ALONE: Final = re.compile(r"(?<![\d$.])\d{1,3}\.\d{4,}(?![\d.])")
_CODES: Final = (
    # An Open Location Code; three words of a grid.
    re.compile(r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b", re.IGNORECASE),
    re.compile(r"///\w+\.\w+\.\w+"),
)
_MAPS: Final = re.compile(
    r"\b(?:google\.[a-z.]{2,6}/(?:\w+/)*(?:maps|local)\b|maps\.google\.|goo\.gl/maps|goo\.gl/local"
    r"|maps\.app\.goo\.gl|g\.page\b|g\.co/|(?:openstreetmap|osm)\.org|osm\.org|maps\.apple\b"
    r"|bing\.com/maps|waze\.com|mapquest\.|(?:what3words|w3w)\.c|plus\.codes|(?:wego|share)\.here\."
    r"|here\.com/|yandex\.\w+/maps|maps\.yahoo|mapcarta\.|geohack|geo:-?\d)",
    re.IGNORECASE,
)

_LINK: Final = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
_IN_A_LINK: Final = re.compile(
    rf"(?:^|\s)\d{{1,5}}[a-z]?\s+(?!(?:{_COUNTED})\b)(?:(?!(?:{_LINKING})\b)[a-z0-9]+\s+){{1,3}}"
    rf"(?:{_SHORT_KINDS}|court|ct|highway|hwy|parkway|pkwy|terrace|circle)(?:\s|$)",
    re.IGNORECASE,
)
_FIVE_DIGITS: Final = re.compile(r"(?<![\d-])\d{5}(?![\d-])")
_FIVE_AND_FOUR: Final = re.compile(r"(?<![\d-])(\d{5})-\d{4}(?![\d-])")


def tells_where(column: str, text: str, state: str) -> bool:
    """Whether a cell holds what is finer than a town: see the head of this module.

    >>> tells_where("hours", "24/7 at 12 Maple Lane.", "MA")
    True
    >>> tells_where("website", "https://maps.app.goo.gl/abc", "MA")
    True
    >>> tells_where("description", "Stays of up to 7 days", "MA")
    False
    """
    return column in TEXTS and bool(text) and _tells(column in _NAMES, text, state)


@lru_cache(maxsize=8192)
def _tells(is_name: bool, text: str, state: str) -> bool:
    plain = "".join(sign for sign in normalize("NFKC", text) if category(sign) != "Cf")
    plain = plain.translate(_DASHES)
    if _MAPS.search(unquote_plus(plain)):
        return True
    if any(_link_tells(link) for link in _LINK.findall(plain)):
        return True
    words = _LINK.sub(" ", plain)
    patterns = _ANYWHERE if is_name else (*_ANYWHERE, *_UNNUMBERED, *_DOOR)
    return any(pattern.search(words) for pattern in patterns) or _tells_zip(words, state)


_ANYWHERE: Final = (*_STREETS, *_POINTS, *_CODES, _ALONE)


_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def _tells_zip(words: str, state: str) -> bool:
    codes = [found[0] for found in _FIVE_DIGITS.finditer(words)]
    codes += _FIVE_AND_FOUR.findall(words)
    areas = (gazetteer().zip_code(code) for code in codes)
    return any(area is not None and area.state == state for area in areas)


def _link_tells(link: str) -> bool:
    """Whether a link holds a point, or a street with its number."""
    whole = unquote_plus(unquote_plus(link))
    if any(pattern.search(whole) for pattern in (*_POINTS, *_CODES)):
        return True
    return any(_IN_A_LINK.search(part) for part in _parts(whole))


def _parts(link: str) -> Iterator[str]:
    """The parts of a link as words: a number in one and a street in the next are no address."""
    try:
        split = urlsplit(link)
    except ValueError:
        split = urlsplit("")
    for part in re.split(r"[/?&=#;:]", f"{split.path}?{split.query}#{split.fragment}"):
        yield re.sub(r"[^a-zA-Z0-9]+", " ", part).strip()
