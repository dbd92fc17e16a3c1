"""How much may be sent, by one visitor and by all, so that a flood fills neither disk nor day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the store, for everybody together.

    ``per_hour`` and ``per_day``: cases taken of one kind (place, change, message), so that a flood
    of one form leaves the others open. ``open_cases``: cases that wait for a person, of one kind.
    ``attachment_bytes``: all files together. ``per_session_hour``: what one visitor may send.
    """

    per_hour: int = 60
    per_day: int = 200
    open_cases: int = 1000
    attachment_bytes: int = 500 * 1024 * 1024
    per_session_hour: int = 5


USUAL: Final = Limits()
