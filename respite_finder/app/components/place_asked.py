"""Which place a link asks for: its id, an id that was merged, or one that is misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from respite_finder.dataset import read_dataset
from respite_finder.errors import RecordNotFound, shorten
from respite_finder.i18n import _
from respite_finder.referral.share import LONGEST_ID
from respite_finder.resources import PLACES_CSV


@dataclass(frozen=True, slots=True)
class Asked:
    """``place_id`` is empty if there is no such place. ``words`` says what was odd, if anything.

    ``close``: ids that are spelt like what was asked for.
    """

    place_id: str
    words: str = ""
    close: tuple[str, ...] = ()


def asked(given: Sequence[str], places: pd.DataFrame, path: Path = PLACES_CSV) -> Asked:
    """The place that these values of ``?place=`` mean; ``path`` is the file of ``places``."""
    wanted = list(dict.fromkeys(value.strip().lower() for value in given if value.strip()))
    if not wanted:
        return Asked("", _("This page shows one place. Look for one on the first page."))
    several = _("The link names more than one place. This is the first of them.")
    more = several if len(wanted) > 1 else ""
    first = wanted[0][:LONGEST_ID]
    if first in places.index:
        return Asked(first, more)
    try:
        now = read_dataset(path).record(first)["place_id"]
    except RecordNotFound as error:
        words = _("We have no place called “{id}”. The link may be old or misspelt.")
        close = tuple(one for one in error.suggestions if one in places.index)
        return Asked("", words.format(id=shorten(first, 50)), close)
    return Asked(now, _("This place is now listed under this name."))
