"""The gate of the forms: what looks like a machine is asked again, the rest goes to the store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from respite_finder.community.forms import Submission, troubles
from respite_finder.community.limits import USUAL, Limits
from respite_finder.errors import QueryError, TooManyError
from respite_finder.i18n import _

if TYPE_CHECKING:
    from respite_finder.community.store import Case, Store

LEAST_SECONDS: Final = 3.0
"""A person needs longer than this to fill in the shortest form."""


class NotTaken(QueryError):
    """What was sent looks like the work of a machine. ``words`` say in the visitor's language what
    a person can do; nothing was kept.
    """

    def __init__(self, field: str, words: str) -> None:
        self.words = words
        super().__init__(field, "", words)


def take(
    store: Store,
    sent: Submission,
    *,
    seconds_open: float,
    trap: str,
    sent_this_hour: int,
    now: datetime,
    limits: Limits = USUAL,
) -> Case:
    """Keep one filled-in form; when this returns, it is on the disk.

    ``seconds_open``: how long the form was open. ``trap``: what stands in the field that no person
    sees. ``sent_this_hour``: forms that this visitor has sent in the last 60 minutes. ``now`` is
    aware. Raises NotTaken, TooManyError, StoreError, and QueryError for what ``troubles`` finds.
    """
    if trap:
        raise NotTaken("trap", _("One field must stay empty. Please load the page again."))
    if seconds_open < LEAST_SECONDS:
        raise NotTaken(
            "seconds_open",
            _("That was very quick. Please look at it once more, then press Send again."),
        )
    if sent_this_hour >= limits.per_session_hour:
        raise TooManyError("per_session_hour", 1)
    found = troubles(sent)
    if found:
        field, words = next(iter(found.items()))
        raise QueryError(field or "form", "", words)
    return store.add(sent, now)
