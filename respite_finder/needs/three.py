"""Answers of three values: yes, no, and what the source does not say."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

YES: Final = 1
NO: Final = 0
UNKNOWN: Final = -1

Answers = NDArray[np.int8]
"""One of YES, NO, UNKNOWN a row."""

_RANK: Final = np.array([NO, UNKNOWN, YES], np.int8)
"""From no to yes: of several, the least holds."""
_OF: Final = np.array([0, 2, 1], np.intp)
"""Where YES, NO and UNKNOWN (the last one, as index -1) stand in that order."""


def both(given: Iterable[Answers], count: int) -> Answers:
    """No if any is no, else unknown if any is unknown, else yes. Of nothing: yes."""
    ranks = [_OF[one] for one in given]
    return _RANK[reduce(np.minimum, ranks)] if ranks else np.full(count, YES, np.int8)


def passes(answer: Answers, include_unknown: bool) -> NDArray[np.bool_]:
    """Which rows may be shown."""
    shown: NDArray[np.bool_] = answer != NO if include_unknown else answer == YES
    return shown
