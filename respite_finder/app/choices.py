"""What a browser may send for a choice, made what we know.

The framework sends the words of a choice, not its value. Ours hold counts and change with every
search: a browser that is a step behind sends words that are no longer offered, and the framework
hands them on as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from babel import Locale

from respite_finder.i18n import SOURCE, _, current, pgettext
from respite_finder.needs import AGE_LIMITS, GROUPS, STAY_LIMITS
from respite_finder.schema import ServiceType
from respite_finder.search import RADII_MILES
from respite_finder.service_types import spoken_types
from respite_finder.states import NATIONWIDE, STATE_NAMES, state_name

ANY: Final = "any"
ALL_STATES: Final = ""
WHOLE_COUNTRY: Final = NATIONWIDE
RADIUS_CHOICES: Final = (*(str(miles) for miles in RADII_MILES), ANY)

# In brackets at the end, from a figure on: how many places, and how many that do not say.
_COUNT: Final = re.compile(r"\s+\(\d[^()]*\)$")


def state_choice(sent: Any) -> str | None:
    """The code of a state, of the whole country or of all states; None if it is none."""
    offered = {code: state_name(code) for code in STATE_NAMES}
    known = {ALL_STATES: _("All states"), WHOLE_COUNTRY: _("The whole country"), **offered}
    return _chosen(sent, known) if sent != _("Choose a state") else ALL_STATES


def radius_choice(sent: Any) -> str | None:
    """A radius in miles, or any; None if it is none."""
    known = {miles: _("{count} miles").format(count=miles) for miles in RADIUS_CHOICES}
    return _chosen(sent, {**known, ANY: _("Any distance")})


def kinds_choice(sent: Any) -> list[str] | None:
    """The kinds of help; None if it is no list. What is no kind is left out."""
    return _several(sent, {kind.value: spoken_types()[kind.value].plural for kind in ServiceType})


def languages_choice(sent: Any) -> list[str] | None:
    """Languages by their English names, as in the data; None if it is no list."""
    return _several(sent, spoken_languages())


def groups_choice(sent: Any) -> list[str] | None:
    """Codes of the groups that a place may be for; None if it is no list."""
    return _several(sent, spoken_groups())


def operators_choice(sent: Any) -> list[str] | None:
    """Who runs it; None if it is no list."""
    return _several(sent, spoken_operators())


def contact_choice(sent: Any) -> list[str] | None:
    """Ways to reach a place; None if it is no list."""
    return _several(sent, spoken_ways())


def age_choice(sent: Any) -> int | None:
    """An age in whole years; None if it is none."""
    return _number(sent, *AGE_LIMITS)


def stay_choice(sent: Any) -> int | None:
    """A stay in whole days; None if it is none."""
    return _number(sent, *STAY_LIMITS)


def language_names() -> frozenset[str]:
    """English names of the languages that may be asked for."""
    return frozenset(_language_codes())


def spoken_languages() -> dict[str, str]:
    """Languages by their English names, in the visitor's language."""
    here = current().locale.languages
    named = {name: str(here.get(code, name)) for name, code in _language_codes().items()}
    return {**named, "Creole": pgettext("language", "Creole")}


def spoken_groups() -> dict[str, str]:
    """Whom a place may be for, by code, in the visitor's language."""
    return {code: _(name) for code, name in GROUPS.items()}


def spoken_operators() -> dict[str, str]:
    """Who may run a place, by code, in the visitor's language."""
    return {"peer_run": _("Run by peers"), "hybrid": _("Peer staff in another agency")}


def spoken_ways() -> dict[str, str]:
    """Ways to reach a place, by code, in the visitor's language."""
    return {"phone": _("By phone"), "text": _("By text"), "chat": _("By chat")}


def _several(sent: Any, known: Mapping[str, str]) -> list[str] | None:
    if not isinstance(sent, list | tuple):
        return None
    found = (_chosen(each, known) for each in sent)
    return [choice for choice in found if choice is not None]


def _chosen(sent: Any, known: Mapping[str, str]) -> str | None:
    if isinstance(sent, str) and sent in known:
        return sent
    words = _COUNT.sub("", str(sent))
    return next((code for code, name in known.items() if name == words), None)


def _number(sent: Any, least: int, most: int) -> int | None:
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        return None
    return int(sent) if least <= sent <= most and sent == int(sent) else None


@cache
def _language_codes() -> dict[str, str]:
    # The data says Creole, which is no language of the list: sources do not tell which one.
    return {str(name): code for code, name in Locale(SOURCE).languages.items()} | {"Creole": ""}
