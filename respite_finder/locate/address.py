"""A pasted address: the ZIP code in it, or the town and state that end it. The rest is not kept."""

from __future__ import annotations

import re

from respite_finder.errors import LocationAmbiguous
from respite_finder.gazetteer import Area, gazetteer, key, normalize
from respite_finder.i18n import _
from respite_finder.locate.names import MAX_SUGGESTIONS, city_in
from respite_finder.locate.state_words import split_state
from respite_finder.locate.words import without_country

_ZIP = re.compile(r"(?<![\d#$])(?<!\d-)(?P<zip>\d{5})(?:-\d{4})?(?!\d|-\d)")
_STREET_NUMBER = re.compile(r"\s+[^\W\d]")
_STREET = re.compile(
    r"(?:\s+[\w.'’-]+){1,3}?\s+(?:st|street|ave|avenue|av|blvd|boulevard|rd|road|dr|drive|ln|lane|"
    r"way|ct|court|pl|place|hwy|highway|pkwy|parkway|cir|circle|ter|terrace|sq|square|trl|trail)\b",
    re.IGNORECASE,
)
# A number after one of these is a door or a letter box.
_DOOR = re.compile(r"(?:\b(?:apt|apartment|unit|suite|ste|box|room|rm)|#)[.#\s]*$", re.IGNORECASE)
# In lower case and without a comma before it, this is a word and not a state: "I am in 01060".
_EVERYDAY = re.compile(r"(?:^|[^,\s])\s+(?:al|as|co|de|hi|id|in|la|ma|me|mi|oh|ok|or|pa|va)\W*$")


def zip_in(words: str) -> Area | None:
    """The ZIP code that a text means, None if no ZIP code in it exists.

    A ZIP code beside its own state or town is taken before a number that only looks like one,
    the last before the first. Raises LocationAmbiguous if several places are meant, or if the
    state beside the ZIP code is not its own.
    """
    ranked: dict[str, tuple[int, Area, bool]] = {}
    for match in _ZIP.finditer(words):
        area = gazetteer().zip_code(match["zip"])
        if area and not _DOOR.search(words[: match.start()]):
            rank = _rank(words, match.start(), area)
            street = _STREET_NUMBER.match(words, match.end()) is not None
            before = ranked.get(area.zip, (rank, area, street))
            ranked[area.zip] = (max(rank, before[0]), area, street and before[2])
    if not ranked:
        return None
    best = max(rank for rank, _area, _street in ranked.values())
    meant = [(area, street) for rank, area, street in ranked.values() if rank == best]
    area, street = meant[-1]
    town = town_at_the_end(words)
    if best < 0:
        beside = town or town_at_the_end(words[: words.rindex(area.zip)])
        raise LocationAmbiguous(
            _("That ZIP code is not in the state beside it. Which one do you mean?"),
            [area.label, *([beside.label] if beside else [])],
        )
    if town and street and best < _OWN_TOWN:
        # 12345 Main St, Troy, NY: a number before a street's name.
        return None
    if best == 0 and _STREET.match(words, words.rindex(area.zip) + len(area.zip)):
        # 10001 Sunset Blvd, Los Angeles: no state says whether it is a ZIP code.
        raise LocationAmbiguous(
            _("Is that number a ZIP code, or the number of a house? Which place do you mean?"),
            [*_towns(words), area.label][:MAX_SUGGESTIONS],
        )
    others = {(other.name, other.state): other.label for other, _street in meant}
    if len(others) > 1:
        labels = [other.label for other, _street in meant]
        raise LocationAmbiguous(
            _("There is more than one ZIP code in that. Which one do you mean?"),
            labels[:MAX_SUGGESTIONS],
        )
    return area


def _towns(words: str) -> list[str]:
    """The largest towns with the name that ends an address."""
    name = key(normalize(re.split(r"[,;]", words)[-1]))
    found = gazetteer().cities_by_name.get(name, [])
    return [area.label for area in sorted(found, key=lambda area: -area.population)[:3]]


_OWN_TOWN = 2


def _rank(words: str, start: int, area: Area) -> int:
    """How well the words fit a ZIP code: 3 its state just before it, 2 its town anywhere, 1 its
    state at the end, 0 nothing, -1 another state just before it.
    """
    before = words[:start].rstrip(" ,-")
    _rest, state = split_state(normalize(before))
    if state == area.state:
        return 3
    if state and not _EVERYDAY.search(before):
        return -1
    if f" {normalize(area.name)} " in f" {normalize(words)} ":
        return _OWN_TOWN
    _rest, last = split_state(normalize(without_country(words)))
    return 1 if last == area.state else 0


def town_at_the_end(words: str) -> Area | None:
    """The town and state that end an address, None if there is no address or no such town.

    The town is a whole part between commas, or what follows a street with a number: no town is
    read out of a longer name.
    """
    *parts, last = [part for part in re.split(r"[,;]", without_country(words)) if part.strip()]
    rest, state = split_state(normalize(last))
    if not state:
        return None
    if not rest:
        if not parts:
            return None
        rest = normalize(parts.pop())
    area = city_in(rest, state)
    if area:
        return area
    tokens = rest.split()
    for start in range(1, len(tokens)):
        if any(token[0].isdigit() for token in tokens[:start]):
            area = city_in(" ".join(tokens[start:]), state)
            if area:
                return area
    return None
