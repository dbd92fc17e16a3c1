"""What a browser may send for a choice, made what we know.

The framework sends the words of a choice, not its value. Ours hold counts and change with every
search: a browser that is a step behind sends words that are no longer offered, and the framework
hands them on as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from respite_finder.i18n import _
from respite_finder.schema import ServiceType
from respite_finder.search import RADII_MILES
from respite_finder.service_types import spoken_types
from respite_finder.states import NATIONWIDE, STATE_NAMES, state_name

ANY: Final = "any"
ALL_STATES: Final = ""
WHOLE_COUNTRY: Final = NATIONWIDE
RADIUS_CHOICES: Final = (*(str(miles) for miles in RADII_MILES), ANY)

_COUNT: Final = re.compile(r"\s+\([\d.,\s]+\)$")


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
    if not isinstance(sent, list | tuple):
        return None
    known = {kind.value: spoken_types()[kind.value].plural for kind in ServiceType}
    found = (_chosen(each, known) for each in sent)
    return [kind for kind in found if kind is not None]


def _chosen(sent: Any, known: Mapping[str, str]) -> str | None:
    if isinstance(sent, str) and sent in known:
        return sent
    words = _COUNT.sub("", str(sent))
    return next((code for code, name in known.items() if name == words), None)
