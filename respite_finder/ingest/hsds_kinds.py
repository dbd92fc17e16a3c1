"""Which kind of help the words of an HSDS file tell, where they can mean one only."""

from __future__ import annotations

import re
from typing import Final

from respite_finder.gazetteer import normalize
from respite_finder.schema import ServiceType
from respite_finder.service_types import service_types

_SAYS_KIND: Final = (
    (re.compile(r"\bpeer[- ](?:run )?respites?\b", re.IGNORECASE), ServiceType.PEER_RESPITE),
    (re.compile(r"\bwarm ?lines?\b", re.IGNORECASE), ServiceType.WARMLINE),
    (
        re.compile(r"\brecovery community cent(?:er|re)s?\b", re.IGNORECASE),
        ServiceType.RECOVERY_COMMUNITY_CENTER,
    ),
)
"""Words of a name that can mean one kind of help only. A clubhouse may be one for children."""


def kinds_in(words: str, *, whole: bool = False) -> set[str]:
    """The kinds of help that words can mean; ``whole``: as the name of a kind, too."""
    found = {kind.value for pattern, kind in _SAYS_KIND if pattern.search(words)}
    if whole and not found:
        told = normalize(words)
        found = {
            code
            for code, kind in service_types().items()
            if told and told in (normalize(kind.name), normalize(kind.plural))
        }
    return found
