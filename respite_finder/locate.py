"""From what a person types to a point: ``locate("Northampton, MA")``. Offline, never a guess."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal, NoReturn

from rapidfuzz import fuzz, process

from respite_finder.errors import LocationAmbiguous, LocationNotFound, shorten
from respite_finder.gazetteer import Area, bare_county, gazetteer, key, normalize
from respite_finder.states import STATE_NAMES

MAX_LENGTH = 100
MAX_SUGGESTIONS = 8
BIG_CITY = 500_000
"""People of a city that a state of the same name must be told apart from (New York)."""

EXPECTED = "Type a ZIP code such as 01060, a town and state such as Troy, NY, a county or a state."

_ZIP = re.compile(r"(?P<zip>\d{5})(?:[- ]?\d{4})?")
_TRAILING_ZIP = re.compile(r"(?P<place>.*[^\d\s,])[\s,]+(?P<zip>\d{5})(?:-\d{4})?")
_COUNTY = re.compile(
    r"\b(county|parish|borough|census area|municipality|municipio)\b", re.IGNORECASE
)
_STATE_ALIASES = {
    "washington dc": "DC",
    "washington d c": "DC",
    "d c": "DC",
    "us virgin islands": "VI",
    "virgin islands": "VI",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a search starts: WGS 84 degrees, words for it, and how exact it is.

    ``state`` is the postal code; ``precision`` is zip, city, county or state, or point for
    coordinates that a visitor chose to give.
    """

    lat: float
    lon: float
    label: str
    state: str
    precision: Literal["zip", "city", "county", "state", "point"]
    time_zone: str = ""


def locate(text: str) -> Origin:
    """Understand a ZIP code, ``City, ST``, a county or a state.

    Raises LocationAmbiguous if several places answer to the words (``suggestions``: largest
    first) and LocationNotFound if none does (``suggestions``: the closest names).

    >>> locate("northampton massachusetts").label
    'Northampton, MA'
    """
    words = _clean(text)
    digits = _ZIP.fullmatch(words)
    if digits:
        return _zip(digits["zip"])
    if re.fullmatch(r"[\d\s-]+", words):
        raise _not_a_zip(words)
    trailing = _TRAILING_ZIP.fullmatch(words)
    if trailing:
        return _place_and_zip(trailing["place"], trailing["zip"])
    return _named(words)


def origin_of(area: Area) -> Origin:
    """The origin in the middle of a known area."""
    return Origin(area.lat, area.lon, area.label, area.state, area.kind, area.time_zone)


def _clean(text: str) -> str:
    printable = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zs", "Zl", "Zp") else char
        for char in unicodedata.normalize("NFKC", text[: 4 * MAX_LENGTH])
    )
    words = " ".join(printable.split()).strip(" ,;.")
    if len(text) > 4 * MAX_LENGTH or len(words) > MAX_LENGTH:
        raise LocationNotFound(
            f"That is {len(text):,} characters long; a place has at most {MAX_LENGTH}. {EXPECTED}"
        )
    if not words:
        raise LocationNotFound(f"No place was given. {EXPECTED}")
    return words


def _zip(code: str) -> Origin:
    area = gazetteer().zip_code(code)
    if area is None:
        near = gazetteer().zips_like(code[:4]) or gazetteer().zips_like(code[:3])
        raise LocationNotFound(
            f"There is no ZIP code {code}. Check the digits, or type a town and state.",
            _labels(near[:MAX_SUGGESTIONS]),
        )
    return origin_of(area)


def _labels(codes: list[str]) -> list[str]:
    areas = (gazetteer().zip_code(code) for code in codes)
    return [area.label for area in areas if area is not None]


def _not_a_zip(words: str) -> LocationNotFound:
    digits = re.sub(r"\D", "", words)
    padded = digits.zfill(5)
    meant = [padded] if len(digits) in (3, 4, 5) and gazetteer().zip_code(padded) else []
    message = f"{shorten(words)} is not a ZIP code: a ZIP code is 5 digits without a gap."
    return LocationNotFound(message, meant)


def _place_and_zip(place: str, code: str) -> Origin:
    """``Northampton, MA 01060``: the ZIP decides, unless the words name another state."""
    origin = _zip(code)
    _, state = _split_state(normalize(place))
    if state and state != origin.state:
        raise LocationAmbiguous(
            f"ZIP code {code} is in {STATE_NAMES[origin.state]}, not in {STATE_NAMES[state]}.",
            [origin.label, *_known_label(place)],
        )
    return origin


