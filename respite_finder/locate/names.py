"""A place by its name: a city, a county or a state; never a guess."""

from __future__ import annotations

import re
from typing import NoReturn

from rapidfuzz import fuzz, process

from respite_finder.errors import LocationAmbiguous, LocationNotFound
from respite_finder.gazetteer import Area, bare_county, gazetteer, key, normalize
from respite_finder.i18n import _, ngettext
from respite_finder.locate.origin import Origin, origin_of
from respite_finder.locate.state_words import as_a_state, split_state, state_code, state_names
from respite_finder.locate.words import county_named, expected
from respite_finder.states import STATE_NAMES, state_name

MAX_SUGGESTIONS = 8
BIG_CITY = 500_000
"""People of a city that a state of the same name must be told apart from (New York)."""

_COUNTY = re.compile(
    r"\b(county|parish|borough|census area|municipality|municipio)\b", re.IGNORECASE
)


def named(words: str) -> Origin:
    """The place of this name. Raises LocationAmbiguous or LocationNotFound."""
    name = normalize(words)
    if not name:
        raise unknown_place()
    code = state_code(name)
    if code == "DC":
        return origin_of(gazetteer().cities["DC", "washington"])
    if code:
        return _state(name, code)
    place, state = split_state(name)
    if state and (not place or place == "state of"):
        return origin_of(gazetteer().states[state])
    county = county_named(place)
    if county:
        return _county(county, state, words)
    # Parish, NY is a town.
    if _COUNTY.search(words) and (state, key(place)) not in gazetteer().cities:
        return _county(place, state, words)
    return _city_in(place, state, words) if state else _city_anywhere(name, words)


def city_in(place: str, state: str) -> Area | None:
    """A city or county of a state by its normalised name, in any language that names it."""
    known = gazetteer()
    wanted = (state, key(place))
    area = known.cities.get(wanted) or known.alternates.get(wanted) or known.counties.get(wanted)
    namesake = state_names().get(place)
    # Nueva York, NY: who translates the state's name translates the city's.
    return area or (known.city(STATE_NAMES[namesake], state) if namesake else None)


def unknown_place(suggestions: list[str] | None = None) -> LocationNotFound:
    """The sentence for words that are no place, without the words."""
    unknown = _("That is not a place that we know.")
    return LocationNotFound(f"{unknown} {expected()}", suggestions or ())


def which(areas: list[Area]) -> LocationAmbiguous:
    """The question which of several areas is meant, the largest first."""
    largest = sorted(areas, key=lambda area: -area.population)
    labels = list(dict.fromkeys(area.label for area in largest))
    message = ngettext(
        "{count} place has that name.",
        "{count} places have that name. Which one?",
        len(labels),
    ).format(count=len(labels))
    if len(labels) > MAX_SUGGESTIONS:
        more = _("These are the largest {count}.").format(count=MAX_SUGGESTIONS)
        message = f"{message} {more}"
    return LocationAmbiguous(message, labels[:MAX_SUGGESTIONS])


def _state(name: str, code: str) -> Origin:
    full_name = STATE_NAMES[code]
    namesakes = gazetteer().cities_by_name.get(key(full_name), [])
    big = [area for area in namesakes if area.population >= BIG_CITY]
    if big and name in state_names():
        raise LocationAmbiguous(
            _("{name} is a state and a city. Which one?").format(name=state_name(code)),
            [*(area.label for area in big), as_a_state(code)],
        )
    return origin_of(gazetteer().states[code])


def _county(place: str, state: str, words: str) -> Origin:
    counties = gazetteer().counties
    bare = bare_county(place)
    if state:
        area = counties.get((state, bare))
        if area:
            return origin_of(area)
        _unknown(words, [a for (code, _name), a in counties.items() if code == state])
    found = [area for (_state_of, name), area in counties.items() if name == bare]
    if len(found) == 1:
        return origin_of(found[0])
    if found:
        raise which(found)
    _unknown(words, list(counties.values()))
    return None


def _city_in(place: str, state: str, words: str) -> Origin:
    area = city_in(place, state)
    if area:
        return origin_of(area)
    _unknown(words, [a for (code, _name), a in gazetteer().cities.items() if code == state])
    return None


def _city_anywhere(name: str, words: str) -> Origin:
    found = gazetteer().cities_by_name.get(key(name), [])
    if len(found) == 1:
        return origin_of(found[0])
    if found:
        raise which(found)
    _unknown(words, list(gazetteer().cities.values()))
    return None


def _unknown(words: str, candidates: list[Area]) -> NoReturn:
    """Raise LocationNotFound with the closest names, the likelier and larger first."""
    names = [normalize(f"{area.name} {area.state}") for area in candidates]
    wanted = normalize(words)
    if len(wanted.split()) == 1:
        names = [normalize(area.name) for area in candidates]
    close = process.extract(wanted, names, scorer=fuzz.ratio, limit=40, score_cutoff=72)
    ranked = sorted(close, key=lambda hit: (-round(hit[1], -1), -candidates[hit[2]].population))
    labels = list(dict.fromkeys(candidates[hit[2]].label for hit in ranked))
    raise unknown_place(labels[:MAX_SUGGESTIONS])
