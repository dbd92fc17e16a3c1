"""A reviewer's visit, asked once more when a file is taken away.

A download is made when it is pressed, outside the run that drew its button: by then the reviewer
may have logged out, or may be no reviewer any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from respite_finder import settings
from respite_finder.app.components.review_who import reviewer
from respite_finder.community.who import Reviewer, by_login, print_of, still_right

_KEPT: Final = "review visit"


class NotAllowed(PermissionError):
    """The visit is over. It says nothing of a case."""


@dataclass(slots=True)
class Visit:
    """Who reviews in this session, as the latest run found; ``token``: the print of the one that
    held then.
    """

    who: Reviewer | None = None
    token: str = ""

    def only(self, made: Callable[[], bytes]) -> bytes:
        """What ``made`` makes, for who may still see it. Raises NotAllowed."""
        if not self.holds():
            raise NotAllowed("The visit of this reviewer is over.")
        return made()

    def holds(self) -> bool:
        """Whether the visitor may review now."""
        if self.who is None:
            return False
        if "@" in self.who.by:
            claims = {"is_logged_in": True, "email_verified": True, "email": self.who.by}
            return by_login(claims, settings.REVIEWERS.value()) == self.who
        return still_right(self.token, settings.REVIEW_TOKEN.value())


def visit() -> Visit:
    """The visit of this session; who reviews is found anew, and None after a logout."""
    held: Visit = st.session_state.setdefault(_KEPT, Visit())
    found: Reviewer | None = None
    try:
        found = reviewer()
    finally:
        # Logging out leaves the run at once. Until then what was true stays so: a download may be
        # made while the page is drawn.
        held.who, held.token = found, print_of(settings.REVIEW_TOKEN.value())
    return held