def _known_label(words: str) -> list[str]:
    try:
        return [_named(words).label]
    except LocationNotFound as error:
        return list(error.suggestions)[:1]


def _named(words: str) -> Origin:
    name = normalize(words)
    if not name:
        raise LocationNotFound(f"{shorten(words)!r} is not a place that we know. {EXPECTED}")
    code = _state_code(name)
    if code == "DC":
        return origin_of(gazetteer().cities["DC", "washington"])
    if code:
        return _state(name, code, words)
    place, state = _split_state(name)
    if state and (not place or place == "state of"):
        return origin_of(gazetteer().states[state])
    # Parish, NY is a town.
    if _COUNTY.search(words) and (state, key(place)) not in gazetteer().cities:
        return _county(place, state, words)
    return _city_in(place, state, words) if state else _city_anywhere(name, words)


@cache
def _state_codes() -> dict[str, str]:
    names = {normalize(name): code for code, name in STATE_NAMES.items()}
    return names | {code.lower(): code for code in STATE_NAMES} | _STATE_ALIASES


def _state_code(name: str) -> str:
    return _state_codes().get(name.removesuffix(" state").removeprefix("state of "), "")


def _state(name: str, code: str, words: str) -> Origin:
    namesakes = gazetteer().cities_by_name.get(key(name), [])
    big = [area for area in namesakes if area.population >= BIG_CITY]
    if big and name != code.lower():
        raise LocationAmbiguous(
            f"{words.title()} is a state and a city.",
            [*(area.label for area in big), f"{STATE_NAMES[code]} State"],
        )
    return origin_of(gazetteer().states[code])


def _split_state(name: str) -> tuple[str, str]:
    """The name without the state that ends it, and that state's postal code."""
    tokens = name.split()
    for length in range(min(4, len(tokens)), 0, -1):
        code = _state_codes().get(" ".join(tokens[-length:]))
        if code:
            return " ".join(tokens[:-length]), code
    return name, ""


def _county(place: str, state: str, words: str) -> Origin:
    counties = gazetteer().counties
    bare = bare_county(place)
    if state:
        area = counties.get((state, bare))
        if area:
            return origin_of(area)
        _unknown(words, [a for (code, _), a in counties.items() if code == state])
    found = [area for (_, name), area in counties.items() if name == bare]
    if len(found) == 1:
        return origin_of(found[0])
    if found:
        raise _which(words, found)
    _unknown(words, list(counties.values()))
    return None


def _city_in(place: str, state: str, words: str) -> Origin:
    known = gazetteer()
    area = (
        known.cities.get((state, key(place)))
        or known.alternates.get((state, key(place)))
        or known.counties.get((state, key(place)))
    )
    if area:
        return origin_of(area)
    _unknown(words, [a for (code, _), a in known.cities.items() if code == state])
    return None


def _city_anywhere(name: str, words: str) -> Origin:
    found = gazetteer().cities_by_name.get(key(name), [])
    if len(found) == 1:
        return origin_of(found[0])
    if found:
        raise _which(words, found)
    _unknown(words, list(gazetteer().cities.values()))
    return None


def _which(words: str, areas: list[Area]) -> LocationAmbiguous:
    largest = sorted(areas, key=lambda area: -area.population)
    labels = [area.label for area in largest]
    more = f" These are the largest {MAX_SUGGESTIONS}." if len(labels) > MAX_SUGGESTIONS else ""
    return LocationAmbiguous(
        f"{len(labels)} places are called {shorten(words.title())}. Which one?{more}",
        labels[:MAX_SUGGESTIONS],
    )


def _unknown(words: str, candidates: list[Area]) -> NoReturn:
    """Raise LocationNotFound with the closest names, the likelier and larger first."""
    names = [normalize(f"{area.name} {area.state}") for area in candidates]
    wanted = normalize(words)
    if len(wanted.split()) == 1:
        names = [normalize(area.name) for area in candidates]
    close = process.extract(wanted, names, scorer=fuzz.ratio, limit=40, score_cutoff=72)
    ranked = sorted(close, key=lambda hit: (-round(hit[1], -1), -candidates[hit[2]].population))
    labels = list(dict.fromkeys(candidates[hit[2]].label for hit in ranked))
    raise LocationNotFound(
        f"{shorten(words)!r} is not a place that we know. {EXPECTED}", labels[:MAX_SUGGESTIONS]
    )
