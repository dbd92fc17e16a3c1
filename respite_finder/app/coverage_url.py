"""The choices of the page on coverage in its URL: read, written, and what is wrong with them.

Nothing that was typed is ever here: the ZIP codes of a "what if" stay in the session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from respite_finder.app.url import Read, quoted, word_of, yes_no
from respite_finder.coverage import COUNTED_STATES, MEASURES, RADII_MILES
from respite_finder.i18n import _, mark
from respite_finder.schema import OFF_BY_DEFAULT, ServiceType
from respite_finder.states import WITHOUT_PEOPLE, state_name

STATE: Final = "state"
KINDS: Final = "kinds"
RADIUS: Final = "radius"
UNCONFIRMED: Final = "unconfirmed"
ROAD: Final = "road"
MEASURE: Final = "measure"

RADII: Final = tuple(str(miles) for miles in RADII_MILES)
ACCESS: Final = "access_score"
"""The measure that is no column of the table: a score of access (E2SFCA)."""
SHOWN_MEASURES: Final[Mapping[str, str]] = {
    "covered_share": mark("Share of people within the distance"),
    "uncovered_population": mark("People out of reach"),
    "places_per_million": mark("Places per million people"),
    "median_miles": mark("Miles to the nearest, for half of the people"),
    ACCESS: mark("Access score: places per million people, near ones count more"),
}
USUAL: Final[Mapping[str, object]] = {
    STATE: "",
    KINDS: [ServiceType.PEER_RESPITE.value],
    RADIUS: "50",
    UNCONFIRMED: False,
    ROAD: False,
    MEASURE: "covered_share",
}


def unit_of(measure: str) -> str:
    """The unit of a measure that the map shows."""
    return "per_million" if measure == ACCESS else MEASURES[measure].unit


def read_url(
    params: Mapping[str, str], kinds: Iterable[str]
) -> tuple[dict[str, object], list[str]]:
    """Every choice, the usual one where none stands; and a sentence for each that is odd.

    ``kinds`` are the kinds of help that stand at a place.
    """
    values = dict(USUAL)
    notices: list[str] = []
    readers: dict[str, Callable[[str], Read]] = {**_READERS, KINDS: partial(_kinds, held=kinds)}
    for name, read in readers.items():
        if name in params:
            value, notice = read(params[name])
            values |= {} if value is None else {name: value}
            notices += [notice] if notice else []
    return values, list(dict.fromkeys(notices))


def write_url(values: Mapping[str, object]) -> dict[str, str]:
    """The parameters of the choices that differ from the usual ones."""
    return {name: word_of(values[name]) for name in USUAL if values[name] != USUAL[name]}


def _state(word: str) -> Read:
    code = word.upper()
    if code in COUNTED_STATES:
        return code, ""
    if code in ("", "US"):
        return "", ""
    if code in WITHOUT_PEOPLE:
        words = _("We do not know how many people live where in {state}. We show the country.")
        return None, words.format(state=state_name(code))
    words = _("The link asks for the state {state}. We do not know it, and show the country.")
    return None, words.format(state=quoted(word))


def _radius(word: str) -> Read:
    if word in RADII:
        return word, ""
    words = _("The link asks for {miles} miles. We know {choices}, and use 50.")
    return None, words.format(miles=quoted(word), choices=", ".join(RADII))


def _kinds(word: str, held: Iterable[str]) -> Read:
    known = [kind.value for kind in ServiceType if kind.value not in OFF_BY_DEFAULT]
    here = set(held)
    asked = list(dict.fromkeys(member for member in word.split(",") if member))
    found = [member for member in asked if member in here]
    if len(found) == len(asked):
        return found or None, ""
    if set(asked) <= set(known) | here:
        words = _("This link asks for help by phone or online. Only places to go to count here.")
        return found or None, words
    unknown = _("This link asks for a kind of help that we do not know. We left it out.")
    return found or None, unknown


def _measure(word: str) -> Read:
    if word in SHOWN_MEASURES:
        return word, ""
    words = _("The link asks to show {measure}. We do not know it, and show the share of people.")
    return None, words.format(measure=quoted(word))


_READERS: Final[Mapping[str, Callable[[str], Read]]] = {
    STATE: _state,
    RADIUS: _radius,
    UNCONFIRMED: partial(yes_no, UNCONFIRMED),
    ROAD: partial(yes_no, ROAD),
    MEASURE: _measure,
}
