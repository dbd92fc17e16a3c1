"""The filters in the URL: what may stand there, how it is read, and what is wrong with it.

A parameter is named as its value in the session. Nothing that was typed is ever here (the place, an
age, the days of a stay), nor the groups that somebody belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from respite_finder.app.choices import RADIUS_CHOICES, WHOLE_COUNTRY, language_names
from respite_finder.errors import shorten
from respite_finder.i18n import _
from respite_finder.needs import CONTACTS, OPERATORS
from respite_finder.schema import ServiceType
from respite_finder.states import STATE_NAMES

RADIUS: Final = "radius"
STATE: Final = "state"
KINDS: Final = "kinds"
UNCONFIRMED: Final = "unconfirmed"
CLOSED: Final = "closed"
FREE: Final = "free"
SPEAKS: Final = "speaks"
SELF_REFERRAL: Final = "self_referral"
RUN_BY: Final = "run_by"
OVERNIGHT: Final = "overnight"
CONTACT: Final = "contact"
OPEN_NOW: Final = "open_now"
INCLUDE_UNKNOWN: Final = "include_unknown"

_YES_NO: Final = {"yes": True, "no": False}
Read = tuple[object, str]
"""A value, None if there is none; and a sentence about what cannot be used, empty if nothing."""


def read_url(params: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
    """Values from a URL's parameters, and a sentence for each that cannot be used."""
    values: dict[str, object] = {}
    notices: list[str] = []
    for name, read in _READERS.items():
        if name in params:
            value, notice = read(name, params[name])
            values |= {} if value is None else {name: value}
            notices += [notice] if notice else []
    return values, list(dict.fromkeys(notices))


def write_url(values: Mapping[str, object], usual: Mapping[str, object]) -> dict[str, str]:
    """The parameters of those values that differ from the usual ones."""
    return {name: word_of(values[name]) for name in _READERS if values[name] != usual[name]}


def word_of(value: object) -> str:
    """A choice as it stands in a URL."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, list) else str(value)


def _radius(_name: str, word: str) -> Read:
    if word in RADIUS_CHOICES:
        return word, ""
    words = _("The link asks for {miles} miles. We know {choices}, and use 50.")
    return None, words.format(miles=quoted(word), choices=", ".join(RADIUS_CHOICES))


def _state(_name: str, word: str) -> Read:
    if word.upper() in (*STATE_NAMES, WHOLE_COUNTRY):
        return word.upper(), ""
    words = _("The link asks for the state {state}. We do not know it, and leave it out.")
    return None, words.format(state=quoted(word))


def _kinds(_name: str, word: str) -> Read:
    known, whole = _known(word, (kind.value for kind in ServiceType))
    unknown = _("This link asks for a kind of help that we do not know. We left it out.")
    return known, "" if whole else unknown


def _needs(known_here: Callable[[], Iterable[str]]) -> Callable[[str, str], Read]:
    def read(_name: str, word: str) -> Read:
        known, whole = _known(word, known_here())
        unknown = _("This link asks for a need that we do not know. We left it out.")
        return known, "" if whole else unknown

    return read


def yes_no(name: str, word: str) -> Read:
    """A choice that is made or not."""
    if word in _YES_NO:
        return _YES_NO[word], ""
    words = _("The link says {name} is {value}. It must be yes or no. We leave it out.")
    return None, words.format(name=quoted(name), value=quoted(word))


def _known(word: str, known: Iterable[str]) -> tuple[list[str] | None, bool]:
    """Those of a list's members that we know, if any; whether we know them all."""
    known = set(known)
    asked = list(dict.fromkeys(member for member in word.split(",") if member))
    found = [member for member in asked if member in known]
    return found or None, len(found) == len(asked)


def quoted(text: str) -> str:
    """A link's own word in a sentence, short."""
    return f"“{shorten(text, 30)}”"


_READERS: Final[Mapping[str, Callable[[str, str], Read]]] = {
    RADIUS: _radius,
    STATE: _state,
    KINDS: _kinds,
    UNCONFIRMED: yes_no,
    CLOSED: yes_no,
    FREE: yes_no,
    SPEAKS: _needs(language_names),
    SELF_REFERRAL: yes_no,
    RUN_BY: _needs(lambda: OPERATORS),
    OVERNIGHT: yes_no,
    CONTACT: _needs(lambda: CONTACTS),
    OPEN_NOW: yes_no,
    INCLUDE_UNKNOWN: yes_no,
}
IN_URL: Final = tuple(_READERS)
